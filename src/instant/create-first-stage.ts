import type { ErrorInfo } from '../core/errors.ts';
import type { EncoderOptions, FirstStageApi, LoadedEncoder } from './api.ts';
import type { LoadEvent, LoadMessage } from '../engines/webllm/load-event.ts';
import type { Result } from '../core/result.ts';
import type { Embedding, Encoder } from './encoder.ts';
import { orderList } from './first-stage-order-list.ts';
import { rememberEmbeddings } from './remember-embeddings.ts';

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
