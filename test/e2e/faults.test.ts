import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SOFTWARE_GPU_ARGS } from '../../scripts/find-chromium.mjs';
import { openBuiltApp } from './support/built-app.ts';
import type { BuiltApp } from './support/built-app.ts';
import { controls, exportedLog, fillIn, openPage, runEnd, runOver, set } from './support/walk.ts';

const INPUT = { query: 'Which planet has rings?', passages: ['Mars is red.', 'Saturn has rings.', 'Venus is hot.'] };

describe('what can go wrong has its own message, and nothing typed is lost', () => {
  let app: BuiltApp;
  beforeAll(async () => {
    app = await openBuiltApp();
  });
  afterAll(() => app.close());

  it('a damaged model file is not used: the message names the cause, and trying again with a whole one works', async () => {
    const { page, context, foreign, close } = await app.visitor();
    let damage = true;
    await context.route('**/params_shard_0.bin', async (route) => {
      if (!damage) return route.continue();
      const answer = await route.fetch();
      const body = Buffer.from(await answer.body());
      body.writeUInt8(body.readUInt8(1000) ^ 1, 1000);
      return route.fulfill({ response: answer, body });
    });
    await openPage(page, app);
    await fillIn(page, INPUT);
    await set(page, { 'Thought budget': 8 });
    await controls(page).rank.click();
    const alert = page.getByRole('alert');
    await alert.getByRole('heading', { name: 'A model file is not what it should be' }).waitFor();
    expect(await alert.textContent()).toContain('params_shard_0.bin');
    expect(await controls(page).query.inputValue()).toBe(INPUT.query);
    expect(await controls(page).passages.inputValue()).toBe(INPUT.passages.join('\n\n'));
    damage = false;
    await alert.getByRole('button', { name: 'Try again' }).click();
    await runOver(page);
    expect(runEnd(await exportedLog(page)).outcome).toEqual({ type: 'complete' });
    expect(foreign).toEqual([]);
    await close();
  });

  it('a model file that is not there is named, and the page stays usable', async () => {
    const { page, context, close } = await app.visitor();
    await context.route('**/tokenizer.json', (route) => route.fulfill({ status: 404, body: 'no' }));
    await openPage(page, app);
    await fillIn(page, INPUT);
    await controls(page).rank.click();
    const alert = page.getByRole('alert');
    await alert.waitFor();
    expect(await alert.textContent()).toContain('tokenizer.json');
    expect(await controls(page).passages.inputValue()).toBe(INPUT.passages.join('\n\n'));
    expect(await controls(page).rank.isEnabled()).toBe(true);
    await close();
  });
});

describe('a browser that cannot run the model where a person wants it run', () => {
  const withoutGpu = SOFTWARE_GPU_ARGS.filter((flag) => !/webgpu/.test(flag));

  it.each([
    // Browsers offer WebGPU only to secure addresses: 127.0.0.1 is one, any other name over http is none.
    { title: 'This browser has no WebGPU', host: 'glassrank.test', args: SOFTWARE_GPU_ARGS },
    { title: 'No graphics processor was offered', args: [...withoutGpu, '--disable-gpu', '--disable-software-rasterizer'] },
  ])('is told so ($title) and can still read, type and see the list', async ({ title, ...options }) => {
    const app = await openBuiltApp(options);
    try {
      const { page, errors } = await app.visitor();
      await openPage(page, { url: app.url, engine: 'gpu' });
      await page.getByRole('alert').getByRole('heading', { name: title }).waitFor();
      await fillIn(page, INPUT);
      const list = page.getByRole('list', { name: 'Instant order' }).getByRole('article');
      await list.first().waitFor();
      expect(await list.count()).toBe(3);
      expect(await controls(page).rank.isDisabled()).toBe(true);
      expect(await controls(page).passages.inputValue()).toBe(INPUT.passages.join('\n\n'));
      // Of a header that counts only at secure addresses the browser says so at others.
      expect(errors).toEqual([]);
    } finally {
      await app.close();
    }
  });
});
