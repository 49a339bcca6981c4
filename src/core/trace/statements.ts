import type { TextSpan } from '../text/spans.ts';
import { cueWords } from './cues.ts';
import { gradeClause, gradeSentence } from './grades.ts';
import type { TraceGrade } from './grades.ts';
import { listedPairs, orderedPairs } from './preferences.ts';
import { sentenceRelations } from './relations.ts';
import type { SegmentKind, TraceSegment } from './segments.ts';
import type { TraceSentence } from './sentences.ts';

/** What one sentence of a thought says of one passage. UTF-16 offsets into the thought; identifiers are 1-based. */
export interface Statement extends TextSpan {
  /** judged: about this passage alone, with a judgement. mentioned: it is named, and nothing is said of its worth. */
  readonly by: 'judged' | 'comparison' | 'conclusion' | 'mentioned';
  /** What its words say of this passage; null where they say nothing sure, or set it against others instead. */
  readonly grade: TraceGrade | null;
  readonly segment: SegmentKind;
  /** Passages that it puts this one above. */
  readonly above: readonly number[];
  /** Passages that it puts this one below. */
  readonly below: readonly number[];
}

/**
 * All that a thought says of each passage, sentence by sentence, in the order written. A sentence without a name that goes on about one passage and
 * judges it counts as naming it; one about "the other passages" does not.
 */
export function passageStatements(segments: readonly TraceSegment[]): ReadonlyMap<number, readonly Statement[]> {
  const found = new Map<number, Statement[]>();
  for (const segment of segments) {
    const { kind, identifiers, sentences } = segment;
    const listed = sidesOf([...listedPairs(segment)].map(({ better, worse }) => [better, worse]));
    for (const sentence of sentences) {
      const inherits = sentence.identifiers.length === 0 && kind === 'passage' && identifiers.length === 1;
      if (inherits && cueWords.others.test(sentence.plain)) continue;
      const named = inherits ? identifiers : sentence.identifiers;
      const sides = sidesOf(pairsOf(sentence));
      const grades = inherits ? null : gradeSentence(sentence);
      for (const identifier of named) {
        const side = sides.get(identifier) ?? listed.get(identifier) ?? NO_SIDES;
        const said = (inherits ? gradeClause(sentence.plain) : grades?.get(identifier)) ?? null;
        // "It has two chambers." after "[3] answers it." says nothing new of its place.
        if (inherits && said === null) continue;
        const statement: Statement = {
          from: sentence.from,
          to: sentence.to,
          by: decidedBy({ kind, alone: named.length === 1, grade: said, compared: kind === 'comparison' || sides.size > 0 }),
          grade: sides.has(identifier) ? null : said,
          segment: kind,
          ...side,
        };
        const own = found.get(identifier);
        if (own === undefined) found.set(identifier, [statement]);
        else own.push(statement);
      }
    }
  }
  return found;
}

interface Sides {
  readonly above: readonly number[];
  readonly below: readonly number[];
}

const NO_SIDES: Sides = { above: [], below: [] };

function sidesOf(pairs: readonly (readonly [better: number, worse: number])[]): ReadonlyMap<number, Sides> {
  const sides = new Map<number, { above: number[]; below: number[] }>();
  const sideOf = (identifier: number): { above: number[]; below: number[] } => {
    const side = sides.get(identifier) ?? { above: [], below: [] };
    sides.set(identifier, side);
    return side;
  };
  for (const [better, worse] of pairs) {
    if (better === worse) continue;
    sideOf(better).above.push(worse);
    sideOf(worse).below.push(better);
  }
  return sides;
}

function pairsOf(sentence: TraceSentence): readonly (readonly [better: number, worse: number])[] {
  if (sentence.groups.length < 2) return [];
  return sentenceRelations(sentence).flatMap(({ groups }) => [...orderedPairs(groups)]);
}

function decidedBy({
  kind,
  alone,
  grade,
  compared,
}: {
  readonly kind: SegmentKind;
  readonly alone: boolean;
  readonly grade: TraceGrade | null;
  readonly compared: boolean;
}): Statement['by'] {
  if (kind === 'conclusion') return 'conclusion';
  if (alone) return grade === null ? 'mentioned' : 'judged';
  return compared || grade !== null ? 'comparison' : 'mentioned';
}
