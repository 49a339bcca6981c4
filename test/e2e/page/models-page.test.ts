import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deep } from '../../support/profile.ts';
import { filesOf, startHub } from '../../support/hub-server.ts';
import type { Hub, HubFiles } from '../../support/hub-server.ts';
import { NARROW, WIDE } from '../support/accessible.ts';
import { openBuiltApp } from '../support/built-app.ts';
import type { BuiltApp, Visitor } from '../support/built-app.ts';
import { fakeGpu } from '../support/fake-gpu.ts';
import type { FakeGpu } from '../support/fake-gpu.ts';
import { cutOff, drawnAnew, violations } from '../support/look.ts';

/** models.html over a hub of another origin: what it fetches, keeps, checks, repairs and deletes, and that everybody can use it. */
const REPOSITORY = 'tests/Tiny-Ranker-q4f32_1-MLC';
const ID = 'Tiny-Ranker-q4f32_1-MLC';

let app: BuiltApp;
let hub: Hub;
let files: HubFiles;
beforeAll(async () => {
  // As others publish models: without our manifest.
  const { 'manifest.json': _, ...published } = filesOf('public/models/test-tiny');
  files = published;
  app = await openBuiltApp();
  hub = await startHub({ models: { [REPOSITORY]: files } });
});
afterAll(async () => {
  await app.close();
  await hub.close();
});

const address = (): string => `${hub.origin}/${REPOSITORY}`;

/** A visitor of the page of models who may reach the hub. @param gpu instead of the browser's own; null: none. */
async function visitModels(language = 'en', gpu?: FakeGpu | null): Promise<Visitor> {
  const visitor = await app.visitor({ reducedMotion: 'reduce', viewport: WIDE });
  await visitor.context.route(`${hub.origin}/**`, (route) => route.continue());
  await visitor.page.addInitScript((chosen) => {
    localStorage.setItem('glassrank.preferences', JSON.stringify({ language: chosen, shortcuts: true, keepRuns: true }));
  }, language);
  if (gpu !== undefined) await fakeGpu(visitor.page, gpu);
  await open(visitor.page);
  return visitor;
}

async function open(page: Page): Promise<void> {
  await page.goto(`${app.url}models.html`);
  await page.locator('.models-said').waitFor();
}

const parts = (page: Page) => ({
  address: page.getByLabel('Address'),
  fetch: page.locator('.models-own button[type=submit]'),
  row: page.locator('.models-row').filter({ hasText: 'Tiny Ranker' }),
});

async function fetchTiny(page: Page): Promise<void> {
  await parts(page).address.fill(address());
  await parts(page).fetch.click();
}

const storedRow = (page: Page) => page.locator('.models-row').filter({ has: page.locator(`a[href*="model=${ID}"]`) });

describe('the page of models', () => {
  it('says at first sight what this machine is and what to use on it, with the button for it', async () => {
    const { page, errors, close } = await visitModels();
    for (const viewport of [WIDE, NARROW]) {
      await page.setViewportSize(viewport);
      await drawnAnew(page);
      await page.evaluate(() => scrollTo(0, 0));
      const box = await page.locator('.models-recommended .button-rank').boundingBox();
      expect(box?.y ?? Infinity).toBeLessThan(viewport.height - (box?.height ?? 0));
    }
    expect(await page.locator('.models-machine').textContent()).toMatch(/swiftshader/i);
    expect(await page.locator('.models-said').textContent()).toContain('Glassrank 135M');
    await page.locator('.models-recommended .button-rank').click();
    await page.locator('.query-box').waitFor();
    expect(new URL(page.url()).searchParams.get('model')).toBe('glassrank-135m-q4f32_1');
    expect(errors).toEqual([]);
    await close();
  });

  it('asks nobody for anything until it is told to', async () => {
    const { page, foreign, close } = await visitModels();
    await page.locator('.models-room').waitFor();
    expect(foreign).toEqual([]);
    await close();
  });

  it('lists WebLLM’s models with size, memory, licence and whether they fit, and names one that fits where one does not', async () => {
    const { page, close } = await visitModels();
    for (const fold of await page.locator('.models-catalogue details > summary').all()) await fold.click();
    const qwen = page.locator('.models-catalogue .models-row').filter({ has: page.getByText('Qwen3-4B', { exact: true }) });
    expect(await qwen.textContent()).toMatch(/thinks.*nDCG@10 0\.683.*2\.3 GB to fetch.*4\.3 GB of graphics memory.*Apache-2\.0/);
    const unfit = page.locator('.models-fit-no');
    for (const text of await unfit.allTextContents()) expect(text).toMatch(/It needs .*Nearest that fits: /);
    expect(await page.locator('.models-catalogue .models-row').count()).toBeGreaterThan(25);
    await close();
  });
});

describe('the model that is recommended', () => {
  const said = (page: Page): Promise<string | null> => page.locator('.models-recommended').textContent();

  it('on a GPU is the smallest that beats its first stage; its memory is tried when that is asked for, and then the best that it held', async () => {
    const { page, foreign, close } = await visitModels('en', { memory: 9e9 });
    expect(await said(page)).toMatch(
      /Qwen3-4B.*from 0\.636.*to 0\.683.*Qwen3-1\.7B 0\.641.*Acme Glass 4000.*browsers do not tell/,
    );
    await page.getByRole('button', { name: 'Try 3.6 GB of graphics memory' }).click();
    await page.getByText('at least 3.6 GB of graphics memory, tried', { exact: false }).waitFor();
    expect(await said(page)).toMatch(/3\.6 GB of graphics memory were tried, and held it/);
    // A larger context needs more than was tried.
    await page.getByLabel('Context').selectOption({ label: '16,384 tokens' });
    await page.getByRole('button', { name: 'Try 5.5 GB of graphics memory' }).waitFor();
    expect(foreign).toEqual([]);
    await close();
  });

  it('is the one of the page where the memory for a better one is not there; then nothing is fetched, and it is said why', async () => {
    const { page, foreign, close } = await visitModels('en', { memory: 3e9, features: [] });
    await page.getByRole('button', { name: /^Try the memory, then fetch/ }).click();
    const alert = page.locator('.models-job [role=alert]');
    await alert.waitFor();
    expect(await alert.textContent()).toMatch(/Not fetched\. It needs 4\.5 GB of graphics memory; 3\.0 GB could be held/);
    expect(await said(page)).toMatch(
      /Glassrank 135M.*Qwen3-1\.7B reaches 0\.641.*0\.636.*Qwen3-4B, the smallest that is worth it/,
    );
    await page.locator('.models-catalogue summary').click();
    const unfit = page.locator('.models-row').filter({ has: page.getByText('Qwen3-8B', { exact: true }) });
    expect(await unfit.textContent()).toMatch(/needs 7\.2 GB.*Nearest that fits: Qwen3-1\.7B/);
    expect(foreign).toEqual([]);
    await close();
  });

  it('without WebGPU is the built-in one, which runs on the processor, with what can be done about the rest', async () => {
    const { page, close } = await visitModels('en', null);
    expect(await said(page)).toMatch(/Glassrank 135M.*runs on the processor instead.*This browser has no WebGPU/);
    expect(await page.locator('.models-catalogue button').count()).toBe(0);
    await close();
  });
});

describe('a model of another origin', () => {
  it('is fetched, stored whole, checked, deleted', async () => {
    const { page, errors, close } = await visitModels();
    await fetchTiny(page);
    const row = storedRow(page);
    await row.waitFor();
    expect(await row.textContent()).toMatch(/from 127\.0\.0\.1/);
    expect(await row.textContent()).toContain('apache-2.0');
    await row.getByText('Files and checksums').click();
    expect(await row.locator('tbody tr').count()).toBeGreaterThanOrEqual(5);
    await row.getByRole('button', { name: /Check and repair/ }).click();
    await row.getByText('Checked: every file is as it was stored.').waitFor();

    await row.getByRole('button', { name: /^Delete/ }).click();
    // The answer that loses nothing has the focus.
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Keep it');
    await page.keyboard.press('Escape');
    await row.getByRole('button', { name: /^Delete/ }).click();
    await row.getByRole('button', { name: 'Delete it' }).click();
    await row.waitFor({ state: 'detached' });
    const left = await page.evaluate(async () => {
      const names = ['webllm/model', 'webllm/config', 'webllm/wasm', 'glassrank/models', 'glassrank/parts'];
      const keys = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)));
      return keys.flat();
    });
    expect(left).toEqual([]);
    expect(errors).toEqual([]);
    await close();
  });

  it('that a reload interrupts is offered again with what is here, and what was here is not fetched twice', async () => {
    const { page, close } = await visitModels();
    hub.requests.length = 0;
    hub.arm(/params_shard_0\.bin/, { type: 'slow', ms: 200 }, 1);
    await fetchTiny(page);
    // The libraries are here whole, and the weights are on their way.
    await page.getByText(/params_shard_0\.bin/).waitFor();
    const whole = new Set(hub.requests.filter(({ file, sent }) => sent === files[file]?.byteLength).map(({ file }) => file));
    expect([...whole]).toContain('gpu.wasm');
    await page.reload();
    const going = page.getByRole('button', { name: /^Go on/ });
    await going.waitFor();
    expect(await page.getByText(/begun: .* are here/).count()).toBe(1);
    const before = hub.requests.length;
    await going.click();
    await storedRow(page).waitFor();
    const again = hub.requests.slice(before).filter(({ method }) => method === 'GET');
    // What says which files there are is asked anew.
    const large = again.map(({ file }) => file).filter((file) => /\.(?:wasm|bin)$/.test(file));
    expect(large).toEqual(['params_shard_0.bin']);
    await close();
  });

  it('is paused and goes on', async () => {
    const { page, close } = await visitModels();
    hub.arm(/params_shard_0\.bin/, { type: 'slow', ms: 60 }, 1);
    await fetchTiny(page);
    await page.getByRole('button', { name: /^Pause/ }).click();
    await page.getByText('Paused. What has arrived is kept.').waitFor();
    await page.getByRole('button', { name: 'Go on', exact: true }).click();
    await storedRow(page).waitFor();
    await close();
  });

  it('in two tabs is fetched by one; the other waits, and then has it too', async () => {
    const { page, context, close } = await visitModels();
    const other = await context.newPage();
    await open(other);
    hub.requests.length = 0;
    hub.arm(/params_shard_0\.bin/, { type: 'slow', ms: 40 }, 1);
    await fetchTiny(page);
    await page.getByText(/params_shard_0\.bin/).waitFor();
    await fetchTiny(other);
    await other.getByText('Another tab is at work on this model.', { exact: false }).waitFor();
    await Promise.all([page, other].map((one) => storedRow(one).waitFor()));
    const fetched = hub.requests.filter(({ file, method }) => file === 'params_shard_0.bin' && method === 'GET');
    expect(fetched.reduce((sum, { sent }) => sum + sent, 0)).toBe(files['params_shard_0.bin']?.byteLength);
    await close();
  });

  it('with a damaged file is told as such, and repaired by that file alone', async () => {
    const { page, close } = await visitModels();
    await fetchTiny(page);
    await storedRow(page).waitFor();
    await page.evaluate(async () => {
      const cache = await caches.open('webllm/model');
      const key = (await cache.keys()).find(({ url }) => url.endsWith('params_shard_0.bin'));
      const entry = key && (await cache.match(key));
      if (entry === undefined || key === undefined) throw new Error('the weights are not stored');
      const bytes = new Uint8Array(await entry.arrayBuffer());
      bytes[77] = (bytes[77] ?? 0) ^ 1;
      await cache.put(key, new Response(bytes, { headers: entry.headers }));
    });
    hub.requests.length = 0;
    await storedRow(page)
      .getByRole('button', { name: /Check and repair/ })
      .click();
    await page.getByText('1 file was damaged: params_shard_0.bin. Fetched again; everything is whole.').waitFor();
    expect(new Set(hub.requests.map(({ file }) => file))).toEqual(new Set(['params_shard_0.bin']));
    await close();
  });
});

describe('what cannot be fetched', () => {
  it('is refused beside the field, which keeps what was typed, also over a reload', async () => {
    const { page, close } = await visitModels();
    await parts(page).address.fill('qwen three please');
    await parts(page).fetch.click();
    await page.locator('.models-own [role=alert]').waitFor();
    expect(await page.locator('.models-own [role=alert]').textContent()).toContain('This address cannot be used');
    expect(await parts(page).address.inputValue()).toBe('qwen three please');
    await page.reload();
    expect(await parts(page).address.inputValue()).toBe('qwen three please');
    await close();
  });

  it('a folder that is no model is refused with the next step', async () => {
    const { page, close } = await visitModels();
    await page.locator('.models-own').waitFor();
    await page.evaluate(() => {
      const transfer = new DataTransfer();
      transfer.items.add(new File(['hello'], 'notes.txt', { type: 'text/plain' }));
      document.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
    });
    const alert = page.locator('.models-own [role=alert]');
    await alert.waitFor();
    expect(await alert.textContent()).toContain('There is no model here');
    await close();
  });
});

describe.each(['en', 'fa'])('the page of models is usable by everyone (%s)', (language) => {
  it('axe finds nothing and nothing is cut off: as it opens, unfolded, with a stored model, while one is deleted', async () => {
    const { page, close } = await visitModels(language);
    const found: string[] = [];
    const look = async (name: string): Promise<void> => {
      for (const viewport of [WIDE, NARROW])
        for (const colorScheme of ['light', 'dark'] as const) {
          const whole =
            language === 'en' ? viewport === WIDE && colorScheme === 'light' : viewport === NARROW && colorScheme === 'dark';
          // Contrast is the same in every language and at every width.
          const contrast = deep || (language === 'en' && viewport === WIDE && colorScheme === 'dark');
          const isCut = colorScheme === 'light';
          if (!whole && !contrast && !isCut) continue;
          await page.setViewportSize(viewport);
          await page.emulateMedia({ colorScheme });
          await drawnAnew(page);
          const complaints = [
            ...(whole ? await violations(page) : contrast ? await violations(page, ['color-contrast']) : []),
            ...(isCut ? await cutOff(page) : []),
          ];
          found.push(...complaints.map((complaint) => `${name} ${viewport.width} ${colorScheme}: ${complaint}`));
        }
      await page.setViewportSize(WIDE);
    };
    expect(await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir])).toEqual(
      language === 'fa' ? ['fa', 'rtl'] : ['en', 'ltr'],
    );
    await look('opened');
    for (const fold of await page.locator('.models-catalogue details > summary').all()) await fold.click();
    await look('unfolded');
    for (const fold of await page.locator('.models-catalogue details > summary').all()) await fold.click();
    await page.locator('#models-address').fill('nothing of use');
    await page.locator('#models-address').press('Enter');
    await page.locator('.models-own [role=alert]').waitFor();
    await look('refused');
    hub.arm(/params_shard_0\.bin/, { type: 'stall', after: 300_000 }, 1);
    await page.locator('#models-address').fill(address());
    await page.locator('#models-address').press('Enter');
    await page.locator('.models-job progress').waitFor();
    await look('on its way');
    await page.locator('.models-job-head .button').click();
    await page.locator('.models-job .button-rank').click();
    await storedRow(page).waitFor();
    await storedRow(page).locator('.models-row-tools button').last().click();
    await page.locator('.models-sure').waitFor();
    await look('deleting');
    expect(found).toEqual([]);
    await close();
  });
});
