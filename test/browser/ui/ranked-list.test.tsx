import { afterEach, expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-react';
import { RunRanking } from '../../../src/ui/ranking/run-ranking.tsx';
import { viewAfter } from './read-stream.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

const before = viewAfter('one-window-complete', (event) => event.type === 'reasoning-start');
const tentative = viewAfter('one-window-complete', (event) => event.type === 'order-update');
const done = viewAfter('one-window-complete');
const keys = (root: Element): readonly (string | undefined)[] =>
  [...root.querySelectorAll<HTMLElement>('li[data-key]')].map((row) => row.dataset['key']);

test('rows stand in the order of the ranking, in the page as on the screen', async () => {
  const screen = await render(<RunRanking run={done} />);
  expect(keys(screen.container)).toEqual(['3', '2', '1', '4']);
  const tops = [...screen.container.querySelectorAll('li')].map((row) => row.getBoundingClientRect().top);
  expect(tops).toEqual(tops.toSorted((one, other) => one - other));
});

test('a row keeps its element and the focus in it while it moves', async () => {
  const named = { ...tentative, ranking: before.ranking, tentative: null };
  const screen = await render(<RunRanking run={named} />);
  const row = screen.container.querySelector('li[data-key="3"]');
  const chip = row?.querySelector('button');
  chip?.focus();
  await screen.rerender(<RunRanking run={done} />);
  expect(keys(screen.container)[0]).toBe('3');
  expect(screen.container.querySelector('li[data-key="3"]')).toBe(row);
  expect(document.activeElement).toBe(chip);
});

test('rows glide by transform, beginning exactly where they stood', async () => {
  const screen = await render(<RunRanking run={before} />);
  const row = screen.container.querySelector('li[data-key="3"]');
  const stoodAt = row?.getBoundingClientRect().top ?? Number.NaN;
  await screen.rerender(<RunRanking run={done} />);
  const animation = row?.getAnimations()[0];
  if (row === null || animation === undefined) throw new Error('the row does not move');
  animation.pause();
  animation.currentTime = 0;
  expect(row.getBoundingClientRect().top).toBeCloseTo(stoodAt, 0);
  animation.finish();
  expect(row.getBoundingClientRect().top).toBeLessThan(stoodAt);
});

test('with reduced motion rows stand at their new place at once', async () => {
  const original = window.matchMedia.bind(window);
  vi.spyOn(window, 'matchMedia').mockImplementation((query) =>
    query.includes('reduced-motion') ? Object.assign(original('all'), {}) : original(query),
  );
  const screen = await render(<RunRanking run={before} />);
  await screen.rerender(<RunRanking run={done} />);
  expect(keys(screen.container)[0]).toBe('3');
  expect([...screen.container.querySelectorAll('li')].flatMap((row) => row.getAnimations())).toEqual([]);
});

test('tentative places are said in words, and the words go when they are committed', async () => {
  const screen = await render(<RunRanking run={tentative} />);
  await expect.element(screen.getByText('tentative').first()).toBeVisible();
  expect(screen.getByText('tentative').elements()).toHaveLength(4);
  await screen.rerender(<RunRanking run={done} />);
  expect(screen.getByText('tentative').elements()).toHaveLength(0);
});

test('tentative orders move the list at most once in a while; a committed one at once', async () => {
  const screen = await render(<RunRanking run={before} />);
  const first = tentative;
  const second = { ...tentative, ranking: tentative.ranking.toReversed() };
  await screen.rerender(<RunRanking run={first} />);
  await expect.poll(() => keys(screen.container)).toEqual(first.ranking);
  await screen.rerender(<RunRanking run={second} />);
  expect(keys(screen.container)).toEqual(first.ranking);
  await screen.rerender(<RunRanking run={done} />);
  expect(keys(screen.container)).toEqual(done.ranking);
});

test('each row says where it came from and what the first stage gave it', async () => {
  const screen = await render(<RunRanking run={done} />);
  const first = screen.container.querySelector('li');
  expect(first?.textContent).toContain('2 up');
  expect(first?.textContent).toContain('from 3');
  expect(first?.textContent).toContain('first stage 0/9');
});

test('a cut passage shows what was read, what was not, and what was quoted', async () => {
  const screen = await render(<RunRanking run={viewAfter('two-windows-repaired')} />);
  const row = screen.container.querySelector('li[data-key="ledger"]');
  const unread = [...(row?.querySelectorAll('.unread') ?? [])].map((part) => part.textContent);
  expect(unread).toHaveLength(2);
  expect(unread[0]).toMatch(/^The canal was dug/u);
  expect([...(row?.querySelectorAll('mark') ?? [])].map((part) => part.textContent)).toContain(
    'a card for the year costs ninety euros',
  );
  expect(row?.textContent).toContain('The model read 32 of 73 words');
});

test('a stopped run says which passages were not judged', async () => {
  const screen = await render(<RunRanking run={viewAfter('stopped-in-second-window')} />);
  expect(screen.getByText('not judged').elements()).toHaveLength(4);
});
