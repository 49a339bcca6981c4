import type { ErrorInfo } from '../core/errors.ts';
import type { RankRequest, Result } from '../core/request.ts';
import type { LoadEvent } from '../engines/engine-client.ts';
import type { LoadMessage } from '../engines/wire.ts';
import type { EncoderOptions, FirstStageAnswer, FirstStageApi, LoadedEncoder } from './api.ts';
import type { Encoder } from './encoder.ts';
import { MOST_EMBEDDED, MOST_READ, orderList, wordsOf } from './order.ts';
import type { Reading } from './order.ts';
import { rememberEmbeddings, rememberTerms } from './remember.ts';

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
  const termsOf = rememberTerms(wordsOf);
  let newest = 0;
  /** The list of the newest question, where its order goes by words for now. */
  let waiting: { readonly ask: number; readonly request: RankRequest; readonly startedAt: number } | undefined;

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

  /** Null once a newer question than `mine` was asked. */
  async function answerOf({
    request,
    used,
    mine,
    startedAt,
  }: {
    readonly request: RankRequest;
    readonly used: typeof encoder;
    readonly mine: number;
    readonly startedAt: number;
  }): Promise<FirstStageAnswer | null> {
    const reading = used === undefined ? null : { ...used, lanes: used.identity.workers, stop: () => mine !== newest };
    const found = await orderList(request, reading, termsOf);
    if (found === null || mine !== newest) return null;
    const device = found.otherLanguage === true ? null : (used?.identity.device ?? null);
    return { ...found, ms: parts.now() - startedAt, device };
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
      const count = request.candidates.length;
      const wordsFirst = encoder !== undefined && count > MOST_READ;
      waiting = wordsFirst ? { ask: mine, request, startedAt } : undefined;
      const answer = await answerOf({ request, used: wordsFirst ? undefined : encoder, mine, startedAt });
      if (answer === null || !wordsFirst || answer.otherLanguage === true) return answer;
      return { ...answer, more: { ask: mine, reads: Math.min(count, MOST_EMBEDDED) } };
    },

    async better(ask) {
      if (waiting?.ask !== ask || ask !== newest) return null;
      const { request, startedAt } = waiting;
      waiting = undefined;
      return answerOf({ request, used: encoder, mine: ask, startedAt });
    },

    ping: async () => 'pong',
  };
}
