import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { everyWay, startWatchedHost } from './support/plain-host.ts';
import type { WatchedHost } from './support/plain-host.ts';
import { openBuiltApp } from './support/built-app.ts';
import type { BuiltApp, Visitor } from './support/built-app.ts';
import { ownBuild } from './support/own-build.ts';
import type { OwnBuild } from './support/own-build.ts';
import { controls, eventsOf, exportedLog, fillIn, openPage, runEnd, runOver, runStart, set } from './support/walk.ts';

const INPUT = { query: 'Which planet has rings?', passages: ['Mars is red.', 'Saturn has rings.', 'Venus is hot.'] };

let app: BuiltApp;
let visitor: Visitor;
let other: WatchedHost;
let build: OwnBuild;
beforeAll(async () => {
  build = ownBuild();
  [app, other] = await Promise.all([openBuiltApp({ root: build.root }), startWatchedHost()]);
  visitor = await app.visitor({ serviceWorkers: 'allow', reaching: [other.origin] });
});
afterAll(async () => {
  await Promise.all([app.close(), other.close()]);
  build.remove();
});

describe('the page without a network', () => {
  it('is kept, with its model, once it has been used: nothing is asked of another host', async () => {
    const { page, foreign, errors } = visitor;
    await openPage(page, app);
    // What others have put into this origin's storage is theirs.
    await page.evaluate(async () => (await caches.open('webllm/somebody-else')).put('/theirs', new Response('theirs')));
    await fillIn(page, INPUT);
    await set(page, { 'Thought budget': 8 });
    await page.getByText(/BM25 \+ MiniLM · 3 passages/u).waitFor();
    await controls(page).rank.click();
    await runOver(page);
    await page.evaluate(async () => void (await navigator.serviceWorker.ready));
    await page.locator('[data-offline=kept]').waitFor({ state: 'attached' });
    expect({ foreign, errors }).toEqual({ foreign: [], errors: [] });
  });

  it('a newer version that comes in mid-run is offered when the run has ended whole, and taken when a person says so', async () => {
    const { page, errors } = visitor;
    const newer = page.locator('meta[name=version][content=newer]');
    const offer = page.getByText('A newer version of this page lies ready.');
    await page.evaluate(() => void Object.assign(globalThis, { sameDocument: true }));
    await controls(page).editInput.click();
    await set(page, { Window: 2, Stride: 1, 'Thought budget': 120 });
    await controls(page).rank.click();
    await controls(page)
      .status.getByText(/^Window 1 of 2 done/u)
      .waitFor();
    build.renew();
    await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      await registration.update();
      const worker = registration.installing ?? registration.waiting;
      while (worker !== null && registration.waiting === null) await new Promise((resolve) => setTimeout(resolve, 20));
    });
    // The run goes on, and nothing is offered that would end it.
    expect({ runs: await controls(page).stop.isVisible(), offered: await offer.count() }).toEqual({ runs: true, offered: 0 });
    await runOver(page);
    const log = await exportedLog(page);
    expect(runEnd(log).outcome).toEqual({ type: 'complete' });
    expect(eventsOf(log, 'window-end').length).toBe(2);
    await offer.waitFor();
    expect(await page.evaluate(() => 'sameDocument' in globalThis)).toBe(true);
    expect(await newer.count()).toBe(0);
    await page.getByRole('button', { name: 'Load it now' }).click();
    await newer.waitFor({ state: 'attached' });
    await controls(page).query.waitFor();
    expect(await controls(page).query.inputValue()).toBe(INPUT.query);
    await page.locator('[data-offline=kept]').waitFor({ state: 'attached' });
    expect(await offer.count()).toBe(0);
    expect(errors).toEqual([]);
  });

  it('its service worker reaches nobody but the own origin', async () => {
    const [worker] = visitor.context.serviceWorkers();
    if (worker === undefined) throw new Error('there is no service worker');
    const tried = await worker.evaluate<readonly string[]>(everyWay({ url: other.url, mark: 'kept' }));
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(tried.length).toBeGreaterThan(5);
    expect([...other.knocks]).toEqual([]);
    expect(await worker.evaluate(async (own) => (await fetch(own)).status, `${app.url}icon.svg`)).toBe(200);
  });

  it('no other script can be registered in its place', async () => {
    const refused = await visitor.page
      .evaluate(() =>
        navigator.serviceWorker.register('assets/other.js').then(
          () => 'registered',
          (error: unknown) => (error instanceof Error ? error.name : 'refused'),
        ),
      )
      .catch(() => 'TypeError');
    expect(refused).not.toBe('registered');
  });

  it('brings back what the browser has thrown away, before it says again that it is kept', async () => {
    const { page } = visitor;
    const kept = (): Promise<number> => page.evaluate(async () => (await (await caches.open('glassrank/offline')).keys()).length);
    const all = await kept();
    await page.evaluate(async () => {
      const cache = await caches.open('glassrank/offline');
      const [first, second] = await cache.keys();
      for (const one of [first, second]) if (one !== undefined) await cache.delete(one);
    });
    expect(await kept()).toBe(all - 2);
    await page.reload();
    await page.locator('[data-offline=kept]').waitFor({ state: 'attached' });
    expect(await kept()).toBe(all);
  });

  it('opens, reads a PDF and ranks it with the server gone and no network, and asks nobody for anything', async () => {
    const { page, context, errors } = visitor;
    await app.stopServer();
    await context.setOffline(true);
    const served = app.served.length;
    // What was refused above is told in the console too.
    const before = errors.length;
    await page.reload();
    await controls(page).query.waitFor();
    await page
      .locator('input[type=file][multiple]')
      .setInputFiles(['test/fixtures/documents/handbook.pdf', 'test/fixtures/documents/handbook.docx']);
    await page.getByText('PDF, 2 pages').waitFor();
    await controls(page).query.fill('When may the lease be ended?');
    await page
      .getByText(/BM25 \+ MiniLM/u)
      .first()
      .waitFor();
    await controls(page).rank.click();
    await runOver(page);
    const log = await exportedLog(page);
    expect(runEnd(log).outcome).toEqual({ type: 'complete' });
    expect(runStart(log).request.firstStage?.method).toBe('bm25+minilm');
    expect(app.served.length).toBe(served);
    expect(visitor.foreign).toEqual([]);
    expect(errors.slice(before)).toEqual([]);
    // A view that nobody had opened before.
    await page.getByRole('button', { name: 'Compare', exact: true }).click();
    await page.locator('.compare').waitFor();
  });

  it('what others have put into the storage is untouched', async () => {
    const theirs = await visitor.page.evaluate(async () => {
      const found = await caches.match('/theirs');
      return { text: await found?.text(), names: await caches.keys() };
    });
    expect(theirs.text).toBe('theirs');
    expect(theirs.names).toContain('glassrank/offline');
  });

  it('tells what it keeps, and when it is to forget all of it nothing of it is left in the browser', async () => {
    const { page } = visitor;
    await page.locator('summary', { has: page.locator('.lock') }).click();
    const kept = page.locator('.kept-here');
    for (const kind of ['written', 'runs', 'models', 'encoder', 'page']) await kept.locator(`[data-kept=${kind}]`).waitFor();
    await kept.getByRole('button', { name: 'Forget everything' }).click();
    await kept.getByRole('button', { name: 'Forget it all' }).click();
    await kept.locator('[data-forgotten="0"]').waitFor();
    const left = await page.evaluate(async () => ({
      session: Object.keys(sessionStorage),
      local: Object.keys(localStorage),
      databases: (await indexedDB.databases()).map(({ name }) => name),
      caches: await caches.keys(),
      workers: (await navigator.serviceWorker.getRegistrations()).length,
    }));
    expect(left).toEqual({ session: [], local: [], databases: [], caches: ['webllm/somebody-else'], workers: 0 });
  });
});
