import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findChromium } from '../../../scripts/find-chromium.mjs';
import { toLogFile } from '../../../src/core/log/file.ts';
import { toReplayHtml } from '../../../src/core/export/replay.ts';
import type { RunEvent } from '../../../src/core/log/event.ts';
import { viewAt } from '../../../src/core/log/cursor.ts';
import { hostileLog } from '../../unit/core/export/hostile-run.ts';
import { readStream } from '../../unit/core/read/read-stream.ts';

let browser: Browser;
let folder = '';

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'glassrank-replay-'));
  const { executablePath, env } = await findChromium();
  browser = await chromium.launch({ executablePath, env });
});

afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Opened {
  readonly page: Page;
  readonly errors: readonly string[];
  readonly requests: readonly string[];
}

/** The replay of a log, opened from the disk of a machine that is offline. */
async function open(log: readonly RunEvent[], locale?: string): Promise<Opened> {
  const template = readFileSync('dist/replay-template.html', 'utf8');
  const html = toReplayHtml({ template, file: toLogFile({ log, appVersion: '1', exportedAt: '2026-01-02T03:04:05Z' }) });
  if (html === null) throw new Error('dist/replay-template.html is not the replay page');
  const file = path.join(folder, 'replay.html');
  writeFileSync(file, html);
  const context = await browser.newContext({ offline: true, ...(locale === undefined ? {} : { locale }) });
  const page = await context.newPage();
  const errors: string[] = [];
  const requests: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => errors.push(message.text()));
  page.on('dialog', (dialog) => {
    errors.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(pathToFileURL(file).href);
  return { page, errors, requests };
}

const shownOrder = (page: Page): Promise<readonly (string | undefined)[]> =>
  page.locator('[data-doc-row]').evaluateAll((rows) => rows.map((row) => (row as HTMLElement).dataset['docRow']));
const moveTo = (page: Page, ms: number): Promise<void> => page.getByRole('slider', { name: 'Time' }).fill(String(ms));

test('the template is one file of less than 800 kB, the words of four languages in it', () => {
  expect(readFileSync('dist/replay-template.html').length).toBeLessThan(800_000);
});

test('the file speaks its reader’s language, whoever saved it: list, reasoning and timeline', async () => {
  const { page, errors } = await open(readStream('recorded-kettle'), 'fa-IR');
  await page.getByRole('heading', { name: 'استدلال', exact: true }).waitFor();
  await page.getByRole('heading', { name: 'رتبه‌بندی' }).waitFor();
  expect(await page.locator('.timeline-scrubber').getAttribute('aria-valuetext')).toMatch(/^\p{Script=Arabic}/u);
  expect(errors).toEqual([]);
  await page.context().close();
});

test.each(['recorded-kettle', 'two-windows-repaired', 'stopped-in-second-window'])(
  '%s: the file opens offline at the final order, and the scrubber goes back in time',
  async (name) => {
    const log = readStream(name);
    const { page, errors, requests } = await open(log);
    await page.getByRole('heading', { name: 'Ranking' }).waitFor();
    expect(await shownOrder(page)).toEqual(viewAt(log, { type: 'live' })?.ranking);
    const cursors = [...Array(20).keys()].map((step) => Math.round((step * (log.length - 1)) / 19));
    for (const index of cursors.toReversed()) {
      const ms = log[index]?.at ?? 0;
      await moveTo(page, ms);
      // Of events at one moment the last is shown; at the very beginning the first.
      const shown = ms === 0 ? 0 : log.findLastIndex(({ at }) => at <= ms);
      expect(await shownOrder(page)).toEqual(viewAt(log, { type: 'at', index: shown })?.ranking);
    }
    expect(await shownOrder(page)).toEqual(viewAt(log, { type: 'at', index: 0 })?.ranking);
    expect(await shownOrder(page)).not.toEqual(viewAt(log, { type: 'live' })?.ranking);
    expect(errors).toEqual([]);
    expect(requests).toHaveLength(1);
    await page.context().close();
  },
);

test('the reasoning shown at the end is the whole thought of the log', async () => {
  const log = readStream('recorded-kettle');
  const { page } = await open(log);
  const steps = await page.locator('.steps').first().textContent();
  for (const word of viewAt(log, { type: 'live' })?.windows[0]?.reasoning.split(/\s+/u).slice(0, 8) ?? [])
    expect(steps).toContain(word);
  await page.context().close();
});

test.each([
  '</script><script>alert(1)</script>',
  '<!--<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<iframe src="https://x.test"></iframe>',
  '\u2028</SCRIPT\t><svg onload=alert(1)>',
])('the text %j is shown and not run', async (text) => {
  const { page, errors, requests } = await open(hostileLog(text));
  await page.getByRole('heading', { name: 'Ranking' }).waitFor();
  expect(await page.locator('h1').textContent()).toBe(text);
  expect(await page.locator('img, iframe, main svg[onload]').count()).toBe(0);
  expect(errors).toEqual([]);
  expect(requests).toHaveLength(1);
  await page.context().close();
});

test('the file’s own policy lets nothing out', async () => {
  const { page } = await open(readStream('recorded-kettle'));
  await page.context().setOffline(false);
  const told = await page.evaluate(
    () =>
      new Promise((resolve) => {
        document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), { once: true });
        void fetch('https://x.test/').catch(() => undefined);
      }),
  );
  expect(told).toBe('connect-src');
  await page.context().close();
});

test('a log that was changed by hand is refused in words', async () => {
  const log = readStream('recorded-kettle');
  const { page } = await open([{ ...log[0], type: 'nonsense' } as unknown as RunEvent, ...log.slice(1)]);
  await page.getByRole('heading', { name: 'This replay cannot be shown' }).waitFor();
  await page.context().close();
});
