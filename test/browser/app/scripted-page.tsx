import { render } from 'vitest-browser-react';
import type { RenderResult } from 'vitest-browser-react';
import { loadParts } from '../../../src/app/page/part.tsx';
import { createPage } from '../../../src/app/page/page.ts';
import type { ShelfReading } from '../../../src/app/features/run/shelf.ts';
import type { AppActions } from '../../../src/app/page/actions.ts';
import type { Preferences } from '../../../src/app/page/preferences.ts';
import type { AppAction, AppState } from '../../../src/app/page/state.ts';
import type { Store } from '../../../src/app/page/store.ts';
import { App } from '../../../src/app/shell/app.tsx';
import type { RunLook } from '../../../src/app/shell/look.ts';
import { loadWords } from '../../../src/app/words/index.ts';
import type { ErrorInfo } from '../../../src/core/errors.ts';
import type { RunEvent, RunEventBody, RunForecast } from '../../../src/core/log/event.ts';
import type { Result } from '../../../src/core/request.ts';
import type { AdapterSummary, EngineClient, EngineRun, LoadedModel } from '../../../src/engines/engine-client.ts';
import type { InstantClient } from '../../../src/instant/client.ts';
import { startSettings } from '../../../src/core/run/settings.ts';

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
  defaults: startSettings({ priorWeight: 0, answerMode: 'constrained' }),
};

/** The run-start a real engine would send for what the page asked. */
export function startOf(run: EngineRun): RunEventBody {
  const windows = [{ start: 0, end: run.request.candidates.length }];
  return { type: 'run-start', schema: 1, request: run.request, settings: run.settings, model: run.model, windows };
}

export interface Script {
  readonly probe?: Result<AdapterSummary, ErrorInfo>;
  readonly load?: Result<LoadedModel, ErrorInfo> | Promise<Result<LoadedModel, ErrorInfo>>;
  /** What a run says; default: start and a complete end in reverse order. A run that ignores its signal can't be stopped. */
  readonly run?: (run: EngineRun) => AsyncIterable<RunEventBody>;
  /** What a run would cost; default: not known. */
  readonly forecast?: RunForecast;
  /** Default: the first continuation is the likeliest, each next one less so. */
  readonly likelihoods?: EngineClient['likelihoods'];
  /** What lies on the shelf, each time that it is looked at; default: nothing. */
  readonly shelf?: () => ShelfReading;
  /** A model that the address asks for and that is not there. */
  readonly goneModel?: string;
  readonly graceMs?: number;
  /** Default: none, so that lists stand and runs start as given. */
  readonly firstStage?: InstantClient;
  readonly patienceMs?: number;
  /** Runs are shown in Study unless it says otherwise: most tests look for what stands there. */
  readonly preferences?: Partial<Preferences>;
  /** How the address asks for a run to be shown. */
  readonly look?: RunLook;
  /** The lesson that the address asks for. */
  readonly lesson?: string;
  /** The sample and the prompt that it asks for. */
  readonly taken?: { readonly sample: string; readonly preset?: string };
  /** The address's hash as the page opens. */
  readonly hash?: string;
  /** What the tab's storage holds as the page opens. */
  readonly tab?: Readonly<Record<string, string>>;
  /** Most characters of one item in the tab's storage; default: no bound. */
  readonly tabRoom?: number;
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
  /** Ids that loads were asked for. */
  readonly loads: readonly string[];
  /** As if the tab had come to the front. */
  readonly look: () => Promise<void>;
  readonly actions: AppActions;
  /** What the tab's storage holds. */
  readonly tab: Storage;
  /** As if the page were left: what a page that opens with `tab` and the same database then finds. False: something would be lost. */
  readonly leave: () => boolean;
}

async function* reversed(run: EngineRun): AsyncIterable<RunEventBody> {
  yield startOf(run);
  yield {
    type: 'run-end',
    outcome: { type: 'complete' },
    ranking: run.request.candidates.map((candidate) => candidate.docId).toReversed(),
  };
}

/** A storage of its own for one page. */
function shelf(texts: Readonly<Record<string, string>>, room = Number.POSITIVE_INFINITY): Storage {
  const held = new Map(Object.entries(texts));
  return {
    get length() {
      return held.size;
    },
    clear: () => held.clear(),
    getItem: (key) => held.get(key) ?? null,
    key: (place) => [...held.keys()][place] ?? null,
    removeItem: (key) => void held.delete(key),
    setItem(key, text) {
      if (text.length > room) throw new DOMException('full', 'QuotaExceededError');
      held.set(key, text);
    },
  };
}

/** The whole page over an engine that follows a script. */
export async function renderPage(script: Script = {}): Promise<ScriptedPage> {
  await loadWords(script.preferences?.language ?? 'en');
  const saved: { name: string; text: string }[] = [];
  const links = { started: 0, ended: 0 };
  const loads: string[] = [];
  const connectEngine = (): EngineClient => {
    let alive = true;
    links.started += 1;
    return {
      probe: () => Promise.resolve(script.probe ?? { ok: true, value: ADAPTER }),
      load(modelId, onEvent) {
        loads.push(modelId);
        onEvent?.({ type: 'load-start', files: 1, bytes: 100 });
        onEvent?.({ type: 'file-start', file: 'shard', bytes: 100, source: 'network' });
        onEvent?.({ type: 'file-end', file: 'shard', source: 'network' });
        return Promise.resolve(script.load ?? { ok: true, value: MODEL });
      },
      async *run(run) {
        let seq = run.resume?.log.length ?? 0;
        for await (const body of (script.run ?? reversed)(run)) {
          yield { ...body, runId: run.runId, seq, at: seq * 30 } as RunEvent;
          seq += 1;
        }
      },
      forecast: () => Promise.resolve({ ok: true, value: script.forecast ?? null }),
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
      get alive() {
        return alive;
      },
      end() {
        if (alive) links.ended += 1;
        alive = false;
      },
    };
  };
  const { firstStage } = script;
  const preferences = shelf({ 'glassrank.preferences': JSON.stringify({ look: 'study', ...script.preferences }) });
  const tab = shelf(script.tab ?? {}, script.tabRoom);
  const page = await createPage({
    appVersion: '0.0.0',
    modelId: 'scripted',
    languages: ['en'],
    local: () => preferences,
    session: () => tab,
    connectEngine,
    readShelf: () => Promise.resolve(script.shelf?.() ?? { stored: [], unreadable: [] }),
    goneModel: script.goneModel ?? null,
    connectInstant: firstStage === undefined ? null : () => firstStage,
    database: script.historyName ?? `scripted-${crypto.randomUUID()}`,
    schedule: (callback) => requestAnimationFrame(callback),
    whenIdle: (callback) => callback(),
    now: () => performance.now(),
    isoNow: () => '2026-01-01T00:00:00.000Z',
    newId: () => crypto.randomUUID(),
    readSample: (sample) =>
      Promise.resolve({ query: `query of ${sample}`, passages: ['first passage', 'second passage'], credit: `Sample ${sample}` }),
    readReplayTemplate: () => Promise.resolve('<script type="application/json" id="glassrank-log"></script>'),
    save: ({ name, text }) => saved.push({ name, text }),
    copy: script.copy ?? (() => Promise.resolve()),
    print: script.print ?? (() => {}),
    address: 'https://glassrank.test/',
    hash: script.hash ?? '',
    look: script.look ?? null,
    lesson: script.lesson ?? null,
    taken: script.taken ?? null,
    dropHash: () => {},
    graceMs: script.graceMs ?? 20,
    debounceMs: 0,
    patienceMs: script.patienceMs ?? 1000,
  });
  // As after a minute: everything has been fetched.
  await loadParts();
  const screen = await render(
    <App store={page.store} actions={page.actions} models={[{ id: 'scripted', title: 'Scripted', bytes: 100 }]} />,
  );
  await page.start();
  return {
    screen,
    store: page.store,
    saved,
    links,
    loads,
    look: page.actions.readShelf,
    actions: page.actions,
    tab,
    leave: page.hide,
  };
}
