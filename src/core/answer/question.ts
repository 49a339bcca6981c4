/**
 * What one call asks of the passages it shows. order: all of them, best first. best: the single most relevant. select: the `take` most relevant.
 * relevance: is this one relevant, as a probability. scores: a number for each, comparable between calls.
 */
export type Question = 'order' | 'best' | 'select' | 'relevance' | 'scores';
