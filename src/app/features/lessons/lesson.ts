import type { JSX } from 'react';
import type { Format } from '../../words/format.ts';
import type { Language } from '../../words/index.ts';
import type { TakenList } from './take-list.ts';

/** All lessons, in the order in which they build on each other. The names are those of `?lesson=`. */
export const LESSON_IDS = [
  'reranking',
  'ways',
  'windows',
  'horses',
  'trace',
  'thinking',
  'votes',
  'broken',
  'attacks',
  'training',
  'quantization',
] as const;

export type LessonId = (typeof LESSON_IDS)[number];

/** Words that point at an object on stage, by its name there. */
export interface Pointer {
  readonly to: string;
  readonly said: string;
}

/** One paragraph: words, some of which point at something on stage. */
export type Said = readonly (string | Pointer)[];

/** What a lesson says in one language. Figures in it are reckoned from what is on stage, and written as the language writes them. */
export interface LessonWords<State, Staged> {
  /** What is to be known before. */
  text(on: State, format: Format): readonly Said[];
  /** What is to be foreseen, and the answers to choose from. */
  question(on: State, format: Format): string;
  choices(on: State, format: Format): readonly string[];
  /** The one thing to do, with its key. */
  readonly action: string;
  /** What came of it. */
  reveal(state: State, format: Format): readonly Said[];
  /** What the workbench is for after this lesson. */
  readonly out: string;
  /** What the stage says. */
  readonly stage: Staged;
}

/** Takes the state after what the person did. Declared as a method's type, so that lessons of all states are of one type. */
type Act<State> = { act(next: State): void }['act'];

/** What a stage is drawn from. */
export interface StageProps<State, Staged> {
  readonly state: State;
  /** What the person does on stage; null until they have said what they expect. */
  readonly act: Act<State> | null;
  /** It is done: what was hidden may be seen. */
  readonly revealed: boolean;
  readonly words: Staged;
  readonly format: Format;
}

/** What a lesson yields: a real list, opened in the workbench. */
interface LessonOut extends TakenList {
  /** A recorded run of the gallery in which the same can be seen, by its id; absent: none. */
  readonly recorded?: string;
}

/**
 * One lesson: text, a guess, one action, what came of it. `State` is what stands on stage; it is small, plain, and changes by what the person does alone, so that a
 * lesson can be told from its states (methods, so that lessons of all states are of one type).
 */
export interface Lesson<State = unknown, Staged = unknown> {
  readonly id: LessonId;
  /** What is on stage as it begins. */
  readonly on: State;
  /** Which choice is right, 0-based, reckoned as the stage reckons. */
  right(on: State): number;
  /** The one action is done. */
  complete(state: State): boolean;
  readonly out: LessonOut;
  Stage(props: StageProps<State, Staged>): JSX.Element;
  /** What it says, in every language of the page. What a model writes or reads on stage is English in all of them. */
  readonly said: Readonly<Record<Language, LessonWords<State, Staged>>>;
}

/** Words that point at an object on stage. */
export function at(to: string, said: string): Pointer {
  return { to, said };
}
