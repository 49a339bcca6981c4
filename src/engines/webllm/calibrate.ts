import type { LibraryChoice, MeasuredLibrary } from './engine-api.ts';
import { errorInfo } from '../../core/errors.ts';
import type { ErrorCode, ErrorInfo } from '../../core/errors.ts';
import type { LoadEvent } from './load-event.ts';
import type { Result } from '../../core/result.ts';
import { describeError } from './describe-error.ts';
import { measureLibrary } from './measure-library.ts';
import type { TimedModel } from './measure-library.ts';
import type { Guard } from './read-manifest.ts';

/** For the measuring of all candidates together; their loading comes on top. */
const BUDGET_MS = 2000;
/** What the choice is for: reading one window of a few passages and writing a short thought and the order. */
const TYPICAL = { promptTokens: 500, writtenTokens: 100 } as const;
/** Failures that say more about the moment than about the library. */
const PASSING: ReadonlySet<ErrorCode> = new Set([
  'gpu-lost',
  'out-of-memory',
  'download-failed',
  'model-missing',
  'bad-hash',
  'quota',
]);

/** A library in GPU memory. */
export interface StartedLibrary extends TimedModel {
  /** Frees its GPU memory. Never rejects. */
  end(): Promise<void>;
}

export interface Calibration<Started> {
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
  return TYPICAL.promptTokens / prefillTokensPerSecond + TYPICAL.writtenTokens / decodeTokensPerSecond;
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
