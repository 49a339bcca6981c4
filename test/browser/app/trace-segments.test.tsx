import { afterEach, expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-react';
import type { DocId } from '../../../src/core/request.ts';
import type { RunView } from '../../../src/core/log/view.ts';
import { selectTrace } from '../../../src/core/read/trace.ts';
import { HighlightContext } from '../../../src/app/shell/highlight.ts';
import { sentencePieces } from '../../../src/app/features/trace/trace-text.tsx';
import { TraceView } from '../../../src/app/features/trace/trace-view.tsx';
import { readStream, viewAfter } from './read-stream.ts';

afterEach(() => void vi.useRealTimers());

const thinking = viewAfter('one-window-complete', (event) => event.type === 'order-update');
const thought = viewAfter('one-window-complete', (event) => event.type === 'reasoning-end');
const done = viewAfter('one-window-complete');
const foldOf = (root: Element): HTMLDetailsElement => {
  const fold = root.querySelector<HTMLDetailsElement>('.thought');
  if (fold === null) throw new Error('no thought');
  return fold;
};
/** The run with other words in its only thought. */
const saying = (reasoning: string): RunView => ({ ...done, windows: done.windows.map((window) => ({ ...window, reasoning })) });

test('a thought stands in labelled segments: passages, comparison, change of mind, conclusion', async () => {
  const run = saying(
    '[1] is off topic. [2] is better than [4]. Wait, [4] answers it. So the final ranking is [4] > [2] > [1] > [3].',
  );
  const { container } = await render(<TraceView run={run} />);
  const kinds = [...container.querySelectorAll('.step-kind')].map((kind) => kind.textContent);
  expect(kinds).toEqual(['passage', 'comparison', 'change of mind', 'conclusion']);
});

test.each(['[۳]', '[３]', '[३]', 'Passage 3'])('%s is a chip of the third passage', async (written) => {
  const { container } = await render(<TraceView run={saying(`${written} answers it.`)} />);
  const chip = container.querySelector('.steps button.chip');
  expect(chip?.textContent).toBe(written);
  expect(chip?.getAttribute('data-doc-mention')).toBe('3');
});

test('a click on a chip asks for its passage', async () => {
  const asked: DocId[] = [];
  const nothing = (): void => undefined;
  const highlight = {
    active: new Set<DocId>(),
    point: nothing,
    showPassage: (id: DocId) => void asked.push(id),
    showMention: nothing,
  };
  const { container } = await render(
    <HighlightContext value={highlight}>
      <TraceView run={done} />
    </HighlightContext>,
  );
  container.querySelector<HTMLElement>('.steps button.chip')?.click();
  expect(asked).toEqual(['3']);
});

test.each(['one-window-complete', 'two-windows-repaired', 'recorded-bees', 'unparsed-open-thought'])(
  '%s: the sentences joined are the thought, letter for letter, after every event',
  (name) => {
    for (const event of readStream(name)) {
      if (event.type !== 'reasoning-delta') continue;
      for (const window of viewAfter(name, (one) => one.seq === event.seq).windows) {
        const pieces = selectTrace(window).segments.flatMap((segment) => sentencePieces(segment).flatMap((one) => one.pieces));
        expect(pieces.map(({ piece }) => piece.text).join('')).toBe(window.reasoning);
        for (const { at, piece } of pieces) expect(window.reasoning.slice(at, at + piece.text.length)).toBe(piece.text);
      }
    }
  },
);

test('a thought is open while it is written and stays open when it is over; whoever closes it finds it closed', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const { container, rerender } = await render(<TraceView run={thinking} running />);
  expect(foldOf(container).open).toBe(true);
  await rerender(<TraceView run={thought} running />);
  vi.advanceTimersByTime(60_000);
  await rerender(<TraceView run={done} />);
  expect(foldOf(container).open).toBe(true);
  vi.useRealTimers();
  foldOf(container).querySelector('summary')?.click();
  await expect.poll(() => foldOf(container).open).toBe(false);
  await rerender(<TraceView run={{ ...done }} />);
  expect(foldOf(container).open).toBe(false);
});

test('an opened run shows its thought', async () => {
  const { container } = await render(<TraceView run={done} />);
  expect(foldOf(container).open).toBe(true);
});

test('says where the answer contradicts the reasoning, with a way to both sentences', async () => {
  const run = viewAfter('two-windows-repaired', (event) => event.type === 'window-end');
  const screen = await render(<TraceView run={run} />);
  const list = screen.container.querySelector('.consistency ul');
  expect(list?.textContent).toContain('The reasoning puts [8] before [2], the answer the other way round.');
  foldOf(screen.container).open = false;
  await screen.getByRole('button', { name: 'Show the sentence' }).click();
  expect(foldOf(screen.container).open).toBe(true);
  expect(document.activeElement?.textContent).toContain('[8] says the same in Persian');
  await screen.getByRole('button', { name: 'Show the earlier one' }).click();
  expect(document.activeElement?.textContent).toContain('[2] is close');
});

test('says which passage rose although the reasoning never mentions it', async () => {
  const { container } = await render(<TraceView run={viewAfter('two-windows-repaired')} />);
  expect(container.querySelector('.consistency ul')?.textContent).toContain(
    '[7] rose from place 7 to 4, though the reasoning never mentions it.',
  );
});

test('says which passage was concluded on and not answered', async () => {
  const run = viewAfter('two-windows-repaired', (event) => event.type === 'window-end');
  const reasoning = 'So the final ranking is [7] > [2] > [3].';
  const told = { ...run, windows: run.windows.map((window) => ({ ...window, reasoning })) };
  const { container } = await render(<TraceView run={told} />);
  expect(container.querySelector('.consistency ul')?.textContent).toContain(
    '[3] stands in the conclusion of the reasoning, but not in the answer.',
  );
});

test('says when there is no contradiction, and when nothing could be checked', async () => {
  const good = await render(<TraceView run={done} />);
  await expect.element(good.getByText('The answer keeps all 5 pairs that the reasoning puts in order.')).toBeVisible();
  await good.unmount();
  const open = await render(<TraceView run={viewAfter('unparsed-open-thought')} />);
  await expect.element(open.getByText('nothing to hold the answer against', { exact: false })).toBeVisible();
});

test('skipping is offered only where it can be asked for, and what came of it is told', async () => {
  const asked: string[] = [];
  const screen = await render(<TraceView run={thinking} running onSkip={() => void asked.push('skip')} />);
  await screen.getByRole('button', { name: 'Skip thinking' }).click();
  expect(asked).toEqual(['skip']);
  await screen.rerender(<TraceView run={thinking} onSkip={() => undefined} />);
  expect(screen.container.textContent).not.toContain('Skip thinking');
  const told = (skip: 'closing' | 'over' | 'free-mode'): RunView => ({
    ...thinking,
    windows: thinking.windows.map((window) => ({ ...window, skip })),
  });
  await screen.rerender(<TraceView run={told('free-mode')} running onSkip={() => undefined} />);
  await expect.element(screen.getByText('a free answer has no guide', { exact: false })).toBeVisible();
  await screen.rerender(<TraceView run={told('over')} running onSkip={() => undefined} />);
  await expect.element(screen.getByText('it was over already', { exact: false })).toBeVisible();
});
