import type { TextSpan } from '../text/spans.ts';
import { cueWords } from './cues.ts';
import { sentenceRelations } from './relations.ts';
import { gradeSentence } from './grades.ts';
import type { TraceGrade } from './grades.ts';
import type { TraceSegment } from './segments.ts';

/** The thought puts passage `better` before passage `worse` (1-based identifiers), in this sentence. */
export interface Preference {
  readonly better: number;
  readonly worse: number;
  /** comparison: "[2] is better than [3]". conclusion: an order written out. grading: "[2] answers it … [3] says less". */
  readonly source: 'comparison' | 'conclusion' | 'grading';
  /** UTF-16 offsets into the thought; for a grading, the later of the two sentences. */
  readonly sentence: TextSpan;
  /** For a grading, the earlier of the two sentences; else null. */
  readonly with: TextSpan | null;
}

interface Graded {
  readonly grade: TraceGrade;
  readonly sentence: TextSpan;
}

/**
 * What the thought holds of the order of its passages, each pair once: comparisons and written orders count where they were said last, since
 * a thought may change its mind; pairs with neither are told by the last grading words of each passage. Ties prefer nothing.
 */
export function findPreferences(segments: readonly TraceSegment[]): readonly Preference[] {
  const pairs = new Map<string, Preference>();
  const grades = new Map<number, Graded>();
  const say = (preference: Preference): void => {
    const { better, worse } = preference;
    if (better === worse) return;
    const key = better < worse ? `${better} ${worse}` : `${worse} ${better}`;
    pairs.delete(key);
    pairs.set(key, preference);
  };
  for (const segment of segments) {
    for (const sentence of segment.sentences) {
      const span = { from: sentence.from, to: sentence.to };
      const relations = sentence.groups.length > 1 ? sentenceRelations(sentence) : [];
      for (const { type, groups } of relations) {
        const source = type === 'chain' || segment.kind === 'conclusion' ? 'conclusion' : 'comparison';
        for (const [better, worse] of orderedPairs(groups)) say({ better, worse, source, sentence: span, with: null });
      }
      if (relations.length === 0)
        for (const [identifier, grade] of gradeSentence(sentence)) grades.set(identifier, { grade, sentence: span });
    }
    for (const { better, worse, sentence } of listedPairs(segment))
      say({ better, worse, source: 'conclusion', sentence, with: null });
  }
  for (const preference of gradedPairs(grades)) {
    const { better, worse } = preference;
    if (!pairs.has(better < worse ? `${better} ${worse}` : `${worse} ${better}`)) say(preference);
  }
  return [...pairs.values()];
}

/** Every pair of a chain of tie groups, best first. A passage that is listed twice counts at its first place. */
export function* orderedPairs(groups: readonly (readonly number[])[]): Generator<readonly [number, number]> {
  const seen = new Set<number>();
  const places: number[][] = [];
  for (const group of groups) {
    const fresh = [...new Set(group)].filter((identifier) => !seen.has(identifier));
    for (const identifier of fresh) seen.add(identifier);
    if (fresh.length > 0) places.push(fresh);
  }
  for (const [place, better] of places.entries()) {
    for (const worse of places.slice(place + 1)) for (const one of better) for (const other of worse) yield [one, other];
  }
}

/** A conclusion that lists its passages without `>` or a comparison: "So the order is [3], [1], then [2]" or items line by line. */
export function* listedPairs({
  kind,
  sentences,
}: TraceSegment): Generator<{ better: number; worse: number; sentence: TextSpan }> {
  const [first] = sentences;
  if (kind !== 'conclusion' || first === undefined || sentences.some((sentence) => sentenceRelations(sentence).length > 0))
    return;
  // "Overall, [1], [2] and [3] are off topic" names passages in no order.
  if (!sentences.some(({ plain }) => cueWords.order.test(plain) || cueWords.sequence.test(plain))) return;
  const items = sentences.filter(({ groups }) => groups.length > 0);
  const listed =
    items.length > 1 ? items.map(({ from, to, identifiers }) => ({ from, to, identifiers: identifiers.slice(0, 1) })) : items;
  const seen = new Map<number, TextSpan>();
  for (const { from, to, identifiers } of listed) {
    for (const worse of identifiers) {
      if (seen.has(worse)) continue;
      for (const better of seen.keys()) yield { better, worse, sentence: { from, to } };
      seen.set(worse, { from, to });
    }
  }
}

function* gradedPairs(grades: ReadonlyMap<number, Graded>): Generator<Preference> {
  const all = [...grades];
  for (const [better, high] of all) {
    for (const [worse, low] of all) {
      if (high.grade <= low.grade) continue;
      const [earlier, later] =
        high.sentence.from <= low.sentence.from ? [high.sentence, low.sentence] : [low.sentence, high.sentence];
      yield { better, worse, source: 'grading', sentence: later, with: earlier };
    }
  }
}
