import { linkOf } from './label-links.ts';
import type { LabelLink, OwnMarks, WrittenLabel } from './label-links.ts';
import { rowLists, withoutPlaces } from './label-rows.ts';
import { announcement, standsAlone, withoutRemarks } from './label-cues.ts';
import { byToldRanks, saysWorstFirst, turnedRound } from './label-direction.ts';
import { JOINING_WORDS, REFUSAL } from './label-words.ts';
import type { TextSpan } from './spans.ts';

// An answer is read as a chain: labels with nothing between them but what joins. A text may hold several (passages that are weighed, a draft, the answer), and
// numbers that are no labels at all.

/** A label of the chain that was taken, with how it hangs on the one before it there. */
export type ChainedLabel = Pick<WrittenLabel, 'value' | 'written'> & { readonly link: Exclude<LabelLink, 'less'> };

/** What was taken of an answer's labels, best first. */
interface ReadChain {
  readonly labels: readonly ChainedLabel[];
  /** What was decided on the way. */
  readonly notes: readonly string[];
  /** True where something else could have been meant. */
  readonly guessed: boolean;
}

interface Asked {
  readonly text: string;
  /** In order of writing; loose ones among them. */
  readonly labels: readonly WrittenLabel[];
  readonly marks: OwnMarks;
  /** Passages shown. */
  readonly count: number;
  /** How many different labels a whole answer names. */
  readonly needed: number;
}

type LinkedLabel = Pick<WrittenLabel, 'value' | 'written'> & { readonly link: LabelLink };

interface Chain extends TextSpan {
  readonly labels: readonly LinkedLabel[];
  /** Joined by marks that rank, or by the form's own. */
  readonly strong: boolean;
  /** How many different passages it names. */
  readonly named: number;
  /** Numbers that nothing marks as labels go on it. */
  readonly elided: boolean;
}

/**
 * Takes from an answer the labels that it ranks: the last of the longest chains, of equals one that is announced as the answer. Labels in prose count in the order
 * of writing where nothing ranks them and none comes twice. Loose numbers count only where there is no label at all, as a chain or as the whole answer. A refusal
 * ranks nothing, nor does the mere mention of a range. Linear.
 */
export function chooseChain(given: Asked): ReadChain {
  const asked = { ...given, labels: withoutPlaces(given.text, withoutRemarks(given.text, given.labels)) };
  const proper = asked.labels.filter(({ loose }) => loose !== true);
  const loose = proper.length === 0;
  const chains = loose ? looseChains(asked) : [...flatChains(asked), ...rows(asked, proper)].toSorted(byPlace);
  const ranked = chains.some(({ named, strong }) => strong && named > 1);
  if (!ranked && REFUSAL.test(asked.text)) return NOTHING;
  const told = asked.needed > 1 && !ranked ? byToldRanks(asked.text, proper) : null;
  if (told !== null) return { labels: told, notes: ['the ranks that stand behind the labels were followed'], guessed: false };
  const taken = asked.needed <= 1 ? takeOne(asked, chains) : takeList(asked, { chains, proper, ranked });
  if (taken === null) return NOTHING;
  const { chain, notes } = taken;
  const written = bestFirst(chain.labels);
  const reversed = asked.needed > 1 && written.length > 1 && chain.from !== undefined && saysWorstFirst(asked.text, chain.from);
  // Marks that rank say which way they go themselves.
  const turned = reversed && chain.strong !== true ? turnedRound(written) : null;
  return {
    labels: turned ?? written,
    notes: [
      ...(loose ? ['numbers or letters that nothing marks as labels were taken for labels'] : []),
      ...(chain.elided ? ['numbers behind a label were taken for labels'] : []),
      ...notes,
      ...(turned !== null ? ['read from its end: it says that the worst stands first'] : []),
      ...(reversed && turned === null
        ? ['it says that the worst stands first, and its marks that the best does: the marks were followed']
        : []),
      ...(chain.labels.some(({ link }) => link === 'less') ? ['read < as: what stands behind it is better'] : []),
    ],
    guessed: loose || chain.elided || notes.length > 0 || (reversed && turned === null),
  };
}

/** Where a range that ends at this place begins. It joins two ascending labels of the list that no other range touches: `[3] - [1] - [2]` is a list. */
export function rangeStart(chain: readonly Pick<LinkedLabel, 'value' | 'link'>[], place: number, count: number): number | null {
  const [first, last] = [chain[place - 1], chain[place]];
  if (last?.link !== 'range' || first === undefined || first.link === 'range' || chain[place + 1]?.link === 'range') return null;
  return isLabel(first.value, count) && isLabel(last.value, count) && first.value < last.value ? first.value : null;
}

const NOTHING: ReadChain = { labels: [], notes: [], guessed: false };

interface Taken {
  readonly chain: Pick<Chain, 'labels' | 'elided'> & Partial<Pick<Chain, 'from' | 'strong'>>;
  readonly notes: readonly string[];
}

/** The longest chain, as far as labels are needed; of equals the announced one, else the last. */
function takeList(
  { text, count, needed }: Asked,
  {
    chains,
    proper,
    ranked,
  }: { readonly chains: readonly Chain[]; readonly proper: readonly WrittenLabel[]; readonly ranked: boolean },
): Taken | null {
  const worth = ({ named }: Chain): number => Math.min(named, needed);
  const longest = chains.reduce((most, chain) => Math.max(most, worth(chain)), 0);
  // Where so many are asked for, a list of exactly these goes before a longer one.
  const exact = chains.some(({ named }) => named === needed);
  const parts = exact ? null : joined(chains, count);
  if (parts !== null && parts.named > longest) return { chain: parts, notes: ['orders that were written apart were joined'] };
  const best = chains.filter((chain) => worth(chain) === longest && (!exact || chain.named === needed));
  const chosen = lastAnnounced(text, best);
  const prose = ranked ? null : inProse(text, proper, count);
  if (prose !== null && prose.named > longest) return { chain: prose, notes: [] };
  if (chosen === null || (isRange(chosen) && !standsAlone(text, chosen))) return null;
  const others = best.some((chain) => orderOf(chain) !== orderOf(chosen));
  return {
    chain: chosen,
    notes: others ? ['several orders were written: the last one that is given as the answer was taken'] : [],
  };
}

/** Chains that rank, one after the other: "[2] > [1] are near, [4] > [3] are not". Null where a label comes in several. */
function joined(chains: readonly Chain[], count: number): Chain | null {
  const ranked = chains.filter(({ strong, named }) => strong && named > 1);
  const [first] = ranked;
  if (first === undefined || ranked.length < 2) return null;
  const labels = ranked.flatMap(({ labels: own }) => bestFirst(own));
  const named = new Set(identifiersOf(labels, count)).size;
  const whole: Chain = {
    ...first,
    to: ranked.at(-1)?.to ?? first.to,
    labels,
    named,
    elided: ranked.some(({ elided }) => elided),
  };
  return repeats(whole, count) ? null : whole;
}

/** The label that is announced as the best, else the first that is written. Others behind it stay, for whoever counts them. */
function takeOne({ text, count }: Asked, chains: readonly Chain[]): Taken | null {
  const named = chains.filter((chain) => chain.named > 0);
  const [first] = named;
  if (first === undefined) return null;
  const ranked = named.findLast(({ strong, named: size }) => strong && size > 1);
  const told = named.findLast((chain) => chain.named === 1 && announcement(text, chain.from, true) > 1);
  const chosen = told ?? ranked ?? first;
  if (isRange(chosen) && !standsAlone(text, chosen)) return null;
  const others = new Set(named.flatMap(({ labels }) => identifiersOf(labels, count))).size - chosen.named;
  if (told !== undefined || ranked !== undefined)
    return { chain: chosen, notes: others > 0 ? ['other labels were written: the one that is given as the best was taken'] : [] };
  const labels = named.flatMap(({ labels: own }) => own);
  return { chain: { labels: isRange(first) ? first.labels : labels, elided: first.elided }, notes: [] };
}

function isLabel(value: number | null, count: number): value is number {
  return value !== null && value >= 1 && value <= count;
}

/** What a chain names, ranges written out. */
function identifiersOf(chain: readonly LinkedLabel[], count: number): readonly number[] {
  return chain.flatMap(({ value }, place) => {
    if (!isLabel(value, count)) return [];
    const from = rangeStart(chain, place, count);
    return from === null ? [value] : Array.from({ length: value - from }, (_, step) => from + 1 + step);
  });
}

function isRange({ labels }: Pick<Chain, 'labels'>): boolean {
  return labels.length === 2 && labels[1]?.link === 'range';
}

function orderOf({ labels }: Chain): string {
  return bestFirst(labels)
    .map(({ written, link }) => `${link} ${written}`)
    .join(' ');
}

/** `a < b < c` as `c > b > a`: runs of `<` are turned round. Links are those of the new order. */
function bestFirst(chain: readonly LinkedLabel[]): readonly ChainedLabel[] {
  const runs: LinkedLabel[][][] = [];
  for (const label of chain) {
    const groups = runs.at(-1);
    if (label.link === 'less' && groups !== undefined) groups.unshift([label]);
    else if (label.link === 'tie' && groups !== undefined) groups[0]?.push(label);
    else if (label.link === 'range' && groups?.length === 1) groups[0]?.push(label);
    else runs.push([[label]]);
  }
  return runs.flat().flatMap((group) =>
    group.map((label, place): ChainedLabel => {
      const link = place === 0 || label.link === 'less' ? 'next' : label.link;
      return { value: label.value, written: label.written, link };
    }),
  );
}

function lastAnnounced(text: string, chains: readonly Chain[]): Chain | null {
  let best: { readonly chain: Chain; readonly score: number } | null = null;
  for (const chain of chains) {
    const score = chains.length === 1 ? 0 : announcement(text, chain.from, false);
    if (best === null || score >= best.score) best = { chain, score };
  }
  return best?.chain ?? null;
}

/** Labels in the order of writing, where none comes twice; else those of the last sentence that names most of them, each once; else all. */
function inProse(text: string, labels: readonly WrittenLabel[], count: number): Chain | null {
  const whole = chainOf(text, labels, count);
  if (isRange(whole)) return null;
  if (!repeats(whole, count)) return whole;
  const sentences = bySentence(text, labels).map((sentence) => chainOf(text, sentence, count));
  const best = sentences.reduce<Chain | null>(
    (most, one) => (repeats(one, count) || one.named < (most?.named ?? 2) ? most : one),
    null,
  );
  return best ?? whole;
}

function repeats({ labels, named }: Chain, count: number): boolean {
  return identifiersOf(labels, count).length > named;
}

function bySentence(text: string, labels: readonly WrittenLabel[]): readonly (readonly WrittenLabel[])[] {
  const sentences: WrittenLabel[][] = [];
  for (const [place, label] of labels.entries()) {
    const before = labels[place - 1];
    if (before === undefined || (before.to <= label.from && sentenceEnd.test(text.slice(before.to, label.from))))
      sentences.push([]);
    sentences.at(-1)?.push(label);
  }
  return sentences;
}

const NO_MARKS: OwnMarks = { separator: null, tie: null };

/** Labels as one chain whatever stands between them. */
function chainOf(text: string, labels: readonly WrittenLabel[], count: number): Chain {
  const links = labels.map((label, place): LabelLink => {
    const before = labels[place - 1];
    return before === undefined ? 'next' : (linkOf(text, before, label, NO_MARKS)?.link ?? 'next');
  });
  return toChain(labels, { links, strong: false, count });
}

function toChain(
  labels: readonly WrittenLabel[],
  { links = [], strong, count }: { readonly links?: readonly LabelLink[]; readonly strong: boolean; readonly count: number },
): Chain {
  const chained = labels.map(({ value, written }, place): LinkedLabel => ({ value, written, link: links[place] ?? 'next' }));
  return {
    from: labels[0]?.from ?? 0,
    to: labels.at(-1)?.to ?? 0,
    labels: chained,
    strong,
    named: new Set(identifiersOf(chained, count)).size,
    elided: labels.some(({ loose }) => loose === true) && labels.some(({ loose }) => loose !== true),
  };
}

function byPlace(one: Chain, other: Chain): number {
  return one.from - other.from || one.to - other.to;
}

/** The chains of a text's labels. Loose numbers go on a chain that a label began: `Document 4, 2`. */
function flatChains({ text, labels, marks, count }: Asked): readonly Chain[] {
  return inChains({
    text,
    labels,
    marks,
    count,
    joins: (label, link) =>
      label.loose !== true || (link !== null && !link.bare && elidedEnd.test(text.slice(label.to, label.to + LONGEST_LEAD))),
  });
}

function inChains({
  text,
  labels,
  marks,
  count,
  joins,
}: Pick<Asked, 'text' | 'labels' | 'marks' | 'count'> & {
  readonly joins: (label: WrittenLabel, link: ReturnType<typeof linkOf>) => boolean;
}): readonly Chain[] {
  const chains: Chain[] = [];
  let open: { readonly labels: WrittenLabel[]; readonly links: LabelLink[]; strong: boolean } | null = null;
  const close = (): void => {
    if (open !== null) chains.push(toChain(open.labels, { links: open.links, strong: open.strong, count }));
    open = null;
  };
  for (const label of labels) {
    const before: WrittenLabel | undefined = open?.labels.at(-1);
    const link = before === undefined ? null : linkOf(text, before, label, marks);
    if (!joins(label, link)) continue;
    if (open === null || link === null) {
      close();
      open = { labels: [label], links: ['next'], strong: false };
      continue;
    }
    open.labels.push(label);
    open.links.push(link.link);
    open.strong ||= link.strong;
  }
  close();
  return chains;
}

function rows({ text, count }: Asked, labels: readonly WrittenLabel[]): readonly Chain[] {
  return rowLists(text, labels).map((row) => toChain(row, { strong: false, count }));
}

/** Chains of numbers that nothing marks as labels: joined by marks that rank, or a list that stands by itself; where one is wanted, the one that there is. */
function looseChains(asked: Asked): readonly Chain[] {
  const { text, labels, marks, count, needed } = asked;
  const least = Math.min(2, needed, count);
  const flat = inChains({ text, labels, marks, count, joins: () => true })
    // A dash between bare numbers parts them: `3-1-2`.
    .map((chain) => ({
      ...chain,
      labels: chain.labels.map((label) => (label.link === 'range' ? { ...label, link: 'next' as const } : label)),
    }))
    .filter((chain) => chain.named >= least && (chain.strong && chain.named > 1 ? true : standsAlone(text, chain)));
  const begun = rows(
    asked,
    labels.filter(({ to }) => rowEnd.test(text.slice(to, to + LONGEST_LEAD))),
  );
  // Numbers that ascend from 1 with words behind them number the lines.
  const listed = begun.filter(
    ({ labels: own, from, to }) => !own.every(({ value }, place) => value === place + 1) || !/\p{L}/u.test(text.slice(from, to)),
  );
  return [...flat, ...listed.filter(({ named }) => named >= least)].toSorted(byPlace);
}

/** UTF-16 units before a chain or behind a label that are looked at. */
const LONGEST_LEAD = 80;

const sentenceEnd = /[.!?…]["”»)\]]*\s|[。！？؟۔।\n]/u;
const elidedEnd = new RegExp(`^[\\s*_\`"')\\]}]*(?:$|[\\n.,;:!>＞=<、，。；،])|^\\s+(?:${JOINING_WORDS})(?!\\p{L})`, 'iu');
const rowEnd = /^[\s*_`"')\]}|]*(?:$|\n|[.):|,;–—-](?!\d))/u;
