import { errorInfo } from '../../../core/errors.ts';
import type { ErrorInfo } from '../../../core/errors.ts';
import type { Result } from '../../../core/request.ts';
import type { EngineClient } from '../../../engines/engine-client.ts';
import { part } from '../../page/part.tsx';

/** The engine itself: fetched when a model is first asked for, or once the page is at rest. */
const ENGINE = part(() => import('../../../engines/server/client.ts'));

/** What the engine is to ask, read when a model is loaded. */
export interface AskedServer {
  readonly address: string;
  readonly key: string | null;
}

/**
 * A server's engine whose code comes with the first load. `asked` gives null where no server was chosen: then loading is `no-server`. `onSilence` hears
 * whether the server has sent nothing for ten seconds, whoever on the page has asked it.
 */
export function createServerEngine(asked: () => AskedServer | null, onSilence: (silent: boolean) => void): EngineClient {
  let engine: EngineClient | null = null;
  let ended = false;
  const lost = <T>(): Result<T, ErrorInfo> => ({
    ok: false,
    error: errorInfo('worker-lost', 'the connection to the server was given up by the page'),
  });
  /** A bug of the caller: nothing can be asked of a model that was never loaded. */
  const loaded = (): EngineClient => {
    if (engine === null) throw new Error('load a model first');
    return engine;
  };
  return {
    probe: async () => ({ ok: true, value: null }),
    async load(modelId, onEvent) {
      const server = asked();
      if (server === null) return { ok: false, error: errorInfo('no-server', 'no address was given') };
      try {
        const { connectServerEngine } = await ENGINE.load();
        if (ended) return lost();
        engine ??= connectServerEngine({ address: server.address, key: () => server.key, onSilence });
        return await engine.load(modelId, onEvent);
      } catch (error) {
        return { ok: false, error: errorInfo('engine-failed', error instanceof Error ? error.message : String(error)) };
      }
    },
    run: (run) => loaded().run(run),
    forecast: async (run) => loaded().forecast(run),
    likelihoods: async (questions) => loaded().likelihoods(questions),
    get alive() {
      return !ended;
    },
    end() {
      ended = true;
      engine?.end();
      onSilence(false);
    },
  };
}
