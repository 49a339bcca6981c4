import { beforeAll, expect, test } from 'vitest';
import { render } from 'vitest-browser-react';
import { userEvent } from 'vitest/browser';
import '../../../src/app/design/styles.ts';
import { docId } from '../../../src/core/request.ts';
import { reduceLog } from '../../../src/core/log/view.ts';
import type { RunView } from '../../../src/core/log/view.ts';
import { loadParts } from '../../../src/app/page/part.tsx';
import { HighlightContext } from '../../../src/app/shell/highlight.ts';
import { RunRanking } from '../../../src/app/features/ranking/run-ranking.tsx';
import { readStream } from './read-stream.ts';

// Long lists are drawn by code of their own.
beforeAll(loadParts);

/** The start of a run over so many passages, of uneven length. */
function longRun(count: number): RunView {
  const [first] = readStream('one-window-complete');
  if (first?.type !== 'run-start') throw new Error('the log has no run-start');
  const candidates = Array.from({ length: count }, (_, index) => ({
    docId: docId(`d${index}`),
    text: `Passage ${index}. ${'Some words that make it longer. '.repeat((index * 7) % 9)}`,
    score: 1,
  }));
  const view = reduceLog([{ ...first, request: { ...first.request, candidates } }]);
  if (view === null) throw new Error('no view');
  return view;
}

const shown = (root: Element): readonly HTMLElement[] => [...root.querySelectorAll<HTMLElement>('li[data-key]')];
const frame = (): Promise<number> => new Promise(requestAnimationFrame);

test('up to 200 passages every row is in the page', async () => {
  const screen = await render(<RunRanking run={longRun(200)} />);
  expect(shown(screen.container)).toHaveLength(200);
});

test('above 200 passages only what is near the screen is in the page, and the whole length is told', async () => {
  const screen = await render(<RunRanking run={longRun(300)} />);
  await expect.poll(() => shown(screen.container).length).toBeGreaterThan(3);
  expect(shown(screen.container).length).toBeLessThan(60);
  for (const row of shown(screen.container)) {
    expect(row.getAttribute('aria-setsize')).toBe('300');
    expect(row.getAttribute('aria-posinset')).toBe(String(Number(row.dataset['key']?.slice(1)) + 1));
  }
});

test('rows in the page stand in the order of the screen and never overlap, wherever it is scrolled to', async () => {
  const screen = await render(<RunRanking run={longRun(300)} />);
  for (const share of [0, 0.3, 0.9, 0.5]) {
    window.scrollTo(0, share * document.documentElement.scrollHeight);
    await expect
      .poll(() => shown(screen.container).some((row) => Math.abs(row.getBoundingClientRect().top) < innerHeight))
      .toBe(true);
    await frame();
    await frame();
    await expect
      .poll(() => {
        const boxes = shown(screen.container).map((row) => row.getBoundingClientRect());
        return boxes.every((box, index) => index === 0 || box.top >= (boxes[index - 1]?.bottom ?? 0) - 1);
      })
      .toBe(true);
  }
  window.scrollTo(0, 0);
});

test('a row that grows moves those under it in the same layout, before it has been measured anew', async () => {
  const screen = await render(<RunRanking run={longRun(300)} />);
  await expect.poll(() => shown(screen.container).length).toBeGreaterThan(3);
  await frame();
  await frame();
  const [first, second] = shown(screen.container);
  if (first === undefined || second === undefined) throw new Error('no rows');
  const apart = second.getBoundingClientRect().top - first.getBoundingClientRect().bottom;
  first.style.minBlockSize = `${first.offsetHeight + 400}px`;
  expect(second.getBoundingClientRect().top - first.getBoundingClientRect().bottom).toBeCloseTo(apart);
  first.style.minBlockSize = '';
  expect(second.getBoundingClientRect().top - first.getBoundingClientRect().bottom).toBeCloseTo(apart);
});

test('the row that holds the focus stays in the page when the list is scrolled away or moved', async () => {
  const run = longRun(300);
  const screen = await render(<RunRanking run={{ ...run, ranking: run.ranking }} />);
  const long = shown(screen.container).find((row) => row.querySelector('[data-doc-row] button, [data-doc-row] summary') !== null);
  // Rows of this run have no control before a window has read them: the row's own article takes the focus.
  const target = long?.querySelector<HTMLElement>('button') ?? shown(screen.container)[1]?.querySelector<HTMLElement>('article');
  if (target === null || target === undefined) throw new Error('no row');
  if (!target.matches('button')) target.tabIndex = -1;
  await userEvent.keyboard('{Shift}');
  target.focus({ preventScroll: true });
  const key = target.closest<HTMLElement>('li')?.dataset['key'];
  window.scrollTo(0, 20_000);
  await expect.poll(() => shown(screen.container).at(-1)?.dataset['key']).not.toBe(undefined);
  await expect.poll(() => shown(screen.container).length > 1 && scrollY > 1000).toBe(true);
  expect(document.activeElement).toBe(target);
  await screen.rerender(<RunRanking run={{ ...run, ranking: run.ranking.toReversed() }} />);
  screen.container.querySelector<HTMLElement>('.waiting-line button')?.click();
  await expect.poll(() => screen.container.querySelector(`li[data-key="${key}"]`)?.getAttribute('aria-posinset')).not.toBe('2');
  expect(document.activeElement).toBe(target);
  const ranks = shown(screen.container).map((row) => Number(row.getAttribute('aria-posinset')));
  expect(ranks).toEqual(ranks.toSorted((one, other) => one - other));
  window.scrollTo(0, 0);
});

test('a passage that was unfolded is still so when its row comes back to the screen', async () => {
  const run = longRun(300);
  const long = 'A passage that is long enough to be folded. '.repeat(20);
  const candidates = run.request.candidates.map((candidate, index) => (index === 1 ? { ...candidate, text: long } : candidate));
  const screen = await render(<RunRanking run={{ ...run, request: { ...run.request, candidates } }} />);
  const passage = (): Element | null => screen.container.querySelector('[data-doc-row="d1"] .passage');
  await expect.poll(passage).not.toBeNull();
  expect(passage()?.className).toContain('passage-folded');
  screen.container.querySelector<HTMLElement>('[data-doc-row="d1"] button[aria-expanded]')?.click();
  await expect.poll(() => passage()?.className).not.toContain('passage-folded');
  window.scrollTo(0, 20_000);
  await expect.poll(passage).toBeNull();
  window.scrollTo(0, 0);
  await expect.poll(passage).not.toBeNull();
  expect(passage()?.className).not.toContain('passage-folded');
});

test('a row lit up from elsewhere is in the page even off the screen', async () => {
  const nothing = (): void => undefined;
  const highlight = { active: new Set([docId('d280')]), point: nothing, showPassage: nothing, showMention: nothing };
  const screen = await render(
    <HighlightContext value={highlight}>
      <RunRanking run={longRun(300)} />
    </HighlightContext>,
  );
  await expect.poll(() => screen.container.querySelector('[data-doc-row="d280"]')).not.toBeNull();
});
