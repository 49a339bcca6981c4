import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBuiltApp } from '../support/built-app.ts';
import type { BuiltApp } from '../support/built-app.ts';
import { openPage } from '../support/walk.ts';

let app: BuiltApp;
beforeAll(async () => {
  app = await openBuiltApp();
});
afterAll(() => app.close());

const ROWS = 30_000;

/** A table of passages, about 130 bytes each. */
function table(rows: number): { readonly name: string; readonly mimeType: string; readonly buffer: Buffer } {
  const line = (_: unknown, row: number): string =>
    `p${row},"Passage ${row} tells of rivers, of lakes and of what grows beside them, and of no more than ${row % 97} other things."`;
  return {
    name: 'list.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(['id,text', ...Array.from({ length: rows }, line)].join('\n')),
  };
}

async function give(page: Page, rows: number): Promise<void> {
  await page.locator('input[type=file][multiple]').setInputFiles(table(rows));
  await page.locator('.reader-progress').waitFor();
}

test('a file of several megabytes is read in a worker in the real browser: told, with Cancel, and the whole of it comes', async () => {
  const { page, errors, close } = await app.visitor();
  await openPage(page, app);
  await give(page, ROWS);
  await page.locator('.reader-progress').waitFor({ state: 'detached' });
  await page
    .getByText(`${ROWS.toLocaleString('en')} passages`)
    .first()
    .waitFor();
  expect(errors).toEqual([]);
  await close();
});

test('Cancel while it is read leaves the page as usable as before', async () => {
  const { page, errors, close } = await app.visitor();
  await openPage(page, app);
  await give(page, 8 * ROWS);
  await page.locator('.reader-progress').getByRole('button', { name: 'Cancel' }).click();
  await page.locator('.reader-progress').waitFor({ state: 'detached' });
  await page.locator('.query-box').fill('which rivers');
  expect(await page.locator('.query-box').inputValue()).toBe('which rivers');
  expect(errors).toEqual([]);
  await close();
});
