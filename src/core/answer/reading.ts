import { oncePer } from '../once.ts';
import { afterThought } from '../trace/split.ts';
import { createAnswerAutomaton } from './automaton.ts';
import type { AnswerAutomaton } from './automaton.ts';
import type { WholeAnswer } from './matchers.ts';
import { judgementOf, readJudgement } from './judgement.ts';
import { readLabels } from './labels.ts';
import { answerFromLabels, answerFromScores } from './outcome.ts';
import { readScores } from './score-list.ts';
import type { AnswerReading, AnswerShape } from './shape.ts';
import { answerFrame, neededLabels } from './shape.ts';

interface AnswerInput {
  shape: AnswerShape;
  text: string;
  count: number;
  take?: number | undefined;
}

/**
 * Glassrank's own reading of an answer, lenient in form and never silent: digits of every script, labels in other brackets, prose around the answer. What the shape's
 * automaton accepts is read by it, whatever labels and marks the shape has. Always a partition of the `count` positions. An unfinished thought in the text gives
 * nothing; identifiers and scores that a growing text may have cut are not there yet where the shape closes them.
 * @example readAnswer({ shape: order, text: '[2] > [1] = [3]', count: 3 }) // groups [[1], [0, 2]], complete
 */
export function readAnswer({ shape, text, count, take }: AnswerInput): AnswerReading {
  const whole = readWhole({ shape, text, count, take });
  if (whole !== null) return whole;
  const inside = answerFrame(afterThought(text), shape);
  switch (shape.type) {
    case 'order':
    case 'best':
    case 'select':
      return readLabels({ shape, text: inside, count, take });
    case 'scores':
      return readScores({ shape, text: inside, count });
    case 'word':
    case 'grade':
      return readJudgement({ shape, text: inside, count });
  }
}

/** An answer in the very form that the shape writes, within its frame or without it; null for any other. */
function readWhole({ shape, text, count, take }: AnswerInput): AnswerReading | null {
  const needed = neededLabels({ shape, count, take });
  const judges = shape.type === 'word' || shape.type === 'grade';
  if (judges ? count !== 1 : needed === 0) return null;
  if ('least' in shape && !(Number.isSafeInteger(shape.least) && Number.isSafeInteger(shape.most) && shape.least <= shape.most))
    return null;
  const { framed, bare } = automataOf({ shape, count, take });
  if (text.length <= framed.longest) {
    const answer = framed.read(text);
    if (answer !== null) return readingOf(answer, { shape, count, needed });
  }
  const inside = answerFrame(afterThought(text), shape);
  for (const inner of new Set([inside, inside.trim()])) {
    const answer = inner.length <= bare.longest ? bare.read(inner) : null;
    if (answer !== null) return readingOf(answer, { shape, count, needed });
  }
  return null;
}

interface Automata {
  readonly framed: AnswerAutomaton;
  readonly bare: AnswerAutomaton;
}

/** Once for each shape and size: an answer is read anew with every piece that comes. */
const automataByShape = oncePer<AnswerShape, Map<string, Automata>>(() => new Map());

function automataOf({ shape, count, take }: Omit<AnswerInput, 'text'>): Automata {
  const known = automataByShape(shape);
  const key = `${count} ${take ?? ''}`;
  const made = known.get(key) ?? {
    framed: createAnswerAutomaton({ shape, count, take }),
    bare: createAnswerAutomaton({ shape: { ...shape, open: '', close: '' }, count, take }),
  };
  known.set(key, made);
  return made;
}

function readingOf(
  answer: WholeAnswer,
  { shape, count, needed }: { readonly shape: AnswerShape; readonly count: number; readonly needed: number },
): AnswerReading {
  switch (answer.type) {
    case 'labels': {
      const named = shape.type === 'order' ? answer.groups : [answer.groups.flat()];
      return answerFromLabels({ named, count, needed });
    }
    case 'scores':
      return answerFromScores({ scores: answer.scores });
    case 'judgement': {
      if (shape.type !== 'word' && shape.type !== 'grade') throw new Error(`a judgement for ${shape.type}`);
      const grade = answer.grade === null ? null : { value: answer.grade, written: String(answer.grade), converted: false };
      return judgementOf({ shape, yes: answer.yes, grade, count });
    }
  }
}
