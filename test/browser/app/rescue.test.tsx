import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-react';
import type { JSX } from 'react';
import { Boundary, SetAsideContext } from '../../../src/app/shell/boundary.tsx';
import { PageRoot } from '../../../src/app/shell/page-root.tsx';
import { readStream } from './read-stream.ts';
import { renderPage } from './scripted-page.tsx';
import type { ScriptedPage } from './scripted-page.tsx';

// React tells the console of everything that a boundary catches.
beforeEach(() => void vi.spyOn(console, 'error').mockImplementation(() => {}));
afterEach(() => void vi.restoreAllMocks());

const poison = { broken: false };

function Poisoned({ name }: { readonly name: string }): JSX.Element {
  if (poison.broken) throw new Error(`${name} cannot be drawn`);
  return <p>{name} is drawn</p>;
}

test('a panel that cannot be drawn says so, the others stay, and it is drawn again when it can be', async () => {
  poison.broken = true;
  const screen = await render(
    <>
      <Boundary>
        <Poisoned name="One" />
      </Boundary>
      <p>Two</p>
    </>,
  );
  await expect.element(screen.getByRole('alert')).toHaveTextContent('This part of the page could not be drawn.');
  await expect.element(screen.getByText('Two')).toBeVisible();
  await screen.getByText('Technical line').click();
  await expect.element(screen.getByText('Error: One cannot be drawn')).toBeVisible();
  await screen.getByRole('button', { name: 'Try again' }).click();
  await expect.element(screen.getByRole('alert')).toBeVisible();
  poison.broken = false;
  await screen.getByRole('button', { name: 'Try again' }).click();
  await expect.element(screen.getByText('One is drawn')).toBeVisible();
});

test('another thing to draw is tried without a word, and what is on stage can be set aside', async () => {
  poison.broken = true;
  const aside = vi.fn(() => {
    poison.broken = false;
  });
  const drawn = (of: string): JSX.Element => (
    <SetAsideContext value={aside}>
      <Boundary of={of}>
        <Poisoned name={of} />
      </Boundary>
    </SetAsideContext>
  );
  const screen = await render(drawn('first'));
  await expect.element(screen.getByRole('alert')).toBeVisible();
  poison.broken = false;
  await screen.rerender(drawn('second'));
  await expect.element(screen.getByText('second is drawn')).toBeVisible();
  poison.broken = true;
  await screen.rerender(drawn('third'));
  await screen.getByRole('button', { name: 'Set this run aside' }).click();
  expect(aside).toHaveBeenCalledOnce();
  await expect.element(screen.getByText('third is drawn')).toBeVisible();
});

/** The root around something that cannot be drawn, over the page's own state. */
async function brokenRoot(page: ScriptedPage): Promise<ReturnType<typeof render>> {
  poison.broken = true;
  const { store, actions } = page;
  const whole = { store, actions, prepare: () => Promise.resolve(), start: () => Promise.resolve(), hide: () => true };
  return render(
    <PageRoot page={whole}>
      <Poisoned name="The page" />
    </PageRoot>,
  );
}

test('a page that cannot be drawn at all lets what was typed be saved', async () => {
  const page = await renderPage();
  page.store.dispatch({ type: 'query-edit', text: 'my query' });
  page.store.dispatch({ type: 'passages-edit', text: 'one\n\ntwo' });
  await page.screen.unmount();
  const screen = await brokenRoot(page);
  await expect.element(screen.getByRole('heading', { name: 'The page could not be drawn' })).toBeVisible();
  expect(screen.getByRole('button', { name: 'Set this run aside' }).query()).toBeNull();
  await screen.getByRole('button', { name: 'Save what you typed' }).click();
  expect(page.saved).toEqual([{ name: 'glassrank-typed.txt', text: 'my query\n\none\n\ntwo' }]);
  poison.broken = false;
  await screen.getByRole('button', { name: 'Set what you typed aside' }).click();
  await expect.element(screen.getByText('The page is drawn')).toBeVisible();
  expect(page.store.getState().input).toMatchObject({ query: '', passages: '' });
  await expect.poll(() => page.store.getState().history.aside).toMatchObject([{ kind: 'input', name: 'my query' }]);
});

test('a run that is set aside leaves the stage and the kept runs, is listed, saved as the log it was, and deleted', async () => {
  const page = await renderPage();
  const log = readStream('recorded-bees');
  page.store.dispatch({ type: 'log-open', log, origin: { type: 'link' } });
  await page.actions.history.keep();
  await expect.poll(() => page.store.getState().history.runs?.length).toBe(1);
  await page.screen.unmount();
  const screen = await brokenRoot(page);
  poison.broken = false;
  await screen.getByRole('button', { name: 'Set this run aside' }).click();
  await expect.element(screen.getByText('The page is drawn')).toBeVisible();
  const { run, history, showing } = page.store.getState();
  expect([run, showing, history.runs]).toEqual([null, 'input', []]);
  const [record] = history.aside;
  await page.actions.history.saveAside(record?.id ?? '');
  const file = JSON.parse(page.saved[0]?.text ?? '') as { readonly events: unknown };
  expect(file.events).toEqual(log);
  expect(page.saved[0]?.name).toMatch(/^glassrank-.+\.json$/u);
  await page.actions.history.removeAside(record?.id ?? '');
  expect(page.store.getState().history.aside).toEqual([]);
});

test('where nothing can be kept, what is set aside is saved as a file', async () => {
  const page = await renderPage();
  page.store.dispatch({ type: 'log-open', log: readStream('recorded-bees'), origin: { type: 'link' } });
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  await page.actions.rescue.setRunAside();
  expect(page.saved.map(({ name }) => name.split('.').at(-1))).toEqual(['json']);
  expect(page.store.getState().run).toBeNull();
  expect(page.store.getState().history.trouble).toEqual({ code: 'quota' });
});

test('a kept run whose record cannot be shown takes no other row with it', async () => {
  const page = await renderPage();
  page.store.dispatch({ type: 'log-open', log: readStream('recorded-bees'), origin: { type: 'link' } });
  await page.actions.history.keep();
  const [kept] = page.store.getState().history.runs ?? [];
  if (kept === undefined) throw new Error('nothing was kept');
  // A type that no check lets through: as if one had been forgotten.
  const strange = { ...kept, id: 'strange', name: { not: 'a text' } as unknown as string };
  const { bytes, siteBytes, quotaBytes } = page.store.getState().history;
  page.store.dispatch({ type: 'history-list', runs: [strange, kept], bytes, siteBytes, quotaBytes });
  await page.screen.getByText('Past runs', { exact: true }).click();
  const row = page.screen.getByRole('list', { name: 'Past runs' }).getByRole('alert');
  await expect.element(row).toHaveTextContent('could not be drawn. The other runs can be used.');
  await expect.element(row).toHaveTextContent('Set aside, it stands below this list');
  await expect.element(page.screen.getByRole('button', { name: `Replay ${kept.name}` })).toBeVisible();
});
