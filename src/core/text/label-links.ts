import { foldSpelling } from './fold.ts';
import { JOINING_WORDS, LABEL_NOUNS, PLACE_WORDS, RANGE_WORDS } from './label-words.ts';
import type { TextSpan } from './spans.ts';

/** How a label hangs on the one before it: `tie` by `=`, `less` by `<`, `range` by a dash or a word for it, `next` in any other way. */
export type LabelLink = 'next' | 'tie' | 'less' | 'range';

/** A label as written: UTF-16 offsets, brackets and names included. Labels in one bracket share them. */
export interface WrittenLabel extends TextSpan {
  /** 1-based; null when it can be none: negative, or too long. */
  readonly value: number | null;
  readonly written: string;
  /** Where it stands in one bracket, or behind one name, with the label before it. */
  readonly link?: LabelLink;
  /** A number or letter that nothing marks as a label. */
  readonly loose?: true;
}

/** What a form writes between labels: its own marks go before all rules. */
export interface OwnMarks {
  readonly separator: string | null;
  readonly tie: string | null;
}

/** What joins two labels. */
export interface FoundLink {
  readonly link: LabelLink;
  /** By a mark that ranks, or by the form's own. */
  readonly strong: boolean;
  /** By white space alone. */
  readonly bare: boolean;
}

/** UTF-16 units between two labels of a chain. */
const LONGEST_GAP = 120;

/**
 * How two labels of a text that follow each other are joined by what stands between them; null: by prose. Remarks in parentheses, figures behind a label
 * (`[2]: 9/10 > [1]: 7/10`), what numbers the next label (`2.`, `rank 2:`) and the names of labels count for nothing.
 */
export function linkOf(
  text: string,
  before: TextSpan,
  label: TextSpan & Pick<WrittenLabel, 'link'>,
  marks: OwnMarks,
): FoundLink | null {
  if (label.link !== undefined) return { link: label.link, strong: false, bare: false };
  if (label.from < before.to) return { link: 'next', strong: false, bare: true };
  if (label.from - before.to > LONGEST_GAP) return null;
  const gap = foldSpelling(text.slice(before.to, label.from));
  if (isMark(gap, marks.tie)) return { link: 'tie', strong: true, bare: false };
  if (isMark(gap, marks.separator)) return { link: 'next', strong: true, bare: false };
  const broken = /[\n\r]/u.test(gap);
  // A dash after a line break is a bullet: `- [1]`, `- [4]` are two passages, not one to four.
  if (dash.test(gap.replaceAll(filler, ''))) return { link: broken ? 'next' : 'range', strong: false, bare: false };
  const said = gap
    .replaceAll(remark, ' ')
    .replace(figure, ' ')
    .replace(count, ' ')
    .replaceAll(nouns, ' ')
    .replaceAll(filler, ' ')
    .trim();
  if (said === '') return { link: 'next', strong: false, bare: !/[,;]/u.test(gap) };
  if (rises.test(said)) return { link: 'next', strong: true, bare: false };
  if (falls.test(said)) return { link: 'less', strong: true, bare: false };
  if (ties.test(said)) return { link: 'tie', strong: true, bare: false };
  if (range.test(said)) return { link: broken ? 'next' : 'range', strong: false, bare: false };
  if (lists.test(said) || (broken && /^[.:]$/u.test(said))) return { link: 'next', strong: false, bare: false };
  return null;
}

function isMark(gap: string, mark: string | null): boolean {
  const bare = mark === null ? '' : foldSpelling(mark).trim();
  return bare !== '' && gap.trim() === bare;
}

const filler = /[\s"'“”‘’`*_\\()[\]{}【】〔〕#|]+|\u20E3/gu;
const remark = /\([^()\n]{0,100}\)/gu;
const figure = /^\s*[:=–—-]?\s*\(?[-−]?\d{1,9}(?:[.,]\d{1,9})?\s*(?:%|\/\s*\d{1,9})?\)?(?=\s*[,;>|\n、])/u;
const count = new RegExp(
  `(?<=^\\s{0,20}|[\\n,;>]\\s{0,20})(?:[-*•–—‣▪]\\s{1,4})?(?:(?:${PLACE_WORDS})\\s?#?\\d{1,3}\\s?[.:)、-]?|#\\d{1,3}[.:)]|\\(?\\d{1,3}(?:[.):．、]|(?:st|nd|rd|th)(?:\\s?[:.])?)|[ivx]{1,5}[.)]|(?<=\\n\\s{0,20})[-*•–—‣▪])\\s*[*_\`"'|[(]{0,4}\\s*$`,
  'iu',
);
const nouns = new RegExp(`(?<![\\p{L}\\p{N}])(?:${LABEL_NOUNS}|ids?|the|numbers?)(?![\\p{L}\\p{N}])`, 'giu');
const dash = /^(?:[-‐‑‒–—−]|\.{2,3}|…)$/u;
const rises = /^(?:[>›»→⇒➜➔≻⟩≥]|&gt;|-{1,3}>|=>)+$/u;
const falls = /^(?:[<‹«←⇐≺⟨≤]|&lt;|<-{1,3}|<=)+$/u;
const ties = /^[=≈~∼≡]{1,3}$/u;
const range = new RegExp(`^(?:${RANGE_WORDS})$`, 'iu');
const lists = new RegExp(`^[,;、،؛·/&+]{0,2}\\s?(?:(?:${JOINING_WORDS})(?:[,،、]?\\s(?:${JOINING_WORDS}))?)?[,،、:]?$`, 'iu');
