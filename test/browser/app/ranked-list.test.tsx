import { act } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-react';
import { userEvent } from 'vitest/browser';
import '../../../src/app/design/styles.ts';
import type { RunEvent } from '../../../src/core/log/event.ts';
import { docId } from '../../../src/core/request.ts';
import type { RunView } from '../../../src/core/log/view.ts';
import { viewAt } from '../../../src/core/log/cursor.ts';
import { selectMentions } from '../../../src/core/read/evidence.ts';
import { selectReasons } from '../../../src/core/read/reasons.ts';
import { RunRanking } from '../../../src/app/features/ranking/run-ranking.tsx';
import { LanguageContext, loadWords } from '../../../src/app/words/index.ts';
import { readStream, viewAfter } from './read-stream.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

const before = viewAfter('one-window-complete', (event) => event.type === 'reasoning-start');
const tentative = viewAfter('one-window-complete', (event) => event.type === 'order-update');
const done = viewAfter('one-window-complete');
const keys = (root: Element): readonly (string | undefined)[] =>
  [...root.querySelectorAll<HTMLElement>('li[data-key]')].map((row) => row.dataset['key']);

function viewOf(log: readonly RunEvent[], index: number): RunView {
  const view = viewAt(log, { type: 'at', index });
  if (view === null) throw new Error('the log has no run-start');
  return view;
}

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
  const inside = row?.querySelector<HTMLElement>('button, summary') ?? null;
  await focusByKey(inside);
  expect(document.activeElement).toBe(inside);
  await screen.rerender(<RunRanking run={done} />);
  // The list waits, and moves when asked, without the focus leaving the row.
  screen.container.querySelector<HTMLElement>('.waiting-line button')?.click();
  await expect.poll(() => keys(screen.container)[0]).toBe('3');
  expect(screen.container.querySelector('li[data-key="3"]')).toBe(row);
  expect(document.activeElement).toBe(inside);
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

test('each row says where it came from and what the first stage gave it', async () => {
  const screen = await render(<RunRanking run={done} />);
  const first = screen.container.querySelector('li');
  expect(first?.textContent).toContain('2 up');
  expect(first?.textContent).toContain('from 3');
  // One figure of the first stage a row; the rest stands in its fold.
  expect(first?.textContent).not.toMatch(/first stage|given \d/u);
  first?.querySelector<HTMLElement>('.row-parts > summary')?.click();
  await expect.poll(() => first?.querySelector('.row-parts dl')?.textContent).toContain('0 of 9');
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

test('moves the list at most once a second', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  try {
    const screen = await render(<RunRanking run={before} />);
    await screen.rerender(<RunRanking run={tentative} />);
    expect(keys(screen.container)).toEqual(tentative.ranking);
    const second = { ...tentative, ranking: tentative.ranking.toReversed() };
    await screen.rerender(<RunRanking run={second} />);
    await act(() => vi.advanceTimersByTime(990));
    expect(keys(screen.container)).toEqual(tentative.ranking);
    // Committed orders wait for their turn too, and what came in between is not shown after them.
    await screen.rerender(<RunRanking run={done} />);
    expect(keys(screen.container)).toEqual(tentative.ranking);
    await act(() => vi.advanceTimersByTime(20));
    expect(keys(screen.container)).toEqual(done.ranking);
  } finally {
    vi.useRealTimers();
  }
});

/** Focus as the keyboard gives it: after a key, browsers show where it is. */
async function focusByKey(element: HTMLElement | null | undefined): Promise<void> {
  await userEvent.keyboard('{Shift}');
  element?.focus();
}

/** A pointer that comes into a row, as a mouse does: by more than one step. */
function moveInto(element: Element | null | undefined): void {
  for (const clientX of [10, 14]) {
    element?.dispatchEvent(new PointerEvent('pointermove', { bubbles: true, clientX, clientY: 20 }));
  }
}

test('waits while the pointer is in the list and says how many changes wait', async () => {
  const screen = await render(<RunRanking run={before} />);
  moveInto(screen.container.querySelector('li'));
  await expect.element(screen.getByText('The list is still while you are in it.')).toBeVisible();
  await screen.rerender(<RunRanking run={done} />);
  await expect.element(screen.getByText('2 changes waiting')).toBeVisible();
  expect(keys(screen.container)).toEqual(before.ranking);
  await screen.getByRole('button', { name: 'Show now' }).click();
  await expect.poll(() => keys(screen.container)).toEqual(done.ranking);
  expect(screen.getByText('changes waiting').elements()).toHaveLength(0);
});

test('when the pointer leaves, what waited is shown', async () => {
  const screen = await render(<RunRanking run={before} />);
  const row = screen.container.querySelector('li');
  moveInto(row);
  await screen.rerender(<RunRanking run={done} />);
  await expect.element(screen.getByText('2 changes waiting')).toBeVisible();
  row?.dispatchEvent(new PointerEvent('pointerout', { bubbles: true, relatedTarget: document.body }));
  await expect.poll(() => keys(screen.container)).toEqual(done.ranking);
});

test('waits while the keyboard is in the list, and its button keeps the focus when it is pressed', async () => {
  const screen = await render(<RunRanking run={{ ...tentative, ranking: before.ranking }} />);
  await focusByKey(screen.container.querySelector<HTMLElement>('li button, li summary'));
  await screen.rerender(<RunRanking run={{ ...done, outcome: null }} />);
  const button = screen.getByRole('button', { name: 'Show now' });
  await expect.element(button).toBeVisible();
  expect(keys(screen.container)).toEqual(before.ranking);
  (button.element() as HTMLElement).focus();
  (button.element() as HTMLElement).click();
  await expect.poll(() => keys(screen.container)).toEqual(done.ranking);
  expect(document.activeElement).toBe(button.element());
  await expect.element(button).toHaveAttribute('aria-disabled', 'true');
});

test('a list laid out under a resting pointer is not held by it', async () => {
  const screen = await render(<RunRanking run={before} />);
  const row = screen.container.querySelector('li');
  for (let times = 0; times < 3; times += 1) {
    row?.dispatchEvent(new PointerEvent('pointermove', { bubbles: true, clientX: 10, clientY: 20 }));
  }
  await screen.rerender(<RunRanking run={done} />);
  await expect.poll(() => keys(screen.container)).toEqual(done.ranking);
});

test('tentative and settled rows differ by border and word, not only by colour', async () => {
  const screen = await render(<RunRanking run={tentative} />);
  const border = (): string =>
    getComputedStyle(screen.container.querySelector('[data-doc-row="3"]') ?? document.body).borderTopStyle;
  expect(border()).toBe('dashed');
  await expect.element(screen.getByText('tentative').first()).toBeVisible();
  await screen.rerender(<RunRanking run={done} />);
  await expect.poll(border).toBe('solid');
  expect(screen.getByText('tentative').elements()).toHaveLength(0);
});

test('each row gives the sentence that decided it, and leads to its place in the reasoning', async () => {
  const decision = selectReasons(done).get(docId('3'));
  if (decision === undefined) throw new Error('the fixture has no decision');
  const screen = await render(
    <>
      <RunRanking run={done} />
      <p data-trace-at={`${decision.window}.${decision.from}`} tabIndex={-1}>
        the sentence
      </p>
    </>,
  );
  const link = screen.container.querySelector<HTMLElement>('[data-doc-row="3"] .why-sentence');
  expect(link?.textContent).toBe(decision.text);
  link?.focus();
  expect(CSS.highlights.get('glassrank-sentence')?.size).toBe(1);
  link?.click();
  expect(document.activeElement?.textContent).toBe('the sentence');
  (document.activeElement as HTMLElement | null)?.blur();
  link?.focus();
  link?.blur();
  expect(CSS.highlights.get('glassrank-sentence')).toBeUndefined();
});

test('a passage that the reasoning passes over says so', async () => {
  const unspoken = done.request.candidates.filter(({ docId: one }) => !selectReasons(done).has(one));
  const run = viewAfter('unparsed-open-thought');
  const silent = run.request.candidates.filter(({ docId: one }) => !selectReasons(run).has(one));
  const screen = await render(<RunRanking run={run} />);
  expect(silent.length).toBeGreaterThan(0);
  expect(screen.getByText('The reasoning does not speak of it.').elements()).toHaveLength(silent.length);
  await screen.rerender(<RunRanking key="other" run={done} />);
  expect(screen.getByText('The reasoning does not speak of it.').elements()).toHaveLength(unspoken.length);
});

test('each passage lists its mentions as buttons that lead to the sentence', async () => {
  const mentions = selectMentions(done).get(docId('3')) ?? [];
  expect(mentions.length).toBeGreaterThan(0);
  const screen = await render(
    <>
      {mentions.map(({ window, from }) => (
        <span key={from} data-trace-at={`${window}.${from}`} tabIndex={-1}>
          {from}
        </span>
      ))}
      <RunRanking run={done} />
    </>,
  );
  screen.container.querySelector<HTMLElement>('[data-doc-row="3"] .row-mentions > summary')?.click();
  await expect.poll(() => screen.container.querySelectorAll('[data-doc-row="3"] .mention').length).toBe(mentions.length);
  const buttons = [...screen.container.querySelectorAll<HTMLElement>('[data-doc-row="3"] .mention')];
  for (const [index, button] of buttons.entries()) {
    const mention = mentions[index];
    const thought = done.windows[mention?.window ?? 0]?.reasoning ?? '';
    expect(button.textContent).toBe(thought.slice(mention?.sentence.from, mention?.sentence.to).trim());
    button.click();
    expect(document.activeElement?.textContent).toBe(String(mention?.from));
  }
});

test('words of the query and quotes are marked where they stand, and the passage stays letter for letter', async () => {
  const screen = await render(<RunRanking run={done} />);
  for (const candidate of done.request.candidates) {
    const row = screen.container.querySelector(`[data-doc-row="${candidate.docId}"]`);
    expect(row?.querySelector('.passage')?.textContent).toBe(candidate.text);
  }
  const terms = [...screen.container.querySelectorAll('.passage .term')].map((term) => term.textContent.toLowerCase());
  expect(terms).toContain('food');
  expect(terms).not.toContain('is');
});

test('the same log gives the same DOM at 20 cursors', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  try {
    const log = readStream('two-windows-repaired');
    const cursors = Array.from({ length: 20 }, (_, step) => Math.round((step * (log.length - 1)) / 19));
    const moved = await render(<RunRanking run={viewOf(log, 0)} />);
    // Out of order: where the cursor came from must leave no trace.
    for (const index of [...cursors.filter((_, step) => step % 2 === 1), ...cursors.filter((_, step) => step % 2 === 0)]) {
      await moved.rerender(<RunRanking run={viewOf(log, index)} />);
      await act(() => vi.advanceTimersByTime(1000));
      const fresh = await render(<RunRanking run={viewOf(log, index)} />);
      expect(moved.container.innerHTML, `event ${index}`).toBe(fresh.container.innerHTML);
      await fresh.unmount();
    }
  } finally {
    vi.useRealTimers();
  }
});

test.each([
  ['fa', 'جایگاه ۱', '۲ بالاتر'],
  ['ru', 'Место 1', '2 вверх'],
  ['zh', '第 1 位', '2 上升'],
] as const)('the list speaks %s, with that language’s digits', async (language, place, movement) => {
  await loadWords(language);
  const screen = await render(
    <LanguageContext value={language}>
      <RunRanking run={done} />
    </LanguageContext>,
  );
  const row = screen.container.querySelector('li article');
  expect(row?.getAttribute('aria-label')).toBe(place);
  expect(row?.querySelector('.movement')?.textContent).toContain(movement);
});

test('follows at once where the person moves the time', async () => {
  const log = readStream('two-windows-repaired');
  const screen = await render(<RunRanking run={viewOf(log, 0)} paced={false} />);
  const order = (): readonly (string | undefined)[] =>
    [...screen.container.querySelectorAll<HTMLElement>('[data-doc-row]')].map((row) => row.dataset['docRow']);
  for (const index of [log.length - 1, 0, log.length - 1]) {
    await screen.rerender(<RunRanking run={viewOf(log, index)} paced={false} />);
    expect(order()).toEqual(viewOf(log, index).ranking);
  }
});
