import { followChunks } from './follow-chunks.ts';
import type { GuidedLogits } from './guided-logits.ts';
import type { LossGuard } from './loss-guard.ts';
import type { TimedModel, TimedRun } from './measure-library.ts';

/** Tokens of a timed generation that its budget cannot cut off. */
const LEAST_TOKENS = 3;

/** One greedy completion by the clock, through WebLLM's own loop: the one that conversations take. */
export async function timeGeneration({
  prompt,
  maxTokens,
  budgetMs,
  promptTokens,
  engine,
  guided,
  guard,
}: Parameters<TimedModel['timed']>[0] & {
  readonly promptTokens: number;
  readonly engine: {
    readonly completions: {
      create(request: {
        prompt: string;
        stream: true;
        max_tokens: number;
        temperature: number;
        top_p: number;
        seed: number;
        ignore_eos: boolean;
      }): Promise<AsyncIterable<unknown>>;
    };
  };
  readonly guided: Pick<GuidedLogits, 'begin'>;
  readonly guard: LossGuard;
}): Promise<TimedRun> {
  const tokens: number[] = [];
  const startedAt = performance.now();
  let firstAt = startedAt;
  let lastAt = startedAt;
  guided.begin(undefined, (token) => {
    lastAt = performance.now();
    if (tokens.length === 0) firstAt = lastAt;
    tokens.push(token);
  });
  const spent = {
    get aborted() {
      return tokens.length >= LEAST_TOKENS && performance.now() - startedAt > budgetMs;
    },
  };
  try {
    const chunks = await engine.completions.create({
      prompt,
      stream: true,
      max_tokens: maxTokens,
      temperature: 0,
      top_p: 1,
      seed: 0,
      ignore_eos: true,
    });
    for await (const _chunk of followChunks({ chunks, cancel: spent, guard })) {
      // The tokens are heard where they are sampled.
    }
  } finally {
    guided.begin(undefined);
  }
  const cut = tokens.length < maxTokens && spent.aborted;
  return { promptTokens, tokens, prefillMs: firstAt - startedAt, decodeMs: lastAt - firstAt, cut };
}
