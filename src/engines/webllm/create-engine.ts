import { planRun } from '../../core/run/plan-run.ts';
import { rerank } from '../../core/run/rerank.ts';
import type { TextModel } from '../../core/run/text-model.ts';
import { template } from '../../core/preset/templates.ts';
import type { AdapterSummary, EngineApi, LibraryChoice, LoadedModel, LoadOptions } from './engine-api.ts';
import { errorInfo, refusal } from '../../core/errors.ts';
import type { ErrorInfo } from '../../core/errors.ts';
import type { LoadEvent, LoadMessage } from './load-event.ts';
import type { ModelIdentity, RunEventBody } from '../../core/log/run-event.ts';
import type { Result } from '../../core/result.ts';
import { describeError, EngineError } from './describe-error.ts';
import { likelihoodsOnPort } from './likelihoods-on-port.ts';
import { runOnPort } from './run-on-port.ts';

/** What an engine is made of: the worker gives WebGPU and WebLLM, tests give scripted ones. */
export interface EngineParts {
  probe(): Promise<Result<AdapterSummary, ErrorInfo>>;
  /** May throw: it is described. */
  loadModel(input: {
    readonly modelId: string;
    readonly options: LoadOptions;
    readonly adapter: AdapterSummary;
    readonly onEvent: (event: LoadEvent) => void;
  }): Promise<Result<{ readonly model: TextModel; readonly choice: LibraryChoice }, ErrorInfo>>;
}

const NO_MODEL: ModelIdentity = {
  id: 'none',
  manifestSha256: '',
  library: 'none',
  template: 'none',
  engine: 'none',
  adapter: 'none',
};

/** The worker's end of EngineApi. Runs go one after the other; a waiting run can be cancelled. */
export function createEngine(parts: EngineParts): EngineApi {
  let loading = false;
  let model: TextModel | undefined;
  let lastRun: Promise<void> = Promise.resolve();

  async function loadOnce(
    modelId: string,
    options: LoadOptions,
    onEvent: (event: LoadEvent) => void,
  ): Promise<Result<LoadedModel, ErrorInfo>> {
    const startedAt = performance.now();
    const probed = await parts.probe();
    if (!probed.ok) return probed;
    const loaded = await parts.loadModel({ modelId, options, adapter: probed.value, onEvent });
    if (!loaded.ok) return loaded;
    model = loaded.value.model;
    const { windowSize, windowStride, thoughtTokens, passageWords, priorWeight } = template(model.identity.template);
    return {
      ok: true,
      value: {
        identity: model.identity,
        choice: loaded.value.choice,
        contextTokens: model.contextTokens,
        adapter: probed.value,
        loadMs: performance.now() - startedAt,
        defaults: {
          windowSize,
          windowStride,
          thoughtTokens,
          passageWords,
          priorWeight,
          answerMode: 'locked',
          temperature: 0,
          seed: 0,
        },
      },
    };
  }

  return {
    probe: async () => parts.probe(),

    async load(modelId, options, port) {
      const post = (message: LoadMessage): void => port.postMessage(message);
      if (loading || model !== undefined) {
        post({ type: 'load-end' });
        return {
          ok: false,
          error: refusal('this worker has loaded a model already; another model needs another worker'),
        };
      }
      loading = true;
      try {
        return await loadOnce(modelId, options, post);
      } catch (error) {
        return { ok: false, error: describeError(error) };
      } finally {
        loading = false;
        post({ type: 'load-end' });
      }
    },

    async rerank(runId, request, settings, port) {
      const loaded = model;
      const run = (cancel: { readonly aborted: boolean }): AsyncIterable<RunEventBody> => {
        if (loaded === undefined) throw new EngineError(errorInfo('engine-failed', 'no model is loaded'));
        return rerank({ request, settings, model: loaded, template: template(loaded.identity.template), cancel, describeError });
      };
      const turn = lastRun;
      lastRun = runOnPort({ runId, port, request, settings, model: loaded?.identity ?? NO_MODEL, run, turn });
      await lastRun;
    },

    forecast: async (request, settings) => {
      if (model === undefined) return { ok: false, error: errorInfo('engine-failed', 'no model is loaded') };
      try {
        const plan = planRun({ request, settings, model, template: template(model.identity.template) });
        return plan.ok ? plan : { ok: false, error: refusal(plan.error) };
      } catch (error) {
        return { ok: false, error: describeError(error) };
      }
    },

    async likelihoods(requests, port) {
      const turn = lastRun;
      const answered = likelihoodsOnPort({ requests, port, model, turn });
      // Never rejects.
      lastRun = answered.then(() => undefined);
      return answered;
    },

    ping: async () => 'pong',
  };
}
