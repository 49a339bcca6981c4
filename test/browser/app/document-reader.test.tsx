import axe from 'axe-core';
import { beforeEach, expect, test } from 'vitest';
import { page as browserPage, userEvent } from 'vitest/browser';
import type { InputFile } from '../../../src/core/input/reading.ts';
import type { RunEventBody } from '../../../src/core/log/event.ts';
import type { EngineRun } from '../../../src/engines/engine-client.ts';
import { renderPage, startOf } from './scripted-page.tsx';
import type { ScriptedPage } from './scripted-page.tsx';

beforeEach(() => browserPage.viewport(1280, 800));

const words = (name: string, count: number): string =>
  Array.from({ length: count }, (_, index) => (index % 9 === 8 ? `${name}${index}.` : `${name}${index}`)).join(' ');

/** One window reads all of the run; its thought quotes the last passage. */
async function* quoting(run: EngineRun): AsyncIterable<RunEventBody> {
  yield startOf(run);
  const { candidates } = run.request;
  const passages = candidates.map(({ docId, text }, place) => {
    return { docId, identifier: place + 1, bucket: 5, text, keptFrom: 0, keptTo: text.length, cut: false, neutralised: 0 };
  });
  const quote = candidates.at(-1)?.text.split(' ').slice(4, 9).join(' ') ?? '';
  const ranking = candidates.map(({ docId }) => docId).toReversed();
  yield { type: 'window-start', window: 0, start: 0, end: passages.length, passages, messages: [], promptTokens: 9 };
  yield { type: 'reasoning-start', window: 0 };
  yield { type: 'reasoning-delta', window: 0, text: `[${passages.length}] says "${quote}", so it is first.` };
  yield { type: 'reasoning-end', window: 0, end: 'closed' };
  const usage = { promptTokens: 9, completionTokens: 9, prefillTokensPerSecond: 9, decodeTokensPerSecond: 9 };
  yield { type: 'window-end', window: 0, outcome: { type: 'complete' }, thought: 'closed', ranking, usage };
  yield { type: 'run-end', outcome: { type: 'complete' }, ranking };
}

async function ranked(files: readonly InputFile[]): Promise<ScriptedPage> {
  const page = await renderPage({ run: quoting });
  page.store.dispatch({ type: 'files-fill', files, origin: null });
  await page.screen.getByLabelText('Query', { exact: true }).fill('lease');
  await page.screen.getByRole('button', { name: 'Rank' }).click();
  await expect.poll(() => page.store.getState().run?.outcome?.type).toBe('complete');
  return page;
}

const LEASE = { name: 'lease.txt', text: words('lease', 900) };
const LETTER = { name: 'letter.txt', text: words('letter', 280) };
const reader = (page: ScriptedPage) => page.screen.getByRole('dialog');
const shown = (page: ScriptedPage, of: string): Element | null => page.screen.container.querySelector(`.document-reader ${of}`);
/** True where it stands in the pane. */
const inPane = (page: ScriptedPage, element: Element | null): boolean => {
  const pane = shown(page, '.reader-text')?.getBoundingClientRect();
  const box = element?.getBoundingClientRect();
  return pane !== undefined && box !== undefined && box.top >= pane.top && box.top <= pane.bottom;
};
const openFirst = async (page: ScriptedPage): Promise<HTMLElement> => {
  const title = page.screen.container.querySelector<HTMLElement>('.row-open');
  if (title === null) throw new Error('no row opens a document');
  title.focus();
  await userEvent.keyboard('{Enter}');
  await expect.element(reader(page)).toBeVisible();
  return title;
};

test('a row opens its document at the quote; Escape closes it and gives the focus back; a run is not stopped by that', async () => {
  const page = await ranked([LEASE, LETTER]);
  const title = await openFirst(page);
  const quoted = page.store.getState().run?.request.candidates.at(-1)?.text.split(' ').slice(4, 9).join(' ');
  await expect.poll(() => shown(page, 'mark')?.textContent).toBe(quoted);
  await expect.poll(() => inPane(page, shown(page, 'mark'))).toBe(true);
  expect(shown(page, '[role=status]')?.textContent).toMatch(/^Mark \d of \d: quoted in the reasoning/u);
  expect((await axe.run('.document-reader')).violations.map(({ id }) => id)).toEqual([]);
  await userEvent.keyboard('{Escape}');
  await expect.poll(() => shown(page, '.reader-text')).toBeNull();
  expect(document.activeElement).toBe(title);
});

test('it says how many passages were read, lists those that were left out, and opens each', async () => {
  const page = await ranked([LEASE, LETTER]);
  const rows = [...page.screen.container.querySelectorAll<HTMLElement>('.row-open')];
  rows.find((row) => row.textContent.startsWith('lease.txt'))?.click();
  const all = page.store.getState().run?.request.documents?.find(({ name }) => name === 'lease.txt')?.passages ?? 0;
  expect(all).toBeGreaterThan(4);
  await expect.element(reader(page).getByText(`The model read 3 of ${all} passages.`, { exact: false })).toBeVisible();
  if (shown(page, 'details')?.hasAttribute('open') === false) await reader(page).getByText('Passages of this document').click();
  await expect.element(reader(page).getByText(`Not read, left out by the instant order: ${all - 3}`)).toBeVisible();
  const last = [...page.screen.container.querySelectorAll<HTMLElement>('.reader-passage')].at(-1);
  last?.click();
  const begins = (): string => shown(page, '[aria-current] bdi')?.textContent.slice(0, 20) ?? '?';
  await expect.poll(() => shown(page, '[data-aim]')?.textContent.startsWith(begins())).toBe(true);
  await expect.poll(() => inPane(page, shown(page, '[data-aim]'))).toBe(true);
  // What was not read is not dressed as read.
  expect(shown(page, '[data-aim]')?.hasAttribute('data-read')).toBe(false);
});

test('one goes from mark to mark, and the ends are told', async () => {
  const page = await ranked([LEASE, LETTER]);
  const rows = [...page.screen.container.querySelectorAll<HTMLElement>('.row-open')];
  rows.find((row) => row.textContent.startsWith('lease.txt'))?.click();
  const status = (): string => shown(page, '[role=status]')?.textContent ?? '';
  const step = async (name: string): Promise<void> => reader(page).getByRole('button', { name }).click();
  await expect.poll(status).toContain('of 3: read by the model');
  while (!status().startsWith('Mark 3')) await step('Next mark');
  expect(reader(page).getByRole('button', { name: 'Next mark' }).element().getAttribute('aria-disabled')).toBe('true');
  await step('Previous mark');
  await expect.poll(status).toMatch(/^Mark 2 of 3/u);
});

test('four megabytes without a blank line are opened at their mark, and only a few hundred elements of them are in the page', async () => {
  const text = words('long', 450_000);
  const page = await ranked([{ name: 'long.txt', text }, LETTER]);
  expect(text.length).toBeGreaterThan(4_000_000);
  const rows = [...page.screen.container.querySelectorAll<HTMLElement>('.row-open')];
  rows.find((row) => row.textContent.startsWith('long.txt'))?.click();
  await expect.element(reader(page).getByText('The model read 3 of', { exact: false })).toBeVisible();
  await expect.poll(() => inPane(page, shown(page, '[data-aim]'))).toBe(true);
  if (shown(page, 'details')?.hasAttribute('open') === false) await reader(page).getByText('Passages of this document').click();
  // The two-hundredth that was left out stands far below.
  [...page.screen.container.querySelectorAll<HTMLElement>('.reader-passage')].at(-1)?.click();
  await expect
    .poll(() =>
      shown(page, '[data-aim]')?.textContent.startsWith(shown(page, '[aria-current] bdi')?.textContent.slice(0, 20) ?? '?'),
    )
    .toBe(true);
  await expect.poll(() => inPane(page, shown(page, '[data-aim]'))).toBe(true);
  expect(shown(page, '.reader-text')?.querySelectorAll('*').length).toBeLessThan(400);
});

test('on a phone the reader covers the screen, and the list of passages makes room for the text', async () => {
  await browserPage.viewport(390, 844);
  const page = await ranked([LEASE, LETTER]);
  await openFirst(page);
  const box = shown(page, '.reader-head')?.parentElement?.getBoundingClientRect();
  expect([box?.left, box?.right, box?.top]).toEqual([0, innerWidth, 0]);
  expect(shown(page, 'details')?.hasAttribute('open')).toBe(false);
  await reader(page).getByText('Passages of this document').click();
  page.screen.container.querySelector<HTMLElement>('.reader-passage')?.click();
  await expect.poll(() => shown(page, 'details')?.hasAttribute('open')).toBe(false);
  await expect.poll(() => inPane(page, shown(page, '[data-aim]'))).toBe(true);
});
