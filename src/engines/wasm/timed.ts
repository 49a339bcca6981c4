import type { LoadedModel, ProcessorSpeed } from '../engine-client.ts';
import type { TokenCache } from '../webllm/internals.ts';

/** The engine's name in run logs. A unit test holds it equal to what is installed. */
export const WLLAMA_VERSION = '@wllama/wllama 2.3.7';
/** What stands in a run log where others name their compiled library. */
export const LIBRARY = 'llama.cpp';

/** A loaded model's part about where it runs. */
export type OnProcessor = Required<Pick<LoadedModel, 'processor'>>;

/** Read where a model brings no text to be timed with. */
export const TIMED_TEXT: string = 'Which of these passages answers the question? '.repeat(8);
/** Passes of one token that are timed. */
const TIMED_STEPS = 4;

/** Times one chunk and a few single tokens: about a second on one core. Nothing of it stays. */
export async function timed(
  cache: TokenCache,
  tokens: readonly number[],
): Promise<Pick<ProcessorSpeed, 'readTokensPerSecond' | 'writeTokensPerSecond'>> {
  const chunk = tokens.slice(0, cache.chunk);
  const startedAt = performance.now();
  await cache.append(chunk);
  const readAt = performance.now();
  for (let step = 0; step < TIMED_STEPS; step += 1) await cache.append([tokens[step] ?? 0]);
  const endedAt = performance.now();
  cache.clear();
  return {
    readTokensPerSecond: (1000 * chunk.length) / (readAt - startedAt),
    writeTokensPerSecond: (1000 * TIMED_STEPS) / (endedAt - readAt),
  };
}
