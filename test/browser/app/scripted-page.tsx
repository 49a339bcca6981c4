import { render } from 'vitest-browser-react';
import type { RenderResult } from 'vitest-browser-react';
import '../../../src/app/design/tokens.css';
import '../../../src/app/design/base.css';
import '../../../src/app/design/layout.css';
import '../../../src/app/design/input.css';
import '../../../src/app/design/run.css';
import '../../../src/app/design/method.css';
import '../../../src/app/design/trace.css';
import '../../../src/app/design/ranking.css';
import '../../../src/app/design/touch.css';
import '../../../src/app/design/print.css';
import '../../../src/app/design/charts.css';
import '../../../src/app/design/timeline.css';
import '../../../src/app/design/history.css';
import '../../../src/app/design/view-switch.css';
import '../../../src/app/design/lenses.css';
import type { AdapterSummary, LoadedModel } from '../../../src/engines/webllm/api.ts';
import type { ErrorInfo } from '../../../src/core/errors.ts';
import { openExperiments } from '../../../src/app/storage/experiments.ts';
import { openHistory } from '../../../src/app/storage/history.ts';
import type { RunEvent, RunEventBody } from '../../../src/core/log/event.ts';
import type { Result } from '../../../src/core/request.ts';
import type { AppAction } from '../../../src/app/page/action.ts';
import type { AppState } from '../../../src/app/page/state.ts';
import { EMPTY_DRAFT, initialState } from '../../../src/app/page/state.ts';
import { createStore } from '../../../src/app/page/store.ts';
import type { Store } from '../../../src/app/page/store.ts';
import { DEFAULT_PREFERENCES } from '../../../src/app/page/preferences.ts';
import type { Preferences } from '../../../src/app/page/preferences.ts';
import { mayWait, reduceApp } from '../../../src/app/page/reduce.ts';
import { App } from '../../../src/app/shell/app.tsx';
import type { EngineLink, EngineRun } from '../../../src/app/features/run/controller.ts';
import { createExportActions } from '../../../src/app/features/export/controller.ts';
import { createFirstStageActions } from '../../../src/app/features/instant/controller.ts';
import type { FirstStageActions, FirstStageLink } from '../../../src/app/features/instant/controller.ts';
import { createHistoryActions } from '../../../src/app/features/history/controller.ts';
import { createLabActions } from '../../../src/app/features/compare/controller.ts';
import { createLensActions } from '../../../src/app/features/lenses/controller.ts';
import { createOpenActions } from '../../../src/app/features/input/controller.ts';
import { createPageActions } from '../../../src/app/features/run/controller.ts';

export const ADAPTER: AdapterSummary = {
  vendor: 'acme',
  architecture: 'gen-7',
  device: '',
  description: '',
  software: false,
  shaderF16: true,
  subgroups: true,
  maxBufferBytes: 2 ** 30,
  maxStorageBuffersPerShaderStage: 10,
};

export const MODEL: LoadedModel = {
  identity: {
    id: 'scripted',
    manifestSha256: 'ab'.repeat(32),
    library: 'gpu.wasm',
    template: 'glassrank-1',
    engine: 'scripted',
    adapter: 'acme',
  },
  choice: { library: 'gpu.wasm', reason: 'only', measured: [] },
  contextTokens: 8192,
  adapter: ADAPTER,
  loadMs: 1200,
  defaults: {
    windowSize: 10,
    windowStride: 5,
    thoughtTokens: 192,
    passageWords: 40,
    priorWeight: 0,
    answerMode: 'constrained',
    temperature: 0,
    seed: 0,
  },
};

/** The run-start a real engine would send for what the page asked. */
export function startOf(run: EngineRun): RunEventBody {
  const windows = [{ start: 0, end: run.request.candidates.length }];
  return { type: 'run-start', schema: 1, request: run.request, settings: run.settings, model: run.model, windows };
}

export interface Script {
  readonly probe?: Result<AdapterSummary, ErrorInfo>;
  readonly load?: Result<LoadedModel, ErrorInfo>;
  /** What a run says; default: start and a complete end in reverse order. A run that ignores its signal can't be stopped. */
  readonly run?: (run: EngineRun) => AsyncIterable<RunEventBody>;
  /** Default: the first continuation is the likeliest, each next one less so. */
  readonly likelihoods?: EngineLink['likelihoods'];
  readonly graceMs?: number;
  /** Default: none, so that lists stand and runs start as given. */
  readonly firstStage?: FirstStageLink;
  readonly patienceMs?: number;
  readonly preferences?: Partial<Preferences>;
  /** The address's hash as the page opens. */
  readonly hash?: string;
  readonly copy?: (text: string) => Promise<void>;
  readonly print?: () => void;
  /** Default: a history of its own. */
  readonly historyName?: string;
}

export interface ScriptedPage {
  readonly screen: RenderResult;
  readonly store: Store<AppState, AppAction>;
  readonly saved: { readonly name: string; readonly text: string }[];
  /** How many workers were started, and how many ended. */
  readonly links: { started: number; ended: number };
}

async function* reversed(run: EngineRun): AsyncIterable<RunEventBody> {
  yield startOf(run);
  yield {
    type: 'run-end',
    outcome: { type: 'complete' },
    ranking: run.request.candidates.map((candidate) => candidate.docId).toReversed(),
  };
}

const NO_FIRST_STAGE_ACTIONS: FirstStageActions = {
  start: () => {},
  loadEncoder: () => Promise.resolve(),
  requestFor: ({ request }) => Promise.resolve(request),
  exportOrder: () => {},
};

/** The whole page over an engine that follows a script. */
export async function renderPage(script: Script = {}): Promise<ScriptedPage> {
  const store = createStore<AppState, AppAction>({
    initial: initialState({
      modelId: 'scripted',
      input: EMPTY_DRAFT,
      settings: {},
      preferences: { ...DEFAULT_PREFERENCES, ...script.preferences },
    }),
    reduce: reduceApp,
    schedule: (callback) => requestAnimationFrame(callback),
    mayWait,
  });
  const saved: { name: string; text: string }[] = [];
  const links = { started: 0, ended: 0 };
  let id = 0;
  const connect = (): EngineLink => {
    let alive = true;
    links.started += 1;
    return {
      probe: () => Promise.resolve(script.probe ?? { ok: true, value: ADAPTER }),
      load(_modelId, onEvent) {
        onEvent({ type: 'load-start', files: 1, bytes: 100 });
        onEvent({ type: 'file-start', file: 'shard', bytes: 100, source: 'network' });
        onEvent({ type: 'file-end', file: 'shard', source: 'network' });
        return Promise.resolve(script.load ?? { ok: true, value: MODEL });
      },
      async *run(run) {
        let seq = 0;
        for await (const body of (script.run ?? reversed)(run)) {
          yield { ...body, runId: run.runId, seq, at: seq * 30 } as RunEvent;
          seq += 1;
        }
      },
      forecast: () => Promise.resolve({ ok: true, value: null }),
      likelihoods: (asked) => {
        if (script.likelihoods !== undefined) return script.likelihoods(asked);
        const { requests, onAnswer } = asked;
        const answers = requests.map(({ continuations }) => ({
          logProbs: continuations.map((_, place) => -1 - place),
          promptTokens: 10,
          computedTokens: 1,
        }));
        answers.forEach((answer, place) => onAnswer?.(answer, place));
        return Promise.resolve({ ok: true, value: { answers, cancelled: false } });
      },
      isAlive: () => alive,
      end() {
        if (alive) links.ended += 1;
        alive = false;
      },
    };
  };
  const save = ({ name, text }: { readonly name: string; readonly text: string }) => saved.push({ name, text });
  const { firstStage: scripted } = script;
  const firstStage: FirstStageActions =
    scripted === undefined
      ? NO_FIRST_STAGE_ACTIONS
      : createFirstStageActions({
          store,
          connect: () => scripted,
          debounceMs: 0,
          patienceMs: script.patienceMs ?? 1000,
          whenIdle: (callback) => callback(),
          now: () => performance.now(),
          save,
        });
  const actions = createPageActions({
    store,
    connect,
    newId: () => `id-${(id += 1)}`,
    graceMs: script.graceMs ?? 20,
    requestFor: firstStage.requestFor,
  });
  const open = createOpenActions({
    store,
    newId: () => `id-${(id += 1)}`,
    readSample: (sample) =>
      Promise.resolve({ query: `query of ${sample}`, passages: ['first passage', 'second passage'], credit: `Sample ${sample}` }),
  });
  const isoNow = (): string => '2026-01-01T00:00:00.000Z';
  const exports = createExportActions({
    store,
    appVersion: '0.0.0',
    isoNow,
    save,
    readReplayTemplate: () => Promise.resolve('<script type="application/json" id="glassrank-log"></script>'),
    copy: script.copy ?? (() => Promise.resolve()),
    address: 'https://glassrank.test/',
    print: script.print ?? (() => {}),
  });
  const historyName = script.historyName ?? `scripted-${crypto.randomUUID()}`;
  const history = openHistory({ isoNow, name: historyName });
  const lenses = createLensActions({
    store,
    borrow: actions.borrow,
    newId: () => `id-${(id += 1)}`,
    now: () => performance.now(),
    save,
  });
  const lab = createLabActions({
    store,
    page: actions,
    experiments: openExperiments({ isoNow, name: historyName }),
    usage: history.usage,
    requestFor: firstStage.requestFor,
    // A later page over the same database must not take an earlier one's ids.
    newId: () => crypto.randomUUID(),
    isoNow,
    appVersion: '0.0.0',
    async sha256(bytes) {
      const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
      return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
    },
    save,
  });
  const kept = createHistoryActions({ store, history, appVersion: '0.0.0', isoNow });
  const screen = await render(
    <App
      store={store}
      actions={{ ...actions, ...open, ...exports, firstStage, history: kept, lab, lenses }}
      models={[{ id: 'scripted', title: 'Scripted', bytes: 100 }]}
    />,
  );
  firstStage.start();
  await Promise.all([actions.start(), kept.start(), lab.start()]);
  open.openShareLink(script.hash ?? '');
  return { screen, store, saved, links };
}
