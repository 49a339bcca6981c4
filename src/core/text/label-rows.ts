import { foldSpelling } from './fold.ts';
import type { WrittenLabel } from './label-links.ts';
import { CHINESE_NOUNS, LABEL_NOUNS, PLACE_WORDS } from './label-words.ts';

/** UTF-16 units at the beginning of a line, and between a place and its label, that are looked at. */
const LONGEST_LEAD = 60;

/** Lists whose lines begin with a label, numbered or not; one that comes again begins a list anew. In order of writing, each of two lines or more. */
export function rowLists(text: string, labels: readonly WrittenLabel[]): readonly (readonly WrittenLabel[])[] {
  const lists: WrittenLabel[][] = [];
  let seen = new Set<number | null>();
  for (const [label] of linesOf(text, labels, listLead)) {
    if (label === undefined) continue;
    if (lists.length === 0 || seen.has(label.value)) {
      lists.push([]);
      seen = new Set();
    }
    seen.add(label.value);
    lists.at(-1)?.push(label);
  }
  return lists.filter(({ length }) => length > 1);
}

/**
 * Labels and numbers without those that only count: where two lines or more begin with 1, 2, 3 … and go on with a label, the first are places. Where the head of
 * a table says which column is which, it decides, and the labels come by their places.
 */
export function withoutPlaces(text: string, labels: readonly WrittenLabel[]): readonly WrittenLabel[] {
  const lines = linesOf(text, labels, placeLead);
  if (lines.length < 2) return labels;
  const byHead = tableByHead(text, lines);
  if (byHead !== null) return byHead;
  const places = new Set<WrittenLabel>();
  let run: WrittenLabel[] = [];
  const close = (): void => {
    if (run.length > 1) for (const label of run) places.add(label);
    run = [];
  };
  for (const [first, second] of lines) {
    // What is marked as a label is no place where the number behind it is none: `[1] 9`.
    const counts = first !== undefined && second !== undefined && (first.loose === true || second.loose !== true);
    if (!counts || first.value !== run.length + 1) close();
    if (counts && first.value === run.length + 1) run.push(first);
  }
  close();
  return places.size === 0 ? labels : labels.filter((label) => !places.has(label));
}

/** By line: the label that begins it, and the next one of the line where nothing but marks stands between. */
function linesOf(text: string, labels: readonly WrittenLabel[], lead: RegExp): readonly (readonly WrittenLabel[])[] {
  const lines: WrittenLabel[][] = [];
  let lineTo = -1;
  for (const [place, label] of labels.entries()) {
    if (label.from < lineTo) continue;
    const lineFrom = text.lastIndexOf('\n', label.from - 1) + 1;
    const end = text.indexOf('\n', label.to);
    lineTo = end === -1 ? text.length : end;
    if (label.from - lineFrom > LONGEST_LEAD || !lead.test(foldSpelling(text.slice(lineFrom, label.from)))) continue;
    const next = labels[place + 1];
    const near = next !== undefined && next.from >= label.to && next.from < lineTo && next.from - label.to <= LONGEST_LEAD;
    lines.push(near && between.test(foldSpelling(text.slice(label.to, next.from))) ? [label, next] : [label]);
  }
  return lines;
}

/** The labels of a table whose head names a column of places and one of labels, by their places; null: it is none. */
function tableByHead(text: string, lines: readonly (readonly WrittenLabel[])[]): readonly WrittenLabel[] | null {
  const first = lines[0]?.[0];
  if (first === undefined || lines.some(({ length }) => length < 2)) return null;
  const above = text.slice(0, text.lastIndexOf('\n', first.from) + 1).trimEnd();
  const head =
    above
      .split('\n')
      .slice(-2)
      .find((line) => /[|\t]/u.test(line) && /\p{L}/u.test(line)) ?? '';
  const cells = head.split(/[|\t]/u).filter((cell) => cell.trim() !== '');
  const [place, label] = [cells.findIndex((cell) => placeHead.test(cell)), cells.findIndex((cell) => labelHead.test(cell))];
  if (place === -1 || label === -1 || place > 1 || label > 1) return null;
  const rows = lines.flatMap((line) => {
    const [at, named] = [line[place], line[label]];
    return at === undefined || named === undefined ? [] : [{ at: at.value ?? Number.MAX_SAFE_INTEGER, named }];
  });
  const sorted = rows.toSorted((one, other) => one.at - other.at);
  // Each label stands where the row of its place stands: what is between rows joins them.
  return sorted.flatMap(({ named }, row) => {
    const stands = rows[row]?.named;
    return stands === undefined ? [] : [{ ...named, from: stands.from, to: stands.to }];
  });
}

const marks = '[\\s*_>#|`"\'([-]|[•–—‣▪]';
const placeLead = new RegExp(`^(?:${marks}|${PLACE_WORDS})*$`, 'iu');
const listLead = new RegExp(
  `^(?:${marks})*(?:(?:${PLACE_WORDS})?\\s?#?\\d{1,3}(?:st|nd|rd|th)?\\s?[.):|．、-]*)?(?:${marks}|(?:${LABEL_NOUNS})\\s|${CHINESE_NOUNS})*$`,
  'iu',
);
const between = new RegExp(
  `^(?:st|nd|rd|th)?[\\s.):|．、*_\`"'\\]#–—-]*(?:${LABEL_NOUNS}|${CHINESE_NOUNS})?[\\s*_\`"'([|#]*$`,
  'iu',
);
const placeHead =
  /^\s*[*_]*(?:rank(?:ing)?|position|place|order|no\.?|#|место|ранг|порядок|رتبه|جایگاه|ترتیب|排名|名次|顺序|排序)[*_]*\s*$/iu;
const labelHead = new RegExp(
  `^\\s*[*_]*(?:(?:${LABEL_NOUNS}|${CHINESE_NOUNS})\\s?)?(?:ids?|identifiers?|labels?|numbers?|номер|شماره|编号)?[*_]*\\s*$`,
  'iu',
);
