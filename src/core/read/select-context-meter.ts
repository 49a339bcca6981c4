import type { PromptPart } from '../log/run-event.ts';
import type { RunView, WindowView } from '../log/run-view.ts';

/** How full the model's context is for one window. Tokens are the model's own; what a log did not record is null. */
export interface ContextMeter {
  readonly contextTokens: number | null;
  readonly promptTokens: number;
  readonly thoughtTokens: number;
  readonly answerTokens: number | null;
  /** What is left over; never below 0, since passages are shrunk until all of it fits. */
  readonly freeTokens: number | null;
  /** Tokens of the prompt by kind, each part counted alone. */
  readonly prompt: {
    readonly instructions: number;
    readonly query: number;
    readonly passages: number;
    readonly template: number;
    /** What the parts counted alone have more (or, negative, less) than the prompt as one text. */
    readonly joined: number;
  } | null;
  /** The message in pieces, for showing it as it was sent. */
  readonly parts: readonly PromptPart[];
  /** True when passages were cut further than the setting asks, to fit. */
  readonly shrunk: boolean;
}

/** The context of one window: prompt, room for the thought, room for the answer. */
export function selectContextMeter({ settings }: Pick<RunView, 'settings'>, { promptTokens, budget }: WindowView): ContextMeter {
  if (budget === null) {
    const { thoughtTokens } = settings;
    return {
      contextTokens: null,
      promptTokens,
      thoughtTokens,
      answerTokens: null,
      freeTokens: null,
      prompt: null,
      parts: [],
      shrunk: false,
    };
  }
  const { contextTokens, thoughtTokens, answerTokens, parts, templateTokens: template } = budget;
  const tokensOf = (kind: PromptPart['part']): number =>
    parts.reduce((sum, { part, tokens }) => sum + (part === kind ? tokens : 0), 0);
  const [instructions, query, passages] = [tokensOf('instructions'), tokensOf('query'), tokensOf('passage')];
  return {
    contextTokens,
    promptTokens,
    thoughtTokens,
    answerTokens,
    freeTokens: Math.max(0, contextTokens - promptTokens - thoughtTokens - answerTokens),
    prompt: { instructions, query, passages, template, joined: instructions + query + passages + template - promptTokens },
    parts,
    shrunk: budget.wordsPerPassage < settings.passageWords,
  };
}
