import { asciiDigits, digitClass } from '../text/digits.ts';
import { eachLine } from '../measure/rows.ts';

/** What stands before an item of a list. */
export interface Marker {
  readonly style: string;
  /** null: it is a bullet. */
  readonly number: number | null;
  readonly length: number;
  /** Columns before it. */
  readonly indent: number;
  /** It could be the beginning of a sentence too: only several that count on from the first are a list; `all`: and only where they begin every part. */
  readonly doubt: 'none' | 'some' | 'all';
}

const digits = `([${digitClass}]{1,6})`;
/** `[n]`, `(n)`, `n.`, `n)`, `n、`: only brackets and the wide marks may stand right before the text. */
const numbered = new RegExp(
  `^\\s{0,8}(?:([[［【])${digits}[\\]］】][:.]?\\s*|([(（])${digits}(?:\\)(?:\\s+|$)|）\\s*)|${digits}(?:([．、])\\s*|([.)])(?:\\s+|$)))`,
  'u',
);
const bullet = /^\s{0,8}([-+*•–—·▪▫‣◦●○■□►▸➤➢→✓✔∙⁃])\s+(?:\[[ xX]\]\s+)?/u;
/** `Passage 1:`, `Document [1]`, `#1`, `1:`, `1 –`. */
const called = new RegExp(
  `^\\s{0,8}(?:(passage|document|doc|text|item|result|snippet|candidate|source|отрывок|документ|текст|متن|سند|段落|文档|文章)\\s?[#№]?|(#|№\\s?)|)` +
    `[[]?${digits}[\\]]?(?:\\s?[:：]\\s*|\\s[-–—]\\s+|\\.\\s+|\\s+|$)`,
  'iu',
);
const lettered = /^\s{0,8}(?:([(（])(\p{L}{1,6})[)）]\s*|(\p{L}{1,6})(?:([.)])\s+|、\s*))/u;
const circled = /^\s{0,8}([①-⑳❶-❿➀-➉])[.、]?\s*/u;

/** The letters of lists, in their order; a list begins with the first. */
const ALPHABETS: Readonly<Record<string, readonly string[]>> = {
  latin: [...'abcdefghijklmnopqrstuvwxyz'],
  cyrillic: [...'абвгдежзиклмнопрстуфхцчшщэюя'],
  persian: 'الف ب پ ت ث ج چ ح خ د ذ ر ز ژ س ش ص ض ط ظ ع غ ف ق ک گ ل م ن و ه ی'.split(' '),
  abjad: 'الف ب ج د ه و ز ح ط ی ک ل م ن س ع ف ص ق ر ش ت ث خ ذ ض ظ غ'.split(' '),
  arabic: 'أ ب ج د ه و ز ح ط ي ك ل م ن س ع ف ص ق ر ش ت ث خ ذ ض ظ غ'.split(' '),
  roman: Array.from({ length: 50 }, (_, index) => roman(index + 1)),
  chinese: Array.from({ length: 99 }, (_, index) => chinese(index + 1)),
};

function roman(number: number): string {
  const tens = ['', 'x', 'xx', 'xxx', 'xl', 'l'][Math.floor(number / 10)] ?? '';
  return tens + (['', 'i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix'][number % 10] ?? '');
}

function chinese(number: number): string {
  const names = [...'一二三四五六七八九'];
  const [tens, ones] = [Math.floor(number / 10), number % 10];
  return `${tens > 1 ? (names[tens - 1] ?? '') : ''}${tens > 0 ? '十' : ''}${ones > 0 ? (names[ones - 1] ?? '') : ''}`;
}

/** Places of letters, from 1, in each alphabet. */
const PLACES = Object.entries(ALPHABETS).map(
  ([name, letters]) => [name, new Map(letters.map((letter, place) => [letter, place + 1]))] as const,
);

/**
 * The marker that a line begins with; of letters the one that goes on after `last` (null: the first of an alphabet). Null: it has none. `uniform`: every
 * line has one of the kind, so that they are one list however they are written.
 */
export function readMarker(line: string, last: Marker | null, uniform: 'bullets' | 'numbers' | null = null): Marker | null {
  const indent = line.length - line.trimStart().length;
  const count = numbered.exec(line);
  if (count !== null) {
    const [all, square, inSquare, round, inRound, plain, wide, dot] = count;
    const style = uniform === 'numbers' ? '#' : square === undefined ? (round ?? `n${wide ?? dot}`) : '[';
    const number = Number(asciiDigits(inSquare ?? inRound ?? plain ?? ''));
    return { style, number, length: all.length, indent, doubt: 'none' };
  }
  const point = bullet.exec(line);
  if (point !== null) {
    const style = uniform === 'bullets' ? '•' : (point[1] ?? '');
    return { style, number: null, length: point[0].length, indent, doubt: 'none' };
  }
  return readCircled(line, indent) ?? readLetter(line, indent, last) ?? readCalled(line, indent);
}

function readCircled(line: string, indent: number): Marker | null {
  const [all, mark = ''] = circled.exec(line) ?? [];
  if (all === undefined) return null;
  const code = mark.codePointAt(0) ?? 0;
  const first = [0x2460, 0x2776, 0x2780].findLast((each) => code >= each) ?? 0;
  return { style: `circle${first}`, number: code - first + 1, length: all.length, indent, doubt: 'some' };
}

function readLetter(line: string, indent: number, last: Marker | null): Marker | null {
  const [all, round, inRound, plain, mark] = lettered.exec(line) ?? [];
  if (all === undefined) return null;
  const letter = inRound ?? plain ?? '';
  const small = letter.toLowerCase();
  const isSmall = letter === small;
  // Letters of two cases are no marker: `Dr. Who`.
  if (!isSmall && letter !== letter.toUpperCase()) return null;
  const written = `${round === undefined ? '' : '('}${mark ?? ''}${isSmall ? 'a' : 'A'}`;
  let found: Marker | null = null;
  for (const [name, places] of PLACES) {
    const number = places.get(small);
    // Only Chinese numbers stand before `、`, and they before no dot.
    if (number === undefined || (plain !== undefined && (name === 'chinese') !== (mark === undefined))) continue;
    const style = `${ALIKE.has(name) ? 'alif' : name}${written}`;
    const marker: Marker = { style, number, length: all.length, indent, doubt: mark === '.' ? 'all' : 'some' };
    if (last === null ? number === 1 : last.style === style && number === (last.number ?? 0) + 1) return marker;
    if (last?.style === style) found = marker;
  }
  return found;
}

/** Alphabets that begin alike: which it is the third letter tells. */
const ALIKE: ReadonlySet<string> = new Set(['persian', 'abjad', 'arabic']);

function readCalled(line: string, indent: number): Marker | null {
  const [all, word, sign, number = ''] = called.exec(line) ?? [];
  if (all === undefined) return null;
  const colon = /[:：\-–—\]]/u.test(all);
  if (word === undefined && sign === undefined && !/(?:[:：]\s+|\s[-–—]\s+)$/u.test(all)) return null;
  if (word !== undefined && !colon && all.trim().length + indent < line.trimEnd().length) return null;
  const style = `${(word ?? sign ?? '').toLowerCase()}n${word === undefined && sign === undefined ? all.trim().at(-1) : ''}`;
  return { style, number: Number(asciiDigits(number)), length: all.length, indent, doubt: word === undefined ? 'all' : 'some' };
}

/** Whether every line that is not blank begins with a bullet, or with a number one above the last, at one indent but not in one style. */
export function uniformMarkers(text: string): 'bullets' | 'numbers' | null {
  let kind: 'bullets' | 'numbers' | null = null;
  let first: Marker | null = null;
  let last: Marker | null = null;
  let mixed = false;
  eachLine(text, (line) => {
    if (line.trim() === '') return true;
    const marker = readMarker(line, null);
    const own = marker === null || marker.doubt !== 'none' ? null : marker.number === null ? 'bullets' : 'numbers';
    const counts = last === null || marker?.number === null || marker?.number === (last.number ?? 0) + 1;
    kind = own !== null && (kind ?? own) === own && (first?.indent ?? marker?.indent) === marker?.indent && counts ? own : null;
    first ??= marker;
    mixed ||= marker?.style !== first?.style;
    last = marker;
    return kind !== null;
  });
  return mixed ? kind : null;
}
