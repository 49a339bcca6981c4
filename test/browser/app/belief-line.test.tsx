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
