import { expect } from 'vitest';
import { render } from 'vitest-browser-react';
import { App } from '../../../src/app/shell/app.tsx';
import { PageRoot } from '../../../src/app/shell/page-root.tsx';
import { loadParts } from '../../../src/app/page/part.tsx';
import { createPage } from '../../../src/app/page/page.ts';
import type { Page } from '../../../src/app/page/page.ts';
import { readSample } from '../../../src/app/features/input/read-sample.ts';
import type { RunEvent } from '../../../src/core/log/event.ts';
import { openShelf } from '../../../src/engines/models/stored.ts';
import { connectEngine } from '../../../src/engines/webllm/client.ts';
import { installFaults } from '../../support/inject-faults.mjs';
import type { FaultPlan, Faults } from '../../support/inject-faults.mjs';

// One visitor's walk over the real page, wire, database and storages, with a scripted model in a real worker, while one call fails; and what holds afterwards.

export const TYPED = { query: 'plain query', passages: 'alpha passage\n\nbeta passage\n\ngamma passage' };

/** What a walk came to. */
export interface Walked {
  /** Calls of the kind, the failing one among them. */
  readonly calls: number;
  /** What failed; null: the walk was over before it was its turn. */
  readonly struck: string | null;
  /** The page said something of it, in a notice, an alert or a problem of the history; or nothing was lost that had to be told. */
  readonly told: readonly string[];
}

interface Visit {
  readonly page: Page;
  readonly screen: Awaited<ReturnType<typeof render>>;
  readonly saved: { readonly name: string; readonly text: string }[];
}

/** Workers of this walk. Those that a page left behind go on until they are ended. */
const started = new Set<Worker>();

function scriptedWorker(): Worker {
  const worker = new Worker(new URL('../engines/webllm/scripted.worker.ts', import.meta.url), { type: 'module' });
  started.add(worker);
  return worker;
}

async function visit(database: string): Promise<Visit> {
  const saved: { name: string; text: string }[] = [];
  const page = await createPage({
    appVersion: '0.0.0',
    modelId: 'scripted',
    languages: ['en'],
    local: () => localStorage,
    session: () => sessionStorage,
    locks: navigator.locks,
    connectEngine: () =>
      connectEngine({
        makeWorker: scriptedWorker,
        pingMs: 500,
        silentPings: 12,
      }),
    async readShelf() {
      const shelf = openShelf({
        modelsUrl: new URL('/models/', location.href).href,
        openCache: (name) => caches.open(`${database}/${name}`),
      });
      return { stored: await shelf.list(), unreadable: await shelf.damaged() };
    },
    connectInstant: null,
    database,
    schedule: (callback) => requestAnimationFrame(callback),
    whenIdle: (callback) => callback(),
    now: () => performance.now(),
    isoNow: () => new Date().toISOString(),
    newId: () => crypto.randomUUID(),
    readSample: () => readSample(new URL('/samples/bees.json', location.href)),
    readReplayTemplate: () => Promise.resolve('<script type="application/json" id="glassrank-log"></script>'),
    save: (file) => void saved.push(file),
    copy: () => Promise.resolve(),
    print: () => {},
    address: 'https://glassrank.test/',
    hash: '',
    dropHash: () => {},
    graceMs: 200,
    debounceMs: 0,
  });
  await page.prepare();
  const { store, actions } = page;
  const screen = await render(
    <PageRoot page={page}>
      <App store={store} actions={actions} models={[{ id: 'scripted', title: 'Scripted', bytes: 100 }]} />
    </PageRoot>,
  );
  await page.start();
  return { page, screen, saved };
}

/** Waits until nothing goes on any more. A page that never comes to rest is stuck. */
async function atRest({ page }: Visit, doing: string): Promise<void> {
  const resting = (): boolean => !['loading', 'running'].includes(page.store.getState().phase.type);
  await expect.poll(resting, { timeout: 20_000, interval: 10, message: `${doing} comes to an end` }).toBe(true);
}

async function rank(here: Visit, doing: string): Promise<void> {
  const asked = here.page.actions.rank();
  await atRest(here, doing);
  await asked;
}

/** The files' contents of a run's log, as the export writes it. */
function isWholeLog(log: readonly RunEvent[]): boolean {
  return (
    log.every(({ seq }, place) => seq === place) &&
    log.filter(({ type }) => type === 'run-start').length === 1 &&
    log[0]?.type === 'run-start' &&
    log.filter(({ type }) => type === 'run-end').length === 1 &&
    log.at(-1)?.type === 'run-end'
  );
}

/** What the page says that it could not do. */
function toldBy({ page }: Visit): readonly string[] {
  const { phase, inputNotice, history, kept, probe } = page.store.getState();
  return [
    ...(phase.type === 'failed' ? [`${phase.during}: ${phase.error.code}`] : []),
    ...(probe.type === 'missing' ? [`probe: ${probe.error.code}`] : []),
    ...(inputNotice === null ? [] : [`input: ${inputNotice.type}`]),
    ...(history.trouble === null ? [] : [`history: ${history.trouble.code}`]),
    ...Object.entries(kept).flatMap(([what, done]) => (done ? [] : [`not kept: ${what}`])),
  ];
}

/** Whatever failed: the page is there, the text is there, the log is whole. */
function expectSound(here: Visit, doing: string): void {
  const { page, screen } = here;
  const { input, log } = page.store.getState();
  expect({ query: input.query, passages: input.passages }, `${doing}: the text is kept`).toEqual(TYPED);
  expect(screen.container.querySelector('h1')?.textContent, `${doing}: the page is not blank`).toBe('Glassrank');
  expect(screen.container.textContent, `${doing}: all of it is drawn`).not.toContain('could not be drawn');
  if (log.length > 0) expect(isWholeLog(log), `${doing}: the log is whole`).toBe(true);
}

/** Walks once while one call fails, and checks after each step; then without a fault, that all goes on. */
export async function walk(plan: FaultPlan): Promise<Walked> {
  const database = `faults-${crypto.randomUUID()}`;
  sessionStorage.clear();
  localStorage.clear();
  const unhandled: string[] = [];
  const hear = (event: PromiseRejectionEvent): void => void unhandled.push(String(event.reason));
  addEventListener('unhandledrejection', hear);
  const faults: Faults = installFaults(plan);
  const told = new Set<string>();
  let here: Visit;
  try {
    here = await visit(database);
    const { page } = here;
    page.store.dispatch({ type: 'query-edit', text: TYPED.query });
    page.store.dispatch({ type: 'passages-edit', text: TYPED.passages });
    const step = async (doing: string, act: () => Promise<unknown>): Promise<void> => {
      await act();
      await atRest(here, doing);
      expectSound(here, doing);
      toldBy(here).forEach((one) => told.add(one));
    };
    await step('ranking', () => page.actions.rank());
    await step('ranking again', () => page.actions.rank());
    await step('keeping', () => page.actions.history.keep());
    const [kept] = page.store.getState().history.runs ?? [];
    if (kept !== undefined) {
      await step('renaming', () => page.actions.history.rename(kept.id, 'another name'));
      await step('opening a kept run', () => page.actions.history.reopen(kept.id));
    }
    /** What is opened takes the place of what was typed, which can be brought back. */
    const opened = async (open: () => Promise<unknown>): Promise<void> => {
      await open();
      if (page.store.getState().input.passages !== TYPED.passages) page.store.dispatch({ type: 'input-undo' });
    };
    const file = new File(['another query\n\nanother passage'], 'list.txt');
    await step('opening a file', () => opened(() => page.actions.open.openFiles([{ path: 'list.txt', file }])));
    await step('opening a sample', () => opened(() => page.actions.open.openSample('bees')));
    await step('deleting', () => (kept === undefined ? Promise.resolve() : page.actions.history.remove(kept.id)));
    await step('bringing back', () => page.actions.history.bringBack());
    // The page is left, and comes back.
    const safe = page.hide();
    await here.screen.unmount();
    const back = await visit(database);
    const { query, passages } = back.page.store.getState().input;
    // Where it cannot be had now, the page says so and writes nothing in its place.
    const waits = !back.page.store.getState().kept.draft;
    if (safe && !waits) expect({ query, passages }, 'what was said to be kept is there after a reload').toEqual(TYPED);
    else told.add(safe ? 'said that what was kept cannot be had' : 'said that it would be lost');
    await here.screen.unmount();
    here = back;
  } finally {
    faults.restore();
  }
  const { calls, struck } = faults;
  // With the fault gone everything works again, without another reload.
  here.page.store.dispatch({ type: 'query-edit', text: TYPED.query });
  here.page.store.dispatch({ type: 'passages-edit', text: TYPED.passages });
  await rank(here, 'the next run');
  const { run, phase } = here.page.store.getState();
  expect({ outcome: run?.outcome?.type, phase: phase.type }, 'the next run works').toEqual({
    outcome: 'complete',
    phase: 'done',
  });
  expectSound(here, 'the next run');
  await expect
    .poll(() => here.page.store.getState().history.runs?.length ?? 0, { message: 'the next run is kept' })
    .toBeGreaterThan(0);
  await here.screen.unmount();
  started.forEach((worker) => worker.terminate());
  started.clear();
  indexedDB.deleteDatabase(database);
  await new Promise((resolve) => setTimeout(resolve));
  removeEventListener('unhandledrejection', hear);
  expect(unhandled, 'no failure is passed over').toEqual([]);
  return { calls, struck, told: [...told] };
}

/** All parts of the page are here before the walks begin: how they are fetched is another matter (`part.test.tsx`). */
export const ready: () => Promise<void> = loadParts;
