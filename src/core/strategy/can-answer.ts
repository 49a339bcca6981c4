import type { Question } from '../answer/question.ts';

const answers: Readonly<Record<Question, readonly Question[]>> = {
  order: ['order', 'best', 'select'],
  best: ['best'],
  select: ['select', 'best'],
  relevance: ['relevance'],
  scores: ['order', 'best', 'select', 'relevance', 'scores'],
};

/**
 * Does a preset that asks `preset` answer what a strategy asks? An order has a first and a first few, a selection of one is the best, scores
 * answer everything (asked about one passage alone, they are its relevance).
 */
export function canAnswer({ preset, asked }: { readonly preset: Question; readonly asked: Question }): boolean {
  return answers[preset].includes(asked);
}
