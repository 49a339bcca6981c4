import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseTrecRun } from '../../src/core/measure/trec-run.ts';
import { openBuiltApp } from './support/built-app.ts';
import type { BuiltApp, Visitor } from './support/built-app.ts';
import {
  controls,
  eventsOf,
  exportedLog,
  exportedRun,
  fillIn,
  openPage,
  runEnd,
  runOver,
  runStart,
  set,
} from './support/walk.ts';

const QUERY = 'What do bees dance for?';
const PASSAGES = [
  'Winter food is sugar syrup in the hive.',
  'Guards tell strangers by smell.',
  'A forager dances to point at flowers.',
  'Pollen sticks to hairy legs.',
  'Drones are pushed out in autumn.',
];

let app: BuiltApp;
let visitor: Visitor;
beforeAll(async () => {
  app = await openBuiltApp();
  visitor = await app.visitor();
});
afterAll(() => app.close());

describe('from a paste to a ranking, on the built app', () => {
  it('says how it read the paste, and lets that be changed', async () => {
    const { page } = visitor;
    await openPage(page, app);
    await fillIn(page, { query: QUERY, passages: PASSAGES });
    const readAs = page.getByLabel('Read as');
    await page.getByText('5 passages', { exact: true }).waitFor();
    expect(await readAs.locator('option:checked').textContent()).toContain('Guess: ');
    await readAs.selectOption('lines');
    expect(await readAs.locator('option:checked').textContent()).not.toContain('Guess');
    await readAs.selectOption('');
    const given = page.getByRole('list', { name: 'Instant order' }).getByRole('article');
    await given.first().waitFor();
    expect(await given.count()).toBe(5);
  });

  it('ranks in windows and ends complete, with one outcome for each window', async () => {
    const { page } = visitor;
    await set(page, { Window: 3, Stride: 2, 'Thought budget': 12 });
    await controls(page).rank.click();
    await controls(page).stop.waitFor();
    await runOver(page);
    expect(await page.getByText('Done', { exact: true }).count()).toBe(1);
    expect(await controls(page).ranking.getByRole('article').count()).toBe(5);
    expect(await controls(page).reasoning.getByText('Complete', { exact: true }).count()).toBe(2);
  });

  it('exports a log that begins, ends and is numbered as promised, and a permutation', async () => {
    const log = await exportedLog(visitor.page);
    expect(log).toMatchObject({ type: 'glassrank-run-log', schema: 1, app: { name: 'glassrank' } });
    const start = runStart(log);
    const end = runEnd(log);
    expect(start.settings).toMatchObject({ windowSize: 3, windowStride: 2, thoughtTokens: 12, answerMode: 'locked' });
    expect(log.events.map((event) => event.seq)).toEqual(log.events.map((_event, index) => index));
    expect(eventsOf(log, 'run-start')).toHaveLength(1);
    expect(eventsOf(log, 'run-end')).toHaveLength(1);
    expect(end.outcome).toEqual({ type: 'complete' });
    expect(start.windows).toEqual([
      { start: 2, end: 5 },
      { start: 0, end: 3 },
    ]);
    expect(eventsOf(log, 'window-end').map((event) => event.outcome.type)).toEqual(['complete', 'complete']);
    expect(start.request.candidates.map((candidate) => candidate.text)).toEqual(PASSAGES);
    expect(end.ranking.toSorted()).toEqual(start.request.candidates.map((candidate) => candidate.docId).toSorted());
    expect(start.model.manifestSha256).toBe(log.hashes.modelManifest);
    expect(log.hashes.prompts).toHaveLength(2);
  });

  it('exports a TREC run whose scores decrease strictly and which reads back as the same order', async () => {
    const text = await exportedRun(visitor.page);
    const end = runEnd(await exportedLog(visitor.page));
    const scores = text
      .trim()
      .split('\n')
      .map((line) => Number(line.split(' ')[4]));
    expect(scores).toHaveLength(5);
    expect(scores.every((score, index) => index === 0 || score < (scores[index - 1] ?? Number.NaN))).toBe(true);
    const run = parseTrecRun(text);
    if (!run.ok) throw new Error(JSON.stringify(run.error));
    expect([...run.value.values()].map((rows) => rows.map((row) => row.docid))).toEqual([[...end.ranking]]);
  });

  it('shows the order it exported', async () => {
    const { page } = visitor;
    const end = runEnd(await exportedLog(page));
    // The list moves at most once a second: what the run ended with may come a second after its end.
    const shown = (): Promise<readonly (string | null)[]> =>
      controls(page)
        .ranking.getByRole('article')
        .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-doc-row')));
    await expect.poll(shown, { timeout: 5000 }).toEqual([...end.ranking]);
  });

  it('refuses passages it cannot read with the place, and keeps them as typed', async () => {
    const { page } = visitor;
    await controls(page).editInput.click();
    const broken = '[{"query": {"text": "a", "qid": "1"}, "candidates": [{"docid": "x", "doc": "one"}, {"docid": }]}]';
    await controls(page).passages.fill(broken);
    await page.getByLabel('Read as').selectOption('rank-llm-json');
    await page
      .getByRole('button', { name: /^Line 1/ })
      .first()
      .waitFor();
    expect(await controls(page).rank.isDisabled()).toBe(true);
    expect(await controls(page).passages.inputValue()).toBe(broken);
  });

  it('asked nothing of any other origin and logged no error', () => {
    // The model's files are fetched by the worker: seeing them shows that its requests are watched too.
    expect(visitor.own.some((address) => address.endsWith('.bin'))).toBe(true);
    expect(visitor.foreign).toEqual([]);
    expect(visitor.errors).toEqual([]);
  });
});
