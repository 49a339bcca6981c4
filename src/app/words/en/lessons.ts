import { format } from './format.ts';
import type { LessonId } from '../../features/lessons/lesson.ts';

interface Numbered {
  readonly number: number;
  readonly title: string;
}

interface Placed {
  readonly text: string;
  /** 1-based. */
  readonly place: number;
  readonly of: number;
}

interface Progress {
  readonly done: number;
  readonly of: number;
}

/** What stands around every lesson; what a lesson itself says stands in its own file. */
export const lessons = {
  label: 'Lessons',
  titles: {
    reranking: 'What reranking is',
    ways: 'Four ways to ask',
    windows: 'Sliding windows',
    horses: 'Twenty-five horses, seven races',
    trace: 'Reading a trace',
    thinking: 'Does thinking help?',
    votes: 'Position bias and votes',
    broken: 'When answers break',
    attacks: 'Passages that attack',
    training: 'How the model was made',
    quantization: 'Four bits a weight',
  } satisfies Record<LessonId, string>,
  numbered: ({ number, title }: Numbered) => `${format.number(number)} · ${title}`,
  isDone: 'done',
  progress: ({ done, of }: Progress) =>
    `${format.number(done)} of ${format.number(of)} done. This browser remembers it, and nobody else.`,
  reset: 'Forget what is done',
  loading: 'Opening the lesson…',
  textKeys: 'Text. Arrow keys go to the words that point at the stage',
  revealKeys: 'What came of it. Arrow keys go to the words that point at the stage',
  stage: 'Stage of the lesson',
  give: 'That is my guess',
  wait: 'Guess first: then the stage can be moved.',
  now: 'Now do it:',
  done: 'Done:',
  guessedRight: 'As you guessed.',
  guessedOtherwise: 'You guessed otherwise. It is:',
  next: 'Next lesson',
  take: 'Try it on a real list',
  recorded: 'Study a recorded run',
  again: 'Once more',
  /** Rows of a stage that can be moved. */
  rows: {
    go: 'Arrow keys go from row to row, Space picks one up; or drag it.',
    held: 'Arrow keys move it, Space puts it down.',
    placed: ({ text, place, of }: Placed) => `${text} Place ${format.number(place)} of ${format.number(of)}.`,
  },
};
