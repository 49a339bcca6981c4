import { expect, test } from 'vitest';
import { page as tab } from 'vitest/browser';
import type { RunEventBody } from '../../../src/core/log/event.ts';
import { template } from '../../../src/core/preset/built-in.ts';
import { rerank } from '../../../src/core/run/rerank.ts';
import { readStored } from '../../../src/app/features/offline/stored.ts';
import type { EngineRun } from '../../../src/engines/engine-client.ts';
import { createScriptedModel } from '../../support/scripted-model.ts';
import { renderPage } from './scripted-page.tsx';
import type { Script, ScriptedPage } from './scripted-page.tsx';

// A run over four windows whose engine breaks down, or whose page is left, in the third.

const PASSAGES = Array.from(
  { length: 9 },
  (_, place) => `passage number ${place + 1} about the sky, longer than a phone is wide`,
).join('\n\n');
const WINDOWS = 4;

/** A model that turns every window round. Counts the windows that it is asked. */
function turning(stopsAt: number | null, how: 'breaks' | 'waits') {
  let asked = 0;
  const model = createScriptedModel({
    contextTokens: 100_000,
    opensThought: false,
    script: () => {
      asked += 1;
      const pieces = ['<think>because</think>\n<answer>', '[3] > [2] > [1]', '</answer>'];
      if (asked !== stopsAt) return { pieces };
      return { pieces: how === 'breaks' ? [pieces[0] ?? '', new Error('gone')] : pieces };
    },
    wait: (call) => (how === 'waits' && call + 1 === stopsAt ? new Promise(() => {}) : undefined),
  });
  const run = (of: EngineRun): AsyncIterable<RunEventBody> =>
    rerank({
      request: of.request,
      settings: { ...of.settings, windowSize: 3, windowStride: 2, answerMode: 'free', reading: 'off' },
      model,
      template: template('glassrank-1'),
      cancel: of.signal,
      ...(of.resume === undefined ? {} : { resume: of.resume }),
      describeError: () => ({ code: 'gpu-lost', message: 'lost', retry: true }),
    });
  return { run, asked: () => asked };
}

async function beginRun(page: ScriptedPage): Promise<void> {
  page.store.dispatch({ type: 'query-edit', text: 'why is it blue' });
  page.store.dispatch({ type: 'passages-edit', text: PASSAGES });
  await page.screen.getByRole('button', { name: 'Rank', exact: true }).click();
}

const windowsDone = (page: ScriptedPage): number =>
  page.store.getState().run?.windows.filter(({ phase }) => phase === 'ended').length ?? 0;

/** The order that a run comes to that nothing breaks off. */
async function uninterrupted(): Promise<readonly string[] | undefined> {
  const page = await renderPage({ run: turning(null, 'breaks').run });
  await beginRun(page);
  await expect.poll(() => page.store.getState().run?.outcome?.type).toBe('complete');
  const ranking = page.store.getState().run?.committed;
  await page.screen.unmount();
  return ranking;
}

const keptKinds = async (database: string): Promise<readonly string[]> => {
  const none = { getItem: () => null, key: () => null, length: 0 } as unknown as Storage;
  const stored = await readStored({
    local: () => none,
    session: () => none,
    caches: undefined,
    database,
    unregister: () => Promise.resolve(),
    folder: location.href,
  });
  return stored.map(({ kind }) => kind);
};

test('after a lost device the run goes on from its last finished window, and comes to the same order in one log that says so', async () => {
  const whole = await uninterrupted();
  const name = `recovery-${crypto.randomUUID()}`;
  const engine = turning(3, 'breaks');
  const page = await renderPage({ run: engine.run, historyName: name });
  await beginRun(page);
  await expect.element(page.screen.getByRole('heading', { name: 'The graphics processor was lost' })).toBeVisible();
  await expect.element(page.screen.getByText('2 of 4 windows of this run are finished and kept.')).toBeVisible();
  expect(await keptKinds(name)).toContain('interrupted');
  await page.screen.getByRole('button', { name: 'Go on from window 3 of 4' }).click();
  await expect.poll(() => page.store.getState().run?.outcome?.type).toBe('complete');
  const { run, log, phase } = page.store.getState();
  expect(run?.committed).toEqual(whole);
  expect(phase.type).toBe('done');
  expect(engine.asked()).toBe(WINDOWS + 1);
  expect(log.map(({ seq }) => seq)).toEqual(log.map((_, place) => place));
  expect(log.filter(({ type }) => type === 'run-start' || type === 'run-end').length).toBe(2);
  expect(run?.resumed).toMatchObject([{ after: 2, reason: 'gpu-lost' }]);
  await expect
    .element(page.screen.getByText('Broken off after window 2 (the graphics processor was lost)', { exact: false }))
    .toBeVisible();
  // A run that ended is kept with the past runs, and nowhere else.
  await expect.poll(() => keptKinds(name)).not.toContain('interrupted');
  await expect.poll(() => page.store.getState().history.runs?.map(({ outcome }) => outcome)).toEqual(['complete']);
});

/** The page after it crashed: it had no time to write anything down, and the tab's own storage is as it was. */
async function crashed(page: ScriptedPage, script: Script): Promise<ScriptedPage> {
  const keys = Array.from({ length: page.tab.length }, (_, place) => page.tab.key(place) ?? '');
  const tab = Object.fromEntries(keys.map((key) => [key, page.tab.getItem(key) ?? '']));
  await page.screen.unmount();
  return renderPage({ ...script, tab });
}

test('a page that broke down in mid-run offers to go on: with its order so far, and to the same end', async () => {
  const whole = await uninterrupted();
  const name = `recovery-${crypto.randomUUID()}`;
  const page = await renderPage({ run: turning(3, 'waits').run, historyName: name });
  await beginRun(page);
  await expect.poll(() => windowsDone(page)).toBe(2);
  await expect.poll(() => keptKinds(name)).toContain('interrupted');
  const engine = turning(null, 'breaks');
  const next = await crashed(page, { run: engine.run, historyName: name });
  await expect.element(next.screen.getByText('A run was going on when the page was left: why is it blue')).toBeVisible();
  await expect.element(next.screen.getByText('2 of 4 windows are finished. The order so far:')).toBeVisible();
  expect(next.screen.container.querySelectorAll('.order-so-far li')).toHaveLength(5);
  await tab.viewport(390, 844);
  const notice = next.screen.container.querySelector('.recovery')?.getBoundingClientRect();
  expect(notice?.right).toBeLessThanOrEqual(document.documentElement.clientWidth);
  expect(document.documentElement.scrollWidth).toBe(document.documentElement.clientWidth);
  await tab.viewport(414, 896);
  expect(next.loads).toEqual([]);
  await next.screen.getByRole('button', { name: 'Go on from window 3 of 4' }).click();
  await expect.poll(() => next.store.getState().run?.outcome?.type).toBe('complete');
  expect(next.store.getState().run?.committed).toEqual(whole);
  expect(next.store.getState().run?.resumed).toMatchObject([{ after: 2, reason: 'page-left' }]);
  expect(engine.asked()).toBe(2);
  expect(next.store.getState().recovery.lost).toBeNull();
  await expect.poll(() => keptKinds(name)).not.toContain('interrupted');
  const after = await crashed(next, { historyName: name });
  expect(after.store.getState().recovery.lost).toBeNull();
});

test('a run that was left can be let go of, and nothing of it stays', async () => {
  const name = `recovery-${crypto.randomUUID()}`;
  const page = await renderPage({ run: turning(2, 'waits').run, historyName: name });
  await beginRun(page);
  await expect.poll(() => keptKinds(name)).toContain('interrupted');
  const next = await crashed(page, { historyName: name });
  await next.screen.getByRole('button', { name: 'Let it go' }).click();
  await expect.poll(() => keptKinds(name)).not.toContain('interrupted');
  const after = await crashed(next, { historyName: name });
  expect(after.store.getState().recovery.lost).toBeNull();
});

test('a page that is to keep nothing writes no run ahead, and erases the one that it has', async () => {
  const name = `recovery-${crypto.randomUUID()}`;
  const page = await renderPage({ run: turning(3, 'waits').run, historyName: name });
  await beginRun(page);
  await expect.poll(() => keptKinds(name)).toContain('interrupted');
  page.store.dispatch({ type: 'preference-choose', change: { keepNothing: true, keepRuns: false } });
  await expect.poll(() => keptKinds(name)).not.toContain('interrupted');
  expect(page.tab.getItem('glassrank.running')).toBeNull();
});

test('no room to write ahead is told while the run goes on, and the run goes on', async () => {
  const real = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = () => {
    throw new DOMException('full', 'QuotaExceededError');
  };
  try {
    const page = await renderPage({ run: turning(3, 'waits').run });
    await beginRun(page);
    await expect.element(page.screen.getByText('There is no room to keep more of this run', { exact: false })).toBeVisible();
    expect(windowsDone(page)).toBe(2);
  } finally {
    IDBObjectStore.prototype.put = real;
  }
});

test('a page that broke down twice in the same load says so, loads nothing by itself, and offers what is smaller', async () => {
  const script: Script = { load: new Promise(() => {}), historyName: `recovery-${crypto.randomUUID()}` };
  const page = await renderPage(script);
  void page.actions.loadModel();
  await expect.poll(() => page.tab.getItem('glassrank.step')).toContain('load');
  const once = await crashed(page, script);
  expect(once.store.getState().recovery.crashes).toBeNull();
  void once.actions.loadModel();
  const twice = await crashed(once, script);
  await expect
    .element(twice.screen.getByText('The page broke down 2 times in a row while it loaded Scripted', { exact: false }))
    .toBeVisible();
  expect(twice.loads).toEqual([]);
  await twice.screen.getByRole('button', { name: 'Rank by the instant order alone' }).click();
  expect(twice.store.getState().settings.rerankDepth).toBe(0);
  // A page that is left on purpose in the middle of a load has not broken down.
  void twice.actions.loadModel();
  twice.leave();
  const left = await crashed(twice, script);
  expect(left.store.getState().recovery.crashes).toBeNull();
});
