import type { EngineClient, EngineSpeed, LoadedModel } from './engine-client.ts';
import { TYPICAL_WINDOW } from './engine-client.ts';

// Which of two engines runs a model is timed where both are slow: where shaders run on the processor, or a graphics processor takes longer for a window than anybody
// waits. A graphics processor that is quick is not compared: writing the weights anew and starting a second engine would cost more than it could show.

/** Seconds of a typical window above which another engine is tried. */
export const SLOW_SECONDS = 20;

/** Seconds of a window of a few passages with a short thought. */
export function windowSeconds({
  readTokensPerSecond: read,
  writeTokensPerSecond: write,
}: Pick<EngineSpeed, 'readTokensPerSecond' | 'writeTokensPerSecond'>): number {
  return TYPICAL_WINDOW.promptTokens / read + TYPICAL_WINDOW.writtenTokens / write;
}

/** Whether a model on a GPU is to be held against the processor: shaders run on the processor there, or the library's own timing shows that it is slow. */
export function isWorthComparing({ adapter, choice }: Pick<LoadedModel, 'adapter' | 'choice'>): boolean {
  if (adapter === undefined || adapter.software) return adapter !== undefined;
  const timed = choice?.measured.find(({ library }) => library === choice.library);
  if (timed === undefined || !(timed.prefillTokensPerSecond > 0) || !(timed.decodeTokensPerSecond > 0)) return false;
  const seconds = windowSeconds({
    readTokensPerSecond: timed.prefillTokensPerSecond,
    writeTokensPerSecond: timed.decodeTokensPerSecond,
  });
  return seconds > SLOW_SECONDS;
}

const WARM = 'Hello';
/** About one tile of the reading kernels and a half. */
const READ = 'Yeast feeds on the sugars in flour and gives off gas, which a net of gluten holds, and so the dough grows.';
/** One token each in most vocabularies. */
const NEXT = [' The', ' loaf', ' is', ' done', ' when', ' it', ' is', ' brown'];
/** For reading and writing together, the first call not counted, which wakes the engine. */
const BUDGET_MS = 1000;

/**
 * Times an engine with its model by what every engine can do, likelihoods: a text is read, then one token after the other behind it. Ends after the token in which a
 * second is over, but not before one was written. Null: it did not answer as it should. What it holds afterwards is of no run.
 */
export async function timeEngine(
  client: Pick<EngineClient, 'likelihoods'>,
  now: () => number,
): Promise<Pick<EngineSpeed, 'readTokensPerSecond' | 'writeTokensPerSecond'> | null> {
  const texts = [WARM, READ, ...NEXT.map((_, place) => READ + NEXT.slice(0, place + 1).join(''))];
  const stop = new AbortController();
  let last = now();
  const read = { tokens: 0, ms: 0 };
  const written = { tokens: 0, ms: 0 };
  const result = await client.likelihoods({
    requests: texts.map((content) => ({
      messages: [{ role: 'user', content }],
      completion: true,
      continuations: [' a'],
    })),
    signal: stop.signal,
    onAnswer({ computedTokens, tookMs }, place) {
      const at = now();
      // By the engine's own clock, where it has one: the page may hear of several answers at once.
      const ms = tookMs ?? at - last;
      last = at;
      if (place === 0) return;
      const part = place === 1 ? read : written;
      part.tokens += computedTokens;
      part.ms += ms;
      if (place >= 2 && read.ms + written.ms >= BUDGET_MS) stop.abort();
    },
  });
  if (!result.ok || read.tokens === 0 || written.tokens === 0) return null;
  // Browsers' clocks tick coarsely: two readings can be equal.
  const rate = ({ tokens, ms }: typeof read): number => (1000 * tokens) / Math.max(ms, 0.1);
  return { readTokensPerSecond: rate(read), writeTokensPerSecond: rate(written) };
}

/** What earlier visits timed, by everything that it depends on. Storage that refuses is no error: then it is timed again. */
export interface EngineMemory {
  recall(subject: string): readonly EngineSpeed[] | null;
  keep(subject: string, measured: readonly EngineSpeed[]): void;
  forget(subject: string): void;
}

const KEY = 'glassrank.engine-speeds';
/** Subjects that are remembered; the oldest goes first. */
const MOST_KEPT = 16;

/** The part of the browser's storage that is used. */
interface KeptTexts {
  getItem(key: string): string | null;
  setItem(key: string, text: string): void;
}

/** @param local may throw, and so may all it does. */
export function createEngineMemory(local: () => KeptTexts): EngineMemory {
  const readAll = (): readonly (readonly [string, readonly EngineSpeed[]])[] => {
    try {
      const kept: unknown = JSON.parse(local().getItem(KEY) ?? '[]');
      return Array.isArray(kept) ? kept.filter(isEntry) : [];
    } catch {
      return [];
    }
  };
  const write = (entries: ReturnType<typeof readAll>): void => {
    try {
      local().setItem(KEY, JSON.stringify(entries.slice(-MOST_KEPT)));
    } catch {
      // As said above.
    }
  };
  const others = (subject: string): ReturnType<typeof readAll> => readAll().filter(([kept]) => kept !== subject);
  return {
    recall: (subject) => readAll().find(([kept]) => kept === subject)?.[1] ?? null,
    keep: (subject, measured) => write([...others(subject), [subject, measured]]),
    forget: (subject) => write(others(subject)),
  };
}

function isEntry(entry: unknown): entry is readonly [string, readonly EngineSpeed[]] {
  const [subject, measured] = Array.isArray(entry) ? (entry as readonly unknown[]) : [];
  return typeof subject === 'string' && Array.isArray(measured) && measured.length > 0 && measured.every(isSpeed);
}

function isSpeed(one: unknown): one is EngineSpeed {
  const { engine, readTokensPerSecond: read, writeTokensPerSecond: write } = Object(one) as Partial<EngineSpeed>;
  return (engine === 'gpu' || engine === 'processor') && Number(read) > 0 && Number(write) > 0;
}

/** The quicker of those that were timed, for a typical window; of equals the first. */
export function quickest(measured: readonly EngineSpeed[]): EngineSpeed['engine'] | null {
  const [best] = measured.toSorted((one, other) => windowSeconds(one) - windowSeconds(other));
  return best?.engine ?? null;
}
