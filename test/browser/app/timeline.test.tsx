import { useReducer } from 'react';
import type { JSX } from 'react';
import { expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-react';
import { userEvent } from 'vitest/browser';
import '../../../src/app/design/styles.ts';
import type { RunEvent } from '../../../src/core/log/event.ts';
import type { AppState } from '../../../src/app/page/state.ts';
import { initialState, reduceApp } from '../../../src/app/page/reduce.ts';
import { reduceLog } from '../../../src/core/log/view.ts';
import { selectShown } from '../../../src/app/page/select.ts';
import { viewAt } from '../../../src/core/log/cursor.ts';
import { Timeline } from '../../../src/app/features/timeline/timeline.tsx';
import { readStream } from './read-stream.ts';

const log = readStream('two-windows-repaired');
const start: AppState = { ...initialState, modelId: 'scripted' };
const opened = reduceApp(start, { type: 'log-open', log, origin: { type: 'file', name: 'run.json' } });
const firstEnd = log.findIndex((event) => event.type === 'window-end');
/** Where the scrubber stands at an event. */
const msAt = (index: number): string => String(log[index]?.at ?? 0);
const end = msAt(log.length - 1);

/** A page in the middle of a run. */
function during(events: readonly RunEvent[]): AppState {
  const run = reduceLog(events);
  if (run === null) throw new Error('no run');
  return { ...start, log: events, run, showing: 'run', phase: { type: 'running', runId: run.runId, stop: 'no' } };
}

function Page({ from, next = null }: { readonly from: AppState; readonly next?: RunEvent | null }): JSX.Element {
  const [state, dispatch] = useReducer(reduceApp, from);
  return (
    <>
      <Timeline
        log={state.log}
        cursor={state.cursor}
        playback={state.playback}
        running={state.phase.type === 'running'}
        dispatch={dispatch}
      />
      {next !== null && (
        <button type="button" onClick={() => dispatch({ type: 'run-event', event: next })}>
          next event
        </button>
      )}
      <output>{selectShown(state)?.ranking.join(' ')}</output>
    </>
  );
}

const list = (root: Element): string => root.querySelector('output')?.textContent ?? '';
const orderAt = (index: number): string => viewAt(log, { type: 'at', index })?.ranking.join(' ') ?? '';

test('the scrubber shows an earlier list, and the end returns', async () => {
  const screen = await render(<Page from={opened} />);
  const scrubber = screen.getByRole('slider', { name: 'Time' });
  expect(list(screen.container)).toBe(orderAt(log.length - 1));
  await scrubber.fill('0');
  expect(list(screen.container)).toBe(orderAt(0));
  expect(orderAt(0)).not.toBe(orderAt(log.length - 1));
  await screen.getByRole('button', { name: 'To the end' }).click();
  expect(list(screen.container)).toBe(orderAt(log.length - 1));
});

test('the scrubber tells window, phase and time', async () => {
  const screen = await render(<Page from={opened} />);
  const scrubber = screen.getByRole('slider', { name: 'Time' });
  const told = async (index: number): Promise<string | null> => {
    await scrubber.fill(msAt(index));
    return scrubber.element().getAttribute('aria-valuetext');
  };
  expect(await told(0)).toBe('The run begins, 0:00');
  expect(await told(1)).toBe('Window 1 of 2, reading, 0:00');
  expect(await told(firstEnd - 20)).toBe('Window 1 of 2, thinking, 0:01');
  expect(await told(firstEnd)).toBe('Window 1 of 2, settled, 0:02');
  expect(await told(log.length - 1)).toBe('The run is done, 0:04');
});

test('arrow keys go event by event', async () => {
  const screen = await render(<Page from={opened} />);
  const scrubber = screen.getByRole('slider', { name: 'Time' });
  (scrubber.element() as HTMLElement).focus();
  await userEvent.keyboard('{ArrowLeft}{ArrowLeft}');
  await expect.element(scrubber).toHaveValue(msAt(log.length - 3));
  await userEvent.keyboard('{Home}{ArrowRight}');
  await expect.element(scrubber).toHaveValue(msAt(1));
  expect(list(screen.container)).toBe(orderAt(1));
  await userEvent.keyboard('{End}');
  await expect.element(scrubber).toHaveValue(end);
});

test('events of one moment are told apart by the keys, also in a log without times', async () => {
  const timeless = log.map((event) => ({ ...event, at: 0 }));
  const from = reduceApp(start, { type: 'log-open', log: timeless, origin: { type: 'invocations' } });
  const screen = await render(<Page from={from} />);
  const scrubber = screen.getByRole('slider', { name: 'Time' });
  await expect.element(scrubber).toHaveAttribute('max', String(log.length - 1));
  (scrubber.element() as HTMLElement).focus();
  await userEvent.keyboard('{ArrowLeft}{ArrowLeft}');
  await expect.element(scrubber).toHaveValue(String(log.length - 3));
  await screen.unmount();
  const twice = log.map((event, index) => ({ ...event, at: Math.floor(index / 2) * 10 }));
  const paired = reduceApp(start, { type: 'log-open', log: twice, origin: { type: 'link' } });
  const other = await render(<Page from={paired} />);
  (other.getByRole('slider', { name: 'Time' }).element() as HTMLElement).focus();
  await userEvent.keyboard('{Home}');
  for (let step = 0; step < firstEnd; step += 1) await userEvent.keyboard('{ArrowRight}');
  expect(list(other.container)).toBe(orderAt(firstEnd));
});

test('steps go from window to window', async () => {
  const screen = await render(<Page from={opened} />);
  const scrubber = screen.getByRole('slider', { name: 'Time' });
  await scrubber.fill('0');
  await screen.getByRole('button', { name: 'Next window' }).click();
  await expect.element(scrubber).toHaveValue(msAt(firstEnd));
  await screen.getByRole('button', { name: 'Previous window' }).click();
  await expect.element(scrubber).toHaveValue(String(0));
});

test('while a run goes on the list can be taken back, and Live follows the run again', async () => {
  const grown = log.slice(0, firstEnd + 2);
  const next = log[firstEnd + 2] ?? null;
  const screen = await render(<Page from={during(grown)} next={next} />);
  const scrubber = screen.getByRole('slider', { name: 'Time' });
  await scrubber.fill(msAt(1));
  expect(list(screen.container)).toBe(orderAt(1));
  await expect.element(screen.getByText('An earlier moment is shown; the run goes on.')).toBeVisible();
  await screen.getByRole('button', { name: 'next event' }).click();
  // The log has grown behind the cursor, which stays where it was put.
  await expect.element(scrubber).toHaveValue(msAt(1));
  // A run that goes on has a scale of at least ten seconds, so that its first moments do not fill it.
  await expect.element(scrubber).toHaveAttribute('max', String(Math.max(10_000, Number(msAt(firstEnd + 2)))));
  expect(list(screen.container)).toBe(orderAt(1));
  await screen.getByRole('button', { name: 'Live' }).click();
  expect(list(screen.container)).toBe(orderAt(firstEnd + 2));
  await expect.element(screen.getByRole('button', { name: 'Live' })).toHaveAttribute('aria-pressed', 'true');
});

test('Play goes through the log in its own time and stops at its end', async () => {
  const screen = await render(<Page from={opened} />);
  await screen.getByLabelText('Speed').selectOptions('8');
  await screen.getByRole('button', { name: 'Play' }).click();
  await expect.element(screen.getByRole('button', { name: 'Pause' })).toBeVisible();
  await expect.element(screen.getByRole('button', { name: 'Play' })).toBeVisible();
  await expect.element(screen.getByRole('slider', { name: 'Time' })).toHaveValue(end);
  expect(list(screen.container)).toBe(orderAt(log.length - 1));
});

test('Pause keeps the moment', async () => {
  const screen = await render(<Page from={opened} />);
  await screen.getByLabelText('Speed').selectOptions('0.5');
  // A log that plays is told the time once a frame.
  vi.useFakeTimers({ toFake: ['requestAnimationFrame', 'cancelAnimationFrame'] });
  try {
    await screen.getByRole('button', { name: 'Play' }).click();
    const scrubber = screen.getByRole('slider', { name: 'Time' });
    const place = (): number => Number((scrubber.element() as HTMLInputElement).value);
    const from = place();
    vi.advanceTimersByTime(300);
    await expect.poll(place).toBeGreaterThan(from);
    await screen.getByRole('button', { name: 'Pause' }).click();
    const paused = place();
    expect(paused).toBeLessThan(Number(end));
    vi.advanceTimersByTime(60_000);
    await screen.getByRole('button', { name: 'Play' }).click();
    expect(place()).toBe(paused);
  } finally {
    vi.useRealTimers();
  }
});

test('windows, phases and order changes are told in figures as well', async () => {
  const screen = await render(<Page from={opened} />);
  await screen.getByText('Windows in figures').click();
  await expect
    .poll(() => [...screen.container.querySelectorAll('tbody tr')].map((row) => row.children[1]?.textContent))
    .toEqual(['5–12', '1–8']);
  expect(screen.container.querySelector('tbody tr')?.textContent).toContain('171 tokens');
});

test('blocks stand above the thumb’s own scale, which is that of the time, in both directions of writing', async () => {
  const starts = log.flatMap((event, index) => (event.type === 'window-start' ? [index] : []));
  for (const direction of ['ltr', 'rtl']) {
    const { container, unmount } = await render(
      <div dir={direction}>
        <Page from={opened} />
      </div>,
    );
    const scale = container.querySelector('.timeline-track')?.getBoundingClientRect();
    if (scale === undefined) throw new Error('no track');
    const places = [...container.querySelectorAll('.timeline-window')].map((block) => {
      const { left, right } = block.getBoundingClientRect();
      return direction === 'ltr' ? left - scale.left : scale.right - right;
    });
    expect(places).toEqual(starts.map((index) => expect.closeTo((Number(msAt(index)) * scale.width) / Number(end), 0)));
    await unmount();
  }
});
