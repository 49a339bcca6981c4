import type { TimedModel, TimedRun } from '../../src/engines/webllm/calibrate.ts';

/** How a scripted library behaves. Milliseconds per token; tokens are 1, 2, 3, … unless told otherwise. */
export interface LibraryScript {
  readonly prefillMs: number;
  readonly decodeMs: number;
  readonly write?: (index: number) => number;
  /** Thrown by every run. */
  readonly fails?: Error;
}

/** A library that keeps the contract of `TimedModel` with a clock of its own. A prompt has a token per 4 characters. */
export function scriptedLibrary(script: LibraryScript): TimedModel & { readonly runs: TimedRun[]; spentMs: number } {
  const runs: TimedRun[] = [];
  return {
    runs,
    spentMs: 0,
    async timed({ prompt, maxTokens, budgetMs }) {
      if (script.fails !== undefined) throw script.fails;
      const promptTokens = Math.ceil(prompt.length / 4);
      const prefillMs = promptTokens * script.prefillMs;
      const fitting = 1 + Math.ceil(Math.max(0, budgetMs - prefillMs) / script.decodeMs);
      const written = Math.min(maxTokens, Math.max(3, fitting));
      const decodeMs = (written - 1) * script.decodeMs;
      const run: TimedRun = {
        promptTokens,
        tokens: Array.from({ length: written }, (_, index) => script.write?.(index) ?? index + 1),
        prefillMs,
        decodeMs,
        cut: written < maxTokens,
      };
      this.spentMs += prefillMs + decodeMs;
      runs.push(run);
      return run;
    },
  };
}
