import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium, SOFTWARE_GPU_ARGS } from '../../../scripts/find-chromium.mjs';
import { everyWay, startPlainHost, startWatchedHost } from '../support/plain-host.ts';
import type { Host, WatchedHost } from '../support/plain-host.ts';

// What each document may reach, and each of its workers, where the host sends no policy of its own: what holds is the `<meta>` of the page.

let host: Host;
/** The chosen server, and any other. */
let server: WatchedHost;
let other: WatchedHost;
let browser: Browser;
beforeAll(async () => {
  [host, server, other] = await Promise.all([startPlainHost(), startWatchedHost(), startWatchedHost()]);
  const { executablePath, env } = await findChromium();
  browser = await chromium.launch({ executablePath, env, args: SOFTWARE_GPU_ARGS });
});
afterAll(async () => {
  await browser.close();
  await Promise.all([host, server, other].map((one) => one.close()));
});

/** Ways of pages and workers alike that `connect-src` allows or forbids; a WebSocket is of another scheme than the address that is allowed. */
const CONNECTS = ['fetch', 'fetch-opaque', 'xhr', 'event-source'];

let marks = 0;

/** A page or a worker, as far as both run what they are given. */
type Realm = Pick<Page, 'evaluate'>;

/** The ways in which a host was reached from a page or a worker. */
async function reached(
  realm: Realm,
  target: WatchedHost,
): Promise<{ readonly tried: readonly string[]; readonly came: readonly string[] }> {
  marks += 1;
  const mark = `m${marks}`;
  const tried = await realm.evaluate<readonly string[]>(everyWay({ url: target.url, mark }));
  // What was let out has had its time to arrive.
  await new Promise((resolve) => setTimeout(resolve, 300));
  const came = [...target.knocks].filter((path) => path.startsWith(`${mark}/`)).map((path) => path.slice(mark.length + 1));
  return { tried, came: came.toSorted() };
}

/** A page with all the workers that it has once a list stands in it. */
async function openWorking(path: string): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(host.url + path);
  await page.getByLabel('Query', { exact: true }).fill('Which bee dances?');
  await page.getByLabel('Passages', { exact: true }).fill('one bee sleeps\n\ntwo bees dance\n\nthree bees fly');
  await page.getByText(/BM25 \+ MiniLM · 3 passages/u).waitFor({ timeout: 60_000 });
  return page;
}

/**
 * The page as it stands with its workers, opened once for the tests that only look at what it may reach: none of them changes what that is, but for the
 * last of them. A page and its workers are seconds of loading.
 */
const standing = new Map<string, Promise<Page>>();
function working(path: string): Promise<Page> {
  const page = standing.get(path) ?? openWorking(path);
  standing.set(path, page);
  return page;
}
const SEALED = 'index.html?model=test-tiny';
const connected = (): string => `connected.html?server=${encodeURIComponent(server.origin)}`;

describe('without a policy all of it gets through, so that a silence below means something', () => {
  it('from a page, and from a worker that it starts', async () => {
    const page = await browser.newPage();
    await page.goto(`${host.url}open.html`);
    const { tried, came } = await reached(page, other);
    expect(tried.length).toBeGreaterThan(14);
    expect(came).toEqual(tried.toSorted());
    const started = page.waitForEvent('worker');
    await page.evaluate(() => new Worker('/idle.js', { type: 'module' }));
    const fromWorker = await reached(await started, other);
    expect(fromWorker.tried.length).toBeGreaterThan(6);
    expect(fromWorker.came).toEqual(fromWorker.tried.toSorted());
    await page.close();
  });
});

describe('index.html, the sealed page', () => {
  it('reaches no other origin, nor does any of its workers: engine, first stage, encoders', async () => {
    const page = await working(SEALED);
    expect((await reached(page, other)).came).toEqual([]);
    const workers = page.workers();
    expect(workers.length).toBeGreaterThanOrEqual(3);
    for (const worker of workers) {
      expect(worker.url()).toMatch(/^blob:/u);
      expect((await reached(worker, other)).came).toEqual([]);
    }
    // They are not cut off altogether.
    for (const realm of [page, ...workers] as readonly Realm[])
      expect(await realm.evaluate(async (own) => (await fetch(own)).status, `${host.url}icon.svg`)).toBe(200);
  });
});

describe('text as code', () => {
  /** What of a realm takes a text for code. */
  const sinks = (realm: Realm): Promise<readonly string[]> =>
    realm.evaluate(async () => {
      const ways: Readonly<Record<string, () => unknown>> = {
        'new Worker': () => new Worker('/idle.js', { type: 'module' }),
        'a policy that lets all through': () =>
          (
            globalThis as unknown as { trustedTypes: { createPolicy(name: string, rules: object): unknown } }
          ).trustedTypes.createPolicy('all', { createScriptURL: (address: string) => address }),
        'a second policy of our name': () =>
          (
            globalThis as unknown as { trustedTypes: { createPolicy(name: string, rules: object): unknown } }
          ).trustedTypes.createPolicy('glassrank-worker', { createScriptURL: (address: string) => address }),
        ...('document' in globalThis
          ? {
              innerHTML: () => (document.createElement('p').innerHTML = '<b>x</b>'),
              insertAdjacentHTML: () => document.body.insertAdjacentHTML('beforeend', '<b>x</b>'),
              'script.src': () => (document.createElement('script').src = '/idle.js'),
              'script.text': () => (document.createElement('script').text = '1'),
              'iframe.srcdoc': () => (document.createElement('iframe').srcdoc = '<b>x</b>'),
              DOMParser: () => new DOMParser().parseFromString('<b>x</b>', 'text/html'),
              'document.write': () => document.write('<b>x</b>'),
            }
          : {}),
      };
      const through: string[] = [];
      for (const [name, way] of Object.entries(ways)) {
        try {
          way();
          through.push(name);
        } catch {
          // As it should be.
        }
      }
      return through;
    });

  it('is taken by no document and no worker: no markup, no script, no worker by its address, no other Trusted Types policy', async () => {
    const sealed = await working(SEALED);
    for (const realm of [sealed, ...sealed.workers()] as readonly Realm[]) expect(await sinks(realm)).toEqual([]);
    for (const document of ['models.html', 'connected.html', 'evaluate.html']) {
      const page = await browser.newPage();
      await page.goto(host.url + document);
      // The page's own policy is made with its first worker; models.html and evaluate.html may have none yet.
      expect((await sinks(page)).filter((name) => name !== 'a second policy of our name')).toEqual([]);
      await page.close();
    }
  });

  it('though each is taken where no policy is, so that the silence above means something', async () => {
    const page = await browser.newPage();
    await page.goto(`${host.url}open.html`);
    expect((await sinks(page)).length).toBeGreaterThan(8);
    await page.close();
  });
});

describe('what the page says of its policy', () => {
  const note = (page: Page) => page.locator('[data-reach]');
  const openNote = (page: Page) => page.locator('summary', { has: page.locator('.lock') }).click();

  it('nothing is tried, and no console greets a visitor with red lines, until somebody opens the note', async () => {
    const page = await browser.newPage();
    const lines: string[] = [];
    page.on('console', (message) => message.text().includes('glassrank.invalid') && lines.push(message.text()));
    await page.goto(`${host.url}index.html?model=test-tiny`);
    await page.getByLabel('Query', { exact: true }).fill('Which bee dances?');
    await page.getByLabel('Passages', { exact: true }).fill('one bee sleeps\n\ntwo bees dance\n\nthree bees fly');
    await page.getByText(/BM25 \+ MiniLM · 3 passages/u).waitFor({ timeout: 60_000 });
    expect(lines).toEqual([]);
    expect(await note(page).count()).toBe(0);
    await openNote(page);
    await expect.poll(() => note(page).getAttribute('data-reach'), { timeout: 30_000 }).toBe('held');
    expect(lines.length).toBeGreaterThan(0);
    await page.close();
  });

  it('held, on a plain host: the page and each worker tried, and were refused', async () => {
    const page = await working(SEALED);
    await openNote(page);
    await expect
      .poll(() => note(page).textContent(), { timeout: 30_000 })
      .toMatch(/and its ([3-9]) workers asked for .* refused each/u);
    expect(await note(page).getAttribute('data-reach')).toBe('held');
    expect(await page.getByText('(not held by this host)').count()).toBe(0);
  });

  it('held, with a server chosen: that one is reached, and no other', async () => {
    const page = await working(connected());
    await openNote(page);
    await expect.poll(() => note(page).getAttribute('data-reach'), { timeout: 30_000 }).toBe('held');
  });

  it('open, where something takes the policy out of the page: said in the note, and beside the claim', async () => {
    const stripping = await startPlainHost({ strips: true });
    const page = await browser.newPage();
    await page.goto(`${stripping.url}index.html?model=test-tiny`);
    await expect.poll(() => note(page).getAttribute('data-reach'), { timeout: 30_000 }).toBe('open');
    await page.getByText('(not held by this host)').waitFor();
    await page.close();
    await stripping.close();
  });
});

describe('evaluate.html', () => {
  it('reaches no other origin', async () => {
    const page = await browser.newPage();
    await page.goto(`${host.url}evaluate.html`);
    expect((await reached(page, other)).came).toEqual([]);
    await page.close();
  });
});

describe('models.html', () => {
  it('asks this machine and https hosts, and takes in nothing but data', async () => {
    const page = await browser.newPage();
    await page.goto(`${host.url}models.html`);
    const { came } = await reached(page, other);
    expect(came).toEqual([...CONNECTS, 'beacon', 'ping'].toSorted());
    // What the policy refuses is told apart from what the network does.
    const refused = await page.evaluate(async () => {
      const told: string[] = [];
      document.addEventListener('securitypolicyviolation', ({ blockedURI }) => told.push(new URL(blockedURI).href));
      for (const url of ['https://hub.invalid/', 'http://hub.invalid/', 'http://192.0.2.1/', 'http://localhost:9/']) {
        await fetch(url).catch(() => {});
      }
      return told;
    });
    expect(refused).toEqual(['http://hub.invalid/', 'http://192.0.2.1/']);
    await page.close();
  });
});

describe('connected.html', () => {
  it('reaches nobody before a server is chosen', async () => {
    const page = await openWorking('connected.html');
    for (const realm of [page, ...page.workers()]) expect((await reached(realm, other)).came).toEqual([]);
    await page.close();
  });

  it('reaches the chosen server by asking it, and nobody else; so do its workers', async () => {
    const page = await working(connected());
    expect((await reached(page, server)).came).toEqual([...CONNECTS, 'beacon', 'ping'].toSorted());
    const workers = page.workers();
    expect(workers.length).toBeGreaterThanOrEqual(2);
    for (const worker of workers) expect((await reached(worker, server)).came).toEqual(CONNECTS.toSorted());
    for (const realm of [page, ...workers]) expect((await reached(realm, other)).came).toEqual([]);
  });

  it('stays narrowed, whatever is kept or added to its head later', async () => {
    const page = await working(connected());
    await page.evaluate((origin) => {
      localStorage.setItem('glassrank.server', origin);
      for (const old of document.querySelectorAll('meta[http-equiv]')) old.remove();
      document.head.append(
        Object.assign(document.createElement('meta'), { httpEquiv: 'Content-Security-Policy', content: 'connect-src *' }),
      );
    }, other.origin);
    expect((await reached(page, other)).came).toEqual([]);
    await page.close();
  });

  it('does not start where its first script did not come, and says why', async () => {
    const page = await browser.newPage();
    await page.route('**/one-server.js', (route) => route.abort());
    await page.goto(`${host.url}connected.html?server=${encodeURIComponent(server.origin)}`);
    await page.getByText('This page did not start').waitFor();
    expect(await page.getByLabel('Query', { exact: true }).count()).toBe(0);
    expect(page.workers()).toEqual([]);
    await page.close();
  });
});
