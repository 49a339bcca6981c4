import { openDB } from 'idb';
import { expect, test } from 'vitest';
import type { DraftTexts } from '../../../src/app/page/draft.ts';
import { toShareLink } from '../../../src/core/export/share-link.ts';
import { toLogFile } from '../../../src/core/log/file.ts';
import { openDrafts } from '../../../src/app/storage/drafts.ts';
import { readStream } from './read-stream.ts';
import { renderPage, startOf } from './scripted-page.tsx';
import type { Script, ScriptedPage } from './scripted-page.tsx';

const textsOf = (passages: string): DraftTexts => ({ schema: 1, stamp: 1, passages, files: [] });

const LONG = 'a passage of some words\n\n'.repeat(400);

/** Everything that the tab's storage of a page holds. */
function tabOf({ tab }: ScriptedPage): Record<string, string> {
  const keys = Array.from({ length: tab.length }, (_, place) => tab.key(place) ?? '');
  return Object.fromEntries(keys.map((key) => [key, tab.getItem(key) ?? '']));
}

/** The page after a reload. */
async function reloaded(page: ScriptedPage, script: Script): Promise<ScriptedPage> {
  page.leave();
  const tab = tabOf(page);
  await page.screen.unmount();
  return renderPage({ ...script, tab });
}

const linkTo = (name: string): string => {
  const link = toShareLink(toLogFile({ log: readStream(name as 'recorded-bees'), appVersion: '1', exportedAt: '' }));
  if (link.type !== 'link') throw new Error('it does not fit');
  return link.hash;
};

test('a text that the tab’s storage has no room for is there again after a reload', async () => {
  const script = { historyName: `long-${crypto.randomUUID()}`, tabRoom: 2000 };
  const page = await renderPage(script);
  page.store.dispatch({ type: 'query-edit', text: 'my query' });
  page.store.dispatch({ type: 'passages-edit', text: LONG });
  await expect.poll(() => page.tab.getItem('glassrank.draft')).toContain('elsewhere');
  expect(page.store.getState().kept.draft).toBe(true);
  const next = await reloaded(page, script);
  expect(next.store.getState().input).toMatchObject({ query: 'my query', passages: LONG });
});

test('a text that nothing has room for is told, and can be saved', async () => {
  const page = await renderPage({ tabRoom: 2000 });
  const real = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = () => {
    throw new DOMException('full', 'QuotaExceededError');
  };
  try {
    page.store.dispatch({ type: 'passages-edit', text: LONG });
    await expect
      .element(page.screen.getByText('This browser has no room to keep what is typed here', { exact: false }))
      .toBeVisible();
    expect(page.leave()).toBe(false);
    await page.screen.getByRole('button', { name: 'Save what you typed' }).click();
    expect(page.saved.map(({ text }) => text)).toEqual([LONG]);
  } finally {
    IDBObjectStore.prototype.put = real;
  }
  page.store.dispatch({ type: 'passages-edit', text: 'short' });
  await expect.poll(() => page.store.getState().kept.draft).toBe(true);
});

test('long texts that no tab has open are swept away after a day, those of an open tab are not', async () => {
  const name = `sweep-${crypto.randomUUID()}`;
  let now = 0;
  const held: string[] = [];
  const locks = {
    request: (lock: string) => {
      held.push(lock);
      return new Promise<never>(() => {});
    },
    query: () => Promise.resolve({ held: held.map((lock) => ({ name: lock })) }),
  } as unknown as LockManager;
  await openDrafts({ name, now: () => now, locks: undefined }).save('gone.1', textsOf('left behind'));
  const here = openDrafts({ name, now: () => now, locks });
  await here.save('here.1', textsOf('in use'));
  now = 25 * 60 * 60 * 1000;
  const other = openDrafts({ name, now: () => now, locks });
  await other.save('new.1', textsOf('new'));
  await other.sweep();
  expect(await here.load('here.1')).toEqual(textsOf('in use'));
  expect(await here.load('new.1')).toEqual(textsOf('new'));
  expect(await here.load('gone.1')).toBeNull();
});

test('long texts lie in records of a million characters at most, come back as they were and are forgotten whole; those of a version before are read', async () => {
  const name = `slices-${crypto.randomUUID()}`;
  const drafts = openDrafts({ name, now: Date.now, locks: undefined });
  const mark = { kind: 'markdown', title: 'T', pages: null, marks: [], notes: [] };
  const texts = {
    ...textsOf('𝄞'.repeat(1_200_000)),
    files: [
      { name: 'a', text: '' },
      { name: 'b', text: 'b'.repeat(2_500_000), document: mark as never },
      { name: 'c', text: 'c' },
    ],
  };
  await drafts.save('tab.1', texts);
  await drafts.save('tab.10', textsOf('another'));
  expect(await drafts.load('tab.1')).toEqual(texts);
  const database = await openDB(name);
  const rows = (await database.getAll('drafts')) as { readonly pieces?: readonly { readonly text: string }[] }[];
  const lengths = rows.map(({ pieces = [] }) => pieces.reduce((sum, { text }) => sum + text.length, 0));
  expect(Math.max(...lengths)).toBe(1_000_000);
  expect(lengths.reduce((sum, length) => sum + length)).toBe(4_900_001 + 'another'.length);
  await database.put('drafts', { key: 'before.1', at: Date.now(), text: JSON.stringify(textsOf('of before')) });
  expect(await drafts.load('before.1')).toEqual(textsOf('of before'));
  await drafts.forget('tab.1');
  expect(await database.getAllKeys('drafts')).toEqual(['before.1', 'tab.10', 'tab.10/0']);
  database.close();
  expect(await drafts.load('tab.1')).toBeNull();
});

test('a shared link that is opened in an open tab is opened at once where nothing would be replaced', async () => {
  const page = await renderPage();
  await page.actions.open.openShareLink(linkTo('recorded-bees'));
  await expect.element(page.screen.getByText('A replay from a shared link.')).toBeVisible();
  expect(page.store.getState().link).toBeNull();
});

test('a shared link asks before it replaces what was typed, and what was replaced can be brought back', async () => {
  const page = await renderPage();
  page.store.dispatch({ type: 'query-edit', text: 'my query' });
  page.store.dispatch({ type: 'passages-edit', text: 'one\n\ntwo' });
  await page.actions.open.openShareLink(linkTo('recorded-bees'));
  await expect.element(page.screen.getByText('The address holds a shared run.', { exact: false })).toBeVisible();
  expect(page.store.getState().run).toBeNull();
  await page.screen.getByRole('button', { name: 'Leave it' }).click();
  expect(page.store.getState()).toMatchObject({ link: null, run: null, input: { query: 'my query' } });
  await page.actions.open.openShareLink(linkTo('recorded-bees'));
  await page.screen.getByRole('button', { name: 'Open it' }).click();
  await expect.element(page.screen.getByText('A replay from a shared link.')).toBeVisible();
  page.store.dispatch({ type: 'input-undo' });
  expect(page.store.getState().input).toMatchObject({ query: 'my query', passages: 'one\n\ntwo' });
});

const waiting: NonNullable<Script['run']> = async function* (run) {
  yield startOf(run);
  await new Promise<void>((resolve) => run.signal.addEventListener('abort', () => resolve()));
  yield { type: 'run-end', outcome: { type: 'cancelled' }, ranking: run.request.candidates.map(({ docId }) => docId) };
};

test('a run that a reload ended is offered again: to be made anew, or seen as far as it went', async () => {
  const script: Script = { run: waiting, historyName: `lost-${crypto.randomUUID()}` };
  const page = await renderPage(script);
  page.store.dispatch({ type: 'query-edit', text: 'my query' });
  page.store.dispatch({ type: 'passages-edit', text: 'one\n\ntwo' });
  await page.screen.getByRole('button', { name: 'Rank', exact: true }).click();
  await expect.poll(() => page.store.getState().log.length).toBe(1);
  const next = await reloaded(page, script);
  await expect.element(next.screen.getByText('A run was going on when the page was left: my query')).toBeVisible();
  await next.screen.getByRole('button', { name: 'Show how far it came' }).click();
  await expect.element(next.screen.getByText('The run that was going on when the page was left', { exact: false })).toBeVisible();
  expect(next.screen.getByRole('button', { name: 'Show how far it came' }).query()).toBeNull();
  expect(next.store.getState()).toMatchObject({ run: { outcome: null, request: { query: { text: 'my query' } } } });
});

test('a lost run is made anew by one press, and a run that ended is not offered', async () => {
  const script: Script = { historyName: `again-${crypto.randomUUID()}` };
  const page = await renderPage({ ...script, run: waiting });
  page.store.dispatch({ type: 'query-edit', text: 'my query' });
  page.store.dispatch({ type: 'passages-edit', text: 'one\n\ntwo' });
  await page.screen.getByRole('button', { name: 'Rank', exact: true }).click();
  await expect.poll(() => page.store.getState().log.length).toBe(1);
  const next = await reloaded(page, script);
  await next.screen.getByRole('button', { name: 'Rank it again' }).click();
  await expect.poll(() => next.store.getState().run?.outcome?.type).toBe('complete');
  expect(next.store.getState().recovery.lost).toBeNull();
  const after = await reloaded(next, script);
  expect(after.store.getState().recovery.lost).toBeNull();
});

test('a draft that cannot be read is set aside, not written over', async () => {
  const page = await renderPage({ tab: { 'glassrank.draft': '{"schema":99,"input":{"query":"from a newer version"}}' } });
  await expect.poll(() => page.store.getState().history.aside).toMatchObject([{ kind: 'input' }]);
  await page.actions.history.saveAside(page.store.getState().history.aside[0]?.id ?? '');
  expect(page.saved[0]?.text).toContain('from a newer version');
});
