import type { AnswerShape, LabelForm } from '../answer/shape.ts';
import type { Result } from '../request.ts';

/** Our names and those of RankLLM's templates, which are Python format strings. */
const pairs = [
  ['query', 'query'],
  ['count', 'num'],
  ['identifier', 'rank'],
  ['text', 'candidate'],
] as const;

/** A text of ours as a Python format string: known names renamed, every other brace doubled. `renamed` adds names for this text alone. */
export function toPythonFormat(text: string, renamed: Readonly<Record<string, string>> = {}): string {
  const names = new Map<string, string>([...pairs, ...Object.entries(renamed)]);
  return text.replaceAll(/\{(\w+)\}|[{}]/g, (whole, name: string | undefined) => {
    const theirs = name === undefined ? undefined : names.get(name);
    return theirs === undefined ? whole.replaceAll(/[{}]/g, '$&$&') : `{${theirs}}`;
  });
}

/** Why a Python format string cannot be said here. `at`: UTF-16 offset of what could not be read. */
type PythonFormatFault = { readonly at: number } & (
  | { readonly code: 'no-counterpart'; readonly name: string; readonly known: readonly string[] }
  | { readonly code: 'single-brace'; readonly brace: string }
  | { readonly code: 'doubled-braces' }
);

/** A Python format string in our names. A problem for other names, single braces, and doubled braces that we would fill in. */
export function fromPythonFormat(format: string, allowed: Readonly<Record<string, string>>): Result<string, PythonFormatFault> {
  let text = '';
  let fills = 0;
  for (const match of format.matchAll(/\{\{|\}\}|\{([^{}]*)\}|[{}]|[^{}]+/g)) {
    const [piece, name] = match;
    if (piece === '{{' || piece === '}}') {
      text += piece.charAt(0);
    } else if (name !== undefined) {
      if (!Object.hasOwn(allowed, name)) {
        return { ok: false, error: { at: match.index, code: 'no-counterpart', name, known: Object.keys(allowed) } };
      }
      text += `{${allowed[name]}}`;
      fills += 1;
    } else if (piece === '{' || piece === '}') {
      return { ok: false, error: { at: match.index, code: 'single-brace', brace: piece } };
    } else text += piece;
  }
  if (Array.from(text.matchAll(/\{\w+\}/g)).length !== fills) {
    const at = Math.max(0, format.search(/\{\{\w+\}\}/));
    return { ok: false, error: { at, code: 'doubled-braces' } };
  }
  return { ok: true, value: text };
}

type OrderShape = Extract<AnswerShape, { type: 'order' }>;

const marks: Readonly<Record<LabelForm['numerals'], string>> = { numbers: '\\d+', letters: '[A-Z]' };

/** RankLLM's two expressions for an order: the whole answer, and one identifier with the number or letter as its group. */
export function toRankLlmRegex(shape: OrderShape): { readonly validation: string; readonly extraction: string } {
  const { label, separator, tie, open, close } = shape;
  const one = escape(label.before) + marks[label.numerals] + escape(label.after);
  const between = tie === null ? escape(separator) : `(?:${escape(separator)}|${escape(tie)})`;
  return {
    validation: `^${escape(open)}${one}(${between}${one})*${escape(close)}$`,
    extraction: `${escape(label.before)}(${marks[label.numerals]})${escape(label.after)}`,
  };
}

/** The order that two such expressions describe; null where they say something else. */
export function fromRankLlmRegex({ validation, extraction }: { validation: string; extraction: string }): OrderShape | null {
  const found = /^((?:[^\\()[\]]|\\.)*)\((\\d\+|\[A-Z\])\)((?:[^\\()[\]]|\\.)*)$/s.exec(extraction);
  if (found === null) return null;
  const [, before = '', mark = '', after = ''] = found;
  const one = before + mark + after;
  const [head, body, ...more] = validation.split(`${one}(`);
  const [between, tail, ...rest] = (body ?? '').split(`${one})*`);
  if (head === undefined || between === undefined || tail === undefined || more.length > 0 || rest.length > 0) return null;
  if (!head.startsWith('^') || !tail.endsWith('$')) return null;
  const either = /^\(\?:((?:[^\\|]|\\.)*)\|((?:[^\\|]|\\.)*)\)$/s.exec(between);
  const texts = [before, after, head.slice(1), tail.slice(0, -1), either?.[1] ?? between].map(literal);
  const tie = either === null ? null : literal(either[2] ?? '');
  const [labelBefore, labelAfter, open, close, separator] = texts;
  if (labelBefore == null || labelAfter == null || open == null || close == null || separator == null) return null;
  if (either !== null && tie === null) return null;
  const numerals = mark === marks.numbers ? 'numbers' : 'letters';
  return { type: 'order', label: { before: labelBefore, after: labelAfter, numerals }, separator, tie, open, close };
}

function escape(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`).replaceAll('\n', String.raw`\n`);
}

/** The text that an expression of plain characters stands for; null where it is more than that. */
function literal(expression: string): string | null {
  let text = '';
  for (const [piece, escaped] of expression.matchAll(/\\(.)|[^]/gsu)) {
    if (escaped === undefined) {
      if (/[\\^$.*+?()[\]{}|]/.test(piece)) return null;
      text += piece;
    } else if (escaped === 'n') text += '\n';
    else if (/[A-Za-z0-9]/.test(escaped)) return null;
    else text += escaped;
  }
  return text;
}
