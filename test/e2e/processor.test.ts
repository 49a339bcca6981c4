import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LEFT_TO_DEEP } from '../support/profile.ts';
import lists from './lists.json' with { type: 'json' };
import { openBuiltApp, WITHOUT_GPU } from './support/built-app.ts';
import type { BuiltApp, Visitor } from './support/built-app.ts';
import { judgeList } from './support/judge-list.ts';
import { controls, exportedLog, fillIn, openPage, REAL, runEnd, runOver, runStart } from './support/walk.ts';

describe('a browser without WebGPU', () => {
  let app: BuiltApp;
  let visitor: Visitor;
  beforeAll(async () => {
    app = await openBuiltApp({ args: WITHOUT_GPU });
    visitor = await app.visitor();
    await openPage(visitor.page, { url: app.url, engine: 'automatic' });
  });
  afterAll(() => app.close());

  it('says that the model will run on the processor, and the instant order stands meanwhile', async () => {
    const { page } = visitor;
    await page.getByText('The model runs on the processor.').waitFor();
    await page.getByText('on the processor, one thread').first().waitFor();
    await fillIn(page, lists[0] as (typeof lists)[number]);
    await page.getByRole('list', { name: 'Instant order' }).getByRole('article').first().waitFor();
    expect(await controls(page).rank.isEnabled()).toBe(true);
  });

  it.each(lists)(
    'ranks the list “$name” on the processor: complete, a permutation, held to what the passages say',
    async (list) => {
      const { line } = await judgeList(visitor.page, list);
      console.log(line);
      expect(runStart(await exportedLog(visitor.page)).model).toMatchObject({
        library: 'llama.cpp',
        adapter: expect.stringContaining('processor'),
      });
    },
  );

  it('says how fast it is, and what that means for the list', async () => {
    const { page } = visitor;
    await controls(page).editInput.click();
    await page.getByText(/Timed as it was loaded: it reads [\d.]+ and writes [\d.]+ tokens a second\./).waitFor();
    await page.getByText(/This list takes .+ at most\./).waitFor();
  });

  it('asked nothing of any other origin, fetched no compiled library, and broke no rule of the page’s policy', () => {
    expect(visitor.own.filter((address) => /\/models\/.*\.wasm/.test(address))).toEqual([]);
    expect(visitor.own.some((address) => /wllama-[\w-]+\.wasm/.test(address))).toBe(true);
    expect({ foreign: visitor.foreign, errors: visitor.errors }).toEqual({ foreign: [], errors: [] });
  });
});

describe('where the page is isolated from other origins', () => {
  it('several threads compute, and the order is the same', async () => {
    const isolated = await openBuiltApp({ args: WITHOUT_GPU, headers: { 'Cross-Origin-Embedder-Policy': 'require-corp' } });
    try {
      const visitor = await isolated.visitor();
      const { page, errors } = visitor;
      // The machine that tests may have two cores only, and then one thread is what it gets.
      await page.addInitScript(() => {
        if (!crossOriginIsolated) throw new Error('the page is not isolated');
      });
      await openPage(page, { url: isolated.url, engine: 'automatic' });
      await page
        .getByText(/on the processor, (?:one thread|\d+ threads)/)
        .first()
        .waitFor();
      const { line } = await judgeList(page, lists[0] as (typeof lists)[number]);
      console.log(line);
      expect(errors).toEqual([]);
    } finally {
      await isolated.close();
    }
  });
});

// The same way as test-tiny's above, through weights that are made from the same files (test/unit/engines/wasm/transcode.test.ts).
describe('the model that ships with the project', LEFT_TO_DEEP, () => {
  it('ranks a list on the processor, from the same download as on a GPU, and stops when it is told to', async () => {
    const app = await openBuiltApp({ args: WITHOUT_GPU });
    try {
      const visitor = await app.visitor();
      await openPage(visitor.page, { url: app.url, model: REAL, engine: 'automatic' });
      const { line } = await judgeList(visitor.page, lists[0] as (typeof lists)[number]);
      console.log(line);
      expect(visitor.own.filter((address) => address.includes('params_shard_0.bin'))).toHaveLength(1);
      // Stop is heard while it computes, or the worker is left.
      await controls(visitor.page).rank.click();
      await controls(visitor.page).stop.click();
      await controls(visitor.page).stop.waitFor({ state: 'hidden', timeout: 3000 });
      await runOver(visitor.page);
      expect(runEnd(await exportedLog(visitor.page)).outcome.type).toBe('cancelled');
      expect({ foreign: visitor.foreign, errors: visitor.errors }).toEqual({ foreign: [], errors: [] });
    } finally {
      await app.close();
    }
  });
});
