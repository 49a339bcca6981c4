import { errorInfo, refusal } from '../../core/errors.ts';
import type { ErrorInfo } from '../../core/errors.ts';
import type { ModelIdentity, RunControl, RunEventBody, RunSettings } from '../../core/log/event.ts';
import { template } from '../../core/preset/built-in.ts';
import type { PresetChoice } from '../../core/preset/choose.ts';
import type { RankRequest, Result } from '../../core/request.ts';
import { planRun } from '../../core/run/forecast.ts';
import { refusedRun } from '../../core/run/problem.ts';
import { startSettings } from '../../core/run/settings.ts';
import { startWith } from '../../core/run/start.ts';
import { rerank } from '../../core/run/rerank.ts';
import type { Resume } from '../../core/run/resume.ts';
import type { LikelihoodAnswer, LikelihoodAnswers, LikelihoodRequest, RunSignal, TextModel } from '../../core/run/text-model.ts';
import type { EngineApi, LoadOptions } from './api.ts';
import type { AdapterSummary, LoadedModel, LoadEvent, LocalModel } from '../engine-client.ts';
import { placeToGoOn, stampRun } from '../stamp-run.ts';
import type { LoadMessage } from '../wire.ts';
import { describeError, EngineError } from './describe-error.ts';

/**
 * Reads likelihoods one request after the other, posts each answer on the port, and hears a `run-cancel` there: between two forward passes it
 * stops. Never rejects.
 */
export async function likelihoodsOnPort({
  requests,
  port,
  model,
  turn,
}: {
  readonly requests: readonly LikelihoodRequest[];
  readonly port: MessagePort;
  readonly model: TextModel | undefined;
  /** Resolves when the reading may begin; the port is listened to before, so that a waiting one can be cancelled. */
  readonly turn?: Promise<void>;
}): Promise<Result<LikelihoodAnswers, ErrorInfo>> {
  const cancel = { aborted: false };
  port.onmessage = ({ data: control }: MessageEvent<RunControl>) => {
    if (control.type === 'run-cancel') cancel.aborted = true;
  };
  const answers: LikelihoodAnswer[] = [];
  try {
    await turn;
    if (model === undefined) return { ok: false, error: errorInfo('engine-failed', 'no model is loaded') };
    if (model.likelihoods === undefined)
      return { ok: false, error: refusal('this model does not say how likely its tokens are') };
    for (const request of requests) {
      // A message of the page is heard only between two tasks.
      await new Promise((resolve) => setTimeout(resolve));
      if (cancel.aborted) break;
      const startedAt = performance.now();
      const found = await model.likelihoods({ ...request, cancel });
      // What a cancel cut short is not whole.
      if (found.logProbs.some((value) => Number.isNaN(value))) break;
      // Timed here: the page may hear of several at once.
      const answer = { ...found, tookMs: performance.now() - startedAt };
      answers.push(answer);
      port.postMessage(answer);
    }
    return { ok: true, value: { answers, cancelled: answers.length < requests.length } };
  } catch (error) {
    return { ok: false, error: describeError(error) };
  } finally {
    port.onmessage = null;
  }
}

interface PortRun {
  readonly runId: string;
  readonly port: MessagePort;
  readonly request: RankRequest;
  readonly settings: RunSettings;
  readonly model: ModelIdentity;
  readonly resume?: Resume | undefined;
  /** Gives the events' bodies. `signal` turns aborted when the page says run-cancel, and names the window whose thought it says to skip. */
  run(signal: RunSignal): AsyncIterable<RunEventBody>;
  /** Resolves when this run may begin; the port is listened to before, so that a waiting run can be cancelled. */
  readonly turn?: Promise<void>;
}

/**
 * Puts a run on its port and hears what the page asks. Whatever `run` does, the page gets one run-start first and one run-end last (`stampRun`). Inverse of
 * `readEvents` (`wire.ts`).
 */
export async function runOnPort({ runId, port, request, settings, model, resume, run, turn }: PortRun): Promise<void> {
  const signal: { aborted: boolean; skipThoughtOf: number | null } = { aborted: false, skipThoughtOf: null };
  port.onmessage = ({ data: control }: MessageEvent<RunControl>) => {
    switch (control.type) {
      case 'run-cancel':
        signal.aborted = true;
        return;
      case 'run-skip-thought':
        signal.skipThoughtOf = control.window;
    }
  };
  await turn;
  await stampRun({
    runId,
    request,
    settings,
    model,
    from: placeToGoOn(request, resume),
    run: () => run(signal),
    describeError,
    now: () => performance.now(),
    tell: (event) => port.postMessage(event),
  });
  port.onmessage = null;
}

/** What an engine is made of: the worker gives WebGPU and WebLLM, tests give scripted ones. */
export interface EngineParts<Found = AdapterSummary, About = Pick<LocalModel, 'choice' | 'adapter'>> {
  /** What there is to run on. */
  probe(): Promise<Result<Found, ErrorInfo>>;
  /** May throw: it is described. */
  loadModel(input: {
    readonly modelId: string;
    readonly options: LoadOptions;
    /** What `probe` found. */
    readonly adapter: Found;
    readonly onEvent: (event: LoadEvent) => void;
  }): Promise<Result<StartedModel<About>, ErrorInfo>>;
}

/** A model in memory. */
export interface StartedModel<About> {
  readonly model: TextModel;
  /** What it runs on, and how that was chosen. */
  readonly about: About;
  /** The prompt that was chosen for it; absent: it has its own, with which it came. */
  readonly asked?: PresetChoice;
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
export function createEngine<Found, About extends Partial<LoadedModel>>(
  parts: EngineParts<Found, About>,
): EngineApi<Found, LoadedModel & About> {
  let loading = false;
  let model: TextModel | undefined;
  let lastRun: Promise<void> = Promise.resolve();

  async function loadOnce(
    modelId: string,
    options: LoadOptions,
    onEvent: (event: LoadEvent) => void,
  ): Promise<Result<LoadedModel & About, ErrorInfo>> {
    const startedAt = performance.now();
    const probed = await parts.probe();
    if (!probed.ok) return probed;
    const loaded = await parts.loadModel({ modelId, options, adapter: probed.value, onEvent });
    if (!loaded.ok) return loaded;
    model = loaded.value.model;
    const { about, asked } = loaded.value;
    const start = asked === undefined ? null : startWith(asked, model);
    return {
      ok: true,
      value: {
        identity: model.identity,
        ...about,
        contextTokens: model.contextTokens,
        loadMs: performance.now() - startedAt,
        defaults: start?.settings ?? startSettings(template(model.identity.template)),
        ...(start === null ? {} : { asked: start.reason }),
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

    async rerank(runId, request, settings, port, resume) {
      const loaded = model;
      const run = (cancel: { readonly aborted: boolean }): AsyncIterable<RunEventBody> => {
        if (loaded === undefined) throw new EngineError(errorInfo('engine-failed', 'no model is loaded'));
        return rerank({
          request,
          settings,
          model: loaded,
          template: template(loaded.identity.template),
          cancel,
          ...(resume === undefined ? {} : { resume }),
          describeError,
        });
      };
      const turn = lastRun;
      lastRun = runOnPort({ runId, port, request, settings, model: loaded?.identity ?? NO_MODEL, resume, run, turn });
      await lastRun;
    },

    forecast: async (request, settings) => {
      if (model === undefined) return { ok: false, error: errorInfo('engine-failed', 'no model is loaded') };
      try {
        const plan = planRun({ request, settings, model, template: template(model.identity.template) });
        return plan.ok ? plan : { ok: false, error: refusedRun(plan.error) };
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
