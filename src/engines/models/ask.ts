import { retryAfterMs } from '../server/http.ts';
import { watchOver } from '../watch.ts';
import { stopped, Trouble } from './trouble.ts';
import type { InstallWorld } from './world.ts';

/** What asking a host needs. */
export interface AskTools extends Pick<InstallWorld, 'fetch' | 'now' | 'wait' | 'patience'> {
  readonly signal: AbortSignal;
}

/** One answer that is being read. */
export interface Answer {
  readonly response: Response;
  /** The body, piece by piece. Throws `Trouble` where it breaks off or nothing comes for too long. Leaving it ends the request. */
  pieces(): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined>;
  /** Ends the request. */
  end(): void;
}

/** The start of a page, where a file was asked for. */
export function looksLikeWebPage(head: Uint8Array): boolean {
  const text = new TextDecoder().decode(head.subarray(0, 256)).trimStart().toLowerCase();
  return /^(?:<!doctype\s+html|<html|<head|<script)/.test(text);
}

/**
 * Asks once for a file from byte `from` on. Throws `Trouble` for whatever is not the file: states other than 200 and 206, web pages, no answer. Byte 0 is
 * asked for as a range too: browsers then take no compressed answer, so lengths and positions are the file's own.
 *
 * Without If-Range: across origins that header needs a leave which hosts of files do not give. What an answer belongs to is seen by its own ETag or date
 * (`sameFile`), and in the end by the hash.
 * @param to without it: to the end.
 */
export async function askForFile(
  { url, file, from, to = null, whole = false }: { url: string; file: string; from: number; to?: number | null; whole?: boolean },
  tools: AskTools,
): Promise<Answer> {
  const headers: Record<string, string> = whole ? {} : { range: `bytes=${from}-${to === null ? '' : to - 1}` };
  const details = { file, url };
  if (tools.signal.aborted) throw stopped(details);
  const watch = watchOver(tools.signal, tools.patience.silenceMs);
  const troubleOf = (error: unknown): Trouble => {
    if (error instanceof Trouble) return error;
    if (tools.signal.aborted) return stopped(details);
    const silent = watch.timedOut();
    const why = silent ? `nothing came for ${tools.patience.silenceMs / 1000} s` : reason(error);
    const code = silent ? 'download-silent' : 'download-failed';
    return new Trouble(code, `${file} broke off (${why})`, details, { passing: true });
  };

  let response: Response;
  try {
    const asked = tools.fetch(url, {
      headers,
      signal: watch.signal,
      // The caches of this room hold what is whole; a second copy in the browser's own is of no use, and may be an old one.
      cache: 'no-store',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
    });
    response = await watch.orOver(asked);
    refuse(response, details, tools.now());
  } catch (error) {
    watch.end();
    if (error instanceof TypeError && !watch.timedOut() && (await answersUnread(url, tools))) {
      throw new Trouble(
        'source-closed',
        `${new URL(url).host} answers, but lets no page from here read ${file}: it sends no Access-Control-Allow-Origin`,
        details,
      );
    }
    throw troubleOf(error);
  }
  return {
    response,
    end: () => watch.end(),
    async *pieces() {
      const reader = response.body?.getReader();
      try {
        for (;;) {
          watch.extend(tools.patience.silenceMs);
          const { done = true, value } = reader === undefined ? {} : await watch.orOver(reader.read());
          if (done || value === undefined) return;
          yield value as Uint8Array<ArrayBuffer>;
        }
      } catch (error) {
        throw troubleOf(error);
      } finally {
        watch.end();
        // It was told already what became of it.
        reader?.cancel().catch(() => undefined);
      }
    },
  };
}

/** Throws for an answer that is not the file. */
function refuse(response: Response, details: { readonly file: string; readonly url: string }, now: number): void {
  const { status } = response;
  const { file, url } = details;
  const { host } = new URL(url);
  const told = { ...details, status };
  const lasting = { status };
  const isPage = /^(?:text\/html|application\/xhtml)/i.test(response.headers.get('content-type') ?? '');
  if ((status === 200 || status === 206) && !isPage) return;
  if (status === 200 || status === 206 || status === 511)
    throw new Trouble('web-page-instead', `${host} sent a web page instead of ${file}`, told, lasting);
  if (status === 401 || status === 403)
    throw new Trouble('source-private', `${host} refuses ${file} without signing in (${status})`, told, lasting);
  if (status === 404 || status === 410)
    throw new Trouble('model-incomplete', `${file} is not at ${host} (${status})`, told, lasting);
  if (status === 416) {
    // `bytes */1000`
    const length = Number(/\/(\d+)$/.exec(response.headers.get('content-range') ?? '')?.[1] ?? -1);
    throw new Trouble('hash-differs', `${file} at ${host} has nothing from there`, { ...told, length }, lasting);
  }
  const waitMs = retryAfterMs(response.headers.get('retry-after'), now);
  const passing = status === 408 || status === 425 || status === 429 || status >= 500;
  throw new Trouble('download-failed', `${host} answered ${status} for ${file}`, told, { passing, waitMs, status });
}

/** Longest wait for an answer that only explains a failure. */
export const PROBE_MS = 10_000;

/**
 * True where the host answers a request whose answer no page may read, and refuses the same where it could be read: then it is its headers that are missing,
 * and not the network.
 */
async function answersUnread(url: string, { fetch, signal, patience }: AskTools): Promise<boolean> {
  const answers = async (mode: RequestMode): Promise<boolean> => {
    if (signal.aborted) return false;
    const limit = AbortSignal.timeout(Math.min(PROBE_MS, patience.silenceMs));
    const asked = fetch(url, { method: 'HEAD', mode, cache: 'no-store', credentials: 'omit', signal: limit });
    return asked.then(
      () => true,
      () => false,
    );
  };
  return (await answers('no-cors')) && !(await answers('cors'));
}

function reason(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : '';
  return (error instanceof Error ? error.message : String(error)) + cause;
}

/** What is told before another try. */
export interface Retry {
  /** From 1. */
  readonly attempt: number;
  readonly waitMs: number;
  readonly trouble: Trouble;
}

/**
 * How often and after what wait a failure that may pass is tried again: a second, then twice as long each time, or as long as the host asks. Progress starts
 * the count anew. Throws the trouble when it does not pass, was tried often enough, or the host asks for more patience than there is.
 */
export function createRetries(tools: AskTools): {
  progressed(): void;
  before(trouble: Trouble, onRetry: (retry: Retry) => void): Promise<void>;
} {
  let attempt = 0;
  return {
    progressed() {
      attempt = 0;
    },
    async before(trouble, onRetry) {
      const { tries, longestWaitMs } = tools.patience;
      const waitMs = trouble.waitMs ?? Math.min(longestWaitMs, 1000 * 2 ** attempt);
      attempt += 1;
      if (!trouble.passing || attempt > tries || waitMs > longestWaitMs) throw finalOf(trouble);
      onRetry({ attempt, waitMs, trouble });
      await tools.wait(waitMs, tools.signal);
      if (tools.signal.aborted) throw stopped(trouble.info.details);
    },
  };
}

function finalOf(trouble: Trouble): Trouble {
  if (!trouble.passing) return trouble;
  const { code, message, details = {} } = trouble.info;
  const later = trouble.waitMs === null ? '' : ` It asks to come back in ${Math.ceil(trouble.waitMs / 1000)} s.`;
  return new Trouble(code, `${message}.${later} What is here is kept; press again to go on.`, details);
}

/** Most bytes of a file that is read to plan: a tokenizer of a large vocabulary has some 30 MB. */
const MOST_READ = 1 << 27;

/** A small file whole, with tries. Throws `Trouble`. */
export async function readFile(
  url: string,
  file: string,
  tools: AskTools,
): Promise<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly response: Response }> {
  const retries = createRetries(tools);
  for (;;) {
    try {
      const answer = await askForFile({ url, file, from: 0, whole: true }, tools);
      const pieces: Uint8Array<ArrayBuffer>[] = [];
      let length = 0;
      for await (const piece of answer.pieces()) {
        pieces.push(piece);
        length += piece.byteLength;
        if (length > MOST_READ) throw new Trouble('not-a-model', `${file} is longer than ${MOST_READ} bytes`, { file, url });
      }
      const bytes = new Uint8Array(await new Blob(pieces).arrayBuffer());
      if (looksLikeWebPage(bytes))
        throw new Trouble('web-page-instead', `${new URL(url).host} sent a web page instead of ${file}`, { file, url });
      return { bytes, response: answer.response };
    } catch (error) {
      if (!(error instanceof Trouble)) throw error;
      await retries.before(error, () => {});
    }
  }
}
