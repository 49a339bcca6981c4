// node scripts/first-minute.mjs: a newcomer's first 60 seconds, with the shipped model and WebGPU on the CPU: pictures of what is on screen at 0 (as soon as
// anything is drawn), 1, 5, 20 and 60 s (docs/images/first-minute-…, shown in docs/FIRST-MINUTE.md), and the sum of all layout shifts that no press explains.
// They open the page, look for six seconds, take the first sample and press Rank. Ends with 1 where shifts reach 0.05, or thought and list are not both seen
// while the run goes on.
import './require-node.mjs';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({
  options: {
    out: { type: 'string', default: path.join(ROOT, 'docs', 'images') },
    app: { type: 'string' },
    width: { type: 'string', default: '1280,390' },
    language: { type: 'string', default: 'en' },
    slow: { type: 'string', default: '1' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (values.help) {
  console.log(
    'node scripts/first-minute.mjs [--width 1280,390] [--language en] [--out DIR] [--app DIST] [--slow N]\n  --slow N: scripts run N times slower',
  );
  process.exit(0);
}
if (values.app === undefined) {
  const { ensureBuilt } = await import('./ensure-built.mjs');
  if (!ensureBuilt()) process.exit(1);
}
const { chromium } = await import('playwright-core');
const { findChromium, SOFTWARE_GPU_ARGS } = await import('./find-chromium.mjs');
const { serveApp } = await import('./serve-app.mjs');

/** Seconds at which a picture is taken; 0: as soon as anything is drawn, since before that the screen is empty. */
const MOMENTS = [0, 1, 5, 20, 60];
/** The newcomer has looked so long, in seconds, before they do anything. */
const LOOKED = 6;
const HEIGHTS = { 1280: 800, 390: 844 };
/** Sum of shifts that a page must stay below. */
const MOST_SHIFT = 0.05;
/** What of thought and list must be seen, in pixels. */
const SEEN = 100;

const server = await serveApp(values.app === undefined ? {} : { root: values.app });
const { executablePath, env } = await findChromium();
const browser = await chromium.launch({ executablePath, env, args: SOFTWARE_GPU_ARGS });
mkdirSync(values.out, { recursive: true });
try {
  for (const width of values.width.split(',').map(Number)) await minute(width);
} finally {
  await browser.close();
  await server.close();
}

/** @param {number} width */
async function minute(width) {
  const context = await browser.newContext({ viewport: { width, height: HEIGHTS[width] ?? 800 }, locale: values.language });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: Number(values.slow) });
  await page.addInitScript(watchShifts);
  const begun = performance.now();
  const seconds = () => (performance.now() - begun) / 1000;
  const until = (moment) => page.waitForTimeout(Math.max(0, (moment - seconds()) * 1000));
  const seen = { looks: 0, both: 0 };
  let asked = false;
  await page.goto(server.url, { waitUntil: 'commit' });
  for (const moment of MOMENTS) {
    if (moment > LOOKED && !asked) {
      await until(LOOKED);
      await rank(page);
      asked = true;
    }
    while (seconds() < moment - 0.5) {
      await page.waitForTimeout(500);
      if (asked) await look(page, seen);
    }
    await until(moment);
    if (moment === 0) await page.waitForFunction(isDrawn);
    const at = seconds();
    await picture(page, path.join(values.out, `first-minute-${width}-${moment}.webp`));
    console.log(`${width} px, ${moment} s (${at.toFixed(1)} s): ${await page.evaluate(whatIsThere)}`);
  }
  const { sum, told } = await page.evaluate(() => globalThis.glassrankShifts);
  const good = sum < MOST_SHIFT && seen.looks > 0 && seen.both === seen.looks;
  if (!good) process.exitCode = 1;
  for (const line of told) console.log(`${width} px, shift ${line}`);
  console.log(
    `${width} px: shifts ${sum.toFixed(4)}; thought and list both seen at ${seen.both} of ${seen.looks} looks during the run${good ? '' : ': NOT GOOD'}`,
  );
  await context.close();
}

/** @param {import('playwright-core').Page} page */
async function rank(page) {
  await page.locator('.sample').first().click();
  await page.locator('[data-doc-row]').first().waitFor();
  await page.locator('.button-rank').first().click();
}

/** @param {import('playwright-core').Page} page @param {{ looks: number, both: number }} seen */
async function look(page, seen) {
  const both = await page.evaluate((least) => {
    const panes = ['.trace-panel', '.ranking-panel'].map((name) => document.querySelector(name)?.getBoundingClientRect());
    if (document.querySelector('[data-look="watch"]') === null || panes[0] === undefined) return null;
    return panes.every((box) => box !== undefined && Math.min(innerHeight, box.bottom) - Math.max(0, box.top) >= least);
  }, SEEN);
  if (both === null) return;
  seen.looks += 1;
  if (both) seen.both += 1;
}

/** Runs in the page: sums up shifts, and tells of those that can be seen what moved, and from where to where. */
function watchShifts() {
  const shifts = { sum: 0, told: /** @type {string[]} */ ([]) };
  globalThis.glassrankShifts = shifts;
  new PerformanceObserver((list) => {
    for (const entry of /** @type {any[]} */ (list.getEntries())) {
      if (entry.hadRecentInput) continue;
      shifts.sum += entry.value;
      if (entry.value < 0.002) continue;
      const moved = (entry.sources ?? []).map(
        ({ node, previousRect: from, currentRect: to }) =>
          `${node?.className || node?.nodeName || 'gone'} ${from.x},${from.y} ${from.width}×${from.height} → ${to.x},${to.y} ${to.width}×${to.height}`,
      );
      shifts.told.push(`${entry.value.toFixed(4)} at ${(entry.startTime / 1000).toFixed(1)} s: ${moved.join('; ')}`);
    }
  }).observe({ type: 'layout-shift', buffered: true });
}

/** Runs in the page: something has been drawn. */
function isDrawn() {
  return performance.getEntriesByName('first-contentful-paint').length > 0;
}

/** Runs in the page: what a person could name. */
function whatIsThere() {
  const there = Object.entries({
    'the recorded run': 'section.landing-run',
    samples: '.samples',
    'the load': '.load-panel',
    'the thought': '.trace-panel',
    'the list': '[data-doc-row]',
    'the order is settled': '.export-menu',
  }).flatMap(([name, selector]) => (document.querySelector(selector) === null ? [] : [name]));
  return there.length === 0 ? 'nothing yet' : there.join(', ');
}

/** @param {import('playwright-core').Page} page @param {string} file */
async function picture(page, file) {
  const png = await page.screenshot({ animations: 'allow' });
  const blank = await browser.newPage();
  const address = await blank.evaluate(async (base64) => {
    const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${base64}`)).blob());
    const scale = image.width > 800 ? 0.6 : 1;
    const canvas = Object.assign(document.createElement('canvas'), { width: image.width * scale, height: image.height * scale });
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return canvas.toDataURL('image/webp', 0.8);
  }, png.toString('base64'));
  await blank.close();
  writeFileSync(file, Buffer.from(address.slice(address.indexOf(',') + 1), 'base64'));
}
