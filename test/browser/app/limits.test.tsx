import { expect, test } from 'vitest';
import { render } from 'vitest-browser-react';
import type { RenderResult } from 'vitest-browser-react';
import { reduceLog } from '../../../src/core/log/view.ts';
import type { RunView } from '../../../src/core/log/view.ts';
import { LimitsPanel } from '../../../src/app/features/limits/limits-panel.tsx';
import { timedLog } from '../../support/timed-log.ts';
import { viewAfter } from './read-stream.ts';

async function opened(run: RunView): Promise<RenderResult> {
  const screen = await render(<LimitsPanel run={run} />);
  await screen.getByRole('heading', { name: 'Limits' }).click();
  return screen;
}

async function counted(): Promise<RunView> {
  const rates = { prefillTokensPerSecond: 400, decodeTokensPerSecond: 40 };
  const run = reduceLog(await timedLog({ count: 5, rates, seed: 3, settings: { passageWords: 12 } }));
  if (run === null) throw new Error('no run');
  return run;
}

const firstWindow = viewAfter('two-windows-repaired', (event) => event.type === 'window-end');

test('the prompt is shown exactly as sent, byte for byte, with and without token counts', async () => {
  for (const run of [firstWindow, await counted()]) {
    const screen = await opened(run);
    await screen.getByText('The prompt exactly as sent').first().click();
    const messages = run.windows.at(-1)?.messages ?? [];
    await expect
      .poll(() => [...screen.container.querySelectorAll('pre')].map((pre) => pre.textContent))
      .toEqual(messages.map((message) => message.content));
    expect(messages.length).toBeGreaterThan(0);
    await screen.unmount();
  }
});

test('each part of the prompt has its tokens, and they are the log’s', async () => {
  const run = await counted();
  const screen = await opened(run);
  await screen.getByText('The prompt exactly as sent').first().click();
  await expect.poll(() => screen.container.querySelectorAll('.part-table tbody tr').length).toBeGreaterThan(0);
  const shown = [...screen.container.querySelectorAll('.part-table tbody td')].map((cell) => Number(cell.textContent));
  expect(shown).toEqual(run.windows[0]?.budget?.parts.map((part) => part.tokens));
});

test('a log without token counts says so', async () => {
  const screen = await opened(firstWindow);
  await expect
    .element(screen.getByText('This log was written without token counts for the parts of the prompt', { exact: false }).first())
    .toBeVisible();
  expect(screen.container.querySelector('meter')).toBeNull();
});

test('the context meter shows what is taken, and every number behind it', async () => {
  const run = await counted();
  const screen = await opened(run);
  const meter = screen.container.querySelector('meter');
  const budget = run.windows[0]?.budget;
  const prompt = run.windows[0]?.promptTokens ?? 0;
  expect(meter?.max).toBe(8192);
  expect(meter?.value).toBe(prompt + (budget?.thoughtTokens ?? 0) + (budget?.answerTokens ?? 0));
  expect(screen.container.querySelector('.token-list')?.textContent).toContain(`Prompt${prompt.toLocaleString('en')}`);
});

test('says what was cut from a passage, how much before and after, and why', async () => {
  const screen = await opened(firstWindow);
  const cuts = screen.container.querySelector('.cuts')?.textContent;
  expect(cuts).toContain('[7] kept 32 of 73 words; 25 before and 16 after them were cut.');
  expect(cuts).not.toContain('context');
  expect(cuts).toContain('Reason: not told by this log, which was written without the words that fitted.');
  expect(cuts).toContain('[5] held 1 mark that looks like a passage number');
  await screen.unmount();
  const other = await opened(await counted());
  expect(other.container.querySelector('.cuts')?.textContent).toContain(
    'Reason: longer than the 12 words that the setting lets a passage have.',
  );
});

test('that the context was too small is said only of a window whose log tells how many words fitted', async () => {
  const run = await counted();
  const windows = run.windows.map((window) =>
    window.budget === null
      ? window
      : {
          ...window,
          budget: { ...window.budget, wordsPerPassage: 5 },
          passages: window.passages.map((passage) => ({
            ...passage,
            keptFrom: 0,
            keptTo: 'word0 word1 word2'.length,
            cut: true,
          })),
        },
  );
  const screen = await opened({ ...run, windows });
  expect(screen.container.querySelector('.cuts')?.textContent).toContain(
    'Reason: all passages of the window had to fit the model’s context.',
  );
});

test('the text cut away is shown on demand, and before, kept and after make up the passage', async () => {
  const screen = await opened(firstWindow);
  expect(screen.container.querySelector('del')).toBeNull();
  await screen.getByText('Show what was cut').click();
  await expect.poll(() => screen.container.querySelectorAll('del').length).toBe(2);
  const shown = [...screen.container.querySelectorAll('.cut-text dd')].map((stretch) => stretch.textContent).join('');
  expect(shown).toBe(firstWindow.request.candidates.find((candidate) => candidate.docId === 'ledger')?.text);
});

test('repairs are named with what was done about them', async () => {
  const screen = await opened(firstWindow);
  const repairs = screen.container.querySelector('.repairs')?.textContent;
  expect(repairs).toContain('Left out of the answer: [1] [3] [4] [6]. They keep their earlier order behind the others.');
  expect(repairs).toContain('Named more than once: [2]. The first place counts.');
  expect(repairs).toContain('Named, but not in this window: [12]. Left out.');
});

test('a forced thought and an open one are named', async () => {
  const forced = await opened(viewAfter('two-windows-repaired'));
  await expect.element(forced.getByText('The thought was closed by force at its budget of 192 tokens.')).toBeVisible();
  await forced.unmount();
  const open = await opened(viewAfter('unparsed-open-thought'));
  await expect.element(open.getByText('The thought was never closed, so no order was taken from it.')).toBeVisible();
});
