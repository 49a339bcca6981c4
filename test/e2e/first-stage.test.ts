import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SOFTWARE_GPU_ARGS } from '../../scripts/find-chromium.mjs';
import { openBuiltApp } from './support/built-app.ts';
import type { BuiltApp, Visitor } from './support/built-app.ts';
import { controls, eventsOf, exportedLog, fillIn, openPage, runOver, runStart, set } from './support/walk.ts';
import type { ExportedLog } from './support/walk.ts';

/** The passage that answers shares no word with the query; the first shares most. */
const INPUT = {
  query: 'What should I do when my dog will not eat?',
  passages: [
    'What should a letter of complaint say, and what will the shop do with it? My friend should eat the cost.',
    'The stock exchange closed early on Friday because of a broken cable.',
    'A puppy that refuses its food may be ill. Offer something warm and tasty, and see a vet after one day without a meal.',
  ],
};

/** The log of the same run, had its model thought this: what is checked is the page's reading of it, whatever the tiny model writes. */
function withThought({ events, ...log }: ExportedLog, thought: string): object {
  const thinks = events.flatMap((event): object[] => {
    if (event.type === 'reasoning-start') return [event, { ...event, type: 'reasoning-delta', text: thought }];
    if (event.type === 'reasoning-end') return [{ ...event, end: 'closed', keptTo: undefined }];
    return event.type === 'reasoning-delta' ? [] : [event];
  });
  return { ...log, events: thinks.map((event, seq) => ({ ...event, seq })) };
}

const instant = ({ page }: Visitor) => page.getByRole('list', { name: 'Instant order', exact: true }).getByRole('article');
const fused = ({ page }: Visitor) => page.getByText(/^BM25 \+ MiniLM · 3 passages in (?:< )?[\d.]+ s · on the CPU$/);

describe('the instant order, before the reasoning model is loaded', () => {
  let app: BuiltApp;
  let visitor: Visitor;
  beforeAll(async () => {
    app = await openBuiltApp();
    visitor = await app.visitor();
  });
  afterAll(() => app.close());

  it('finds by meaning what shares no word, says how, and asks only this site for it', async () => {
    const { page, own, foreign, errors } = visitor;
    await openPage(page, app);
    await fillIn(page, INPUT);
    await fused(visitor).waitFor();
    expect(await instant(visitor).first().textContent()).toContain('A puppy that refuses its food');
    expect(await instant(visitor).first().textContent()).toContain('from 3');
    expect(own.some((address) => address.includes('all-minilm-l6-v2-int8/onnx/model_quantized.onnx'))).toBe(true);
    expect(own.filter((address) => address.includes('/models/test-tiny/'))).toEqual([]);
    expect({ foreign, errors }).toEqual({ foreign: [], errors: [] });
  });

  it('lights up the words that answer the query’s word under the mouse, or under the focus, though they are other words', async () => {
    const { page } = visitor;
    const asked = page.getByRole('toolbar', { name: 'What answers' });
    const lit = (): Promise<readonly string[]> => page.locator('.ranked-list [data-lit]').allTextContents();
    await asked.getByRole('button', { name: /^“dog”/ }).hover();
    await expect.poll(lit).toEqual(['puppy']);
    await page.mouse.move(0, 0);
    await expect.poll(lit).toEqual([]);
    await asked.getByRole('button', { name: /^“dog”/ }).focus();
    await expect.poll(lit).toEqual(['puppy']);
    await page.keyboard.press('ArrowRight');
    await expect.poll(lit).toEqual(['food', 'eat']);
  });

  it('is where a run starts from, beside the order as given', async () => {
    const { page } = visitor;
    await set(page, { 'Thought budget': 8 });
    await controls(page).rank.click();
    await runOver(page);
    await page.getByText('Started from the instant order (BM25 + MiniLM)', { exact: true }).waitFor();
    const { request } = runStart(await exportedLog(page));
    expect(request.candidates.map(({ docId }) => docId)).toEqual(['p1', 'p2', 'p3']);
    expect(request.firstStage).toMatchObject({ method: 'bm25+minilm', windowFrom: [0, 0, 0] });
    expect(request.firstStage?.ranking[0]).toBe('p3');
  });

  it('ticks a quote only where it is evidence: another sentence of the passage, word for word, has no tick', async () => {
    const log = await exportedLog(visitor.page);
    const shown = eventsOf(log, 'window-start')[0]?.passages.find(({ docId }) => docId === 'p1');
    const thought = [
      'My friend should eat the cost.',
      'What should a letter of complaint say, and what will the shop do with it?',
    ]
      .map((quote) => `[${shown?.identifier}] “${quote}”`)
      .join(' ');
    const other = await app.visitor();
    await openPage(other.page, app);
    const buffer = Buffer.from(JSON.stringify(withThought(log, thought)));
    await other.page
      .locator('input[type=file][multiple]')
      .setInputFiles({ name: 'log.json', mimeType: 'application/json', buffer });
    const verdicts = controls(other.page).reasoning.locator('.verdict');
    await verdicts.first().waitFor();
    expect(await verdicts.allTextContents()).toEqual([
      '✓ verbatim, best evidence',
      '≈ verbatim, but nothing in it answers a word of the query',
    ]);
    expect(other.errors).toEqual([]);
  });

  it('comes again without the network, from what the browser kept', async () => {
    const { page } = visitor;
    await page.reload();
    await fused(visitor).waitFor();
    await app.stopServer();
    await controls(page).query.fill('Why is the market shut?');
    await instant(visitor).first().getByText('The stock exchange closed early').waitFor();
  });
});

describe('where no WebGPU is to be had, and nothing else is wanted', () => {
  const withoutGpu = SOFTWARE_GPU_ARGS.filter((flag) => !/webgpu/.test(flag));

  it.each([
    { name: 'the adapter is blocked', args: [...withoutGpu, '--disable-gpu', '--disable-software-rasterizer'] },
    // Not a secure address: no WebGPU, no storage, no hash from the browser.
    { name: 'the address is not secure', args: SOFTWARE_GPU_ARGS, host: 'glassrank.test' },
  ])('the page ranks all the same, says so, and gives the order away as a file: $name', async ({ name: _name, ...options }) => {
    const app = await openBuiltApp(options);
    try {
      const visitor = await app.visitor();
      const { page, foreign, errors } = visitor;
      await openPage(page, { url: app.url, engine: 'gpu' });
      await fillIn(page, INPUT);
      await fused(visitor).waitFor();
      await page
        .getByText('No WebGPU here: this is the instant order (BM25 + MiniLM); the reasoning model needs WebGPU.', {
          exact: true,
        })
        .waitFor();
      expect(await instant(visitor).first().textContent()).toContain('A puppy that refuses its food');
      expect(await controls(page).rank.isDisabled()).toBe(true);
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Save instant order (TREC run)' }).click(),
      ]);
      const chunks: Buffer[] = [];
      for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
      expect(Buffer.concat(chunks).toString('utf8').split('\n')[0]).toMatch(/^\S+ Q0 p3 1 3 glassrank-bm25\+minilm$/);
      expect({ foreign, errors }).toEqual({ foreign: [], errors: [] });
    } finally {
      await app.close();
    }
  });
});

describe('an encoder that cannot be used', () => {
  it.each([
    {
      name: 'a byte of it was changed',
      status: 200,
      says: 'onnx/model_quantized.onnx is not the file this version of the app expects',
    },
    { name: 'it was not deployed', status: 404, says: 'onnx/model_quantized.onnx is not on the server (404)' },
  ])('is said, and the order goes by words: $name', async ({ status, says }) => {
    const app = await openBuiltApp();
    try {
      const { page, context, foreign } = await app.visitor();
      await context.route('**/model_quantized.onnx', async (route) => {
        if (status === 404) return route.fulfill({ status, body: 'no' });
        const answer = await route.fetch();
        const body = Buffer.from(await answer.body());
        body.writeUInt8(body.readUInt8(1000) ^ 1, 1000);
        return route.fulfill({ response: answer, body });
      });
      await openPage(page, app);
      await fillIn(page, INPUT);
      await page.getByText('MiniLM can’t be used, so the order goes by words alone.', { exact: false }).waitFor();
      expect(await page.locator('.ranking-panel').textContent()).toContain(says);
      await page.getByText(/^BM25 alone · 3 passages in (?:< )?[\d.]+ s$/).waitFor();
      expect(foreign).toEqual([]);
      await context.unroute('**/model_quantized.onnx');
      await page.getByRole('button', { name: 'Load MiniLM again' }).click();
      await page.getByText(/^BM25 \+ MiniLM · 3 passages/).waitFor();
    } finally {
      await app.close();
    }
  });
});
