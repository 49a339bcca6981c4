import { errorInfo } from '../../core/errors.ts';
import type { ErrorCode, ErrorInfo } from '../../core/errors.ts';
import type { Result } from '../../core/request.ts';
import { TYPICAL_WINDOW } from '../engine-client.ts';
import type { LibraryChoice, LoadEvent, MeasuredLibrary } from '../engine-client.ts';
import { describeError } from './describe-error.ts';
import { readStream } from './device-loss.ts';
import type { DeviceLoss } from './device-loss.ts';
import type { Guard } from '../download.ts';
import type { GuidedLogits } from './guided.ts';

// How the fastest library that computes rightly is found on this machine: `calibrate` starts one candidate after the other, `measureLibrary` times one
// and compares what it writes with what the manifest expects, `timeGeneration` is the clock around WebLLM.

/** One greedy generation by the clock. `decodeMs` runs from the first token to the last. */
export interface TimedRun {
  readonly promptTokens: number;
  readonly tokens: readonly number[];
  readonly prefillMs: number;
  readonly decodeMs: number;
  /** Ended by its budget. */
  readonly cut: boolean;
}

/** A loaded library that can be timed. */
export interface TimedModel {
  /**
   * `prompt` is the whole text that the model reads, no template is added. Goes on past stop tokens. A prompt that is being read cannot be cut, and
   * three tokens are always written: without them there would be no decode speed to count. Throws when the engine fails.
   */
  timed(input: { readonly prompt: string; readonly maxTokens: number; readonly budgetMs: number }): Promise<TimedRun>;
}

/** For the measuring of all candidates together; their loading comes on top. */
const BUDGET_MS = 2000;
/** Failures that say more about the moment than about the library. */
const PASSING: ReadonlySet<ErrorCode> = new Set([
  'gpu-lost',
  'out-of-memory',
  'download-failed',
  'download-silent',
  'model-missing',
  'bad-hash',
  'quota',
]);

/** A library in GPU memory. */
export interface StartedLibrary extends TimedModel {
  /** Frees its GPU memory. Never rejects. */
  end(): Promise<void>;
}

interface Calibration<Started> {
  /** The library chosen, loaded. */
  readonly model: Started;
  readonly choice: LibraryChoice;
  /** False when a candidate failed by what may pass: then the next load should measure again. */
  readonly lasting: boolean;
}

/**
 * Loads and times the candidates one after the other, one in GPU memory at a time, and leaves the fastest right one loaded. A candidate that
 * fails or writes what it should not is named in the choice and not used. An error when none is left; throws when the chosen one does not
 * start again.
 */
export async function calibrate<Started extends StartedLibrary>({
  candidates,
  missing,
  guard,
  start,
  onEvent,
}: {
  candidates: readonly string[];
  /** Candidates whose file could not be had. */
  missing: ReadonlyMap<string, ErrorInfo>;
  guard: Guard | undefined;
  /** May throw: it is described. */
  start: (library: string) => Promise<Started>;
  onEvent: (event: LoadEvent) => void;
}): Promise<Result<Calibration<Started>, ErrorInfo>> {
  onEvent({ type: 'calibrate-start', libraries: candidates });
  const measured: MeasuredLibrary[] = [];
  const errors: ErrorInfo[] = [];
  let loaded: { readonly library: string; readonly model: Started } | undefined;
  for (const [index, library] of candidates.entries()) {
    await loaded?.model.end();
    loaded = undefined;
    try {
      const error = missing.get(library);
      if (error === undefined) {
        onEvent({ type: 'calibrate-progress', library, index, step: 'start' });
        loaded = { library, model: await start(library) };
        onEvent({ type: 'calibrate-progress', library, index, step: 'measure' });
        measured.push({ library, ...(await measureLibrary(loaded.model, guard, BUDGET_MS / candidates.length)) });
      } else {
        errors.push(error);
        measured.push(failed(library, error));
      }
    } catch (thrown) {
      const error = describeError(thrown);
      errors.push(error);
      measured.push(failed(library, error));
    }
  }
  const library = fastest(measured);
  if (library === undefined) {
    await loaded?.model.end();
    return { ok: false, error: noneLeft(measured, errors) };
  }
  const choice: LibraryChoice = { library, reason: 'measured', measured };
  onEvent({ type: 'calibrate-end', choice });
  let model = loaded?.library === library ? loaded.model : undefined;
  if (model === undefined) {
    await loaded?.model.end();
    model = await start(library);
  }
  return { ok: true, value: { model, choice, lasting: !errors.some(({ code }) => PASSING.has(code)) } };
}

function failed(library: string, { message }: ErrorInfo): MeasuredLibrary {
  return { library, prefillTokensPerSecond: 0, decodeTokensPerSecond: 0, verdict: 'failed', note: message };
}

/** Of equals the first, which is the plainer one. */
function fastest(measured: readonly MeasuredLibrary[]): string | undefined {
  let best: MeasuredLibrary | undefined;
  for (const one of measured)
    if ((one.verdict === 'right' || one.verdict === 'unchecked') && (best === undefined || seconds(one) < seconds(best)))
      best = one;
  return best?.library;
}

/** Of a typical window. */
function seconds({ prefillTokensPerSecond, decodeTokensPerSecond }: MeasuredLibrary): number {
  return TYPICAL_WINDOW.promptTokens / prefillTokensPerSecond + TYPICAL_WINDOW.writtenTokens / decodeTokensPerSecond;
}

function noneLeft(measured: readonly MeasuredLibrary[], errors: readonly ErrorInfo[]): ErrorInfo {
  const [first, ...others] = errors;
  // One cause for all has its own words on the page.
  const same = errors.length === measured.length && others.every(({ code }) => code === first?.code);
  const reasons = measured.map(({ library, verdict, note }) =>
    verdict === 'wrong' ? `${library} computes wrong output (${note})` : `${library}: ${note}`,
  );
  return errorInfo(
    same && first !== undefined ? first.code : 'engine-failed',
    `none of the libraries of this model works here. ${reasons.join('; ')}. Update the browser and the graphics driver, then load again.`,
  );
}

/** Where the manifest expects no tokens. */
const WARM_UP = { prompt: 'Hello.', tokens: 3 } as const;
/** About 150 tokens, a third of a window: long enough for prefill kernels to show their speed, short enough for a slow GPU's share of two seconds. */
const SPEED_PROMPT = `Rank the 3 passages below by how well they answer the query. Think about each passage first, then write the order.
Query: Why does bread dough rise before it is baked?
[1] Yeast feeds on the sugars in flour and gives off carbon dioxide. The gas is caught in a net of gluten, and the dough grows.
[2] A loaf is done when its crust is brown and it sounds hollow when the bottom is tapped with a finger.
[3] Salt slows the yeast down. Bakers weigh it with care, since too little gives a flat taste and too much a dense loaf.
Name passages by their numbers in brackets, and write each number exactly once, the best passage first.`;
/** On a fast GPU a second of them would tell no more. */
const SPEED_TOKENS = 64;

/** Times one loaded library within about `budgetMs`, and compares what it writes with what is expected. */
export async function measureLibrary(
  model: TimedModel,
  guard: Guard | undefined,
  budgetMs: number,
): Promise<Omit<MeasuredLibrary, 'library'>> {
  // The check is the warm-up too: a GPU's first dispatches are slower than all later ones.
  const check = await model.timed({
    prompt: guard?.prompt ?? WARM_UP.prompt,
    maxTokens: guard?.tokens.length ?? WARM_UP.tokens,
    budgetMs,
  });
  const judged = judge(check, guard);
  const leftMs = budgetMs - check.prefillMs - check.decodeMs;
  // The longer prompt takes longer than the check's. One that is too slow for it counts with what it reached.
  if (judged.verdict === 'wrong' || leftMs < check.prefillMs) return { ...speeds(check), ...judged };
  return { ...speeds(await model.timed({ prompt: SPEED_PROMPT, maxTokens: SPEED_TOKENS, budgetMs: leftMs })), ...judged };
}

function judge({ tokens, cut }: TimedRun, guard: Guard | undefined): Pick<MeasuredLibrary, 'verdict' | 'note'> {
  if (guard === undefined) return { verdict: 'unchecked' };
  const expected = guard.tokens;
  const reached = cut ? Math.min(tokens.length, expected.length) : expected.length;
  const at = expected.slice(0, reached).findIndex((token, index) => tokens[index] !== token);
  if (at !== -1) {
    const note = `token ${at + 1} of ${expected.length} is ${tokens[at] ?? 'missing'}, expected is ${expected[at]}`;
    return { verdict: 'wrong', note };
  }
  return reached === expected.length
    ? { verdict: 'right' }
    : { verdict: 'right', note: `compared as far as its time went: ${reached} of ${expected.length} tokens` };
}

function speeds({
  promptTokens,
  tokens,
  prefillMs,
  decodeMs,
}: TimedRun): Pick<MeasuredLibrary, 'prefillTokensPerSecond' | 'decodeTokensPerSecond'> {
  return {
    prefillTokensPerSecond: perSecond(promptTokens, prefillMs),
    decodeTokensPerSecond: perSecond(Math.max(0, tokens.length - 1), decodeMs),
  };
}

/** Browsers' clocks tick at 0.1 ms or more coarsely: two readings can be equal. */
function perSecond(tokens: number, ms: number): number {
  return (1000 * tokens) / Math.max(ms, 0.1);
}

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
  deviceLoss,
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
  readonly deviceLoss: DeviceLoss;
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
    const stream = await engine.completions.create({
      prompt,
      stream: true,
      max_tokens: maxTokens,
      temperature: 0,
      top_p: 1,
      seed: 0,
      ignore_eos: true,
    });
    for await (const _chunk of readStream({ stream, cancel: spent, deviceLoss })) {
      // The tokens are heard where they are sampled.
    }
  } finally {
    guided.begin(undefined);
  }
  const cut = tokens.length < maxTokens && spent.aborted;
  return { promptTokens, tokens, prefillMs: firstAt - startedAt, decodeMs: lastAt - firstAt, cut };
}
