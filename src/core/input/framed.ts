import { jsonStart, parseJsonAt } from './json.ts';

const FENCE = /^\s*(`{3,}|~{3,})[^\n`]*\n/u;
const ASSIGNED =
  /^\s*(?:export\s+default\s+|(?:(?:export\s+)?(?:const|let|var)\s+)?[\w.$]{1,60}(?:\s*:\s*[\w[\]<>.]{1,60})?\s*=\s*)(?=[[{])/u;
/** JSON is looked for behind so many characters of other text, and is at least so much of the whole. */
const LONGEST_BEFORE = 2000;
const LEAST_SHARE = 0.8;

/**
 * The text without what frames it, as an answer of a chat or a program's source does: marks of code around all of it, a variable's name before its value,
 * words before JSON (`before`: the 1-based line that it begins on, where words are left out). What is left stands where it stood: places stay.
 */
export function unframed(written: string): { readonly text: string; readonly before: number | null } {
  const text = withoutName(withoutFence(written));
  const start = jsonBehind(text);
  if (start === null) return { text, before: null };
  const line = text.slice(0, start).split('\n').length;
  const end = fencedEnd(text, start);
  return { text: blanked(text, 0, start).slice(0, end) + blanked(text.slice(end), 0, text.length - end), before: line };
}

/** A stretch as white space of the same length and lines. */
function blanked(text: string, from: number, to: number): string {
  return text.slice(0, from) + text.slice(from, to).replaceAll(/[^\n]/g, ' ') + text.slice(to);
}

function withoutFence(text: string): string {
  const [open, mark] = FENCE.exec(text.slice(0, 500)) ?? [];
  if (open === undefined || mark === undefined) return text;
  const end = text.trimEnd();
  const last = end.lastIndexOf('\n') + 1;
  if (last < open.length || end.slice(last).trim() !== mark) return text;
  return blanked(blanked(text, last, end.length), 0, open.length);
}

function withoutName(text: string): string {
  const [name] = ASSIGNED.exec(text.slice(0, 500)) ?? [];
  if (name === undefined || jsonStart(text.slice(name.length)) === null) return text;
  const end = text.trimEnd();
  const bare = blanked(text, 0, name.length);
  return end.endsWith(';') ? blanked(bare, end.length - 1, end.length) : bare;
}

/** Where JSON begins that is most of a text, behind words on lines of their own; null: it begins the text, or there is none. */
function jsonBehind(text: string): number | null {
  const head = text.slice(0, LONGEST_BEFORE);
  if (!/^[ \t]*[[{]/mu.test(head) || jsonStart(text) !== null) return null;
  const opening = /^[ \t]*(?=[[{]\s*["'{[])/gmu;
  for (let found = opening.exec(head); found !== null; found = opening.exec(head)) {
    const at = found.index + found[0].length;
    if (at > 0 && jsonStart(text.slice(at, at + LONGEST_BEFORE)) !== null) {
      const read = parseJsonAt(text, at);
      const large = read.ok && read.value.end - at >= (text.trim().length - at) * LEAST_SHARE;
      return large && holdsObjects(read.value.node) ? at : null;
    }
    opening.lastIndex = at + 1;
  }
  return null;
}

function holdsObjects(node: Extract<ReturnType<typeof parseJsonAt>, { readonly ok: true }>['value']['node']): boolean {
  return node.kind === 'object' || (node.kind === 'array' && node.items.some(({ kind }) => kind === 'object'));
}

/** Where the JSON ends behind which nothing but marks of code stands; else the end of the text. */
function fencedEnd(text: string, start: number): number {
  const read = parseJsonAt(text, start);
  return read.ok && /^\s*[`~;]*\s*$/u.test(text.slice(read.value.end)) ? read.value.end : text.length;
}
