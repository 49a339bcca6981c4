import { page as tab, userEvent } from 'vitest/browser';
import { afterEach, describe, expect, test } from 'vitest';
import type { RunEventBody } from '../../../src/core/log/event.ts';
import { decodeLook } from '../../../src/app/shell/look.ts';
import type { EngineRun } from '../../../src/engines/engine-client.ts';
import { leftToDeep } from '../../support/profile.ts';
import { readStream } from './read-stream.ts';
import { renderPage, startOf } from './scripted-page.tsx';
import type { ScriptedPage } from './scripted-page.tsx';

const WIDE = [1280, 800] as const;
const PHONE = [390, 844] as const;
/** Where query, thought and list begin at the latest on a wide screen. Pixels. */
const DEEPEST_PX = 250;
/** What of the thought and of the list is seen at least. Pixels. */
const SEEN_PX = 100;

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A recorded run, told anew as fast as the page draws it. `gate`: called after each event, which waits for it. */
function retell(name: string, gate: (event: RunEventBody) => Promise<void>): (run: EngineRun) => AsyncIterable<RunEventBody> {
  return async function* retold(run) {
    const [, ...events] = readStream(name);
    yield startOf(run);
    for (const { runId: _runId, seq: _seq, at: _at, ...body } of events) {
      yield body as RunEventBody;
      await gate(body as RunEventBody);
    }
  };
}

async function fillFrom({ screen }: ScriptedPage, name: string): Promise<void> {
  const [start] = readStream(name);
  if (start?.type !== 'run-start') throw new Error('no start');
  await screen.getByLabelText('Query', { exact: true }).fill(start.request.query.text);
  await screen.getByLabelText('Passages', { exact: true }).fill(start.request.candidates.map(({ text }) => text).join('\n\n'));
}

/** How much of an element is on the screen, and where it begins. Pixels. */
function place(selector: string): { readonly top: number; readonly seen: number } {
  const box = document.querySelector(selector)?.getBoundingClientRect();
  if (box === undefined) return { top: Number.POSITIVE_INFINITY, seen: 0 };
  return { top: box.top, seen: Math.min(innerHeight, box.bottom) - Math.max(0, box.top) };
}

/** Sum of all shifts that no press explains, from now on. */
function watchShifts(): () => number {
  let sum = 0;
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { readonly value: number; readonly hadRecentInput: boolean })[])
      if (!entry.hadRecentInput) sum += entry.value;
  });
  observer.observe({ type: 'layout-shift', buffered: false });
  return () => {
    observer.disconnect();
    return sum;
  };
}

/** The stops of the Tab key in the main part of the page that are not in a row of the list. */
function stopsBesideRows(): readonly string[] {
  const radios = new Set<string>();
  return [...document.querySelectorAll<HTMLElement>('main *')]
    .filter((element) => element.tabIndex >= 0 && element.checkVisibility({ visibilityProperty: true }))
    .filter((element) => !element.matches(':disabled') && element.closest('.ranked-list') === null)
    .filter((element) => !element.closest('details:not([open])') || element.matches('summary'))
    .filter((element) => {
      if (!(element instanceof HTMLInputElement) || element.type !== 'radio') return true;
      if (radios.has(element.name)) return false;
      radios.add(element.name);
      return true;
    })
    .map((element) => `${element.tagName} ${(element.ariaLabel ?? element.textContent ?? '').trim().slice(0, 30)}`);
}

afterEach(async () => {
  await tab.viewport(414, 896);
  scrollTo(0, 0);
});

describe.each([
  ['a wide screen', WIDE],
  ['a phone', PHONE],
])('on %s a run is watched without scrolling', (_name, [width, height]) => {
  for (const name of ['recorded-kettle', 'recorded-bees'])
    test(
      `thought and list are both seen in every phase of ${name}, and nothing leaps`,
      leftToDeep(name === 'recorded-bees'),
      async () => {
        await tab.viewport(width, height);
        const seen = new Map<string, string>();
        const look = (phase: string): void => {
          const thought = place('.trace-panel');
          const list = place('.ranked-list');
          const missing = [
            ...(thought.seen < SEEN_PX ? [`${Math.round(thought.seen)} pixels of the thought are seen`] : []),
            ...(list.seen < SEEN_PX ? [`${Math.round(list.seen)} pixels of the list are seen`] : []),
            ...(width >= 960 && thought.top > DEEPEST_PX ? [`the thought begins at ${Math.round(thought.top)}`] : []),
            ...(width >= 960 && list.top > DEEPEST_PX ? [`the list begins at ${Math.round(list.top)}`] : []),
          ];
          seen.set(phase, missing.join('; '));
        };
        const page = await renderPage({
          preferences: { look: 'watch' },
          run: retell(name, async (event) => {
            await sleep(25);
            look(event.type);
            if (event.type === 'order-update') await sleep(1100);
          }),
        });
        await fillFrom(page, name);
        await page.screen.getByRole('button', { name: 'Rank' }).click();
        const shifted = watchShifts();
        await expect.poll(() => page.store.getState().phase.type, { timeout: 30_000 }).toBe('done');
        await sleep(1500);
        look('after');
        const leapt = shifted();
        expect([...seen].filter(([, missing]) => missing !== '')).toEqual([]);
        expect([...seen.keys()]).toEqual(
          expect.arrayContaining(['window-start', 'reasoning-delta', 'answer-delta', 'window-end', 'run-end', 'after']),
        );
        expect(leapt).toBeLessThan(0.05);
        // What was thought stays open.
        expect(document.querySelector('.thought-pane .step-text')?.checkVisibility()).toBe(true);
      },
    );
});

test('at most eight stops of the Tab key stand beside the rows, while a run goes on and after it', async () => {
  await tab.viewport(...WIDE);
  let most: readonly string[] = [];
  const page = await renderPage({
    preferences: { look: 'watch' },
    run: retell('recorded-kettle', async () => {
      await sleep(10);
      const stops = stopsBesideRows();
      if (stops.length > most.length) most = stops;
    }),
  });
  await fillFrom(page, 'recorded-kettle');
  await page.screen.getByRole('button', { name: 'Rank' }).click();
  await expect.poll(() => page.store.getState().phase.type, { timeout: 30_000 }).toBe('done');
  expect(most.length, most.join(', ')).toBeLessThanOrEqual(8);
  const after = stopsBesideRows();
  expect(after.length, after.join(', ')).toBeLessThanOrEqual(8);
});

test('Study is one choice away by keyboard too, holds all the rest, and is remembered; the focus stays on the choice', async () => {
  const first = await renderPage({
    preferences: { look: 'watch' },
    run: retell('recorded-kettle', () => Promise.resolve()),
  });
  await fillFrom(first, 'recorded-kettle');
  await first.screen.getByRole('button', { name: 'Rank' }).click();
  await expect.poll(() => first.store.getState().phase.type).toBe('done');
  const { container } = first.screen;
  for (const studied of ['.timeline-legend', '.limits', '.charts-fold', '#settings', '.agreement'])
    expect(container.querySelector(studied), studied).toBeNull();
  const watch = first.screen.getByRole('radio', { name: 'Watch' });
  (watch.element() as HTMLElement).focus();
  await userEvent.keyboard('{ArrowRight}');
  await expect.element(first.screen.getByRole('radio', { name: 'Study' })).toHaveFocus();
  for (const studied of ['.timeline-legend', '.limits', '.charts-fold', '#settings', '.agreement'])
    await expect.poll(() => container.querySelector(studied), { message: studied }).not.toBeNull();
  expect(first.store.getState().preferences.look).toBe('study');
});

test('an address may ask for a look; what the person then chooses counts more, and only that is kept', async () => {
  const page = await renderPage({ preferences: { look: 'watch' }, look: 'study' });
  await fillFrom(page, 'recorded-kettle');
  await page.screen.getByRole('button', { name: 'Rank' }).click();
  await expect.poll(() => page.screen.container.querySelector('.timeline-legend')).not.toBeNull();
  expect(page.store.getState().preferences.look).toBe('watch');
  await page.screen.getByRole('radio', { name: 'Watch' }).click();
  await expect.poll(() => page.screen.container.querySelector('.timeline-line')).not.toBeNull();
  expect(decodeLook('study')).toBe('study');
  expect(decodeLook('both')).toBeNull();
});

test('of a long list the rows being judged are shown, and each stretch of others is one line that opens', async () => {
  await tab.viewport(...WIDE);
  const texts = Array.from({ length: 40 }, (_, place) => `Passage number ${place + 1}.`);
  const gate = Promise.withResolvers<void>();
  const page = await renderPage({
    preferences: { look: 'watch' },
    async *run(run) {
      const { candidates } = run.request;
      yield { ...startOf(run), windows: [{ start: 20, end: 30 }] } as RunEventBody;
      yield {
        type: 'window-start',
        window: 0,
        start: 20,
        end: 30,
        messages: [],
        promptTokens: 77,
        passages: candidates.slice(20, 30).map(({ docId, text }, index) => ({
          docId,
          identifier: index + 1,
          bucket: 5,
          text,
          keptFrom: 0,
          keptTo: text.length,
          cut: false,
          neutralised: 0,
        })),
      };
      await gate.promise;
      yield { type: 'run-end', outcome: { type: 'complete' }, ranking: candidates.map(({ docId }) => docId) };
    },
  });
  await page.screen.getByLabelText('Query', { exact: true }).fill('which number');
  await page.screen.getByLabelText('Passages', { exact: true }).fill(texts.join('\n\n'));
  await page.screen.getByRole('button', { name: 'Rank' }).click();
  const { container } = page.screen;
  const drawn = (): readonly string[] => [...container.querySelectorAll('.ranked-list > li')].map((row) => row.textContent ?? '');
  await expect.poll(() => drawn().length).toBe(12);
  expect(drawn()[0]).toBe('Places 1–20 are not judged in this window. Show them');
  expect(drawn().at(-1)).toBe('Places 31–40 are not judged in this window. Show them');
  expect(place('[data-doc-row="p21"]').seen).toBeGreaterThan(0);
  expect(place('[data-doc-row="p30"]').top).toBeLessThan(innerHeight);
  await page.screen.getByRole('button', { name: /Places 1–20/u }).click();
  await expect.poll(() => drawn().length).toBe(40);
  gate.resolve();
  await expect.poll(() => page.store.getState().phase.type).toBe('done');
  expect(drawn().length).toBe(40);
});
