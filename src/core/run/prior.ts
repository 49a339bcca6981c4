/** What of one token's text stands in the thought and what in the answer, as the guide splits them. */
export interface ChannelParts {
  readonly thought: string;
  readonly answer: string;
}

/** `[digits]` as read in one channel so far. Only `[1]`…`[count]` in ASCII digits are identifiers. */
interface ChannelReading {
  /** Digits, perhaps none yet, of an identifier that was begun; null outside of one. */
  readonly open: string | null;
  /** Inside straight quote marks, where nothing is an identifier. */
  readonly quoted: boolean;
  /** 0-based places of the identifiers completed, in the order of the text, repeats and all. */
  readonly completed: readonly number[];
}

/** What decides the bias: what has been read of the thought and of the answer. */
export interface PriorState {
  readonly thought: ChannelReading;
  readonly answer: ChannelReading;
}

export interface IdentifierPrior {
  readonly start: PriorState;
  after(state: PriorState, parts: ChannelParts): PriorState;
  /**
   * Logits to add to a token that would add `parts`: the prior of the identifier that it completes last, else the greatest of those that are
   * possible where it ends in an identifier's digits, else 0. In the thought what was cited before counts with the least prior. In the answer only
   * what is not used yet counts, and after a thought that cited anything nothing does: the answer follows the thought.
   */
  bias(state: PriorState, parts: ChannelParts): number;
  /** Equal for states that bias every token alike. */
  keyOf(state: PriorState): string;
}

const nothingRead: ChannelReading = { open: null, quoted: false, completed: [] };

/**
 * The first stage's prior over identifiers: p(identifier) ∝ exp(logit + prior). `prior`: logits, finite, one an identifier in the order of the
 * prompt. `quotes`: what stands between straight quote marks in the thought holds no identifiers.
 */
export function createIdentifierPrior(prior: readonly number[], { quotes }: { readonly quotes: boolean }): IdentifierPrior {
  const least = Math.min(...prior);

  /** 0-based places of the identifiers that begin with these digits. */
  const placesOf = (digits: string): readonly number[] =>
    [...prior.keys()].filter((place) => String(place + 1).startsWith(digits));

  function read(from: ChannelReading, text: string, withQuotes: boolean): ChannelReading {
    let { open, quoted, completed } = from;
    for (const unit of text) {
      if (withQuotes && unit === '"') {
        quoted = !quoted;
        open = null;
      } else if (quoted) continue;
      else if (unit === '[') open = '';
      else if (open !== null && unit >= '0' && unit <= '9') open = placesOf(open + unit).length > 0 ? open + unit : null;
      else {
        if (unit === ']' && open !== null && open !== '') completed = [...completed, Number(open) - 1];
        open = null;
      }
    }
    return { open, quoted, completed };
  }

  /** Prior of what `next` has beyond `before`. */
  function priorOfNew(before: ChannelReading, next: ChannelReading, valueOf: (place: number) => number): number {
    const completed = next.completed.slice(before.completed.length).slice(-1);
    const left = completed.length > 0 || next.open === null || next.open === '' ? completed : placesOf(next.open);
    const values = left.map(valueOf).filter((value) => value > -Infinity);
    return values.length === 0 ? 0 : Math.max(...values);
  }

  return {
    start: { thought: nothingRead, answer: nothingRead },
    after: ({ thought, answer }, parts) => ({
      thought: read(thought, parts.thought, quotes),
      answer: read(answer, parts.answer, false),
    }),
    bias(state, parts) {
      const thought = read(state.thought, parts.thought, quotes);
      if (parts.answer !== '') {
        if (thought.completed.length > 0) return 0;
        const used = new Set(state.answer.completed);
        const next = read(state.answer, parts.answer, false);
        return priorOfNew(state.answer, next, (place) => (used.has(place) ? -Infinity : (prior[place] ?? 0)));
      }
      const cited = new Set(state.thought.completed);
      return priorOfNew(state.thought, thought, (place) => (cited.has(place) ? least : (prior[place] ?? 0)));
    },
    keyOf: ({ thought, answer }) =>
      [thought, answer].map(({ open, quoted, completed }) => `${open} ${quoted} ${[...new Set(completed)].join(',')}`).join(';'),
  };
}
