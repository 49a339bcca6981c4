// npm run screenshots: pictures of the page's views for docs/images, made from the stored runs of test/fixtures: no model, no network, the same every time.
// With --log FILE instead: a true run of a sample, written as such a stored run. That takes minutes without a GPU.
import './require-node.mjs';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({
  options: {
    out: { type: 'string', default: path.join(ROOT, 'docs', 'images') },
    only: { type: 'string' },
    all: { type: 'boolean', default: false },
    png: { type: 'boolean', default: false },
    dist: { type: 'string' },
    log: { type: 'string' },
    model: { type: 'string', default: 'glassrank-135m-q4f32_1' },
    sample: { type: 'string', default: 'kettle' },
    window: { type: 'string' },
    stride: { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (values.help) {
  console.log(
    'npm run screenshots -- [--out DIR] [--only VIEW,…] [--all] [--png] [--dist DIR]\n' +
      '  --all: every view, narrow and wide, light and dark, in English and Persian\n' +
      'npm run screenshots -- --log FILE.jsonl [--sample kettle|letter|bees,…] [--window N] [--stride N] [--model ID]\n' +
      '  several samples: the first one’s query over the passages of all',
  );
  process.exit(0);
}
const { ensureInstalled } = await import('./ensure-installed.mjs');
ensureInstalled();
if (values.dist === undefined) {
  const { ensureBuilt } = await import('./ensure-built.mjs');
  if (!ensureBuilt()) process.exit(1);
}
const { chromium } = await import('playwright-core');
const { findChromium, SOFTWARE_GPU_ARGS } = await import('./find-chromium.mjs');
const { serveApp } = await import('./serve-app.mjs');
const { VIEWS, openFresh } = await import('./view-states.mjs');

/** @typedef {keyof typeof VIEWS} View */
/** @typedef {{ view: View, width: 1280 | 390, scheme: 'light' | 'dark', language: 'en' | 'fa' | 'ru' | 'zh' }} Picture */

const MOST_BYTES = 150_000;
/** Tallest picture of a window of that width, in pixels. */
const TALLEST = { 1280: 1200, 390: 1400 };
/** What the picture of a view is of, where it is not the top of the page. @type {Partial<Record<View, string>>} */
const SUBJECTS = {
  charts: '.charts-fold',
  limits: '.limits',
  exports: '.export-menu',
  history: '.history',
  compare: '.compared',
};

/** The pictures that are kept: each view once, the main ones also narrow, dark and in other languages. */
const KEPT =
  'idle problems table loading error thinking done cursor charts limits exports history compare help method experiment lenses models experiment-390 idle-390 thinking-390 done-390 done-dark ' +
  'watchedDone watchedThought watchedThought-390-dark done-390-dark charts-390 done-fa table-390-fa models-390-fa done-zh thinking-ru';

/** @param {string} name @returns {Picture} */
function picture(name) {
  const [view = '', ...rest] = name.split('-');
  const language = /** @type {const} */ (['fa', 'ru', 'zh']).find((one) => rest.includes(one)) ?? 'en';
  const scheme = rest.includes('dark') ? 'dark' : 'light';
  return { view: /** @type {View} */ (view), width: rest.includes('390') ? 390 : 1280, scheme, language };
}

/** @returns {readonly Picture[]} */
function pictures() {
  const every = /** @type {View[]} */ (Object.keys(VIEWS)).flatMap((view) =>
    /** @type {const} */ ([1280, 390]).flatMap((width) =>
      /** @type {const} */ (['light', 'dark']).flatMap((scheme) =>
        /** @type {const} */ (['en', 'fa']).map((language) => ({ view, width, scheme, language })),
      ),
    ),
  );
  const wanted = values.only?.split(',');
  return (values.all ? every : KEPT.split(' ').map(picture)).filter(({ view }) => wanted === undefined || wanted.includes(view));
}

const server = await serveApp(values.dist === undefined ? {} : { root: values.dist });
const { executablePath, env } = await findChromium();
const browser = await chromium.launch({ executablePath, env, args: SOFTWARE_GPU_ARGS });
try {
  if (values.log === undefined) await shootAll();
  else await record(values.log);
} finally {
  await browser.close();
  await server.close();
}

/** @param {Picture} shown */
async function shoot({ view, width, scheme, language }) {
  const context = await browser.newContext({
    viewport: { width, height: width === 390 ? 844 : 860 },
    colorScheme: scheme,
    reducedMotion: 'reduce',
    locale: language,
    timezoneId: 'UTC',
  });
  try {
    const page = await openFresh(context, { url: server.url, language });
    await VIEWS[view](page);
    // What the page knows of the graphics processor stands in its head.
    await page.locator('.notice-slow, .models-machine').first().waitFor();
    await page.waitForTimeout(400);
    const file = path.join(
      values.out,
      `${view}-${width}-${scheme}${language === 'en' ? '' : `-${language}`}.${values.png ? 'png' : 'webp'}`,
    );
    const subject = SUBJECTS[view];
    let png;
    if (subject !== undefined) png = await page.locator(subject).first().screenshot();
    else {
      if (view !== 'help') {
        const tall = await page.evaluate(() => document.documentElement.scrollHeight);
        await page.setViewportSize({ width, height: Math.min(TALLEST[width], tall) });
        await page.evaluate(() => scrollTo(0, 0));
        await page.waitForTimeout(300);
      }
      png = await page.screenshot();
    }
    const picture = values.png ? png : await toWebp(png);
    const size = picture.length;
    writeFileSync(file, picture);
    console.log(`${path.basename(file)}: ${(size / 1000).toFixed(0)} kB${size > MOST_BYTES ? ', more than is kept' : ''}`);
  } finally {
    await context.close();
  }
}

/** The browser writes WebP: a third of the bytes, and nothing more to install. @param {Buffer} png @returns {Promise<Buffer>} */
async function toWebp(png) {
  const blank = await browser.newPage();
  try {
    const address = await blank.evaluate(async (base64) => {
      const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${base64}`)).blob());
      const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
      canvas.getContext('2d')?.drawImage(image, 0, 0);
      return canvas.toDataURL('image/webp', 0.9);
    }, png.toString('base64'));
    return Buffer.from(address.slice(address.indexOf(',') + 1), 'base64');
  } finally {
    await blank.close();
  }
}

async function shootAll() {
  mkdirSync(values.out, { recursive: true });
  const failed = [];
  for (const one of pictures()) {
    try {
      await shoot(one);
    } catch (error) {
      failed.push(`${one.view}-${one.width}-${one.scheme}-${one.language}: ${error.message.split('\n')[0]}`);
    }
  }
  if (failed.length > 0) throw new Error(`not every picture could be made:\n${failed.join('\n')}`);
  console.log(`pictures in ${values.out}`);
}

/** A true run of a sample, or of the passages of several, as a stored run. @param {string} file */
async function record(file) {
  const samples = values.sample.split(',');
  const unknown = samples.filter((sample) => !['kettle', 'letter', 'bees'].includes(sample));
  if (unknown.length > 0) throw new Error(`--sample takes kettle, letter and bees, not ${unknown.join(', ')}`);
  const lists = samples.map((sample) => JSON.parse(readFileSync(path.join(ROOT, 'public', 'samples', `${sample}.json`), 'utf8')));
  const context = await browser.newContext();
  const page = await openFresh(context, { url: server.url, language: 'en', model: values.model });
  page.setDefaultTimeout(600_000);
  await page.locator('.query-box').fill(lists[0].query);
  await page.locator('.passages-box').fill(lists.flatMap(({ passages }) => passages).join('\n\n'));
  await page.locator('#settings > summary').click();
  for (const [place, number] of [values.window, values.stride].entries())
    if (number !== undefined) await page.locator('#settings .number-field input').nth(place).fill(number);
  await page.locator('.button-rank:not(:disabled)').click();
  const save = page.getByRole('button', { name: 'Save log (JSON)' });
  await save.waitFor();
  const [download] = await Promise.all([page.waitForEvent('download'), save.click()]);
  const chunks = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk);
  const { events } = JSON.parse(Buffer.concat(chunks).toString('utf8'));
  writeFileSync(file, events.map((event) => `${JSON.stringify(event)}\n`).join(''));
  console.log(`${events.length} events in ${file}`);
}
