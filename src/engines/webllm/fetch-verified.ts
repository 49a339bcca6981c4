import { errorInfo } from '../../core/errors.ts';
import type { ErrorInfo } from '../../core/errors.ts';
import type { Result } from '../../core/result.ts';

/** The network and the digest, given so that tests can replace them. */
export interface FetchTools {
  fetch(url: string, init: { readonly cache: RequestCache }): Promise<Response>;
  /** Lower-case hex. */
  sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string>;
}

/** A file whose content is known beforehand. `bytes` undefined: only the hash is known. */
export interface ExpectedFile {
  readonly name: string;
  readonly url: string;
  readonly bytes?: number;
  readonly sha256: string;
}

/** Most bytes taken for a file of unknown size (a manifest). */
const MOST_UNKNOWN_BYTES = 1 << 20;

/**
 * Fetches a file and gives its bytes only when their hash is right. A wrong hash is fetched once more past the HTTP cache: after an update
 * that may hold the old file. Messages name the file and what to do.
 */
export async function fetchVerified(
  file: ExpectedFile,
  tools: FetchTools,
  onProgress: (loadedBytes: number) => void,
): Promise<Result<Uint8Array<ArrayBuffer>, ErrorInfo>> {
  const first = await fetchOnce(file, 'default', tools, onProgress);
  return first.ok || first.error.code !== 'bad-hash' ? first : fetchOnce(file, 'reload', tools, onProgress);
}

async function fetchOnce(
  { name, url, bytes, sha256 }: ExpectedFile,
  cache: RequestCache,
  tools: FetchTools,
  onProgress: (loadedBytes: number) => void,
): Promise<Result<Uint8Array<ArrayBuffer>, ErrorInfo>> {
  const fail = (code: ErrorInfo['code'], message: string): Result<never, ErrorInfo> => ({
    ok: false,
    error: errorInfo(code, message, { file: name, url }),
  });
  let received: Uint8Array<ArrayBuffer>;
  try {
    const response = await tools.fetch(url, { cache });
    if (response.status === 404)
      return fail('model-missing', `${name} is not on the server (404). Check that the model folder was deployed.`);
    if (!response.ok)
      return fail('download-failed', `${name}: the server answered ${response.status} ${response.statusText}. Try again later.`);
    // Single-page hosts answer anything unknown with their start page.
    if (/^text\/html\b/i.test(response.headers.get('content-type') ?? '')) {
      return fail(
        'model-missing',
        `${name}: the server sent a web page instead of the file. Check that the model folder was deployed.`,
      );
    }
    const read = await readBody(response, bytes ?? MOST_UNKNOWN_BYTES, bytes !== undefined, onProgress);
    if (read === 'too-long')
      return fail(
        'bad-hash',
        `${name} is longer than the ${bytes ?? MOST_UNKNOWN_BYTES} bytes it should have. Reload the page to get the current version.`,
      );
    received = read;
  } catch (error) {
    return fail(
      'download-failed',
      `${name} could not be downloaded (${error instanceof Error ? error.message : String(error)}). Check the connection and try again.`,
    );
  }
  if (bytes !== undefined && received.byteLength < bytes) {
    return fail(
      'download-failed',
      `${name} ended after ${received.byteLength} of ${bytes} bytes. Check the connection and try again.`,
    );
  }
  if ((await tools.sha256(received)) !== sha256) {
    return fail(
      'bad-hash',
      `${name} is not the file this version of the app expects (its sha256 differs). Reload the page to get the current version.`,
    );
  }
  return { ok: true, value: received };
}

/** Reads at most `most` bytes. `exact`: the size is known, so one buffer of it is enough. */
async function readBody(
  response: Response,
  most: number,
  exact: boolean,
  onProgress: (loadedBytes: number) => void,
): Promise<Uint8Array<ArrayBuffer> | 'too-long'> {
  if (response.body === null) return new Uint8Array();
  let buffer = new Uint8Array(exact ? most : 1 << 14);
  let length = 0;
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return buffer.subarray(0, length);
    if (length + value.byteLength > most) {
      await reader.cancel();
      return 'too-long';
    }
    if (length + value.byteLength > buffer.byteLength) {
      const larger = new Uint8Array(Math.min(most, 2 * (length + value.byteLength)));
      larger.set(buffer.subarray(0, length));
      buffer = larger;
    }
    buffer.set(value, length);
    length += value.byteLength;
    onProgress(length);
  }
}
