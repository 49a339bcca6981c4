// node bench/thousand-passages.mjs [--seconds 12]: the built page with 1,000 passages of 200 words, a run replayed while the page is scrolled
// and typed into, beside an empty page scrolled in the same way.
import '../scripts/require-node.mjs';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

const PASSAGES = 1000;
const WORDS = 200;
const WINDOW = { size: 10, stride: 5 };
/** As the worker sends them. */
const DELTA_MS = 33;
const DELTAS = 45;
/** An order-update after every so many deltas of thought. */
const UPDATE_EVERY = 9;

const VOCABULARY = Array.from(
  { length: 4000 },
  (_, index) => `${'bcdfghklmnprst'[index % 14]}${'aeiou'[index % 5]}${index.toString(36)}`,
);

/** Always the same sequence. */
function numbers(seed) {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

const next = numbers(7);
const sentence = (words) => `${Array.from({ length: words }, () => VOCABULARY[next(VOCABULARY.length)]).join(' ')}.`;
const QUERY = 'which canal boats pay a yearly toll';

/** Candidates as a file of the page's own input format, one JSON object a line. */
function makeCandidates() {
  return Array.from({ length: PASSAGES }, (_, index) => ({
    docId: `d${String(index).padStart(4, '0')}`,
    text: Array.from({ length: WORDS / 20 }, () => sentence(20))
      .join(' ')
      .replace('.', ' canal boats toll.'),
  }));
}

/** The log of a scripted run over all windows, back to front, with thoughts that name and quote passages. */
function makeLog(candidates) {
  const events = [];
  let at = 0;
  const push = (body, afterMs) => {
    at += afterMs;
    events.push({ ...body, runId: 'bench', seq: events.length, at });
  };
  let ranking = candidates.map(({ docId }) => docId);
  const textOf = new Map(candidates.map(({ docId, text }) => [docId, text]));
  const windows = [];
  for (let end = PASSAGES; end > 0; end -= WINDOW.stride) {
    windows.push({ start: Math.max(0, end - WINDOW.size), end });
    if (end <= WINDOW.size) break;
  }
  push(
    {
      type: 'run-start',
      schema: 1,
      request: { query: { id: 'q1', text: QUERY }, candidates },
      settings: {
        windowSize: WINDOW.size,
        windowStride: WINDOW.stride,
        thoughtTokens: 192,
        passageWords: 40,
        priorWeight: 0,
        answerMode: 'constrained',
        temperature: 0,
        seed: 0,
      },
      model: {
        id: 'scripted',
        manifestSha256: 'ab'.repeat(32),
        library: 'gpu.wasm',
        template: 'glassrank-1',
        engine: 'scripted',
        adapter: 'none',
      },
      windows,
    },
    0,
  );
  for (const [window, { start, end }] of windows.entries()) {
    const held = ranking.slice(start, end);
    const passages = held.map((docId, index) => {
      const text = (textOf.get(docId) ?? '').split(' ').slice(0, 40).join(' ');
      return {
        docId,
        identifier: index + 1,
        bucket: index % 10,
        text,
        keptFrom: 0,
        keptTo: text.length,
        cut: true,
        neutralised: 0,
      };
    });
    push(
      { type: 'window-start', window, start, end, passages, messages: [{ role: 'user', content: QUERY }], promptTokens: 600 },
      60,
    );
    push({ type: 'reasoning-start', window }, DELTA_MS);
    const order = held.map((_, index) => index);
    for (let delta = 0; delta < DELTAS; delta += 1) {
      const identifier = (delta % held.length) + 1;
      const quote = passages[identifier - 1].text.split(' ').slice(2, 7).join(' ');
      const text =
        delta % 3 === 0
          ? `[${identifier}] says "${quote}", `
          : delta % 3 === 1
            ? 'which answers the query better '
            : `than [${((delta + 3) % held.length) + 1}]. `;
      push({ type: 'reasoning-delta', window, text }, DELTA_MS);
      if (delta % UPDATE_EVERY === UPDATE_EVERY - 1) {
        order.push(...order.splice(next(order.length - 1), 1));
        push(
          {
            type: 'order-update',
            window,
            from: 'reasoning',
            ranking: placed(
              ranking,
              start,
              order.map((place) => held[place]),
            ),
          },
          0,
        );
      }
    }
    push({ type: 'reasoning-end', window, end: 'closed' }, DELTA_MS);
    push({ type: 'answer-delta', window, text: order.map((place) => `[${place + 1}]`).join(' > ') }, DELTA_MS);
    ranking = placed(
      ranking,
      start,
      order.map((place) => held[place]),
    );
    const usage = { promptTokens: 600, completionTokens: 200, prefillTokensPerSecond: 900, decodeTokensPerSecond: 60 };
    push({ type: 'window-end', window, outcome: { type: 'complete' }, thought: 'closed', ranking, usage }, DELTA_MS);
  }
  push({ type: 'run-end', outcome: { type: 'complete' }, ranking }, DELTA_MS);
  return {
    type: 'glassrank-run-log',
    schema: 1,
    app: { name: 'glassrank', version: '0.0.0' },
    exportedAt: '2026-01-01T00:00:00.000Z',
    hashes: null,
    events,
  };
}

function placed(ranking, start, docIds) {
  return [...ranking.slice(0, start), ...docIds, ...ranking.slice(start + docIds.length)];
}

/** Runs on the page: collects how long each key waited and took, until `stopKeys` is called. */
function watchKeys() {
  const keys = [];
  /** @type {PerformanceObserverInit & { durationThreshold: number }} */
  const options = { type: 'event', durationThreshold: 16 };
  const observer = new PerformanceObserver((list) => {
    for (const entry of /** @type {PerformanceEventTiming[]} */ (list.getEntries())) {
      if (!entry.name.startsWith('key') && entry.name !== 'input') continue;
      keys.push({
        name: entry.name,
        waitMs: entry.processingStart - entry.startTime,
        ownMs: entry.processingEnd - entry.processingStart,
      });
    }
  });
  observer.observe(options);
  globalThis.stopKeys = () => {
    observer.disconnect();
    return keys;
  };
}

const { values } = parseArgs({ options: { seconds: { type: 'string', default: '12' } } });
const ms = Number(values.seconds) * 1000;
if (!(ms > 0)) throw new Error('--seconds takes a number greater than 0');
const { ensureInstalled } = await import('../scripts/ensure-installed.mjs');
ensureInstalled();
const { ensureBuilt } = await import('../scripts/ensure-built.mjs');
if (!ensureBuilt()) process.exit(1);
const { chromium } = await import('playwright-core');
const { findChromium, SOFTWARE_GPU_ARGS } = await import('../scripts/find-chromium.mjs');
const { serveApp } = await import('../scripts/serve-app.mjs');
const { printTable } = await import('./print-table.mjs');
const { scrollFor, share } = await import('./scroll-for.mjs');

const folder = mkdtempSync(path.join(os.tmpdir(), 'glassrank-bench-'));
const server = await serveApp();
const { executablePath, env } = await findChromium();
const browser = await chromium.launch({ executablePath, env, args: SOFTWARE_GPU_ARGS });
console.log(
  `${os.cpus().length} × ${os.cpus()[0]?.model ?? 'unknown CPU'}, load average ${os.loadavg()[0]?.toFixed(1)}; ${executablePath}`,
);
try {
  const rows = [];
  /**
   * @param {string} what
   * @param {{ frames: number[], tasks: number[] }} measured
   * @param {{ waitMs: number, ownMs: number }[] | null} [keys]
   */
  const row = (what, { frames, tasks }, keys = null) =>
    rows.push([
      what,
      share(frames, 0.5).toFixed(1),
      share(frames, 0.95).toFixed(1),
      // A frame is as long as the screen's refresh, 16.7 at 60 Hz, or a multiple of it.
      `${((100 * frames.filter((frame) => frame > 20).length) / Math.max(1, frames.length)).toFixed(1)} %`,
      tasks.length === 0 ? 'none above 50' : Math.max(...tasks).toFixed(0),
      keys === null ? '–' : keys.length === 0 ? 'none above 16' : Math.max(...keys.map(({ waitMs }) => waitMs)).toFixed(0),
      keys === null ? '–' : keys.length === 0 ? 'none above 16' : Math.max(...keys.map(({ ownMs }) => ownMs)).toFixed(0),
    ]);

  const empty = await browser.newPage({ viewport: { width: 1280, height: 860 } });
  await empty.setContent('<!doctype html><title>empty</title><body style="margin:0;height:200000px"></body>');
  row('an empty page, scrolled', await empty.evaluate(scrollFor, ms));
  await empty.close();

  const candidates = makeCandidates();
  const list = path.join(folder, 'passages.jsonl');
  const log = path.join(folder, 'log.json');
  writeFileSync(list, candidates.map(({ docId, text }) => `${JSON.stringify({ docid: docId, text })}\n`).join(''));
  writeFileSync(log, JSON.stringify(makeLog(candidates)));

  const page = await browser.newPage({ viewport: { width: 1280, height: 860 } });
  page.setDefaultTimeout(120_000);
  page.on('pageerror', (error) => console.log(`page error: ${error.message.slice(0, 300)}`));
  // What is measured is the page; an encoder at work beside it would take its processor.
  await page.route('**/models/all-minilm*/**', (route) => route.abort());
  await page.goto(server.url);
  await page.getByLabel('Query', { exact: true }).fill(QUERY);
  await page.locator('input[type=file]').first().setInputFiles([list, log]);
  await page.locator('.timeline').waitFor();
  await page.locator('.ranked-list-windowed').waitFor();
  const moveTo = async (part) => {
    const scrubber = page.locator('.timeline-scrubber');
    const last = Number(await scrubber.getAttribute('max'));
    await scrubber.fill(String(Math.round(last * part)));
  };
  const play = async (playing) => {
    const button = page.locator('.timeline-play');
    await button.click();
    if (playing) await page.mouse.move(4, 4);
  };
  for (const [what, part] of [
    ['the beginning of the run', 0],
    ['the middle of the run', 0.5],
    ['the end of the run', 0.9],
  ]) {
    await moveTo(part);
    await page.waitForTimeout(1500);
    await page.evaluate(() => window.scrollTo(0, 0));
    await play(true);
    row(`scrolled in ${what}`, await page.evaluate(scrollFor, ms));
    await page.evaluate(() => window.scrollTo(0, 0));
    await play(false);
  }
  await moveTo(0.5);
  await page.locator('.input-summary button').click();
  const query = page.getByLabel('Query', { exact: true });
  await query.waitFor();
  await play(true);
  await query.click();
  await page.evaluate(watchKeys);
  const still = page.evaluate(scrollFor, ms);
  const text = ' and what does a card for the whole year cost at the lock of the old canal';
  for (let typed = 0, begun = Date.now(); Date.now() - begun < ms; typed += 1) {
    await page.keyboard.type(text[typed % text.length] ?? ' ', { delay: 40 });
    await page.waitForTimeout(40);
  }
  row('typed into while it plays and scrolls', await still, await page.evaluate(() => globalThis.stopKeys()));

  printTable({
    title: `${PASSAGES} passages of ${WORDS} words, a run of ${(PASSAGES - WINDOW.size) / WINDOW.stride + 1} windows replayed at its own speed; milliseconds`,
    columns: [
      'what',
      'frame, median',
      'frame, 95th percentile',
      'frames that missed a refresh at 60 Hz',
      'longest task',
      'longest wait of a key',
      'longest work for a key',
    ],
    rows,
  });
} finally {
  await browser.close();
  await server.close();
  rmSync(folder, { recursive: true, force: true });
}
