import type { TextSpan } from '../text/spans.ts';
import { gradeClause, gradeSentence } from './grades.ts';
import type { TraceGrade } from './grades.ts';
import { findPreferences } from './preferences.ts';
import type { Preference } from './preferences.ts';
import { sentenceRelations } from './relations.ts';
import type { SegmentKind, TraceSegment } from './segments.ts';

/** The sentence that decided where a passage went. UTF-16 offsets into the thought. */
export interface DecidingSentence extends TextSpan {
  /** judged: about this passage alone, with a judgement. mentioned: it is named, and nothing is said of its worth. */
  readonly by: 'judged' | 'comparison' | 'conclusion' | 'mentioned';
  /** What its words say of this passage; null where they say nothing sure. */
  readonly grade: TraceGrade | null;
  readonly segment: SegmentKind;
}

const strength = { judged: 3, comparison: 2, conclusion: 1, mentioned: 0 } as const;

/**
 * For each passage that a thought speaks of, the deciding sentence: the last one outside a conclusion that judges this passage alone; else the
 * last that compares it or judges it together with others; else the last of a conclusion; else the last that names it. A sentence without a
 * name that goes on about one passage counts as naming it. Passages without an entry kept their place by the first stage.
 */
export function decidingSentences(segments: readonly TraceSegment[]): ReadonlyMap<number, DecidingSentence> {
  const found = new Map<number, DecidingSentence>();
  for (const { kind, identifiers, sentences } of segments) {
    for (const sentence of sentences) {
      const inherits = sentence.identifiers.length === 0 && kind === 'passage' && identifiers.length === 1;
      const named = inherits ? identifiers : sentence.identifiers;
      const alone = named.length === 1;
      const grades = inherits ? null : gradeSentence(sentence);
      for (const identifier of named) {
        const grade = (inherits ? gradeClause(sentence.plain) : grades?.get(identifier)) ?? null;
        // "It has two chambers." after "[3] answers it." says nothing new of its place.
        if (inherits && grade === null) continue;
        const by = decidedBy({ kind, alone, grade, compared: kind === 'comparison' || sentenceRelations(sentence).length > 0 });
        const before = found.get(identifier);
        if (before !== undefined && strength[before.by] > strength[by]) continue;
        found.set(identifier, { from: sentence.from, to: sentence.to, by, grade, segment: kind });
      }
    }
  }
  return found;
}

function decidedBy({
  kind,
  alone,
  grade,
  compared,
}: {
  kind: SegmentKind;
  alone: boolean;
  grade: TraceGrade | null;
  compared: boolean;
}): DecidingSentence['by'] {
  if (kind === 'conclusion') return 'conclusion';
  if (alone) return grade === null ? 'mentioned' : 'judged';
  return compared || grade !== null ? 'comparison' : 'mentioned';
}

/** A passage the thought never names that went past others. Places are 0-based in the window. */
interface UnspokenMove {
  readonly identifier: number;
  readonly from: number;
  readonly to: number;
}

/** What does not fit between a thought and the order that followed it. Identifiers are 1-based, of this window's prompt. */
export interface ConsistencyReport {
  /** The thought puts `better` first, the order puts `worse` first. */
  readonly contradictions: readonly Preference[];
  /** How many pairs the thought ordered in all, so that "2 of 9" can be said. */
  readonly preferences: number;
  /** Named in a conclusion of the thought and not written in the answer. */
  readonly concludedNotAnswered: readonly number[];
  /** Never named and yet moved up past another passage. Moving down is no move of its own: others went past. */
  readonly movedUnmentioned: readonly UnspokenMove[];
}

/**
 * Holds an order against the reasoning before it. `order`: identifiers of the whole window as committed, best first; `answered`: those the
 * answer itself wrote; identifiers 1, 2 … are the order the window came in.
 */
export function checkConsistency({
  segments,
  order,
  answered,
}: {
  segments: readonly TraceSegment[];
  order: readonly number[];
  answered: readonly number[];
}): ConsistencyReport {
  const places = new Map(order.map((identifier, place) => [identifier, place]));
  const preferences = findPreferences(segments);
  const written = new Set(answered);
  const concluded = new Set(segments.filter(({ kind }) => kind === 'conclusion').flatMap(({ identifiers }) => identifiers));
  const named = new Set(segments.flatMap(({ identifiers }) => identifiers));
  const movedUnmentioned: UnspokenMove[] = [];
  // From the end: a passage moved up past another when one with a smaller identifier stands behind it.
  let smallestBehind = Infinity;
  for (let place = order.length - 1; place >= 0; place -= 1) {
    const identifier = order[place] ?? 0;
    if (identifier > smallestBehind && !named.has(identifier))
      movedUnmentioned.unshift({ identifier, from: identifier - 1, to: place });
    smallestBehind = Math.min(smallestBehind, identifier);
  }
  return {
    contradictions: preferences.filter(({ better, worse }) => {
      const [high, low] = [places.get(better), places.get(worse)];
      return high !== undefined && low !== undefined && high > low;
    }),
    preferences: preferences.length,
    concludedNotAnswered: [...concluded].filter((identifier) => !written.has(identifier)),
    movedUnmentioned,
  };
}
