import type { PresetPrompt } from '../preset/prompt.ts';
import type { PromptBudget, PromptPart } from '../log/run-event.ts';
import type { TextModel } from './text-model.ts';

/** How a window's prompt and output share the context, by the model's own counts: each part of the prompt once, alone. */
export function promptBudget({
  prompt,
  model,
  promptTokens,
  thoughtTokens,
  answerTokens,
}: {
  prompt: PresetPrompt;
  model: Pick<TextModel, 'contextTokens' | 'countTokens'>;
  /** Of the whole prompt, template included. */
  promptTokens: number;
  thoughtTokens: number;
  answerTokens: number;
}): PromptBudget {
  let at = 0;
  const parts = prompt.parts.map(({ part, identifier, text }): PromptPart => {
    const from = at;
    at += text.length;
    return { part, identifier, from, to: at, tokens: model.countTokens(text) };
  });
  const contentTokens = prompt.messages.reduce((sum, { content }) => sum + model.countTokens(content), 0);
  return {
    contextTokens: model.contextTokens,
    parts,
    templateTokens: Math.max(0, promptTokens - contentTokens),
    thoughtTokens,
    answerTokens,
    wordsPerPassage: prompt.wordsPerPassage,
  };
}
