import { showSentence } from '../../../src/app/features/trace/reveal.ts';
import { useRef } from 'react';
import type { JSX } from 'react';
import { expect, test } from 'vitest';
import { render } from 'vitest-browser-react';
import { userEvent } from 'vitest/browser';
import type { RunView } from '../../../src/core/log/view.ts';
import { HighlightContext, useHighlight } from '../../../src/app/shell/highlight.ts';
import { RunRanking } from '../../../src/app/features/ranking/run-ranking.tsx';
import { TraceView } from '../../../src/app/features/trace/trace-view.tsx';
import { viewAfter } from './read-stream.ts';

function TraceAndList({ run }: { readonly run: RunView }): JSX.Element {
  const root = useRef<HTMLDivElement>(null);
  return (
    <HighlightContext value={useHighlight(root)}>
      <div ref={root}>
        <TraceView run={run} />
        <RunRanking run={run} />
      </div>
    </HighlightContext>
  );
}

const done = viewAfter('one-window-complete');
const activeRows = (root: Element): readonly string[] =>
  [...root.querySelectorAll<HTMLElement>('[data-doc-row][data-active]')].map((row) => row.dataset['docRow'] ?? '');

test('pointing at a chip lights up its passage, by mouse and by focus', async () => {
  const screen = await render(<TraceAndList run={done} />);
  const chip = screen.getByRole('button', { name: /^\[3\], place 1/u });
  await userEvent.hover(chip);
  expect(activeRows(screen.container)).toEqual(['3']);
  await userEvent.hover(screen.getByRole('heading', { name: 'Reasoning' }));
  expect(activeRows(screen.container)).toEqual([]);
  (chip.element() as HTMLElement).focus();
  await expect.poll(() => activeRows(screen.container)).toEqual(['3']);
});

test('pointing at a passage lights up its chips', async () => {
  const screen = await render(<TraceAndList run={done} />);
  const row = screen.container.querySelector('[data-doc-row="2"]');
  if (row === null) throw new Error('no row');
  await userEvent.hover(row);
  const lit = [...screen.container.querySelectorAll('.steps .chip[data-active]')].map((chip) => chip.textContent);
  expect(lit).toEqual(['[2]']);
});

test('a passage’s tag leads to the place where the reasoning names it', async () => {
  const screen = await render(<TraceAndList run={done} />);
  const tag = screen.container.querySelector<HTMLElement>('[data-doc-row="3"] button');
  tag?.click();
  await expect.poll(() => document.activeElement?.closest('.steps') !== null).toBe(true);
  expect(document.activeElement?.textContent).toContain('[3]');
});

test('quotes are checked, and verbatim or not found is said in words as well as by a mark', async () => {
  const screen = await render(<TraceView run={done} />);
  const verdicts = [...screen.container.querySelectorAll('.verdict')].map((verdict) => verdict.textContent);
  expect(verdicts).toEqual(['≈ verbatim, but nothing in it answers a word of the query', '= verbatim', '✗ not found']);
});

test('what the marks after quotes mean is said once, above the thoughts that hold them', async () => {
  const screen = await render(<TraceView run={done} />);
  const marks = screen.getByRole('list', { name: 'Marks after quotes' });
  expect([...marks.element().querySelectorAll('b')].map(({ textContent }) => textContent)).toEqual(['✓', '≈', '=', '✗']);
  const unquoted = await render(<TraceView run={viewAfter('one-window-complete', ({ type }) => type === 'window-start')} />);
  expect(unquoted.container.querySelector('.quote-marks')).toBeNull();
});

test('a number no passage has is no link', async () => {
  const screen = await render(<TraceView run={viewAfter('two-windows-repaired')} />);
  // A window of the past is drawn when it is opened.
  for (const fold of screen.container.querySelectorAll<HTMLDetailsElement>('details.window-trace')) fold.open = true;
  await expect.poll(() => screen.container.querySelector('.chip-unknown')).not.toBeNull();
  const unknown = screen.container.querySelector('.chip-unknown');
  expect(unknown?.textContent).toBe('[12]');
  expect(unknown?.tagName).toBe('SPAN');
});

test('says that it is model text and not an explanation', async () => {
  const screen = await render(<TraceView run={done} />);
  await expect.element(screen.getByText('Text the model wrote; not a faithful account of how it decided.')).toBeVisible();
});

test('a locked run says that its quotes were held to the passages, others do not', async () => {
  const locked = await render(<TraceView run={viewAfter('recorded-kettle')} />);
  await expect.element(locked.getByText(/can only be copied from the passages/)).toBeVisible();
  await locked.unmount();
  const { container } = await render(<TraceView run={done} />);
  expect(container.textContent).not.toContain('can only be copied');
});

test('while the prompt is read it says how many tokens, and that this can’t be interrupted', async () => {
  const run = viewAfter('one-window-complete', (event) => event.type === 'window-start');
  const screen = await render(<TraceView run={run} />);
  await expect
    .element(screen.getByText(`the model is reading ${run.windows[0]?.promptTokens} tokens`, { exact: false }))
    .toBeVisible();
});

test('the stream is busy and no live region', async () => {
  const run = viewAfter('one-window-complete', (event) => event.type === 'order-update');
  const screen = await render(<TraceView run={run} />);
  expect(screen.container.querySelector('.steps')?.getAttribute('aria-busy')).toBe('true');
  expect(screen.container.querySelectorAll('[aria-live], [role="status"], [role="log"], [role="alert"]')).toHaveLength(0);
});

test.each([
  ['one-window-complete', 'All 4 passages were put in order.'],
  ['two-windows-repaired', 'closed by force'],
  ['unparsed-open-thought', 'No order could be read (the thought was never closed). The window keeps the order it came in.'],
  ['stopped-in-second-window', 'This window was broken off. Nothing was taken from it.'],
])('%s: the outcome is told in a sentence', async (name, sentence) => {
  const screen = await render(<TraceView run={viewAfter(name)} />);
  await expect.element(screen.getByText(sentence, { exact: false })).toBeVisible();
});

test('a repaired answer names what was repaired', async () => {
  const run = viewAfter('two-windows-repaired', (event) => event.type === 'window-end');
  const screen = await render(<TraceView run={run} />);
  await expect
    .element(
      screen.getByText('left out [1], [3], [4] and [6], repeated [2] and named [12], which this window does not have', {
        exact: false,
      }),
    )
    .toBeVisible();
});

test('a folded window of the past costs nothing until it is opened', async () => {
  const screen = await render(<TraceView run={viewAfter('two-windows-repaired')} />);
  const past = screen.container.querySelector<HTMLDetailsElement>('details.window-trace[data-window="0"]');
  expect(past?.open).toBe(false);
  expect(past?.querySelector('[data-trace-at]')).toBeNull();
  const from = viewAfter('two-windows-repaired').windows[0]?.reasoning === '' ? -1 : 0;
  expect(showSentence({ root: screen.container, window: 0, from })).toBe(true);
  await expect.poll(() => past?.open).toBe(true);
  await expect.poll(() => past?.querySelector('[data-trace-at]')).not.toBeNull();
});
