import type { ErrorInfo } from '../core/errors.ts';
import type { Result } from '../core/request.ts';
import type { LoadEvent } from '../engines/engine-client.ts';
import type { LoadMessage } from '../engines/wire.ts';
import type { EncoderOptions, FirstStageApi, LoadedEncoder } from './api.ts';
import type { Embedding, Encoder } from './encoder.ts';
import { orderList } from './order.ts';

/**
 * An encoder's `embed` that remembers the texts seen last, so that an edit costs only what it changed. `most` embeddings are kept
 * (384 numbers each: 2000 are about 3 MB). Failures are not remembered.
 */
function rememberEmbeddings(encoder: Pick<Encoder, 'embed'>, most = 2000): (text: string) => Promise<Embedding> {
  const known = new Map<string, Promise<Embedding>>();
  return async (text) => {
    const seen = known.get(text) ?? encoder.embed(text);
    // Set anew, so that the Map's order is the order of last use.
    known.delete(text);
    known.set(text, seen);
    const oldest = known.size > most ? known.keys().next().value : undefined;
    if (oldest !== undefined) known.delete(oldest);
    try {
      return await seen;
    } catch (error) {
      known.delete(text);
      throw error;
    }
  };
}

/** What a first stage is made of: the worker gives MiniLM, tests a scripted encoder. */
export interface FirstStageParts {
  /** May throw: `describeError` makes a value of it. */
  loadEncoder(input: {
    readonly options: EncoderOptions;
    readonly onEvent: (event: LoadEvent) => void;
  }): Promise<Result<Encoder, ErrorInfo>>;
  describeError(error: unknown): ErrorInfo;
  /** Milliseconds on a clock that never goes back. */
  now(): number;
}

/** The worker's end of FirstStageApi. */
export function createFirstStage(parts: FirstStageParts): FirstStageApi {
  let loading: Promise<Result<LoadedEncoder, ErrorInfo>> | undefined;
  let encoder: { readonly identity: Encoder['identity']; readonly embed: (text: string) => Promise<Embedding> } | undefined;
  let newest = 0;

  async function loadOnce(
    options: EncoderOptions,
    onEvent: (event: LoadEvent) => void,
  ): Promise<Result<LoadedEncoder, ErrorInfo>> {
    const startedAt = parts.now();
    try {
      const loaded = await parts.loadEncoder({ options, onEvent });
      if (!loaded.ok) return loaded;
      const { identity } = loaded.value;
      encoder = { identity, embed: rememberEmbeddings(loaded.value) };
      return { ok: true, value: { ...identity, loadMs: parts.now() - startedAt } };
    } catch (error) {
      return { ok: false, error: parts.describeError(error) };
    }
  }

  return {
    async load(options, port) {
      const post = (message: LoadMessage): void => port.postMessage(message);
      loading ??= loadOnce(options, post);
      const result = await loading;
      if (!result.ok) loading = undefined;
      post({ type: 'load-end' });
      return result;
    },

    async order(request) {
      newest += 1;
      const mine = newest;
      const startedAt = parts.now();
      const used = encoder;
      const reading = used && { embed: used.embed, lanes: used.identity.workers, stop: () => mine !== newest };
      const found = await orderList(request, reading ?? null);
      if (found === null || mine !== newest) return null;
      return { ...found, ms: parts.now() - startedAt, device: used?.identity.device ?? null };
    },

    ping: async () => 'pong',
  };
}
