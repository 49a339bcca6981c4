import { expect, test } from 'vitest';
import { render } from 'vitest-browser-react';
import '../../../src/app/design/styles.ts';
import { RunRanking } from '../../../src/app/features/ranking/run-ranking.tsx';
import { PAUSED } from '../../../src/app/features/timeline/slice.ts';
import { Timeline } from '../../../src/app/features/timeline/timeline.tsx';
import { TraceView } from '../../../src/app/features/trace/trace-view.tsx';
import type { RunEvent } from '../../../src/core/log/event.ts';
import { reduceLog } from '../../../src/core/log/view.ts';
import type { RunView } from '../../../src/core/log/view.ts';
import { readingLog } from '../../support/reading-log.ts';
import { sampleRequest } from '../../support/sample-request.ts';

const request = sampleRequest(4);
/** First-stage scores fall from d1 to d4; the reading finds d3 best, then d4. */
const log = readingLog({ request, scores: [-1, 0, 3, 2], thought: ['[3] says ', 'most.'] });

function viewOf(events: readonly RunEvent[]): RunView {
  const view = reduceLog(events);
  if (view === null) throw new Error('the log has no beginning');
  return view;
}

/** Index of the event that tells the order by the passages read so far, when so many have been. */
function indexAfter(count: number): number {
  const orders = log.flatMap((event, index) => (event.type === 'order-update' && event.from === 'passages' ? [index] : []));
  return orders[count - 1] ?? 1;
}

const during = (count: number): RunView => viewOf(log.slice(0, indexAfter(count) + 1));
const states = (root: Element): readonly (readonly [string | undefined, string | undefined])[] =>
  [...root.querySelectorAll<HTMLElement>('[data-doc-row]')].map((row) => [row.dataset['docRow'], row.dataset['reading']]);

test('while passages are read, the row of the one in hand says so, and the others whether they have been', async () => {
  const screen = await render(<RunRanking run={during(2)} paced={false} />);
  expect(new Map(states(screen.container))).toEqual(
    new Map([
      ['d1', 'read'],
      ['d2', 'read'],
      ['d3', 'now'],
      ['d4', 'next'],
    ]),
  );
  // Nothing is written yet, so no row says that the reasoning has not come to it.
  expect(screen.container.querySelector('.row-why')).toBeNull();
  const inHand = screen.container.querySelector('[data-reading="now"]');
  expect(inHand?.textContent).toContain('being read');
  expect(screen.container.querySelectorAll('[data-reading="now"]')).toHaveLength(1);
  await expect.element(screen.getByRole('meter', { name: 'Place 1 of 2 by its reading score' })).toBeVisible();
});

test('the list moves with what has been read', async () => {
  const screen = await render(<RunRanking run={during(1)} paced={false} />);
  const order = (): readonly (string | undefined)[] => states(screen.container).map(([id]) => id);
  expect(order()[0]).toBe('d1');
  await screen.rerender(<RunRanking run={viewOf(log)} paced={false} />);
  expect(order()).toEqual([...viewOf(log).ranking]);
  expect(order()).not.toEqual(request.candidates.map(({ docId }) => docId));
});

test('a row has one number at first sight, its place; what it is made of stands in its fold', async () => {
  const screen = await render(<RunRanking run={viewOf(log)} paced={false} />);
  const row = screen.container.querySelector('[data-doc-row="d3"]');
  expect(row?.querySelector('.row-facts')?.textContent).not.toMatch(/first stage|\d\/\d/u);
  row?.querySelector<HTMLElement>('.row-parts > summary')?.click();
  await expect.poll(() => row?.querySelectorAll('.row-parts dt').length).toBeGreaterThan(4);
  const told = [...(row?.querySelectorAll('.row-parts dl > div') ?? [])].map((part) =>
    [...part.children].map(({ textContent }) => textContent),
  );
  expect(told.map(([name]) => name)).toEqual(['Instant score', 'Reading score', 'Weight of the reading', 'Together', 'Leaning']);
  expect(told[1]?.[1]).toMatch(/^\+1\.\d\d; place 1 of 4 read \(3\.00 at its end; 12 tokens in 0\.3 s\)$/u);
  expect(told[2]?.[1]).toBe('0.50');
  expect(told[3]?.[1]).toMatch(/^[+−]\d\.\d\d and 0\.50 × \+\d\.\d\d make [+−]\d\.\d\d: place \d of 4$/u);
});

test('the timeline tells the reading passage by passage', async () => {
  const at = (count: number): string => {
    const index = indexAfter(count);
    return log[index]?.type === 'order-update' ? String(index) : 'none';
  };
  const shown = (index: number) => (
    <Timeline log={log} cursor={{ type: 'at', index }} playback={PAUSED} running={false} dispatch={() => {}} />
  );
  const screen = await render(shown(Number(at(1))));
  const told = (): string | null => screen.getByRole('slider', { name: 'Time' }).element().getAttribute('aria-valuetext');
  expect(told()).toBe('Window 1 of 1, reading passage 2 of 4, 0:00');
  await screen.rerender(shown(Number(at(3))));
  expect(told()).toBe('Window 1 of 1, reading passage 4 of 4, 0:00');
  expect(screen.container.querySelector('.tick-read')?.getAttribute('d')?.match(/M/gu)).toHaveLength(4);
  await screen.getByText('Windows in figures').click();
  await expect.element(screen.getByText(/4 passages read for their scores/u)).toBeVisible();
});

test('the trace shows what was read, and says of thought and answer that they were written after it', async () => {
  const screen = await render(<TraceView run={viewOf(log)} />);
  const figures = [...screen.container.querySelectorAll('.reading-bars .figure')].map(({ textContent }) => textContent);
  expect(figures).toEqual(['−1.00', '0.00', '3.00', '2.00']);
  await expect.element(screen.getByText(/^Written after the reading: the answer gives the order that was read/u)).toBeVisible();
  await screen.getByText('What reads, what scores, what is only written').click();
  await expect.element(screen.getByText(/one number is taken from it, before anything is written/u)).toBeVisible();
  expect(screen.container.querySelector('.call-scores')).toBeNull();
});

test('an answer of another order than the one read is said to be one', async () => {
  const other = readingLog({ request, scores: [-1, 0, 3, 2], thought: ['No.'], answer: (read) => read.toReversed() });
  const screen = await render(<TraceView run={viewOf(other)} />);
  await expect
    .element(screen.getByText('Written after the reading, and the answer is another order than the one read.'))
    .toBeVisible();
});

test('a run that could not be read passage by passage says why', async () => {
  const events = log.flatMap((event): readonly RunEvent[] => {
    if (event.type === 'passage-read' || event.type === 'reading-fused') return [];
    if (event.type !== 'window-start') return [event];
    const { reads: _, ...rest } = event;
    return [rest, { type: 'reading-left-out', window: 0, reason: 'tokens', runId: event.runId, seq: 0, at: event.at }];
  });
  const screen = await render(<TraceView run={viewOf(events.map((event, seq) => ({ ...event, seq })))} />);
  await expect.element(screen.getByText(/vocabulary lacks the two tokens/u)).toBeVisible();
  expect(screen.container.textContent).not.toContain('Written after the reading');
});
