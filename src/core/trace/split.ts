/** A stretch of model output by channel. Texts are raw; only the thought's own tags are taken out. */
export type Part =
  | { readonly type: 'reasoning-start' }
  | { readonly type: 'reasoning'; readonly text: string }
  | { readonly type: 'reasoning-end' }
  | { readonly type: 'answer'; readonly text: string };

/** Takes output piece by piece. `end()` gives what was held back and tells whether a thought was left `open`. */
interface ReasoningSplitter {
  push(text: string): Part[];
  end(): { readonly parts: Part[]; readonly open: boolean };
}

/** What a thought stands between. */
interface Tags {
  readonly open: string;
  readonly close: string;
}

const THINK: Tags = { open: '<think>', close: '</think>' };

/**
 * Splits model output into thought and answer while it is written. `opened`: the prompt itself ended in `<think>`, so the output begins
 * inside the thought (a repeated `<think>` is swallowed). However the text is cut into pieces, the joined parts are the same: what may
 * become a tag is held back until it is settled. A `<think>` later on opens a further thought, so an unfinished one is never an answer. Systems
 * that call their tags otherwise (GroupRank: `<reason>`) say so. Tags in angle brackets count in any case and with spaces; `<thinking>` and `<thought>` are
 * spellings of `<think>`.
 */
export function createReasoningSplitter({
  opened,
  open = THINK.open,
  close = THINK.close,
}: {
  opened: boolean;
  open?: string;
  close?: string;
}): ReasoningSplitter {
  const [opening, closing] = [tagOf(open), tagOf(close)];
  /** lead: nothing but white space so far. */
  let channel: 'lead' | 'reasoning' | 'answer' = 'lead';
  let announced = false;
  let blank = '';
  let held = '';

  const take = (text: string, last: boolean): Part[] => {
    const parts: Part[] = [];
    const emit = (piece: string): void => {
      if (piece !== '' && channel !== 'lead') parts.push({ type: channel, text: piece });
    };
    if (opened && !announced) parts.push({ type: 'reasoning-start' });
    announced = true;
    let rest = held + text;
    held = '';
    if (channel === 'lead') {
      const trimmed = rest.trimStart();
      blank += rest.slice(0, rest.length - trimmed.length);
      rest = trimmed;
      const first = opening.find(rest, 0);
      if (first?.from === 0) {
        if (!opened) parts.push({ type: 'reasoning-start' });
        channel = 'reasoning';
        rest = rest.slice(first.to);
      } else if (!last && opening.begun(rest) === rest.length) {
        held = rest;
        return parts;
      } else {
        channel = opened ? 'reasoning' : 'answer';
        rest = blank + rest;
      }
      blank = '';
    }
    for (let at = 0; ;) {
      const tag = channel === 'reasoning' ? closing : opening;
      const found = tag.find(rest, at);
      if (found === null) {
        const kept = last ? rest.length : rest.length - tag.begun(rest.slice(at));
        emit(rest.slice(at, kept));
        held = rest.slice(kept);
        return parts;
      }
      emit(rest.slice(at, found.from));
      at = found.to;
      parts.push({ type: channel === 'reasoning' ? 'reasoning-end' : 'reasoning-start' });
      channel = channel === 'reasoning' ? 'answer' : 'reasoning';
    }
  };

  return {
    push: (text) => take(text, false),
    end: () => ({ parts: take('', true), open: channel === 'reasoning' }),
  };
}

/** A whole output in its channels. */
export interface WrittenOutput {
  /** The stretches of answer that thoughts part; a thought of white space parts none. */
  readonly answers: readonly string[];
  /** It ends inside a thought. */
  readonly open: boolean;
}

/** Splits an output that is there as a whole, by the same rule as while it is written. */
export function splitOutput(
  output: string,
  { opened = false, tags = THINK }: { opened?: boolean; tags?: Tags } = {},
): WrittenOutput {
  const splitter = createReasoningSplitter({ opened, ...tags });
  const stretches = answerStretches();
  for (const part of splitter.push(output)) stretches.take(part);
  const { parts, open } = splitter.end();
  for (const part of parts) stretches.take(part);
  return stretches.end(open);
}

/** Gathers the stretches of answer from the parts of an output. */
export function answerStretches(): {
  take(part: Part): void;
  /** The stretch that is being written. */
  readonly last: string;
  end(open: boolean): WrittenOutput;
} {
  const answers: string[] = [''];
  let thinking = false;
  return {
    take(part) {
      if (part.type === 'reasoning' && part.text.trim() !== '') thinking = true;
      if (part.type !== 'answer') return;
      if (thinking && answers.at(-1) !== '') answers.push('');
      thinking = false;
      answers.push((answers.pop() ?? '') + part.text);
    },
    get last() {
      return answers.at(-1) ?? '';
    },
    // A further thought of nothing but white space is none: what stands before it is the answer.
    end: (open) => ({ answers, open: open && (thinking || answers.every((answer) => answer.trim() === '')) }),
  };
}

/** What stands after the last closing tag of a thought; before a thought that was opened and not closed. Text without tags stays as it is. */
export function afterThought(text: string, tags: Tags = THINK): string {
  const [opening, closing] = [tagOf(tags.open), tagOf(tags.close)];
  let rest = 0;
  for (let found = closing.find(text, 0); found !== null; found = closing.find(text, found.to)) rest = found.to;
  const open = opening.find(text, rest);
  return text.slice(rest, open?.from);
}

/** A tag as it may be spelled. */
interface Tag {
  find(text: string, at: number): { readonly from: number; readonly to: number } | null;
  /** How many units at the end of `text` may be the beginning of one. */
  begun(text: string): number;
}

const known = new Map<string, Tag>();

/** Each spelling is made once: a thought is asked about with every piece. */
function tagOf(literal: string): Tag {
  const tag = known.get(literal) ?? (angled.test(literal) ? spelledTag(literal) : literalTag(literal));
  known.set(literal, tag);
  return tag;
}

/** UTF-16 units of the longest spelling of a tag. */
const LONGEST_BEGUN = 36;
const angled = /^<(\/?)([a-z]{2,20})>$/i;
const SPELLINGS: Readonly<Record<string, readonly string[]>> = { think: ['think', 'thinking', 'thought'] };

function spelledTag(literal: string): Tag {
  const [, slash = '', name = ''] = angled.exec(literal) ?? [];
  const names = SPELLINGS[name.toLowerCase()] ?? [name.toLowerCase()];
  const whole = new RegExp(`<\\s{0,4}${slash === '' ? '' : '\\/\\s{0,4}'}(?:${names.join('|')})\\s{0,4}>`, 'gi');
  return {
    find(text, at) {
      whole.lastIndex = at;
      const found = whole.exec(text);
      return found === null ? null : { from: found.index, to: found.index + found[0].length };
    },
    begun(text) {
      const at = text.lastIndexOf('<');
      if (at === -1 || text.length - at > LONGEST_BEGUN) return 0;
      const found = /^<\s{0,4}(\/?)\s{0,4}([a-z]{0,20})(\s{0,4})$/i.exec(text.slice(at));
      if (found === null) return 0;
      const [, slashed = '', letters = '', spaces = ''] = found;
      const fits = names.some((one) =>
        spaces === '' ? one.startsWith(letters.toLowerCase()) : letters === '' || one === letters.toLowerCase(),
      );
      const slashFits = slash === '' ? slashed === '' : slashed !== '' || letters === '';
      return fits && slashFits ? text.length - at : 0;
    },
  };
}

function literalTag(literal: string): Tag {
  return {
    find(text, at) {
      const from = text.indexOf(literal, at);
      return from === -1 ? null : { from, to: from + literal.length };
    },
    begun(text) {
      let length = Math.min(text.length, literal.length - 1);
      while (length > 0 && !literal.startsWith(text.slice(text.length - length))) length -= 1;
      return length;
    },
  };
}

/** The answer inside an output's answer channel. whole: closed; open: begun and not closed; untagged: no tag at all. */
interface AnswerText {
  readonly text: string;
  readonly state: 'whole' | 'open' | 'untagged';
}

const tag = /<\s{0,4}(\/?)\s{0,4}answer\s{0,4}>/gi;
const tagBegun = /<\s{0,4}\/?\s{0,4}[a-z]{0,6}\s{0,4}$/i;

/**
 * Text inside the last `<answer>…</answer>`; else what follows an unclosed `<answer>`; else all of it. A `</answer>` alone closes what
 * stands before it (the prompt may have opened it). Tags in any case; a tag cut off at the end is left out.
 */
export function answerText(raw: string): AnswerText {
  let openedAt: number | null = null;
  let anyTag = false;
  let whole: string | null = null;
  for (const match of raw.matchAll(tag)) {
    const to = match.index + match[0].length;
    if (match[1] === '') {
      openedAt = to;
    } else if (openedAt !== null || !anyTag) {
      whole = raw.slice(openedAt ?? 0, match.index);
      openedAt = null;
    }
    anyTag = true;
  }
  if (whole !== null) return { text: whole, state: 'whole' };
  if (openedAt !== null) return { text: withoutBegunTag(raw.slice(openedAt)), state: 'open' };
  return { text: withoutBegunTag(raw), state: 'untagged' };
}

function withoutBegunTag(text: string): string {
  return text.slice(0, text.length - (tagBegun.exec(text.slice(-24))?.[0].length ?? 0));
}
