import { digitClass } from '../text/digits.ts';
import type { TextSpan } from '../text/spans.ts';
import { cueWords } from './cues.ts';
import { sentenceRelations } from './relations.ts';
import { readSentences } from './sentences.ts';
import type { TraceSentence } from './sentences.ts';

export type SegmentKind = 'passage' | 'comparison' | 'change-of-mind' | 'conclusion' | 'other';

/** A stretch of a thought that does one thing. UTF-16 offsets `[from, to)`; joined in order, segments are the thought, letter for letter. */
export interface TraceSegment extends TextSpan {
  readonly kind: SegmentKind;
  /** 1-based identifiers named in it, in the order named, each once. */
  readonly identifiers: readonly number[];
  readonly sentences: readonly TraceSentence[];
  /** True when no text that is appended can change it. The last segments of a growing thought are open. */
  readonly closed: boolean;
}

/**
 * Segments of a thought over `count` passages. Each sentence is told by the first rule that fits:
 * 1. change-of-mind: it opens with "wait", "however", "on second thought" and the like.
 * 2. conclusion: it writes an order (`[2] > [1]`), announces or sums one up and is no plan ("I need a final ranking"), draws a consequence
 *    over three passages, or is an item of the list that a conclusion began.
 * 3. comparison: it names two passages or more and sets them against each other.
 * 4. passage: it names passages. 5. Without a name it goes on with the segment before it; at the start, or after a blank line, it is other.
 * Neighbours of one kind about the same passages are one segment. Cue words are English, Persian, Russian and Chinese. Linear.
 */
export function segmentTrace(thought: string, count: number): readonly TraceSegment[] {
  const sentences = readSentences(thought, count);
  const segments: { kind: SegmentKind; named: Set<number>; sentences: TraceSentence[]; first: number }[] = [];
  for (const [index, sentence] of sentences.entries()) {
    const last = segments.at(-1);
    const previous = sentences[index - 1];
    const newParagraph =
      previous === undefined || paragraphEnd.test(thought.slice(Math.max(previous.from, previous.to - tailLength), previous.to));
    const kind = kindOf(sentence, last?.kind ?? 'other');
    const goesOn =
      last !== undefined &&
      (kind === null
        ? last.kind === 'other' || !newParagraph
        : kind !== 'change-of-mind' && kind === last.kind && sameSubject(kind, sentence, last.named));
    if (goesOn) {
      last.sentences.push(sentence);
      for (const identifier of sentence.identifiers) last.named.add(identifier);
    } else {
      segments.push({ kind: kind ?? 'other', named: new Set(sentence.identifiers), sentences: [sentence], first: index });
    }
  }
  return segments.map(({ kind, named, sentences: held }, index) => ({
    from: held[0]?.from ?? 0,
    to: held.at(-1)?.to ?? 0,
    kind,
    identifiers: [...named],
    sentences: held,
    closed: (segments[index + 1]?.first ?? Infinity) < sentences.length - 1,
  }));
}

/** Null: the sentence names no passage and no rule fits. */
function kindOf(sentence: TraceSentence, before: SegmentKind): SegmentKind | null {
  const { plain, identifiers } = sentence;
  if (cueWords.changeOfMind.test(plain) || cueWords.takenBack.test(plain)) return 'change-of-mind';
  const relations = identifiers.length > 1 ? sentenceRelations(sentence) : [];
  if (relations.some(({ type }) => type === 'chain')) return 'conclusion';
  if (concludes(sentence)) return 'conclusion';
  if (before === 'conclusion' && identifiers.length > 0 && item.test(plain)) return 'conclusion';
  if (identifiers.length > 1 && (relations.length > 0 || cueWords.comparative.test(plain))) return 'comparison';
  return identifiers.length > 0 ? 'passage' : null;
}

function concludes({ plain, identifiers }: TraceSentence): boolean {
  const announces = cueWords.order.test(plain);
  const planned = cueWords.plan.test(plain);
  if (announces && !planned) return identifiers.length > 0 || /[:：]\W*$/u.test(plain);
  if (cueWords.summary.test(plain)) return !planned && identifiers.length > 0;
  return cueWords.consequence.test(plain) && !planned && identifiers.length > 2;
}

function sameSubject(kind: SegmentKind, { identifiers }: TraceSentence, named: ReadonlySet<number>): boolean {
  return (
    kind === 'conclusion' || kind === 'other' || (identifiers.length === named.size && identifiers.every((one) => named.has(one)))
  );
}

/** The beginning of a list item: a number or a bullet. */
const item = new RegExp(`^\\s*(?:[*_]*[${digitClass}]{1,3}[.)、．]|[-*•–])[\\s*_]`, 'u');
/** A blank line at the end of what was read. */
const paragraphEnd = /\n\s*\n\s*$/u;
/** UTF-16 units of a sentence that are searched for it. */
const tailLength = 200;
