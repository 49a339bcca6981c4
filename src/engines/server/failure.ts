import { errorInfo } from '../../core/errors.ts';
import type { ErrorInfo } from '../../core/errors.ts';

/** An expected failure of a server on its way through code that throws. `describeServerError` takes it out again. */
export class ServerFailure extends Error {
  readonly info: ErrorInfo;
  constructor(info: ErrorInfo) {
    super(info.message);
    this.name = 'ServerFailure';
    this.info = info;
  }
}

/** For `RerankInput.describeError`: what is not known is `engine-failed` with its own message. */
export function describeServerError(error: unknown): ErrorInfo {
  if (error instanceof ServerFailure) return error.info;
  return errorInfo('engine-failed', error instanceof Error ? error.message : String(error));
}

/** The same without a key that a server has put into its words: an error goes into logs. */
export function withoutKey(info: ErrorInfo, key: string | null): ErrorInfo {
  if (key === null) return info;
  const clean = <Value>(value: Value): Value => (typeof value === 'string' ? (value.replaceAll(key, '…') as Value) : value);
  const { details } = info;
  return {
    ...info,
    message: clean(info.message),
    ...(details === undefined
      ? {}
      : { details: Object.fromEntries(Object.entries(details).map(([name, value]) => [name, clean(value)])) }),
  };
}

/** What an answer that is no success means. Reads its body; never throws. */
export async function failureOfAnswer(response: Response, path: string): Promise<ErrorInfo> {
  let text = '';
  try {
    text = await response.text();
  } catch {
    // The status alone says enough.
  }
  return failureOf(response.status, text, path);
}

const CONTEXT = /context (?:length|size|window)|maximum context|exceed_context_size|context_length_exceeded/i;

/** The same from status and body. */
export function failureOf(status: number, body: string, path: string): ErrorInfo {
  const told = messageIn(body) ?? body.replaceAll(/\s+/g, ' ').slice(0, 200);
  const details = { status, path };
  const message = `${path} answered ${status}${told === '' ? '' : `: ${told}`}`;
  if (status === 401 || status === 403) return errorInfo('unauthorised', message, details);
  if (CONTEXT.test(body)) return errorInfo('context-overflow', message, details);
  if (status === 429 || status === 503) return errorInfo('server-busy', message, details);
  if (status === 404 && /model/i.test(told)) return errorInfo('model-not-served', message, details);
  if (status === 404 || status === 405 || status === 501) return errorInfo('no-api', message, details);
  // Other 4xx are its refusal of this very question: asking again is of no use.
  return { ...errorInfo('server-failed', message, details), retry: status >= 500 };
}

/** `{"error": {"message": …}}`, `{"error": "…"}`, `{"message": …}`, `{"detail": …}`. */
export function messageIn(body: string): string | null {
  try {
    const value = JSON.parse(body) as Record<string, unknown> | null;
    for (const found of [value?.['error'], value?.['message'], value?.['detail']]) {
      if (typeof found === 'string') return found;
      const inner = (found as { readonly message?: unknown } | null | undefined)?.message;
      if (typeof inner === 'string') return inner;
    }
  } catch {
    // Not JSON: the caller has the text.
  }
  return null;
}
