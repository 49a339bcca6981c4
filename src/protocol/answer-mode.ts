/**
 * How far a model's writing is held. constrained: once the answer begins only a permutation can be written. locked: that, and the thought can
 * cite only passages that exist and quote only what stands in them. free: the model's own text, parsed and repaired.
 */
export type AnswerMode = 'locked' | 'constrained' | 'free';

/** All modes, the default first. */
export const ANSWER_MODES: readonly AnswerMode[] = ['locked', 'constrained', 'free'];
