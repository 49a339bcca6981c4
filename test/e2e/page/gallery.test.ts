import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openBuiltApp } from '../support/built-app.ts';
import type { BuiltApp, Visitor } from '../support/built-app.ts';

let app: BuiltApp;
beforeAll(async () => {
  app = await openBuiltApp();
});
afterAll(() => app.close());

let visitor: Visitor;
afterEach(async () => {
  expect(visitor.errors).toEqual([]);
  expect(visitor.foreign).toEqual([]);
  await visitor.close();
});

type Visit = Parameters<BuiltApp['visitor']>[0] & { readonly at?: string };

/** A first visit, whose unexplained layout shifts are summed up. */
async function visit({ at = '', ...options }: Visit = {}): Promise<Page> {
  visitor = await app.visitor({ locale: 'en', viewport: { width: 1280, height: 800 }, ...options });
  const { page } = visitor;
  await page.addInitScript(() => {
    const told = { sum: 0 };
    Object.assign(globalThis, { shifts: told });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[])
        if (!entry.hadRecentInput) told.sum += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto(`${app.url}${at}`);
  return page;
}

const shiftsOf = (page: Page): Promise<number> =>
  page.evaluate(() => (globalThis as unknown as { shifts: { sum: number } }).shifts.sum);
const landing = (page: Page) => page.getByRole('region', { name: 'A recorded run' });
const openGallery = async (page: Page): Promise<void> => {
  await page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: 'Gallery' }).click();
  await page.getByRole('heading', { name: 'Recorded runs' }).waitFor();
};

describe('the recorded run on a page where nothing has been done yet', () => {
  it.each([
    [1280, 800],
    [390, 844],
  ])('plays by itself at %i × %i, says what it is, needs no model, and moves nothing around it', async (width, height) => {
    const page = await visit({ viewport: { width, height } });
    await landing(page).waitFor();
    expect(await landing(page).innerText()).toMatch(
      /Recorded run of Glassrank 135M, not made on your computer\..* as fast as it ran/,
    );
    const box = await landing(page).boundingBox();
    expect((box?.y ?? height) + 100).toBeLessThan(height);
    const first = page.locator('.landing-list li').first();
    // The model lifts the answer, which was given third.
    await first.filter({ hasText: 'A worn fuse' }).waitFor({ timeout: 20_000 });
    expect(visitor.own.filter((address) => address.includes('/models/glassrank'))).toEqual([]);
    expect(await shiftsOf(page)).toBeLessThan(0.05);
  });

  it('stops as soon as something is done elsewhere, goes on when asked to, and gives place to a list', async () => {
    const page = await visit();
    await landing(page).getByRole('button', { name: 'Pause' }).waitFor();
    await page.getByLabel('Query', { exact: true }).press('w');
    await landing(page).getByRole('button', { name: 'Play' }).click();
    await landing(page).getByRole('button', { name: 'Pause' }).waitFor();
    await page.getByLabel('Passages', { exact: true }).fill('One passage.\n\nAnother one.');
    await landing(page).waitFor({ state: 'detached' });
  });

  it('stands still at its end where motion is not wanted', async () => {
    const page = await visit({ reducedMotion: 'reduce' });
    await landing(page).getByRole('button', { name: 'Play again' }).waitFor();
    expect(await page.locator('.landing-list li').first().textContent()).toContain('A worn fuse');
  });
});

describe('the gallery', () => {
  it('plays a run in Watch, where it can be halted and moved in time, and opens it in Study by its address', async () => {
    const page = await visit();
    await openGallery(page);
    const card = page.getByRole('article', { name: 'Other words' });
    const address = await card.getByRole('link', { name: 'Open in Study' }).getAttribute('href');
    await card.getByRole('button', { name: 'Watch it' }).click();
    await page.locator('[data-look="watch"] .timeline-line').waitFor();
    expect(await page.getByRole('radio', { name: 'Watch' }).isChecked()).toBe(true);
    const scrubber = page.locator('.timeline-scrubber');
    await page.getByRole('button', { name: 'Pause' }).click();
    await scrubber.press('End');
    await page.locator('.export-menu').waitFor();
    await page.getByText(/A recorded run of Glassrank 135M, from the gallery: not made on your computer/).waitFor();
    await page.goto(`${app.url}${address}`);
    await page.locator('.timeline-tools').waitFor();
    expect(await page.getByRole('radio', { name: 'Study' }).isChecked()).toBe(true);
    // What speaks for the first place is its reason, not what the thought ends with.
    expect(await page.locator('[data-doc-row] .row-why .why-sentence').first().textContent()).toMatch(/^\[3\] answers it: /);
    // Asked for by the address, not chosen.
    expect(await page.evaluate(() => localStorage.getItem('glassrank.preferences') ?? '')).not.toContain('study');
  });

  it('puts a run’s query and passages into the input, to be run here', async () => {
    const page = await visit();
    await openGallery(page);
    await page.getByRole('article', { name: 'Other words' }).getByRole('button', { name: 'Run it here' }).click();
    await page.locator('[data-doc-row]').nth(3).waitFor();
    expect(await page.getByLabel('Query', { exact: true }).inputValue()).toBe('How do bees tell each other where food is?');
    expect(await page.getByRole('button', { name: 'Rank', exact: true }).isEnabled()).toBe(true);
  });

  it('lays two traces of one list side by side by one press, and takes whoever pressed there', async () => {
    const page = await visit();
    await openGallery(page);
    const card = page.getByRole('article', { name: 'Pages of an encyclopaedia' });
    await card.getByRole('button', { name: 'The same pages by Rank-K’s prompt' }).press('Enter');
    await page.locator('.gallery-trace').nth(1).waitFor();
    expect(await page.locator('.compared').count()).toBe(1);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Two traces of one list');
    // At the same height, and within the screen.
    const boxes = await Promise.all([0, 1].map((place) => page.locator('.gallery-trace').nth(place).boundingBox()));
    expect(boxes[0]?.y).toBe(boxes[1]?.y);
    expect(boxes[0]?.y).toBeLessThan(800);
    expect(boxes[0]?.x).not.toBe(boxes[1]?.x);
  });

  it('says of an address without a run that there is none', async () => {
    const page = await visit({ at: '?run=no-such-run' });
    expect(await page.locator('.gallery .problem').textContent()).toContain('no-such-run');
    await page.getByRole('heading', { name: 'Recorded runs' }).waitFor();
  });
});
