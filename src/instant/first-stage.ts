import type { ErrorInfo } from '../core/errors.ts';
import type { Result } from '../core/request.ts';
import type { LoadEvent } from '../engines/engine-client.ts';
import type { LoadMessage } from '../engines/wire.ts';
import type { EncoderOptions, FirstStageApi, LoadedEncoder } from './api.ts';
import type { Encoder } from './encoder.ts';
import { orderList } from './order.ts';
import type { Reading } from './order.ts';
import { rememberEmbeddings } from './remember.ts';

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
  let encoder: ({ readonly identity: Encoder['identity'] } & Pick<Reading, 'embed' | 'tokens'>) | undefined;
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
      encoder = { identity, ...rememberEmbeddings(loaded.value) };
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
      const found = await orderList(
        request,
        used === undefined ? null : { ...used, lanes: used.identity.workers, stop: () => mine !== newest },
      );
      if (found === null || mine !== newest) return null;
      return {
        ...found,
        ms: parts.now() - startedAt,
        device: found.otherLanguage === true ? null : (used?.identity.device ?? null),
      };
    },

    ping: async () => 'pong',
  };
}
