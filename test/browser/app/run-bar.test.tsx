import { initialState } from '../../../src/app/page/reduce.ts';
import type { JSX } from 'react';
import { expect, test } from 'vitest';
import { render } from 'vitest-browser-react';
import type { RunEventBody } from '../../../src/core/log/event.ts';
import type { AppState } from '../../../src/app/page/state.ts';
import { reduceLog } from '../../../src/core/log/view.ts';
import type { RunView } from '../../../src/core/log/view.ts';
import { selectBudgetSeconds, selectTimeLeft } from '../../../src/core/read/progress.ts';
import { selectReading } from '../../../src/app/features/input/reading.ts';
import { keptSpans, RunBar } from '../../../src/app/features/run/run-bar.tsx';
import { SettingsPanel } from '../../../src/app/features/run/settings-panel.tsx';
import { SkipButton } from '../../../src/app/features/run/skip-button.tsx';
import * as en from '../../../src/app/words/en/index.ts';
import { readStream, viewAfter } from './read-stream.ts';
import { MODEL } from './scripted-page.tsx';

const NAME = 'recorded-windows';
const thinking = viewAfter(NAME, (event) => event.type === 'reasoning-delta');

/** The run after its first so many windows, and then as it stands when it is stopped there. */
function stoppedAfter(windows: number): RunView {
  const log = readStream(NAME);
  const ends = log.filter((event) => event.type === 'window-end');
  const last = ends[windows - 1];
  const kept = last === undefined ? log.slice(0, 1) : log.slice(0, log.indexOf(last) + 1);
  const start = log[0];
  if (start?.type !== 'run-start') throw new Error('the log has no run-start');
  const ranking = last?.ranking ?? start.request.candidates.map(({ docId }) => docId);
  const end: RunEventBody = { type: 'run-end', outcome: { type: 'cancelled' }, ranking };
  const view = reduceLog([...kept, { ...end, runId: start.runId, seq: kept.length, at: (kept.at(-1)?.at ?? 0) + 10 }]);
  if (view === null) throw new Error('no view');
  return view;
}

function bar(run: RunView, running: boolean): JSX.Element {
  const state: AppState & { readonly instantOnly: boolean } = {
    ...initialState,
    modelId: run.model.id,
    run,
    showing: 'run',
    instantOnly: false,
    phase: running ? { type: 'running', runId: run.runId, stop: 'no' } : { type: 'idle' },
  };
  const nothing = (): void => {};
  return (
    <RunBar
      state={state}
      reading={selectReading(state.input)}
      modelBytes={null}
      onRank={nothing}
      onStop={nothing}
      onSkip={nothing}
    />
  );
}

test('“Skip thinking” is there while a thought is open, asks once, and says that it has asked', async () => {
  let asked = 0;
  const screen = await render(<SkipButton run={thinking} onSkip={() => (asked += 1)} />);
  const button = screen.getByRole('button', { name: 'Skip thinking' });
  await button.click();
  await expect.element(screen.getByText('Asked to close the thought…')).toBeVisible();
  await expect.element(button).toHaveAttribute('aria-disabled', 'true');
  (button.element() as HTMLButtonElement).click();
  expect(asked).toBe(1);
});

test.each(['window-start', 'answer-delta', 'window-end'] as const)('after a %s there is no thought to skip', async (type) => {
  const screen = await render(<SkipButton run={viewAfter(NAME, (event) => event.type === type)} onSkip={() => {}} />);
  expect(screen.container.querySelector('button')).toBeNull();
});

test.each([
  ['closing', 'The thought is closed; the answer comes next.'],
  ['over', 'The thought was over already.'],
  ['free-mode', 'A free answer has no guide that could close its thought. Stop ends the run.'],
] as const)('what came of a skip is said: %s', async (result, words) => {
  const log = readStream(NAME);
  const at = log.findIndex((event) => event.type === 'reasoning-delta');
  const before = log.slice(0, at + 1);
  const skip: RunEventBody = { type: 'thought-skip', window: 0, result };
  const run = reduceLog([...before, { ...skip, runId: thinking.runId, seq: before.length, at: thinking.lastAt }]);
  if (run === null) throw new Error('no view');
  const screen = await render(<SkipButton run={run} onSkip={() => {}} />);
  await expect.element(screen.getByText(words)).toBeVisible();
  expect(screen.container.querySelector('button')).toBeNull();
});

test('a stopped run says which places its finished windows settled, and that the others stand as they started', async () => {
  const run = stoppedAfter(2);
  expect(keptSpans(run)).toEqual([{ start: 4, end: 12 }]);
  const screen = await render(bar(run, false));
  await expect
    .element(screen.getByText('Kept: places 5–12, from 2 of 4 windows. Places no window reached keep the order they started in.'))
    .toBeVisible();
});

test('windows that do not touch are told apart', () => {
  const [first, ...rest] = stoppedAfter(2).windows;
  if (first === undefined) throw new Error('no window');
  const far = { ...first, start: 0, end: 3 };
  expect(keptSpans({ windows: [...rest, far] })).toEqual([
    { start: 0, end: 3 },
    { start: 4, end: 10 },
  ]);
});

test('a run stopped before its first window says that nothing was settled', async () => {
  const screen = await render(bar(stoppedAfter(0), false));
  await expect.element(screen.getByText('No window was finished, so the list stands as it started.')).toBeVisible();
});

test('the time left stands in the run bar from the first closed window on, as the estimate says it, and not before', async () => {
  const before = await render(bar(thinking, true));
  await expect.element(before.getByText('Thinking', { exact: true })).toBeVisible();
  expect(before.container.textContent).not.toContain(' left');
  await before.unmount();
  const run = viewAfter(NAME, (event) => event.type === 'window-end');
  const leftMs = selectTimeLeft(run, run.lastAt) ?? 0;
  expect(leftMs).toBeGreaterThan(60_000);
  const screen = await render(bar(run, true));
  await expect.element(screen.getByText(`${en.format.roughly(leftMs)} left`, { exact: true })).toBeVisible();
});

test('the thought budget is told in seconds of this machine, for a window and for a list as long as the last', async () => {
  const run = viewAfter(NAME);
  const cost = selectBudgetSeconds(run, 192);
  expect(cost?.perWindow).toBeGreaterThan(20);
  const screen = await render(
    <SettingsPanel
      settings={{ ...MODEL.defaults, thoughtTokens: 192 }}
      changed={false}
      locked={false}
      rate={null}
      measured={run}
      method={{
        model: null,
        ownPresets: [],
        passages: 0,
        forecast: null,
        onMethod: () => {},
        onOwnPresets: () => {},
      }}
      onChange={() => {}}
      onReset={() => {}}
    />,
  );
  await screen.getByText('Settings').click();
  const field = screen.getByLabelText('Thought budget');
  const hint = document.getElementById(field.element().getAttribute('aria-describedby') ?? '')?.textContent ?? '';
  const [, seconds] = /(\d+) s/u.exec(hint) ?? [];
  expect(Number(seconds)).toBeGreaterThan(0.8 * (cost?.perWindow ?? 0));
  expect(Number(seconds)).toBeLessThan(1.2 * (cost?.perWindow ?? 0));
  expect(hint).toContain('All thoughts of a list as long as the last:');
});
