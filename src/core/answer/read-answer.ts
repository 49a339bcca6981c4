import { afterThought } from './after-thought.ts';
import type { AnswerShape } from './answer-shape.ts';
import { answerFrame } from './answer-frame.ts';
import type { AnswerReading } from './answer-reading.ts';
import { readJudgement } from './read-judgement.ts';
import { readLabels } from './read-labels.ts';
import { readScores } from './read-scores.ts';

/**
 * Glassrank's own reading of an answer, lenient in form and never silent: digits of every script, labels in other brackets, prose around the
 * answer. Always a partition of the `count` positions. An unfinished thought in the text gives nothing; identifiers and scores that a growing text
 * may have cut are not there yet where the shape closes them.
 * @example readAnswer({ shape: order, text: '[2] > [1] = [3]', count: 3 }) // groups [[1], [0, 2]], complete
 */
export function readAnswer({
  shape,
  text,
  count,
  take,
}: {
  shape: AnswerShape;
  text: string;
  count: number;
  take?: number;
}): AnswerReading {
  const inside = answerFrame(afterThought(text), shape);
  switch (shape.type) {
    case 'order':
    case 'best':
    case 'select':
      return readLabels({ shape, text: inside, count, ...(take === undefined ? {} : { take }) });
    case 'scores':
      return readScores({ shape, text: inside, count });
    case 'word':
    case 'grade':
      return readJudgement({ shape, text: inside, count });
  }
}
