import { part } from '../../page/part.tsx';
import type { Part } from '../../page/part.tsx';
import type { Lesson, LessonId } from './lesson.ts';

/** Each lesson is a file and a chunk of its own: a new one is the file, its line here, its id in `lesson.ts`, and its title in the words. */
export const LESSONS: Readonly<Record<LessonId, Part<{ readonly lesson: Lesson }>>> = {
  reranking: part(() => import('./reranking.tsx')),
  ways: part(() => import('./ways.tsx')),
  windows: part(() => import('./windows.tsx')),
  horses: part(() => import('./horses.tsx')),
  trace: part(() => import('./trace.tsx')),
  thinking: part(() => import('./thinking.tsx')),
  votes: part(() => import('./votes.tsx')),
  broken: part(() => import('./broken.tsx')),
  attacks: part(() => import('./attacks.tsx')),
  training: part(() => import('./training.tsx')),
  quantization: part(() => import('./quantization.tsx')),
};
