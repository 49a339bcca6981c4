import { errorInfo } from '../../core/errors.ts';
import type { ErrorInfo } from '../../core/errors.ts';
import { presetFor } from '../../core/preset/choose.ts';
import type { PresetChoice } from '../../core/preset/choose.ts';
import type { RankRequest, Result } from '../../core/request.ts';
import type { CancelSignal, TextModel } from '../../core/run/text-model.ts';
import { describeServerError, ServerFailure, withoutKey } from './failure.ts';
import { createHttp, PATIENCE } from './http.ts';
import type { ServerPatience, ServerWorld } from './http.ts';
import { createServerModel } from './model.ts';
import { createPool, eachInParallel } from './pool.ts';
import { probeServer } from './probe.ts';
import type { ServerFacts } from './probe.ts';
import { listenFor } from './silence.ts';

export interface ServerOptions {
  /** `http://localhost:8080`, with or without `/v1` and what comes after it; `http://` where no scheme is given. */
  readonly address: string;
  /** Absent: the only one that it serves. */
  readonly model?: string;
  /** Sent as `Authorization: Bearer`, to this address only, and written nowhere. */
  readonly key?: string;
  /** Tokens of prompt and output together; absent: what the server says, else the family's. Never above what the server says. */
  readonly contextTokens?: number;
  /** Most requests at once; absent: the server's own slots, else 16 for vLLM and SGLang and 4 for others. */
  readonly parallel?: number;
  /** Sampling beside the temperature, which is a setting of the run. */
  readonly topP?: number;
  /** 0: all. */
  readonly topK?: number;
  /**
   * json-schema: asks servers without grammars for JSON of the answer's form (`response_format`), and writes the answer from it. none: takes free text.
   * Absent: none.
   */
  readonly answers?: 'json-schema' | 'none';
  readonly patience?: Partial<ServerPatience>;
  /** Hears true once nothing has come for ten seconds of what is awaited of the server (`patience.toldMs`), false with the next thing that comes. */
  readonly onSilence?: (silent: boolean) => void;
  /** For tests, and where another `fetch` is to be used. */
  readonly world?: Partial<ServerWorld>;
}

/** A server that answered, and the model behind it. */
export interface ServerConnection {
  /** For `rerank()`. Several runs may go on at once; requests beyond the limit wait. */
  readonly model: TextModel;
  /** For `RerankInput.describeError`. */
  readonly describeError: (error: unknown) => ErrorInfo;
  readonly facts: ServerFacts;
  /** Where texts go: scheme, host and port. */
  readonly origin: string;
  /** The prompt that this model is best asked by, and why. `model.identity.template` names it. */
  readonly choice: PresetChoice;
  /** Most requests at once. */
  readonly parallel: number;
  /**
   * Has the server count the passages and the query of a list, so that cuts and budgets are by its own counts. False where it cannot, or was cancelled: then
   * tokens stay estimated. Asks about no text twice. Never needed; throws nothing.
   */
  measure(request: RankRequest, cancel?: CancelSignal): Promise<boolean>;
  /** Does so many things at once as the server takes, results in order: `each(requests, (request) => …)`. */
  each<Item, Made>(items: readonly Item[], work: (item: Item, place: number) => Promise<Made>): Promise<readonly Made[]>;
}

/**
 * Connects to an OpenAI-compatible server: asks what it is and what it serves, and makes a `TextModel` of it. Runs in Node, in pages and in workers.
 * Expected failures are values: nothing there, CORS, no such API, a key, a model that is not served, busy for too long.
 * @example
 * const connected = await connectServer({ address: 'http://localhost:8080' });
 * if (connected.ok) {
 *   const { model, describeError } = connected.value;
 *   for await (const event of rerank({ request, model, describeError })) console.log(event);
 * }
 */
export async function connectServer(options: ServerOptions): Promise<Result<ServerConnection, ErrorInfo>> {
  const place = readAddress(options.address);
  if (place === null) {
    return { ok: false, error: errorInfo('no-api', `${JSON.stringify(options.address)} is no http address`) };
  }
  const world: ServerWorld = {
    fetch: (input, init) => fetch(input, init),
    now: () => Date.now(),
    random: () => Math.random(),
    ...options.world,
  };
  const patience = { ...PATIENCE, ...options.patience };
  const key = options.key === undefined || options.key === '' ? null : options.key;
  const listen = listenFor({ afterMs: patience.toldMs, tell: (silent) => options.onSilence?.(silent) });
  const http = createHttp({ root: place.root, key, world, patience, listen });
  try {
    // Somebody waits for this answer: no patience yet with a server that is not there.
    const brief = { ...patience, retries: Math.min(1, patience.retries) };
    const first = createHttp({ root: place.root, key, world, patience: brief, listen });
    const found = await probeServer(first, { model: options.model ?? null, contextTokens: options.contextTokens ?? null });
    if (!found.ok) return found;
    const facts = found.value;
    const parallel = Math.max(
      1,
      Math.floor(options.parallel ?? facts.slots ?? (facts.kind === 'vllm' || facts.kind === 'sglang' ? 16 : 4)),
    );
    const choice = presetFor({ name: facts.model, family: facts.family });
    const { model, measure } = createServerModel({
      http,
      facts,
      options,
      choice,
      origin: place.origin,
      pool: createPool(parallel),
    });
    return {
      ok: true,
      value: {
        model,
        describeError: (error) => withoutKey(describeServerError(error), key),
        facts,
        origin: place.origin,
        choice,
        parallel,
        measure,
        each: (items, work) => eachInParallel(items, parallel, work),
      },
    };
  } catch (error) {
    if (!(error instanceof ServerFailure)) throw error;
    return { ok: false, error: withoutKey(await listen(whyUnreachable(error.info, place.root, world)), key) };
  }
}

/** Where a server is. Null for what is no http address. */
export function readAddress(address: string): { readonly root: string; readonly origin: string } | null {
  const typed = address.trim();
  const whole = /^[a-z][a-z\d+.-]*:\/\//i.test(typed) ? typed : `http://${typed}`;
  let url: URL;
  try {
    url = new URL(whole);
  } catch {
    return null;
  }
  if ((url.protocol !== 'http:' && url.protocol !== 'https:') || url.hostname === '') return null;
  const path = url.pathname.replace(/\/v1(?:\/.*)?$/, '').replace(/\/+$/, '');
  return { root: url.origin + path, origin: url.origin };
}

/** A page is not told why it could not read an answer; whether anything is there at all can be found out without reading. */
async function whyUnreachable(found: ErrorInfo, root: string, world: ServerWorld): Promise<ErrorInfo> {
  if (found.code !== 'server-unreachable' || !('location' in globalThis)) return found;
  try {
    await world.fetch(`${root}/v1/models`, { mode: 'no-cors', credentials: 'omit', cache: 'no-store' });
  } catch {
    return found;
  }
  return errorInfo('cors-refused', `${root} is there, but does not allow this page to read its answers`, { address: root });
}
