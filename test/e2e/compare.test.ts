import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { openBuiltApp } from './support/built-app.ts';
import type { BuiltApp } from './support/built-app.ts';
import { cutOff, violations } from './support/look.ts';
import { openPage } from './support/walk.ts';

const QIDS = ['q1', 'q2', 'q3'];
const REQUESTS = QIDS.map((qid) => ({
  query: { qid, text: `what is known of ${qid}` },
  candidates: ['d1', 'd2', 'd3', 'd4'].map((docid, place) => ({
    docid,
    score: 4 - place,
    doc: { contents: `Passage ${docid} says something of ${qid}.` },
  })),
}))
  .map((request) => JSON.stringify(request))
  .join('\n');
const QRELS = QIDS.map((qid) => `${qid} 0 d3 1`).join('\n');

let app: BuiltApp;
beforeAll(async () => {
  app = await openBuiltApp();
});
afterAll(() => app.close());

const standing = (page: Page) => page.getByRole('group', { name: 'Progress' }).getByRole('status');

async function setUp(page: Page): Promise<void> {
  await openPage(page, { url: app.url });
  await page.locator('input[type=file][multiple]').setInputFiles([
    { name: 'requests.jsonl', mimeType: 'application/jsonl', buffer: Buffer.from(REQUESTS) },
    { name: 'qrels.txt', mimeType: 'text/plain', buffer: Buffer.from(QRELS) },
  ]);
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  await page.getByRole('radio', { name: /All that the workbench/u }).check();
  for (const name of ['One window', 'First token']) await page.getByRole('button', { name, exact: true }).click();
}

describe('comparisons on the real engine', () => {
  it('a reload in the middle loses nothing, figures and a replay are there in the end, and axe finds nothing', async () => {
    const visitor = await app.visitor({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' });
    const { page, close } = visitor;
    await setUp(page);
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await standing(page)
      .filter({ hasText: /^[23] of 6 runs/u })
      .waitFor();
    await page.reload();
    // The view and the unfinished experiment are there again.
    const before = Number.parseInt((await standing(page).textContent()) ?? '', 10);
    expect(before).toBeGreaterThanOrEqual(2);
    await page.getByRole('button', { name: 'Go on' }).click();
    await standing(page).filter({ hasText: '6 of 6 runs' }).waitFor();
    const figures = page.getByRole('group', { name: 'Figures of each configuration' });
    const row = await figures.getByRole('row', { name: /^First token/u }).textContent();
    expect(row).toContain('3 complete');
    for (const [width, scheme] of [
      [1280, 'light'],
      [390, 'dark'],
    ] as const) {
      await page.emulateMedia({ colorScheme: scheme });
      await page.setViewportSize({ width, height: 900 });
      expect(await violations(page)).toEqual([]);
      expect(await cutOff(page)).toEqual([]);
    }
    await page.getByRole('button', { name: 'Replay One window in the workbench' }).click();
    await page.getByText('Query q1 under “One window”, from the experiment “3 queries”.').waitFor();
    expect(visitor.foreign).toEqual([]);
    expect(visitor.errors).toEqual([]);
    await close();
  });
});
