import { asciiDigits } from './digits.ts';
import { foldSpelling } from './fold.ts';
import type { LabelLink, WrittenLabel } from './label-links.ts';
import { PLACE_WORDS, wordPattern } from './label-words.ts';

// What a text says in words of the order that its labels stand in: ranks beside them, and that the worst comes first.

interface OrderedLabel extends Pick<WrittenLabel, 'value' | 'written'> {
  readonly link: Exclude<LabelLink, 'less'>;
}

/** UTF-16 units before and behind labels that are looked at. */
const LONGEST_LEAD = 80;

/**
 * The labels by the ranks that stand behind each of them: `[1]: rank 2, [2]: rank 1`, `[1] 2nd, [2] 1st`; equal ranks are tied. Null where one has none, where
 * ranks stand before labels (`Rank 1: [2]`), or a label comes twice.
 */
export function byToldRanks(text: string, written: readonly WrittenLabel[]): readonly OrderedLabel[] | null {
  const lead = (label: WrittenLabel): string => foldSpelling(text.slice(Math.max(0, label.from - LONGEST_LEAD), label.from));
  // `Rank #2` is a rank.
  const labels = written.filter((label) => !placeBefore.test(lead(label)));
  const [first] = labels;
  if (first === undefined || labels.length < 2 || new Set(labels.map(({ value }) => value)).size < labels.length) return null;
  if (rankBefore.test(lead(first))) return null;
  const told: { readonly label: WrittenLabel; readonly rank: number }[] = [];
  for (const [place, label] of labels.entries()) {
    const next = labels[place + 1]?.from ?? text.length;
    const behind = asciiDigits(foldSpelling(text.slice(label.to, Math.min(next, label.to + LONGEST_LEAD))));
    const [, word, ordinal] = rankBehind.exec(behind) ?? [];
    const rank = Number(word ?? ordinal ?? Number.NaN);
    if (!Number.isSafeInteger(rank)) return null;
    told.push({ label, rank });
  }
  const sorted = told.toSorted((one, other) => one.rank - other.rank);
  return sorted.map(({ label: { value, written }, rank }, place) => ({
    value,
    written,
    link: place > 0 && sorted[place - 1]?.rank === rank ? 'tie' : 'next',
  }));
}

/** Whether the sentence before a list says that the worst stands first: "from least to most relevant:". */
export function saysWorstFirst(text: string, from: number): boolean {
  const before = foldSpelling(text.slice(Math.max(0, from - LONGEST_LEAD), from));
  const sentence = before.slice(before.search(lastSentence) + 1);
  return worstFirst.test(sentence) && !bestFirst.test(sentence);
}

/** Labels the other way round; those that are tied stay so. Null where a range stands among them. */
export function turnedRound(labels: readonly OrderedLabel[]): readonly OrderedLabel[] | null {
  const groups: OrderedLabel[][] = [];
  for (const label of labels) {
    if (label.link === 'range') return null;
    if (label.link === 'tie' && groups.length > 0) groups.at(-1)?.push(label);
    else groups.push([label]);
  }
  return groups
    .toReversed()
    .flatMap((group) => group.map((label, place): OrderedLabel => ({ ...label, link: place === 0 ? 'next' : 'tie' })));
}

const placeBefore = new RegExp(`(?:${PLACE_WORDS})[\\s:=]*$`, 'iu');
const rankBefore = new RegExp(`(?:(?:${PLACE_WORDS})\\s?#?\\d{1,3}|\\d{1,3}(?:st|nd|rd|th))\\s?[.:)、-]?[\\s*_]*$`, 'iu');
const rankBehind = new RegExp(
  `^[ \\t*_]*[:=–—-]?[ \\t*_]*\\(?(?:is |gets |in |at )?(?:(?:ranked )?(?:${PLACE_WORDS}|ranked|排名|排第)[ \\t:=]*(?:number |no\\.? ?)?[#№]?(\\d{1,3})(?![\\d.:]\\d|:)(?:st|nd|rd|th)?|(\\d{1,3})(?:st|nd|rd|th)(?!\\p{L}))`,
  'iu',
);
const lastSentence = /[.!?。！？؟۔][^.!?。！？؟۔]*$/u;
const worstFirst = new RegExp(
  [
    wordPattern(
      '(?:least|worst|lowest|weakest)(?: \\p{L}+)?(?: ones?| passages?)? (?:to|→|->|-|–) (?:the )?(?:most|best|highest|strongest)|' +
        '(?:least relevant|worst|lowest|weakest)(?: ones?| passages?)? first|' +
        '(?:ascending|increasing|rising|reverse) (?:order of )?(?:relevance|relevancy|scores?)|ascending order of (?:relevance|scores?)|' +
        'от (?:наименее|менее|худш\\p{L}+|слаб\\p{L}+)(?: \\p{L}+)? (?:к|до) (?:наиболее|более|лучш\\p{L}+|сильн\\p{L}+)|по возрастанию (?:релевантности|оцен\\p{L}+)|' +
        'از (?:کم[‌ ]?ترین|بد[‌ ]?ترین|نامرتبط[‌ ]?ترین|کم[‌ ]?ارتباط[‌ ]?ترین)(?: \\p{L}+)? (?:به|تا) (?:بیش[‌ ]?ترین|به[‌ ]?ترین|مرتبط[‌ ]?ترین|پر[‌ ]?ارتباط[‌ ]?ترین)',
    ),
    '从?(?:最不相关|相关性最低|最差|最低|低)[^，。；\\n]{0,6}[到至](?:最相关|相关性最高|最好|最佳|最高|高)|相关(?:性|度)[^，。；\\n]{0,4}升序',
  ].join('|'),
  'iu',
);
/** Both are said: which one is meant is not clear. */
const bestFirst =
  /(?:most|best|highest)(?: \p{L}+)? (?:to|first)|descending|decreasing|от (?:наиболее|лучш)|по убыванию|从?(?:最相关|最高|高)[^，。；\n]{0,6}[到至]|降序/iu;
