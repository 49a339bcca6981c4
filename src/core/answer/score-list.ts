import { asciiDigits } from '../text/digits.ts';
import { foldSpelling } from '../text/fold.ts';
import { scanLetterLabels, scanNumberLabels } from '../text/label-scan.ts';
import { readAmount } from './amounts.ts';
import type { Amount } from './amounts.ts';
import { answerFromScores } from './outcome.ts';
import type { AnswerReading, AnswerShape, LabelForm } from './shape.ts';

type ScoresShape = Extract<AnswerShape, { type: 'scores' }>;

interface Pair {
  readonly name: string;
  /** 0-based; null: it is no passage that was shown. */
  readonly position: number | null;
  readonly amount: Amount;
}

/**
 * Reads a score for each label, from JSON, a table or lines such as `[2]: 7`. Where labels come again, the longest run of different ones counts, of equals the last.
 * Passages of one score are tied; those without one, or with one outside `least` … `most`, stand last and are missing. Per cents and scores out of another number are
 * brought to the scale, and noted. A number that the end of an unclosed object may have cut is not there yet.
 */
export function readScores({ shape, text, count }: { shape: ScoresShape; text: string; count: number }): AnswerReading {
  const { least, most } = shape;
  const plain = asciiDigits(foldSpelling(text));
  const runs: { scores: Map<number, number>; pairs: Pair[] }[] = [];
  const unknown = new Set<string>();
  const duplicate = new Set<number>();
  const seen = new Set<number>();
  for (const pair of pairsOf(plain, shape, count)) {
    const { name, position, amount } = pair;
    if (position === null) unknown.add(name);
    else if (amount.value < least || amount.value > most) unknown.add(`${name}: ${amount.written}`);
    else {
      if (seen.has(position)) duplicate.add(position + 1);
      seen.add(position);
      const open = runs.at(-1);
      if (open === undefined || open.scores.has(position))
        runs.push({ scores: new Map([[position, amount.value]]), pairs: [pair] });
      else {
        open.scores.set(position, amount.value);
        open.pairs.push(pair);
      }
    }
  }
  const taken = runs.reduce<(typeof runs)[number] | null>(
    (best, run) => (run.scores.size >= (best?.scores.size ?? 0) ? run : best),
    null,
  );
  const converted = taken?.pairs.some(({ amount }) => amount.converted) ?? false;
  const scores = Array.from({ length: count }, (_, position) => taken?.scores.get(position) ?? null);
  return answerFromScores({
    scores,
    duplicate: [...duplicate],
    unknown: [...unknown],
    notes: converted ? [`scores on another scale were brought to that from ${least} to ${most}`] : [],
    guessed: converted,
  });
}

/** Labels with a number behind them, in order of writing. */
function pairsOf(plain: string, { label, most, least }: ScoresShape, count: number): readonly Pair[] {
  const growing = plain.lastIndexOf('{') > plain.lastIndexOf('}');
  const pairs: Pair[] = [];
  let last = 0;
  for (const { name, value, from, to, mark } of labelsWithMarks(plain, label)) {
    if (from < last) continue;
    mark.lastIndex = to;
    const joint = mark.exec(plain)?.[0];
    if (joint === undefined) continue;
    const amount = readAmount(plain, to + joint.length, { least, most });
    if (amount === null || (growing && amount.end === plain.length && mayGrow(amount, most))) continue;
    pairs.push({ name, position: value !== null && value >= 1 && value <= count ? value - 1 : null, amount });
    last = amount.end;
  }
  return pairs;
}

interface MarkedLabel {
  readonly name: string;
  readonly value: number | null;
  readonly from: number;
  readonly to: number;
  /** What stands between it and its number. */
  readonly mark: RegExp;
}

function labelsWithMarks(plain: string, label: LabelForm): readonly MarkedLabel[] {
  const lettered = label.numerals === 'letters';
  const marked = (lettered ? scanLetterLabels : scanNumberLabels)(plain, label)
    .filter(({ loose }) => loose !== true)
    .map(({ from, to, value, written }) => ({ name: written, value, from, to, mark: behindLabel }));
  const bare = Array.from(plain.matchAll(lettered ? bareLetter : bareNumber), ({ 0: whole, 1: name = '', index }) => {
    const to = index + whole.length;
    const value = lettered ? letterValue(name.toUpperCase()) : /^[0-9]/.test(name) ? Number(name) : null;
    return { name: lettered ? name.toUpperCase() : name, value, from: to - name.length, to, mark: behindBare };
  });
  let next = 0;
  const apart = bare.filter(({ from, to }) => {
    while ((marked[next]?.to ?? Infinity) <= from) next += 1;
    return (marked[next]?.from ?? Infinity) >= to;
  });
  return [...marked, ...apart].toSorted((one, other) => one.from - other.from);
}

function letterValue(letters: string): number {
  return [...letters].reduce((value, letter) => value * 26 + letter.charCodeAt(0) - 64, 0);
}

/** Could further digits change a number that the text ends in? */
function mayGrow({ value, written }: Amount, most: number): boolean {
  return /[.,]/.test(written) || Math.abs(value) * 10 <= Math.abs(most) || value < 0;
}

/** Gaps are bounded, so a text of nothing but spaces costs one pass. */
const behindLabel = /\s{0,4}[*_`]{0,3}\\?["'”»]?\s{0,4}(?::|=|→|-{0,2}>|\||[–—-](?![0-9]))\s{0,4}[*_`]{0,3}["'“(]?/uy;
const behindBare = /\s{0,4}[\])}】]{0,2}\s{0,4}[*_`]{0,3}\\?["'”»]?\s{0,4}[:=]\s{0,4}[*_`]{0,3}["'“(]?/uy;
/** A bare number or letter is a label at the beginning of a line, or of what a mark parts. */
const bareNumber = /(?:^|[\n{,;(|[])\s{0,8}\\?["'“]?(-?[0-9]{1,9})(?![0-9])/gu;
const bareLetter = /(?:^|[\n{,;(|[\s])\s{0,8}\\?["'“]?([A-Za-z]{1,2})(?![A-Za-z])/gu;
