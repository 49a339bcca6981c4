import { userEvent } from 'vitest/browser';
import { expect, test } from 'vitest';
import type { RunEventBody } from '../../../src/core/log/event.ts';
import type { EngineRun } from '../../../src/engines/engine-client.ts';
import { readStream } from './read-stream.ts';
import { renderPage, startOf } from './scripted-page.tsx';

/** A recorded run, told anew. */
async function* retold(run: EngineRun): AsyncIterable<RunEventBody> {
  yield startOf(run);
  for (const { runId: _runId, seq: _seq, at: _at, ...body } of readStream('recorded-kettle').slice(1)) yield body as RunEventBody;
}

test('after a watched run one press tells which passage led after each sentence, goes along by arrows, and says what it cost', async () => {
  let asked = 0;
  const page = await renderPage({
    preferences: { look: 'watch' },
    run: retold,
    // The last passage leads after the first sentence, then the first one.
    likelihoods({ requests, onAnswer }) {
      asked = requests.length;
      const answers = requests.map(({ continuations }, step) => ({
        logProbs: continuations.map((_, place) => (step < 2 ? place : -place)),
        promptTokens: 10,
        computedTokens: 1,
      }));
      answers.forEach((answer, place) => onAnswer?.(answer, place));
      return Promise.resolve({ ok: true, value: { answers, cancelled: false } });
    },
  });
  const [start] = readStream('recorded-kettle');
  if (start?.type !== 'run-start') throw new Error('no start');
  await page.screen.getByLabelText('Query', { exact: true }).fill(start.request.query.text);
  await page.screen
    .getByLabelText('Passages', { exact: true })
    .fill(start.request.candidates.map(({ text }) => text).join('\n\n'));
  expect(document.querySelector('.belief-line')).toBe(null);
  await page.screen.getByRole('button', { name: 'Rank' }).click();
  const button = page.screen.getByRole('button', { name: 'Which passage led, sentence by sentence?' });
  await expect.element(button).toBeVisible();
  expect(asked).toBe(0);
  // Within the thought, which is one stop of the Tab key: arrows go to it.
  (document.querySelector('.thought-pane') as HTMLElement).focus();
  for (let presses = 0; presses < 60 && document.activeElement?.matches('.belief-line-ask') !== true; presses += 1)
    await userEvent.keyboard('{ArrowRight}');
  await expect.element(button).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  const line = page.screen.getByRole('list', { name: /The passage that would be named first/u });
  await expect.element(line).toBeVisible();
  expect(asked).toBeGreaterThan(2);
  const steps = [...document.querySelectorAll('.belief-line li')];
  expect(steps).toHaveLength(asked);
  expect(steps.filter((step) => step.hasAttribute('data-changed'))).toEqual([steps[2]]);
  await expect
    .poll(() => document.querySelector('.belief-line')?.textContent)
    .toMatch(/Asked after the run; it took .* of the run’s time/u);
  await expect.poll(() => document.activeElement).toBe(steps[0]?.querySelector('button'));
  expect(document.querySelectorAll('.belief-line [tabindex="0"]')).toHaveLength(0);
  await userEvent.keyboard('{ArrowRight}');
  expect(document.activeElement).toBe(steps[1]?.querySelector('button'));
  await expect.poll(() => document.querySelector('.belief-line-told')?.textContent).toContain('leads');
});

/** The recorded run as a machine would make it that reads and writes so fast that asking costs nothing. */
async function* retoldFast(run: EngineRun): AsyncIterable<RunEventBody> {
  for await (const body of retold(run)) {
    if (body.type !== 'window-end' || body.usage === null) yield body;
    else yield { ...body, usage: { ...body.usage, prefillTokensPerSecond: 1e9, decodeTokensPerSecond: 1e9 } };
  }
}

test('where it takes less than a tenth of the run by the run’s own rates it is asked by itself, says so, and gives way to the next run', async () => {
  const signals: AbortSignal[] = [];
  const page = await renderPage({
    preferences: { look: 'watch' },
    run: retoldFast,
    likelihoods: async ({ requests, onAnswer, signal }) => {
      if (signal === undefined) throw new Error('it cannot be stopped');
      signals.push(signal);
      const answers = requests.map(({ continuations }) => ({
        logProbs: continuations.map((_, place) => place),
        promptTokens: 10,
        computedTokens: 1,
      }));
      // The first time another run comes in the middle of it.
      const given = signals.length === 1 ? answers.slice(0, 1) : answers;
      given.forEach((answer, place) => onAnswer?.(answer, place));
      if (signals.length === 1) await new Promise((resolve) => signal.addEventListener('abort', resolve));
      return { ok: true, value: { answers: given, cancelled: given.length < answers.length } };
    },
  });
  const [start] = readStream('recorded-kettle');
  if (start?.type !== 'run-start') throw new Error('no start');
  await page.screen.getByLabelText('Query', { exact: true }).fill(start.request.query.text);
  await page.screen
    .getByLabelText('Passages', { exact: true })
    .fill(start.request.candidates.map(({ text }) => text).join('\n\n'));
  const rank = page.screen.getByRole('button', { name: 'Rank', exact: true });
  await rank.click();
  await expect.poll(() => document.querySelectorAll('.belief-line li').length).toBeGreaterThan(2);
  expect(signals).toHaveLength(1);
  expect(signals[0]?.aborted).toBe(false);
  // The model is not lent for it: another run begins at once, and what was being asked is left.
  await expect.element(rank).toBeEnabled();
  await rank.click();
  await expect.poll(() => signals[0]?.aborted).toBe(true);
  await expect
    .poll(() => document.querySelector('.belief-line')?.textContent)
    .toMatch(/Asked after the run, by itself, since it costs little here; it took .* of the run’s time/u);
  expect(signals).toHaveLength(2);
});
