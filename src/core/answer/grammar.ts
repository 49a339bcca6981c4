import { labelsOf } from './labels.ts';
import type { AnswerShape } from './shape.ts';
import { neededLabels } from './shape.ts';

/** A language as servers take it: texts, one after another, one of several, or a rule by its name. */
type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'all'; readonly of: readonly Piece[] }
  | { readonly kind: 'one'; readonly of: readonly Piece[] }
  | { readonly kind: 'rule'; readonly name: string };

/** A grammar of answers: `root` and the rules that it names. */
export interface AnswerGrammar {
  readonly rules: ReadonlyMap<string, Piece>;
  /** False: labels may come more than once in it, which the shape forbids; whoever reads the answer has to look. */
  readonly exact: boolean;
}

/** Up to so many labels that are left, each is allowed once only: the rules double with every one more. */
const EXACT_LABELS = 6;

/**
 * The language of an answer shape (`createAnswerAutomaton`) as a grammar. For more than six labels it lets labels repeat: no grammar of a bearable size says
 * "each once", and the guide that reads along finds the first one that repeats, from where the answer is asked for again with `named`.
 * @param input.named 1-based identifiers that have been written: the grammar is of what follows the last of them. Null: of the whole answer, `open` included.
 * @param input.exactLabels up to so many labels that are left the grammar is exact; 6 unless told.
 */
export function answerGrammar({
  shape,
  count,
  take,
  named = null,
  exactLabels = EXACT_LABELS,
}: {
  readonly shape: AnswerShape;
  readonly count: number;
  readonly take?: number | undefined;
  readonly named?: readonly number[] | null;
  readonly exactLabels?: number;
}): AnswerGrammar {
  const rules = new Map<string, Piece>();
  const lead = named === null ? [text(shape.open)] : [];
  const root = (...of: readonly Piece[]): AnswerGrammar => {
    rules.set('root', all(...lead, ...of));
    return { rules, exact: true };
  };
  switch (shape.type) {
    case 'word':
      return root(one(text(shape.yes), text(shape.no)), text(shape.close));
    case 'grade':
      return root(one(text(shape.yes), text(shape.no)), text('('), wholeNumbers(shape), text(`)${shape.close}`));
    case 'scores': {
      rules.set('score', wholeNumbers(shape));
      const pairs = labelsOf(shape, count).flatMap((label, place) => [
        text(`${place === 0 ? '{' : ', '}${JSON.stringify(label)}: `),
        rule('score'),
      ]);
      return root(...pairs, text(`${count === 0 ? '{}' : '}'}${shape.close}`));
    }
    case 'order':
    case 'select':
    case 'best': {
      const labels = labelsOf(shape, count);
      const marks =
        shape.type === 'best' ? [] : [shape.separator, ...(shape.type === 'order' && shape.tie !== null ? [shape.tie] : [])];
      const done = new Set(named ?? []);
      const left = labels.flatMap((label, place) => (done.has(place + 1) ? [] : [{ label, place }]));
      const needed = neededLabels({ shape, count, take }) - done.size;
      const mark = one(...marks.map(text));
      const before = done.size === 0 ? [] : [mark];
      if (needed <= 0) return root(text(shape.close));
      // One label of those that are left is exact whatever their number is.
      if (left.length <= exactLabels || needed === 1) {
        return root(...before, eachOnce({ left, needed, mark, close: shape.close, rules }));
      }
      rules.set('label', one(...left.map(({ label }) => text(label))));
      rules.set('next', all(mark, rule('label')));
      root(...before, rule('label'), ...Array.from({ length: needed - 1 }, () => rule('next')), text(shape.close));
      return { rules, exact: false };
    }
  }
}

/** `needed` different ones of `left`, and the end. One rule for each set that can be left. */
function eachOnce({
  left,
  needed,
  mark,
  close,
  rules,
}: {
  left: readonly { readonly label: string; readonly place: number }[];
  needed: number;
  mark: Piece;
  close: string;
  rules: Map<string, Piece>;
}): Piece {
  if (needed === 1) return all(one(...left.map(({ label }) => text(label))), text(close));
  const name = `left-${left.map(({ place }) => place + 1).join('-')}`;
  if (!rules.has(name)) {
    const choices = left.map(({ label, place }) =>
      all(
        text(label),
        mark,
        eachOnce({ left: left.filter((other) => other.place !== place), needed: needed - 1, mark, close, rules }),
      ),
    );
    rules.set(name, one(...choices));
  }
  return rule(name);
}

/** Whole numbers from `least` to `most`, as the automaton wants them: no plus sign, no leading zeros. */
function wholeNumbers({ least, most }: { readonly least: number; readonly most: number }): Piece {
  const choices: Piece[] = [];
  if (least < 0) choices.push(all(text('-'), natural(Math.max(1, -most), -least)));
  if (most >= 0) choices.push(natural(Math.max(0, least), most));
  return one(...choices);
}

/** Numerals from `least` to `most`, both 0 or more: by length, then digit by digit. */
function natural(least: number, most: number): Piece {
  const choices: Piece[] = [];
  for (let digits = String(least).length; digits <= String(most).length; digits += 1) {
    const from = Math.max(least, digits === 1 ? 0 : 10 ** (digits - 1));
    const to = Math.min(most, 10 ** digits - 1);
    if (from <= to) choices.push(digitsBetween(String(from), String(to)));
  }
  return one(...choices);
}

/** Numerals of one length from `from` to `to`. */
function digitsBetween(from: string, to: string): Piece {
  const [first, last] = [Number(from[0]), Number(to[0])];
  if (from.length === 1) return one(...Array.from({ length: last - first + 1 }, (_, step) => text(String(first + step))));
  const choices: Piece[] = [];
  for (let digit = first; digit <= last; digit += 1) {
    const low = digit === first ? from.slice(1) : '0'.repeat(from.length - 1);
    const high = digit === last ? to.slice(1) : '9'.repeat(to.length - 1);
    choices.push(all(text(String(digit)), digitsBetween(low, high)));
  }
  return one(...choices);
}

function text(value: string): Piece {
  return { kind: 'text', text: value };
}

function all(...of: readonly Piece[]): Piece {
  const kept = of.filter((piece) => piece.kind !== 'text' || piece.text !== '');
  return kept.length === 1 ? (kept[0] ?? text('')) : { kind: 'all', of: kept };
}

function one(...of: readonly Piece[]): Piece {
  return of.length === 1 ? (of[0] ?? text('')) : { kind: 'one', of };
}

function rule(name: string): Piece {
  return { kind: 'rule', name };
}

/** As llama.cpp (`grammar`) and XGrammar in vLLM (`structured_outputs.grammar`) take it: GBNF, one rule a line. */
export function toGbnf({ rules }: AnswerGrammar): string {
  const write = (piece: Piece): string => {
    switch (piece.kind) {
      case 'text':
        return gbnfText(piece.text);
      case 'all':
        return piece.of.length === 0 ? '""' : piece.of.map(write).join(' ');
      case 'one':
        return `(${piece.of.map(write).join(' | ')})`;
      case 'rule':
        return piece.name;
    }
  };
  return [...rules].map(([name, piece]) => `${name} ::= ${write(piece)}\n`).join('');
}

function gbnfText(value: string): string {
  const escaped = value.replaceAll(/["\\\n\r\t]/g, (character) => ESCAPES[character] ?? character);
  return `"${escaped}"`;
}

const ESCAPES: Readonly<Record<string, string>> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** As a regular expression of the whole text (vLLM's and SGLang's `regex`): no anchors, no look-ahead. Rules are written out where they are named. */
export function toRegex({ rules }: AnswerGrammar): string {
  const write = (piece: Piece): string => {
    switch (piece.kind) {
      case 'text':
        return piece.text.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`).replaceAll('\n', String.raw`\n`);
      case 'all':
        return piece.of.map(write).join('');
      case 'one':
        return `(?:${piece.of.map(write).join('|')})`;
      case 'rule':
        return write(rules.get(piece.name) ?? text(''));
    }
  };
  return write({ kind: 'rule', name: 'root' });
}
