/*
 * The strict order form, said once more and by itself: what the answer automaton is held to.
 */

/** How an answer is written: `open [2] separator [1] close`. */
export interface AnswerForm {
  readonly open: string;
  readonly close: string;
  readonly separator: string;
}

/** May `text` still become `open` + a permutation of `[1]`…`[count]` joined by `separator` + `close`? True for the whole answer too. */
export function isAnswerPrefix(text: string, count: number, form: AnswerForm): boolean {
  return readAnswer(text, count, form) !== 'wrong';
}

/** Is `text` exactly `open` + a permutation of `[1]`…`[count]` joined by `separator` + `close`? */
export function isWholeAnswer(text: string, count: number, form: AnswerForm): boolean {
  return readAnswer(text, count, form) === 'whole';
}

function readAnswer(text: string, count: number, { open, close, separator }: AnswerForm): 'whole' | 'prefix' | 'wrong' {
  const used = new Set<number>();
  let at = 0;
  /** Steps over `expected`; says how the text ended when it ended inside it. */
  const meet = (expected: string): 'met' | 'prefix' | 'wrong' => {
    const there = text.slice(at, at + expected.length);
    if (there === expected) {
      at += expected.length;
      return 'met';
    }
    return at + there.length === text.length && expected.startsWith(there) ? 'prefix' : 'wrong';
  };
  const opened = meet(open);
  if (opened !== 'met') return opened;
  while (used.size < count) {
    const lead = meet(used.size === 0 ? '[' : `${separator}[`);
    if (lead !== 'met') return lead;
    const digits = /^[0-9]*/.exec(text.slice(at, at + String(count).length + 1))?.[0] ?? '';
    at += digits.length;
    if (at === text.length) return canContinue(digits, used, count) ? 'prefix' : 'wrong';
    const identifier = Number(digits);
    if (digits.startsWith('0') || identifier < 1 || identifier > count || used.has(identifier) || text[at] !== ']')
      return 'wrong';
    at += 1;
    used.add(identifier);
  }
  const closed = meet(close);
  if (closed !== 'met') return closed;
  return at === text.length ? 'whole' : 'wrong';
}

/** Is there an identifier, not used so far, that begins with these digits? */
function canContinue(digits: string, used: ReadonlySet<number>, count: number): boolean {
  for (let identifier = 1; identifier <= count; identifier += 1) {
    if (!used.has(identifier) && String(identifier).startsWith(digits)) return true;
  }
  return false;
}
