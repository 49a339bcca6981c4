import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filesOf, startHub } from '../support/hub-server.ts';
import type { Hub } from '../support/hub-server.ts';
import { openBuiltApp } from './support/built-app.ts';
import type { BuiltApp, Visitor } from './support/built-app.ts';
import { controls, eventsOf, exportedLog, fillIn, openPage, runEnd, runOver, runStart, set } from './support/walk.ts';

/** A model of another origin, fetched by models.html, ranks in the sealed page, which may reach no origin but its own. */
const REPOSITORY = 'tests/Tiny-Ranker-q4f32_1-MLC';
const ID = 'Tiny-Ranker-q4f32_1-MLC';
const PASSAGES = ['Sydney is the largest city.', 'Canberra is the capital of Australia.', 'Wellington is in New Zealand.'];

let app: BuiltApp;
let hub: Hub;
let visitor: Visitor;
beforeAll(async () => {
  app = await openBuiltApp();
  // As others publish models: without our manifest.
  const { 'manifest.json': _, ...files } = filesOf('public/models/test-tiny');
  hub = await startHub({ models: { [REPOSITORY]: files } });
  visitor = await app.visitor();
});
afterAll(async () => {
  await app.close();
  await hub.close();
});

const address = (): string => `${hub.origin}/${REPOSITORY}`;

describe('a model that models.html fetched from another origin', () => {
  it('is fetched, checked and stored there', async () => {
    const { page, context } = visitor;
    await context.route(`${hub.origin}/**`, (route) => route.continue());
    await page.goto(`${app.url}models.html`);
    await page.locator('#models-address').fill(address());
    await page.locator('#models-address').press('Enter');
    await page.locator(`a[href*="model=${ID}"]`).first().waitFor();
    expect(hub.requests.some(({ file }) => file === 'params_shard_0.bin')).toBe(true);
    await context.unroute(`${hub.origin}/**`);
  });

  it('ranks a list in the sealed page, which asks no other origin for anything', async () => {
    const { page, foreign } = visitor;
    const before = foreign.length;
    const asked = hub.requests.length;
    await openPage(page, { url: app.url, model: ID });
    await fillIn(page, { query: 'capital of Australia', passages: PASSAGES });
    await set(page, { 'Thought budget': 12 });
    await controls(page).rank.click();
    await runOver(page);
    const log = await exportedLog(page);
    expect(runStart(log).model).toMatchObject({ id: ID, library: 'software.wasm' });
    expect(eventsOf(log, 'window-start')[0]).toMatchObject({ family: { opensThought: true } });
    expect(runEnd(log)).toMatchObject({ outcome: { type: 'complete' } });
    expect(runEnd(log).ranking.toSorted()).toEqual(['p1', 'p2', 'p3']);
    // What WebLLM would have fetched by itself lay verified in the cache.
    expect(foreign.slice(before)).toEqual([]);
    expect(hub.requests).toHaveLength(asked);
    expect(visitor.own.filter((one) => one.includes(`/models/${ID}/`))).toEqual([]);
    expect(visitor.errors).toEqual([]);
  });

  it('is listed in the header with when it was used, and the address keeps the choice', async () => {
    const { page } = visitor;
    await page.locator('.header-facts summary').first().click();
    const row = page.locator('.model-row').filter({ hasText: /last used/ });
    await row.waitFor();
    expect(await row.getByRole('radio').isChecked()).toBe(true);
    await page.getByRole('radio', { name: 'Glassrank 135M' }).check();
    expect(new URL(page.url()).searchParams.get('model')).toBeNull();
    await row.getByRole('radio').check();
    expect(new URL(page.url()).searchParams.get('model')).toBe(ID);
    await page.reload();
    await controls(page).query.waitFor();
    await page.getByText(/Tiny.Ranker.*not loaded/i).waitFor();
  });

  it('with one bit flipped is not run: the file is named, with the page that repairs it', async () => {
    const { page } = visitor;
    await page.evaluate(async () => {
      const cache = await caches.open('webllm/model');
      for (const { url } of await cache.keys()) {
        if (!url.endsWith('params_shard_0.bin')) continue;
        const bytes = new Uint8Array(await ((await cache.match(url)) ?? new Response()).arrayBuffer());
        bytes[1000] = (bytes[1000] ?? 0) ^ 4;
        await cache.put(url, new Response(bytes));
      }
    });
    await controls(page).rank.click();
    const notice = page.getByRole('alert');
    await notice.getByRole('heading', { name: 'A stored model file is damaged' }).waitFor();
    expect(await notice.textContent()).toContain('params_shard_0.bin');
    expect(await notice.textContent()).toContain('models.html');
    // The choice says so too.
    await page.locator('.header-facts summary').first().click();
    await page.getByText('A file of it is damaged or missing.').waitFor();
  });

  it('is mended by fetching that file alone, and loads again', async () => {
    const { page, context } = visitor;
    await page.keyboard.press('Escape');
    await page.getByRole('alert').getByRole('link', { name: 'Open the page of models' }).click();
    await context.route(`${hub.origin}/**`, (route) => route.continue());
    const asked = hub.requests.length;
    await page.getByRole('button', { name: /^Check and repair/ }).click();
    await page.getByText(/Fetched again; everything is whole/).waitFor();
    const files = hub.requests.slice(asked).flatMap(({ file, sent }) => (sent > 0 ? [file] : []));
    expect([...new Set(files)]).toEqual(['params_shard_0.bin']);
    await context.unroute(`${hub.origin}/**`);
    await page.locator(`a[href*="model=${ID}"]`).first().click();
    await controls(page).query.waitFor();
    await page.locator('.header-facts summary').first().click();
    await page.getByRole('button', { name: 'Load the model now' }).click();
    await page.locator('.lamp-on').waitFor();
  });
});
