import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import lists from './lists.json' with { type: 'json' };
import { deep } from '../support/profile.ts';
import { openBuiltApp } from './support/built-app.ts';
import type { BuiltApp, Visitor } from './support/built-app.ts';
import { judgeList, judgeLog } from './support/judge-list.ts';
import { controls, eventsOf, exportedLog, openPage, REAL, runStart } from './support/walk.ts';

let app: BuiltApp;
let visitor: Visitor;
beforeAll(async () => {
  app = await openBuiltApp();
  visitor = await app.visitor();
  await openPage(visitor.page, { url: app.url, model: REAL, look: 'watch' });
});
afterAll(() => app.close());

/** The first sample of the page. */
const FIRST = { name: 'kettle', right: 2 };

// Software WebGPU reads and writes a few tokens per second, so the lists are short, and `npm test` ranks the first. How good the orders are is measured
// elsewhere.
describe('the model that ships with the project', () => {
  it('keeps the word of the first sample: as given the answer stands third, and the model itself lifts it as it cites it', async () => {
    const { page } = visitor;
    await page.getByRole('button', { name: /A plain case/ }).click();
    const places = (): Promise<readonly (string | null)[]> =>
      page.locator('[data-doc-row]').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-doc-row')));
    await page.locator('[data-doc-row]').nth(3).waitFor();
    expect(await places()).toEqual(['p1', 'p2', 'p3', 'p4']);
    await controls(page).rank.click();
    // The reading lifts it; while the thought is being written its first words name the passage, and the list keeps it there.
    await page.locator('.thought-pane .step-text').filter({ hasText: '[3]' }).waitFor({ timeout: 400_000 });
    await page.locator('.ranked-list > li').first().locator('[data-doc-row="p3"]').waitFor();
    expect(await page.locator('.timeline-line').getByText('Live', { exact: true }).isVisible()).toBe(true);
    await controls(page).stop.waitFor({ state: 'hidden', timeout: 400_000 });
    expect((await places())[0]).toBe('p3');
    await page.getByRole('radio', { name: 'Study' }).check();
    const log = await exportedLog(page);
    const { line, mentions } = judgeLog(log, FIRST);
    console.log(line);
    expect(runStart(log).request.firstStage).toBeUndefined();
    const lifted = eventsOf(log, 'order-update').find(({ ranking }) => ranking[0] === 'p3');
    // By what the model read at the passages' ends, before a word was written: nothing else has an order here.
    expect(lifted?.from).toBe('passages');
    expect(eventsOf(log, 'passage-read').map(({ position }) => position)).toEqual([0, 1, 2, 3]);
    // The thought is open when it is over, and each place where it names a passage leads there.
    const chips = controls(page)
      .reasoning.locator('details.thought[open]')
      .getByRole('button', { name: /, place \d+: / });
    expect(await chips.count()).toBe(mentions);
    expect(mentions).toBeGreaterThan(0);
    await chips.first().hover();
    expect(await page.locator('article[data-active]').count()).toBe(1);
  });

  it.each(deep ? lists.slice(1) : [])(
    'ranks the $name list: complete, a permutation, citing only passages that exist, quoting only what stands there',
    async (list) => {
      const { line } = await judgeList(visitor.page, list);
      console.log(line);
    },
  );

  it('asked nothing of any other origin', () => {
    expect(visitor.own.some((address) => address.includes(`/models/${REAL}/params_shard_0.bin`))).toBe(true);
    expect(visitor.foreign).toEqual([]);
    expect(visitor.errors).toEqual([]);
  });
});
