import type { TextSpan } from '../text/passage-windows.ts';
import { gradeClause } from './grade-clause.ts';
import type { TraceGrade } from './grade-clause.ts';
import { gradeSentence } from './grade-sentence.ts';
import { sentenceRelations } from './sentence-relations.ts';
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
