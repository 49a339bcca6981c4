import { oncePer } from '../once.ts';
import { readNumber, scanIdentifiers } from './bracket-labels.ts';
import { asciiDigits, digitClass } from './digits.ts';
import { foldSpelling, UNSEEN } from './fold.ts';
import type { WrittenLabel } from './label-links.ts';
import { CHINESE_NOUNS, JOINING_WORDS, LABEL_NOUNS, RANGE_WORDS } from './label-words.ts';
import type { TextSpan } from './spans.ts';

/** What a form writes around a numeral. */
export interface NamedForm {
  readonly before: string;
  readonly after: string;
}

/** A text as the source of a regular expression (flag `u`) that finds it, letter for letter. */
export function literalPattern(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
}

/**
 * Numbered labels of a text, in one spelling (`foldSpelling`), in order of writing: in brackets of any kind, behind a name of the form's own (`before`) or behind a word for a passage; and, loose,
 * numbers that could be one: no part of a date, a time, a decimal, a version, an ordinal, an amount of money or per cent. Loose ones lack where a bracket with a
 * number has been opened: `[1` may become `[12]`.
 */
export function scanNumberLabels(text: string, form: NamedForm): readonly WrittenLabel[] {
  const { identifiers, bracketed } = scanIdentifiers(text);
  const brackets = identifiers.map(({ from, to, value, written, link, inside }): WrittenLabel => ({
    from,
    to,
    value,
    written,
    ...(inside ? { link } : {}),
  }));
  const own = patternsOf(form);
  const named = merged(
    own.number === null ? [] : namedNumbers(text, own.number, own.close),
    namedNumbers(text, nounBefore, null),
  );
  const apartNamed = apart(withoutOverlaps(named), brackets);
  const marked = merged(brackets, apartNamed);
  return bracketed && marked.length === 0 ? marked : merged(marked, apart(looseNumbers(text), marked));
}

/** Lettered labels, likewise: in brackets, behind a name, or letters where nothing else is written; loose: capitals among words. */
export function scanLetterLabels(text: string, form: NamedForm): readonly WrittenLabel[] {
  const found = (pattern: RegExp, loose: boolean): readonly WrittenLabel[] =>
    Array.from(text.matchAll(pattern), ({ 0: written, 1: letters = '', index }) => ({
      from: index,
      to: index + written.length,
      value: letterIdentifier(letters.toUpperCase()),
      written: letters.toUpperCase(),
      ...(loose ? { loose: true as const } : {}),
    }));
  const brackets = found(bracketedLetters, false);
  const { letter } = patternsOf(form);
  const named = letter === null ? [] : apart(found(letter, false), brackets);
  const nouns = apart(found(letterBehindNoun, false), merged(brackets, named));
  const marked = merged(merged(brackets, named), nouns);
  const words = text.match(/[\p{L}\p{N}]+/gu) ?? [];
  const bare = words.every((word) => /^[A-Za-z]{1,2}$/.test(word));
  return merged(marked, apart(found(bare ? bareLetters : capitals, !bare), marked));
}

/** 1-based: A is 1, Z 26, AA 27. */
function letterIdentifier(written: string): number {
  let identifier = 0;
  for (const letter of written) identifier = identifier * 26 + letter.charCodeAt(0) - 64;
  return identifier;
}

/** `Document 3`, `passages 2, 4 and 5`, `第3段`; behind a word in the plural numbers go on. `close`: what may stand behind a number. */
function namedNumbers(text: string, names: RegExp, close: RegExp | null): readonly WrittenLabel[] {
  const labels: WrittenLabel[] = [];
  let last = 0;
  for (const { 0: name, index } of text.matchAll(names)) {
    if (index < last) continue;
    const plural = /^(?:passage|document|doc|candidate)s/iu.test(name) || /^[^\p{Script=Latin}]/u.test(name);
    let at = index + name.length;
    let link: WrittenLabel['link'];
    for (let from = index; ;) {
      wholeNumber.lastIndex = at;
      const written = wholeNumber.exec(text)?.[0];
      if (written === undefined) break;
      let to = at + written.length;
      if (close !== null) {
        close.lastIndex = to;
        to += close.exec(text)?.[0].length ?? 0;
      }
      labels.push({ from, to, ...readNumber(written), ...(link === undefined ? {} : { link }) });
      last = to;
      goesOn.lastIndex = to;
      const joined = plural ? goesOn.exec(text)?.[0] : undefined;
      if (joined === undefined) break;
      link = range.test(joined.trim()) ? 'range' : 'next';
      at = to + joined.length;
      from = at;
    }
  }
  return labels;
}

/** A form's own patterns; null where a bracket, or nothing, stands before its numerals. */
interface FormPatterns {
  readonly number: RegExp | null;
  readonly letter: RegExp | null;
  /** What closes a label. */
  readonly close: RegExp | null;
}

/** Once for each form: a pattern costs more to make than to use. */
const patternsOf = oncePer(({ before, after }: NamedForm): FormPatterns => {
  const [name, end] = [foldSpelling(before).trim(), foldSpelling(after).trim()];
  const close = end === '' ? null : new RegExp(`\\s{0,4}${literalPattern(end)}`, 'uy');
  if (name === '' || /[[(［【〔]$/u.test(name)) return { number: null, letter: null, close };
  const start = /^[\p{L}\p{N}]/u.test(name) ? '(?<![\\p{L}\\p{N}])' : '';
  const own = start + name.split(/\s+/u).map(literalPattern).join('\\s{1,4}');
  const letterEnd = close === null ? '(?![\\p{L}\\p{N}])' : `\\s{0,4}${literalPattern(end)}`;
  return {
    number: new RegExp(`${own}\\s{0,4}[[(#]{0,2}\\s{0,4}(?=[-${digitClass}])`, 'giu'),
    letter: new RegExp(`${own}\\s{${/\p{L}$/u.test(name) ? 1 : 0},4}([A-Za-z]{1,2})${letterEnd}`, 'giu'),
    close,
  };
});

/** Of labels that overlap the first. */
function withoutOverlaps(labels: readonly WrittenLabel[]): readonly WrittenLabel[] {
  let end = 0;
  return labels.filter(({ from, to }) => {
    if (from < end) return false;
    end = to;
    return true;
  });
}

function looseNumbers(text: string): readonly WrittenLabel[] {
  const labels: WrittenLabel[] = [];
  for (const { 0: digits, index } of text.matchAll(anyNumber)) {
    const to = index + digits.length;
    const [left, right] = [text.slice(Math.max(0, index - 8), index), text.slice(to, to + 8).replace(/^[\uFE0F\u20E3]+/u, '')];
    if (attachedLeft.test(left) || attachedRight.test(right) || isThousands(left, digits, right) || isDate(left, digits, right))
      continue;
    const negative = /(?:^|[\s>＞=＝,;])[-−]$/u.test(left);
    const from = negative ? index - 1 : index;
    labels.push({ from, to, ...readNumber(text.slice(from, to)), loose: true });
  }
  return labels;
}

function isThousands(left: string, digits: string, right: string): boolean {
  return (
    /^[,٬][0-9]{3}(?![0-9])/.test(asciiDigits(right)) ||
    (/[0-9][,٬]$/.test(asciiDigits(left)) && /^[0-9]{3}$/.test(asciiDigits(digits)))
  );
}

/** `2024-01-03`: one of the parts has four digits, or a zero in front. */
function isDate(left: string, digits: string, right: string): boolean {
  const [before, own, behind] = [asciiDigits(left), asciiDigits(digits), asciiDigits(right)];
  const long = /^(?:[0-9]{4,}|0[0-9]+)$/;
  const leftPart = /([0-9]+)[-–]$/.exec(before)?.[1];
  const rightPart = /^[-–]([0-9]+)/.exec(behind)?.[1];
  return (
    (leftPart !== undefined || rightPart !== undefined) &&
    (long.test(own) || long.test(leftPart ?? '') || long.test(rightPart ?? ''))
  );
}

/** Those of `labels` that touch none of `others`; both in order. */
function apart(labels: readonly WrittenLabel[], others: readonly TextSpan[]): readonly WrittenLabel[] {
  let next = 0;
  return labels.filter(({ from, to }) => {
    while ((others[next]?.to ?? Infinity) <= from) next += 1;
    return (others[next]?.from ?? Infinity) >= to;
  });
}

function merged(one: readonly WrittenLabel[], other: readonly WrittenLabel[]): readonly WrittenLabel[] {
  return other.length === 0 ? one : [...one, ...other].toSorted((first, second) => first.from - second.from);
}

const digits = `[${digitClass}]{1,9}`;
const nounBefore = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${LABEL_NOUNS})[\\s\\u00a0]{1,2}(?:#|№|no\\.? ?|number |شماره[‌ ]? ?|номер )?[(]?(?=[${digitClass}])|(?:${CHINESE_NOUNS})[ #]?(?=[${digitClass}])|第 ?(?=${digits} ?[段篇个條条])|` +
    `(?<![\\p{L}\\p{N}#])#(?=${digits}(?![.):]))`,
  'giu',
);
const wholeNumber = new RegExp(`[-−]?${digits}(?![${digitClass}%‰°]|(?!\\p{Script=Han})\\p{L}|[.:/,][${digitClass}])`, 'uy');
const goesOn = new RegExp(
  `(?:\\s{0,2}[,、،;>＞=&]\\s{0,2}(?:(?:${JOINING_WORDS})\\s)?|\\s(?:${JOINING_WORDS}|${RANGE_WORDS})\\s|\\s?[-–—]\\s?|[和与及至到])(?=[${digitClass}])`,
  'iuy',
);
const range = new RegExp(`^(?:[-–—]|${RANGE_WORDS})$`, 'iu');

const anyNumber = new RegExp(`[${digitClass}](?:[${UNSEEN}]{0,4}[${digitClass}])*`, 'gu');
const attachedLeft = new RegExp(
  `(?:(?!\\p{Script=Han})[\\p{L}\\p{M}]|[_$€£¥₹^@~±√]|[[［【〔]\\s?|[${digitClass}][.:/٫]|[${digitClass}]\\s?[×*]\\s?|\\b(?:top|out of|rank|place|page|step|best)\\s)$`,
  'iu',
);
const attachedRight = new RegExp(
  `^(?:(?!\\p{Script=Han})[\\p{L}\\p{M}]|[_€£¥₹^@]|\\s?[%‰°٪]|[.:/٫][${digitClass}]|\\s?(?:/|out of)\\s?[${digitClass}])`,
  'iu',
);

const bracketedLetters = /[[(【]\s{0,4}([A-Za-z]{1,2})\s{0,4}[\])】]/gu;
const letterBehindNoun = new RegExp(`(?<![\\p{L}\\p{N}])(?:${LABEL_NOUNS})\\s{1,2}([A-Z]{1,2})(?![\\p{L}\\p{N}])`, 'gu');
const capitals = /(?<![\p{L}\p{N}'’])([A-Z]{1,2})(?![\p{L}\p{N}'’])/gu;
const bareLetters = /(?<![\p{L}\p{N}])([A-Za-z]{1,2})(?![\p{L}\p{N}])/gu;
