// npm run screenshots: pictures of a true run for docs/images, and its event log as a fixture. Needs no network; minutes without a GPU.
import './require-node.mjs';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({
  options: {
    model: { type: 'string', default: 'glassrank-135m-q4f32_1' },
    sample: { type: 'string', default: 'kettle' },
    out: { type: 'string', default: path.join(ROOT, 'docs', 'images') },
    log: { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (values.help) {
  console.log('npm run screenshots -- [--model ID] [--sample kettle|letter|bees] [--out DIR] [--log FILE.jsonl]');
  process.exit(0);
}
const { ensureInstalled } = await import('./ensure-installed.mjs');
ensureInstalled();
const { ensureBuilt } = await import('./ensure-built.mjs');
if (!ensureBuilt()) process.exit(1);
const { chromium } = await import('playwright-core');
const { findChromium, SOFTWARE_GPU_ARGS } = await import('./find-chromium.mjs');
const { serveApp } = await import('./serve-app.mjs');

const TITLES = { kettle: 'A plain case', letter: 'A private letter', bees: 'Other words' };
if (!(values.sample in TITLES)) throw new Error(`--sample takes ${Object.keys(TITLES).join(', ')}`);
const server = await serveApp();
const { executablePath, env } = await findChromium();
const browser = await chromium.launch({ executablePath, env, args: SOFTWARE_GPU_ARGS });
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 860 }, reducedMotion: 'reduce' });
  page.setDefaultTimeout(600_000);
  mkdirSync(values.out, { recursive: true });
  /** @param {string} state @param {readonly number[]} [widths] @param {readonly ('light' | 'dark')[]} [schemes] */
  const shoot = async (state, widths = [1280, 390], schemes = ['light', 'dark']) => {
    for (const width of widths) {
      for (const colorScheme of schemes) {
        await page.setViewportSize({ width, height: width === 390 ? 844 : 860 });
        await page.emulateMedia({ colorScheme });
        await page.screenshot({
          path: path.join(values.out, `${state}-${width}-${colorScheme}.png`),
          fullPage: state === 'done',
        });
      }
    }
    await page.setViewportSize({ width: 1280, height: 860 });
    await page.emulateMedia({ colorScheme: 'light' });
  };
  await page.goto(`${server.url}?model=${values.model}`);
  await page.getByRole('button', { name: TITLES[values.sample] }).waitFor();
  await shoot('idle', [1280, 390], ['light']);
  await page.getByRole('button', { name: TITLES[values.sample] }).click();
  await page.getByRole('button', { name: 'Rank', exact: true }).click();
  await page.getByText('Thinking', { exact: true }).first().waitFor();
  await page.waitForTimeout(6_000);
  await shoot('thinking', [1280], ['light']);
  await page.getByRole('button', { name: 'Save TREC run' }).waitFor();
  await page.getByRole('button', { name: 'Rank', exact: true }).waitFor();
  await shoot('done');
  if (values.log !== undefined) {
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save log (JSON)' }).click();
    const stream = await (await download).createReadStream();
    const chunks = [];
    for await (const chunk of stream) chunks.push(chunk);
    const { events } = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    writeFileSync(values.log, events.map((event) => `${JSON.stringify(event)}\n`).join(''));
    console.log(`${events.length} events in ${values.log}`);
  }
  console.log(`pictures in ${values.out}`);
} finally {
  await browser.close();
  await server.close();
}
