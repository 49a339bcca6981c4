import { errorInfo } from '../../core/errors.ts';
import type { ErrorInfo } from '../../core/errors.ts';
import type { CancelSignal, ModelNotice } from '../../core/run/text-model.ts';
import { onAbort, watchOver } from '../watch.ts';
import type { Watch } from '../watch.ts';
import { failureOfAnswer, ServerFailure } from './failure.ts';
import type { Listening } from './silence.ts';
import { createEventReader } from './sse.ts';

/** How long is waited for what. Milliseconds. */
export interface ServerPatience {
  /** Until a server that took the question sends its first word: reading a long prompt takes its time. */
  readonly firstWordMs: number;
  /** Between two pieces of an answer, and for small questions. */
  readonly silenceMs: number;
  /** Until it is told that nothing has come (`ServerOptions.onSilence`). Nothing ends by that. */
  readonly toldMs: number;
  /** How many times a busy or unreachable server is asked again. */
  readonly retries: number;
  /** Longest wait before one of them, whatever the server asks for. */
  readonly longestWaitMs: number;
}

export const PATIENCE: ServerPatience = {
  firstWordMs: 300_000,
  silenceMs: 60_000,
  toldMs: 10_000,
  retries: 5,
  longestWaitMs: 60_000,
};

/** What reaching a server needs of the world, so that tests can give their own. */
export interface ServerWorld {
  readonly fetch: typeof fetch;
  /** Milliseconds. */
  readonly now: () => number;
  /** From 0 to 1: waits of several clients are spread. */
  readonly random: () => number;
}

export interface ServerHttp {
  readonly patience: ServerPatience;
  readonly world: ServerWorld;
  /** A small question, answered in one piece. Null: it has no such path (404, 405, 501). Throws `ServerFailure`. */
  ask(path: string, body?: unknown, cancel?: CancelSignal): Promise<unknown>;
  /** The `data` of each event of a streamed answer, with what happened on the way to it. Leaving the loop closes the connection. Throws `ServerFailure`. */
  stream(path: string, body: unknown, cancel: CancelSignal): AsyncGenerator<StreamPart, void, undefined>;
}

type StreamPart = { readonly type: 'data'; readonly data: string } | { readonly type: 'notice'; readonly notice: ModelNotice };

/**
 * Speaks HTTP with one server. `root` is its address without a slash at the end; paths begin with one. Only the key and what it is asked goes there.
 * `listen` hears all that is awaited of it. Busy (429, 503), unreachable and gateway errors are tried again, after the time that the server names or else after twice the time of before.
 */
export function createHttp({
  root,
  key,
  world,
  patience,
  listen,
}: {
  readonly root: string;
  readonly key: string | null;
  readonly world: ServerWorld;
  readonly patience: ServerPatience;
  readonly listen: Listening;
}): ServerHttp {
  const request = (body: unknown, signal: AbortSignal): RequestInit => ({
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(key === null ? {} : { authorization: `Bearer ${key}` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal,
    // A key goes nowhere else, and the policy of a page names one address.
    redirect: 'error',
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    cache: 'no-store',
  });

  /** Sends once. A failure that may pass says how long to wait (null: the usual time). */
  const send = async (path: string, body: unknown, watch: Watch): Promise<Response | Passing> => {
    let response: Response;
    try {
      response = await listen(watch.orOver(world.fetch(root + path, request(body, watch.signal))));
    } catch (error) {
      if (watch.cancelled()) throw error;
      if (watch.timedOut()) return { code: 'unreachable', waitMs: null, failure: silent(patience.firstWordMs) };
      return { code: 'unreachable', waitMs: null, failure: unreachable(root, error) };
    }
    if (response.ok) return response;
    const failure = await listen(failureOfAnswer(response, path));
    const { status } = response;
    if (status === 429 || status === 503) {
      return { code: 'busy', status, waitMs: retryAfterMs(response.headers.get('retry-after'), world.now()), failure };
    }
    if (status === 502 || status === 504 || status === 500) return { code: 'unreachable', status, waitMs: null, failure };
    throw new ServerFailure(failure);
  };

  async function* reach(path: string, body: unknown, cancel: CancelSignal, watch: () => Watch) {
    for (let attempt = 1; ; attempt += 1) {
      const current = watch();
      const sent = await send(path, body, current);
      if (sent instanceof Response) return { response: sent, watch: current };
      current.end();
      const usual = 500 * 2 ** (attempt - 1) * (0.75 + world.random() / 2);
      const waitMs = Math.round(sent.waitMs ?? Math.min(usual, patience.longestWaitMs));
      if (attempt > patience.retries || waitMs > patience.longestWaitMs) {
        const tried = { ...sent.failure.details, attempts: attempt, askedToWaitMs: waitMs };
        throw new ServerFailure({ ...sent.failure, details: tried });
      }
      const { code, status } = sent;
      yield { code, attempt, of: patience.retries, waitMs, ...(status === undefined ? {} : { status }) } satisfies ModelNotice;
      await pause(waitMs, cancel);
      if (cancel.aborted) throw new Error('cancelled');
    }
  }

  return {
    patience,
    world,
    async ask(path, body, cancel = { aborted: false }) {
      let watch: Watch | null = null;
      try {
        const reached = reach(path, body, cancel, () => (watch = watchOver(cancel, patience.silenceMs)));
        let step = await reached.next();
        while (step.done !== true) step = await reached.next();
        return parse(await listen(textOf(step.value.response, step.value.watch, path, patience.silenceMs)), path);
      } catch (error) {
        if (error instanceof ServerFailure && isNoPath(error.info)) return null;
        throw error;
      } finally {
        (watch as Watch | null)?.end();
      }
    },
    async *stream(path, body, cancel) {
      let watch: Watch | null = null;
      try {
        const reached = reach(path, body, cancel, () => (watch = watchOver(cancel, patience.firstWordMs)));
        let step = await reached.next();
        while (step.done !== true) {
          yield { type: 'notice', notice: step.value };
          step = await reached.next();
        }
        const { response } = step.value;
        const open = step.value.watch;
        const type = response.headers.get('content-type') ?? '';
        if (!type.includes('text/event-stream')) {
          const info = errorInfo('no-api', `${path} answered with ${type || 'no type'} instead of an event stream`, { path });
          throw new ServerFailure(info);
        }
        const reader = createEventReader();
        const bytes = response.body?.getReader();
        if (bytes === undefined) throw new ServerFailure(brokeOff(path));
        let heard = false;
        for (;;) {
          const piece = await listen(readPiece(bytes, open, path, heard ? patience.silenceMs : patience.firstWordMs));
          if (piece === null) return;
          for (const event of reader.push(piece)) {
            heard = true;
            yield { type: 'data', data: event.data };
          }
          open.extend(heard ? patience.silenceMs : patience.firstWordMs);
        }
      } finally {
        // Aborting is what closes the connection, also where somebody stopped listening.
        (watch as Watch | null)?.end();
      }
    },
  };
}

/** A failure that may pass. */
interface Passing {
  readonly code: 'busy' | 'unreachable';
  readonly status?: number;
  readonly waitMs: number | null;
  readonly failure: ErrorInfo;
}

async function readPiece(
  bytes: ReadableStreamDefaultReader<Uint8Array>,
  watch: Watch,
  path: string,
  patientMs: number,
): Promise<Uint8Array | null> {
  try {
    const { done, value } = await watch.orOver(bytes.read());
    return done ? null : value;
  } catch (error) {
    if (watch.cancelled()) throw error;
    throw new ServerFailure(watch.timedOut() ? silent(patientMs) : brokeOff(path));
  }
}

async function textOf(response: Response, watch: Watch, path: string, patientMs: number): Promise<string> {
  try {
    return await watch.orOver(response.text());
  } catch (error) {
    if (watch.cancelled()) throw error;
    throw new ServerFailure(watch.timedOut() ? silent(patientMs) : brokeOff(path));
  }
}

function unreachable(root: string, error: unknown): ErrorInfo {
  const cause = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : '';
  const message = error instanceof Error ? error.message : String(error);
  return errorInfo('server-unreachable', `${root}: ${message}${cause}`, { address: root });
}

function silent(waitedMs: number): ErrorInfo {
  return errorInfo('server-silent', `nothing came for ${waitedMs / 1000} s`, { waitedMs });
}

/** The connection ended before the answer did. */
export function brokeOff(path: string): ErrorInfo {
  return errorInfo('server-broke-off', 'the connection ended before the server said that it was done', { path });
}

function isNoPath({ code, details }: ErrorInfo): boolean {
  const status = details?.['status'];
  return code === 'no-api' && (status === 404 || status === 405 || status === 501);
}

/** A JSON text of a server. Throws `ServerFailure` where it is none. */
export function parse(text: string, path: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    const looks = /^\s*</.test(text) ? 'a web page' : JSON.stringify(text.slice(0, 80));
    const code = /^\s*</.test(text) ? 'no-api' : 'server-failed';
    throw new ServerFailure(errorInfo(code, `${path} answered with ${looks} instead of JSON`, { path }));
  }
}

/** Seconds, or a date (RFC 9110, 10.2.3). Null where it is neither. */
export function retryAfterMs(header: string | null, now: number): number | null {
  if (header === null) return null;
  if (/^\s*\d+(?:\.\d+)?\s*$/.test(header)) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

/** Waits, and no longer than until the signal is aborted. */
export async function pause(ms: number, cancel: CancelSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(done, ms);
    const forget = onAbort(cancel, done);
    function done(): void {
      clearTimeout(timer);
      forget();
      resolve();
    }
  });
}
