/** How a passage is named in prompt and answer: `[3]`, `Document 3`, or `[C]` with letters (A = the first passage). */
export interface LabelForm {
  readonly before: string;
  readonly after: string;
  readonly numerals: 'numbers' | 'letters';
}

/** What every answer stands between. May hold line breaks; empty where a system writes none. */
interface Frame {
  readonly open: string;
  readonly close: string;
}

/** How a system writes its answer: enough to hold a model to it and to read it back. */
export type AnswerShape =
  /** `[2] > [1] = [3]`; `tie` null where the form knows none. */
  | (Frame & { readonly type: 'order'; readonly label: LabelForm; readonly separator: string; readonly tie: string | null })
  /** One label. */
  | (Frame & { readonly type: 'best'; readonly label: LabelForm })
  /** As many labels as the call takes, without order between them unless it is written. */
  | (Frame & { readonly type: 'select'; readonly label: LabelForm; readonly separator: string })
  /** A JSON object, a whole number from `least` to `most` for each label: `{"[1]": 5, "[2]": 0}`. */
  | (Frame & { readonly type: 'scores'; readonly label: LabelForm; readonly least: number; readonly most: number })
  /** One of two words about the one passage shown. */
  | (Frame & { readonly type: 'word'; readonly yes: string; readonly no: string })
  /** One of two words and a grade: `yes(3)`. */
  | (Frame & {
      readonly type: 'grade';
      readonly yes: string;
      readonly no: string;
      readonly least: number;
      readonly most: number;
    });

const NUMBERS: LabelForm = { before: '[', after: ']', numerals: 'numbers' };

/** The order that RankLLM's listwise prompts ask for: `[2] > [1]`, of all passages, without ties. */
export const RANK_LLM_ORDER: AnswerShape = { type: 'order', open: '', close: '', label: NUMBERS, separator: ' > ', tie: null };

/**
 * What stands inside the last `open` … `close` of a text; without `open`, what stands before `close`. Marks count without the white space around
 * them, and only where they hold a letter: a lone bracket or brace may belong to the answer itself.
 */
export function answerFrame(text: string, { open, close }: Pick<AnswerShape, 'open' | 'close'>): string {
  const [start, end] = [open.trim(), close.trim()];
  const from = letter.test(start) ? text.lastIndexOf(start) : -1;
  const inside = from === -1 ? text : text.slice(from + start.length);
  const to = letter.test(end) ? inside.indexOf(end) : -1;
  return to === -1 ? inside : inside.slice(0, to);
}

/**
 * How many different labels a whole answer over `count` passages names. An order names all, or the first `take`; a selection `take`, and all of
 * them where `take` is absent; best one; scores all. 0 for judgements, which name none.
 */
export function neededLabels({ shape, count, take }: { shape: AnswerShape; count: number; take?: number | undefined }): number {
  switch (shape.type) {
    case 'order':
    case 'select':
      return Math.max(0, Math.min(take ?? count, count));
    case 'best':
      return Math.min(1, count);
    case 'scores':
      return count;
    case 'word':
    case 'grade':
      return 0;
  }
}

/**
 * What one call asks of the passages it shows. order: all of them, best first. best: the single most relevant. select: the `take` most relevant.
 * relevance: is this one relevant, as a probability. scores: a number for each, comparable between calls.
 */
export type Question = 'order' | 'best' | 'select' | 'relevance' | 'scores';

/** An answer of another form that keeps what both have. */
export function answerOfType(type: AnswerShape['type'], before: AnswerShape): AnswerShape {
  const { open, close } = before;
  const label = 'label' in before ? before.label : NUMBERS;
  const separator = 'separator' in before ? before.separator : type === 'select' ? ', ' : ' > ';
  const range = 'least' in before ? { least: before.least, most: before.most } : { least: 0, most: 10 };
  const verdict = 'yes' in before ? { yes: before.yes, no: before.no } : { yes: 'yes', no: 'no' };
  switch (type) {
    case 'order':
      return { type, open, close, label, separator, tie: null };
    case 'best':
      return { type, open, close, label };
    case 'select':
      return { type, open, close, label, separator };
    case 'scores':
      return { type, open, close, label, ...range };
    case 'word':
      return { type, open, close, ...verdict };
    case 'grade':
      return { type, open, close, ...verdict, ...range };
  }
}

/** The form that answers a question. */
export function answerTypeOf(question: Question): AnswerShape['type'] {
  return question === 'relevance' ? 'word' : question;
}

/**
 * What became of an answer, as far as its text tells (that it was cut off only the caller knows). Same form as the run log's `WindowOutcome`.
 * repaired with three empty lists: nothing was left out, but something was guessed or dropped, and the reading's `notes` say what.
 */
export type AnswerOutcome =
  | { readonly type: 'complete' }
  | {
      readonly type: 'repaired';
      /** 1-based identifiers that the answer should have named and did not. */
      readonly missing: readonly number[];
      readonly duplicate: readonly number[];
      /** As written. */
      readonly unknown: readonly string[];
    }
  /** Nothing could be read; the passages keep the order they came in. */
  | { readonly type: 'unparsed'; readonly reason: string };

/** What one call says about its members, whatever it was asked. */
export interface CallResult {
  /** The call's members, each exactly once: best first, those of one group tied. */
  readonly groups: readonly (readonly number[])[];
  /** Comparable between calls, in the order of the call's members; null where none was given for one. Null for answers without scores. */
  readonly scores: readonly (number | null)[] | null;
  /** Members that the answer should have placed and did not: they stand where the house's reading put them. Absent: none. */
  readonly unsaid?: readonly number[];
}

/** An answer as read: a partition of the 0-based positions shown, what became of the text, and in words what was done to it silently. */
export interface AnswerReading extends CallResult {
  readonly outcome: AnswerOutcome;
  readonly notes: readonly string[];
}

const letter = /\p{L}/u;

/** Passages that a prompt may call by letters: no published system goes on after `Z`. Answers are read beyond it. */
export const MOST_LETTERED: number = 26;
