import type { AnswerShape } from '../answer/answer-shape.ts';

/** What a published system's reading gets: the whole output, thought and tags included. */
export interface ParserInput {
  readonly output: string;
  readonly shape: AnswerShape;
  /** Passages shown. */
  readonly count: number;
  /** How many were asked for, where not all. */
  readonly take?: number;
}
