import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { logFile, openFresh } from '../../../scripts/view-states.mjs';
import { openBuiltApp } from '../support/built-app.ts';
import type { BuiltApp } from '../support/built-app.ts';
import { leftToDeep } from '../../support/profile.ts';

let app: BuiltApp;
beforeAll(async () => {
  app = await openBuiltApp();
});
afterAll(() => app.close());

/** A stored run of four passages over a list of so many: what was added stands behind them, of uneven length and unread. */
function runOver(count: number): ReturnType<typeof logFile> {
  const file = logFile('one-window-complete');
  const log = JSON.parse(file.buffer.toString('utf8')) as { events: Record<string, unknown>[] };
  const added = Array.from({ length: count - 4 }, (_, index) => ({
    docId: `more-${index}`,
    text: `Passage ${index}. ${'Some words that make it longer. '.repeat(1 + ((index * 7) % 9))}`,
  }));
  const docIds = added.map(({ docId }) => docId);
  const events = log.events.map((event) => {
    const { ranking, request } = event as { ranking?: string[]; request?: { candidates: unknown[] } };
    return {
      ...event,
      ...(ranking === undefined ? {} : { ranking: [...ranking, ...docIds] }),
      ...(request === undefined ? {} : { request: { ...request, candidates: [...request.candidates, ...added] } }),
    };
  });
  return { ...file, buffer: Buffer.from(JSON.stringify({ ...log, hashes: null, events })) };
}

const frames = (page: Page): Promise<void> => page.evaluate(() => new Promise((done) => setTimeout(done, 150)));
const middleOf = (page: Page, fold: string): Promise<{ readonly x: number; readonly y: number }> =>
  page.locator(`${fold} > summary`).evaluate((head) => {
    const { x, y, width, height } = head.getBoundingClientRect();
    return { x: x + width / 2, y: y + height / 2 };
  });

/**
 * Scrolls a fold's head into the middle of the window, and presses it before anything else is drawn; the finger rises again some frames later. Gives by
 * how many pixels the head has moved under it.
 */
async function pressOnSight(page: Page, fold: string): Promise<number> {
  await page.locator(`${fold} > summary`).evaluate((head) => head.scrollIntoView({ block: 'center', behavior: 'instant' }));
  const { x, y } = await middleOf(page, fold);
  await page.mouse.move(x, y);
  await page.mouse.down();
  await frames(page);
  const { y: later } = await middleOf(page, fold);
  await page.mouse.up();
  return Math.abs(later - y);
}

/**
 * Many passages in a narrow window, and few in a wide one; the others show the same a second time. Above 200 passages rows are laid out as they come into
 * sight; on a machine that is busy with other tests one of them may still be late.
 */
const LISTS = [
  { count: 8, width: 1280, left: false },
  { count: 8, width: 390, left: true },
  { count: 120, width: 390, left: false },
  { count: 300, width: 390, left: true },
] as const;

describe('what is pressed stays under the finger', () => {
  for (const { count, width, left } of LISTS)
    it(
      `below a list of ${count} passages in a window of ${width} pixels, pressed as soon as it is in sight`,
      leftToDeep(left),
      async () => {
        for (const fold of ['.charts-fold', '.export-menu', '.history']) {
          const { context, close } = await app.visitor({ reducedMotion: 'reduce', viewport: { width, height: 600 } });
          const page = await openFresh(context, { url: app.url, language: 'en' });
          await page.locator('input[type=file][multiple]').setInputFiles(runOver(count));
          await page.locator('.export-menu').waitFor();
          expect.soft(await pressOnSight(page, fold), fold).toBeLessThan(1);
          await page.locator(`${fold}[open]`).waitFor({ timeout: 5000 });
          await close();
        }
      },
    );
});
