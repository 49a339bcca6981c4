import { expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-react';
import { reduceLog } from '../../../src/core/log/view.ts';
import type { RunView, WindowView } from '../../../src/core/log/view.ts';
import { TraceView } from '../../../src/app/features/trace/trace-view.tsx';
import { timedLog } from '../../support/timed-log.ts';

const LOG = await timedLog({ count: 60, rates: { prefillTokensPerSecond: 100, decodeTokensPerSecond: 10 }, seed: 3 });
const firstOf = (type: 'reasoning-delta' | 'window-start', from: number): number =>
  LOG.findIndex((event, index) => index > from && event.type === type);

function viewAfter(length: number): RunView {
  const view = reduceLog(LOG.slice(0, length));
  if (view === null) throw new Error('empty log');
  return view;
}

/** In the thought of a window with many closed ones before it. */
const THINKING = firstOf('reasoning-delta', firstOf('window-start', Math.floor(LOG.length * 0.8))) + 1;

test('of many windows only the open ones listen to what is selected', async () => {
  const listened = vi.spyOn(document, 'addEventListener');
  const run = viewAfter(THINKING);
  expect(run.windows.length).toBeGreaterThan(5);
  const { container } = await render(<TraceView run={run} running />);
  const listeners = listened.mock.calls.filter(([type]) => type === 'selectionchange').length;
  listened.mockRestore();
  // React listens itself, once.
  expect(listeners).toBeLessThanOrEqual(container.querySelectorAll('.trace-panel details[open]').length + 1);
});

test('a word more of the newest thought draws no closed window again', async () => {
  let drawn = 0;
  const watched = (window: WindowView): WindowView =>
    new Proxy(window, {
      get(target, name) {
        // Only the words of a window's head ask for it.
        if (name === 'start') drawn += 1;
        return Reflect.get(target, name) as unknown;
      },
    });
  const before = viewAfter(THINKING);
  const after = viewAfter(THINKING + 1);
  const closed = before.windows.slice(0, -1).map(watched);
  const newest = (run: RunView): RunView => ({
    ...run,
    windows: [...closed, ...run.windows.slice(-1)],
    ranking: [...run.ranking],
  });
  const screen = await render(<TraceView run={newest(before)} running />);
  expect(drawn).toBeGreaterThanOrEqual(closed.length);
  drawn = 0;
  await screen.rerender(<TraceView run={newest(after)} running />);
  expect(screen.container.textContent).toContain(after.windows.at(-1)?.reasoning.trim().slice(0, 4));
  expect(drawn).toBe(0);
});
