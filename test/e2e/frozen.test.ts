import { afterAll, beforeAll, expect, test } from 'vitest';
import { bareTabs } from './support/bare-tab.ts';
import type { BareTab } from './support/bare-tab.ts';
import { openBuiltApp } from './support/built-app.ts';
import type { BuiltApp } from './support/built-app.ts';

const PASSAGES = Array.from({ length: 20 }, (_, place) => `Io has lava at place ${place + 1}.`).join('\n\n');
/** Nineteen windows, as the page keeps them for a reload. */
const DRAFT = JSON.stringify({
  schema: 1,
  input: {
    query: 'Which planet has rings?',
    passages: PASSAGES,
    files: [],
    format: null,
    choices: {},
    requestIndex: 0,
    origin: null,
  },
  settings: { windowSize: 2, windowStride: 1, thoughtTokens: 60 },
  startFrom: 'given',
});

let app: BuiltApp;
let openTab: (url: string) => Promise<BareTab>;
beforeAll(async () => {
  app = await openBuiltApp();
  const { context } = await app.visitor();
  const browser = context.browser();
  if (browser === null) throw new Error('there is no browser');
  openTab = await bareTabs(await browser.newBrowserCDPSession());
});
afterAll(() => app.close());

/** Waits in the test, as a frozen page has no timers. */
async function until(tab: BareTab, holds: (text: string) => boolean): Promise<void> {
  await expect.poll(() => tab.evaluate(() => document.body.innerText, null), { timeout: 120_000 }).toSatisfy(holds);
}

const press = (tab: BareTab, name: string): Promise<void> =>
  tab.evaluate((wanted) => {
    [...document.querySelectorAll('button')].find((button) => button.textContent.trim() === wanted)?.click();
  }, name);
const write = (tab: BareTab, text: string): Promise<void> =>
  tab.evaluate((query) => {
    const field = [...document.querySelectorAll('textarea, input')].find(
      (one) => (one as HTMLInputElement).labels?.[0]?.textContent.trim() === 'Query',
    ) as HTMLInputElement;
    // React hears of what its own setter was not asked to write.
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value')?.set?.call(field, query);
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }, text);
const query = (tab: BareTab): Promise<string> =>
  tab.evaluate(
    () =>
      ([...document.querySelectorAll('textarea, input')] as HTMLInputElement[]).find(
        (one) => one.labels?.[0]?.textContent.trim() === 'Query',
      )?.value ?? '',
    null,
  );
const storageOf = (tab: BareTab): Promise<Record<string, string>> => tab.evaluate(() => ({ ...sessionStorage }), null);

/** A tab as a browser opens it anew from what it kept of one: its own storage. */
async function restored(kept: Record<string, string>): Promise<BareTab> {
  const tab = await openTab(`${app.url}?model=test-tiny&engine=gpu&look=study`);
  await until(tab, (text) => text.includes('Workbench'));
  await tab.evaluate((items) => {
    // What stands there is not written over by the page as it goes.
    addEventListener('pagehide', () => {
      sessionStorage.clear();
      for (const [key, value] of Object.entries(items)) sessionStorage.setItem(key, value);
    });
    location.reload();
  }, kept);
  await expect.poll(() => query(tab).catch(() => ''), { timeout: 60_000 }).not.toBe('');
  return tab;
}

test('a tab that is frozen has kept what was typed a moment before, goes on with its run when it is thawed, and opened anew from what was kept it has the words', async () => {
  const tab = await restored({ 'glassrank.draft': DRAFT });
  await tab.evaluate(() => {
    const seen = { ticks: 0, signs: [] as string[] };
    Object.assign(globalThis, { seen });
    setInterval(() => (seen.ticks += 1), 50);
    document.addEventListener('freeze', () => seen.signs.push('freeze'));
  }, null);
  const seen = (): Promise<{ readonly ticks: number; readonly signs: readonly string[] }> =>
    tab.evaluate(() => (globalThis as unknown as { seen: { ticks: number; signs: string[] } }).seen, null);

  await write(tab, 'typed last');
  await tab.setState('frozen');
  expect((await seen()).signs).toEqual(['freeze']);
  expect((await storageOf(tab))['glassrank.draft']).toContain('typed last');
  await tab.setState('active');

  await press(tab, 'Rank');
  const runs = (): Promise<boolean> =>
    tab.evaluate(() => [...document.querySelectorAll('button')].some((button) => button.textContent.trim() === 'Stop'), null);
  await expect.poll(runs, { timeout: 120_000 }).toBe(true);
  await tab.setState('frozen');
  expect(await runs()).toBe(true);
  const { ticks } = await seen();
  await new Promise((resolve) => setTimeout(resolve, 4000));
  expect((await seen()).ticks).toBe(ticks);
  const kept = await storageOf(tab);
  await tab.setState('active');
  const outcomes = (): Promise<readonly string[]> =>
    tab.evaluate(
      () =>
        new Promise<readonly string[]>((resolve, reject) => {
          const opening = indexedDB.open('glassrank-history');
          opening.onerror = () => reject(new Error('no history'));
          opening.onsuccess = () => {
            const all = opening.result.transaction('entries').objectStore('entries').getAll();
            all.onsuccess = () => {
              opening.result.close();
              resolve((all.result as { readonly outcome: string }[]).map(({ outcome }) => outcome));
            };
          };
        }),
      null,
    );
  await expect.poll(outcomes, { timeout: 120_000 }).toEqual(['complete']);
  await tab.close();

  const again = await restored(kept);
  expect(await query(again)).toBe('typed last');
  expect(await again.evaluate(() => sessionStorage.getItem('glassrank.draft.texts') ?? '', null)).toContain(
    'Io has lava at place 20.',
  );
});
