/**
 * How a model's answer comes about. constrained: once the answer begins only what the answer's form allows can be written. locked: that, and the thought can
 * cite only passages that exist and quote only what stands in them. free: the model's own text, parsed and repaired. first-token: nothing is
 * written; the likelihoods of the answer's first label order the passages (FIRST, arXiv 2406.15657).
 */
export type AnswerMode = 'locked' | 'constrained' | 'free' | 'first-token';

/** All modes, the default first. */
export const ANSWER_MODES: readonly AnswerMode[] = ['locked', 'constrained', 'free', 'first-token'];
