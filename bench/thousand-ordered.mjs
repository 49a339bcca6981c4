// node bench/thousand-ordered.mjs [--words 40] [--seconds 8]: the built page puts 1,000 passages into their instant order (BM25, MiniLM, late interaction for the best 200)
// while it is scrolled. What a frame takes, the longest task of the page, and how long it was until the order stood.
import '../scripts/require-node.mjs';
import { readFileSync } from 'node:fs';
import os from 'node:os';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { ensureBuilt } from '../scripts/ensure-built.mjs';
import { findChromium, SOFTWARE_GPU_ARGS } from '../scripts/find-chromium.mjs';
import { serveApp } from '../scripts/serve-app.mjs';
import { printTable } from './print-table.mjs';
import { scrollFor, share } from './scroll-for.mjs';

const PASSAGES = 1000;
const { values } = parseArgs({
  options: { words: { type: 'string', default: '40' }, seconds: { type: 'string', default: '8' } },
});
const [words, seconds] = [values.words, values.seconds].map(Number);
if (!(words > 0) || !(seconds > 0)) throw new Error('--words and --seconds take numbers greater than 0');
if (!ensureBuilt()) process.exit(1);

/** Always the same ones, of English words: made-up words would be taken for another language, which the encoder does not read. */
function passages() {
  const english = ['bees', 'kettle', 'letter'].flatMap((name) =>
    JSON.parse(readFileSync(new URL(`../public/samples/${name}.json`, import.meta.url), 'utf8'))
      .passages.join(' ')
      .split(' '),
  );
  let state = 7;
  const next = () => {
    state = (state * 48_271) % 2_147_483_647;
    return english[state % english.length];
  };
  return Array.from({ length: PASSAGES }, (_, place) => ({
    docid: `d${place}`,
    text: `${Array.from({ length: words }, next).join(' ')}.`,
  }));
}

const server = await serveApp();
const { executablePath, env } = await findChromium();
const browser = await chromium.launch({ executablePath, env, args: SOFTWARE_GPU_ARGS });
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 860 } });
  page.setDefaultTimeout(600_000);
  page.on('pageerror', (error) => console.log(`page error: ${error.message.slice(0, 300)}`));
  await page.goto(server.url);
  await page.getByLabel('Query', { exact: true }).fill('Which tablets must I stop before the operation?');
  const begun = Date.now();
  const buffer = Buffer.from(
    passages()
      .map((one) => `${JSON.stringify(one)}\n`)
      .join(''),
  );
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles([{ name: 'passages.jsonl', mimeType: 'application/jsonl', buffer }]);
  await page.locator('.ranked-list-windowed').waitFor();
  const stands = page.getByText(/^BM25 \+ MiniLM · /);
  const frames = [];
  const tasks = [];
  while (!(await stands.isVisible())) {
    const seen = await page.evaluate(scrollFor, seconds * 1000);
    frames.push(...seen.frames);
    tasks.push(...seen.tasks);
  }
  const took = (Date.now() - begun) / 1000;
  console.log((await stands.textContent()) ?? '');
  printTable({
    title: `${PASSAGES} passages of ${words} words put into their instant order, ${took.toFixed(0)} s from the file to the order; load average ${os.loadavg()[0]?.toFixed(1)} on ${os.cpus().length} cores; milliseconds`,
    columns: ['frame, median', 'frame, 95th percentile', 'longest frame', 'longest task'],
    rows: [
      [
        share(frames, 0.5).toFixed(1),
        share(frames, 0.95).toFixed(1),
        Math.max(...frames).toFixed(0),
        tasks.length === 0 ? 'none above 50' : Math.max(...tasks).toFixed(0),
      ],
    ],
  });
} finally {
  await browser.close();
  await server.close();
}
