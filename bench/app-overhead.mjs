import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { ensureBuilt } from '../scripts/ensure-built.mjs';
import { findChromium, REAL_GPU_ARGS, SOFTWARE_GPU_ARGS } from '../scripts/find-chromium.mjs';
import { DIST, serveApp } from '../scripts/serve-app.mjs';
import { printTable } from './print-table.mjs';
import { threadProfile, timeByFile, workersOf } from './thread-profile.mjs';

const LIST = fileURLToPath(new URL('../test/fixtures/streams/recorded-windows.jsonl', import.meta.url));
const PASSAGES = 10;
/** What a run's worker does that is the engine: WebLLM, and all that is compiled to WebAssembly; and its waiting for the GPU. */
const ENGINE = /^(?:wasm|node_modules\/@mlc-ai|\(idle\)|\(program\)|\(root\)|\(no script\))/u;

/**
 * What the app itself costs beside its engine, measured on the built page during one run of ten passages, in each look: all that the main thread works (processor
 * time, as Chromium's own counters have it), and in the worker what V8's samples find in code of this project. Each against the rest of the run, which is the engine's: of its time by
 * the clock, and of the processor time of all of the browser's processes, which other work on the machine does not count in.
 * @param {{ modelId: string, realGpu: boolean, dist?: string, looks?: readonly string[], profile?: boolean, top?: number }} settings
 *   `dist`: a page that is built already; `profile`: also prints in which files the time went (the page's run is then a little longer)
 */
export async function appOverhead({ modelId, realGpu, dist, looks = ['watch', 'study'], profile = false, top = 25 }) {
  if (dist === undefined && !ensureBuilt()) throw new Error('The build failed; see above.');
  const root = dist ?? DIST;
  const server = await serveApp({ root });
  const { executablePath, env } = await findChromium();
  const rows = [];
  const files = [];
  try {
    for (const look of looks) {
      const browser = await chromium.launch({ executablePath, env, args: realGpu ? REAL_GPU_ARGS : SOFTWARE_GPU_ARGS });
      try {
        const page = await browser.newPage();
        const found = await oneRun(page, { url: `${server.url}?model=${modelId}&engine=gpu&look=${look}`, root, profile });
        rows.push(...rowsOf(look, found));
        for (const thread of /** @type {const} */ (['worker', 'page']))
          for (const [file, ms] of [...(found[thread] ?? [])].toSorted((one, other) => other[1] - one[1]).slice(0, top))
            files.push([look, thread, file, ms.toFixed(1)]);
      } finally {
        await browser.close();
      }
    }
  } finally {
    await server.close();
  }
  printTable({
    title: `The app beside its engine: ${modelId}, one run of ${PASSAGES} passages in each look`,
    columns: ['look', 'where', 'ms', '% of engine time', '% of its processor time'],
    rows,
  });
  if (profile) printTable({ title: 'Where, by file', columns: ['look', 'thread', 'file', 'ms'], rows: files });
}

/** Loads and runs once, then measures a second run. */
async function oneRun(page, { url, root, profile }) {
  page.setDefaultTimeout(600_000);
  const session = await page.context().newCDPSession(page);
  const worker = await workersOf(session);
  await page.goto(url);
  const { request } = JSON.parse(readFileSync(LIST, 'utf8').split('\n', 1)[0] ?? '');
  await page.getByLabel('Query', { exact: true }).fill(request.query.text);
  const texts = request.candidates.slice(0, PASSAGES).map(({ text }) => text);
  await page.getByLabel('Passages', { exact: true }).fill(texts.join('\n\n'));
  const rank = page.getByRole('button', { name: 'Rank', exact: true });
  const stop = page.getByRole('button', { name: 'Stop', exact: true });
  const run = async () => {
    await rank.click();
    await stop.waitFor();
    await page.evaluate(stopGone);
  };
  await run();
  // What comes once after the first run (the parts of the page that are fetched late) is no part of the second.
  await page.waitForTimeout(2000);
  const threads = [
    threadProfile(worker('glassrank-engine')),
    ...(profile ? [threadProfile((method, params) => session.send(method, params))] : []),
  ];
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  for (const thread of threads) await thread.begin();
  const processorMs = await processorTime(page.context().browser());
  const before = await counters(session);
  const processorBefore = await processorMs();
  await run();
  const allMs = (await processorMs()) - processorBefore;
  const after = await counters(session);
  const profiles = await Promise.all(threads.map((thread) => thread.end()));
  const events = await exportedEvents(page);
  const end = events.at(-1);
  if (end.outcome.type !== 'complete') throw new Error(`the run ended as ${JSON.stringify(end.outcome)}`);
  const spent = (key) => (after[key] - before[key]) * 1000;
  return {
    events,
    runMs: end.at - events[0].at,
    allMs,
    page: profiles[1] === undefined ? null : timeByFile(profiles[1], root),
    worker: timeByFile(profiles[0], root),
    pageMs: spent('TaskDuration'),
    scriptMs: spent('ScriptDuration'),
    layoutMs: spent('LayoutDuration') + spent('RecalcStyleDuration'),
  };
}

/**
 * In the page: resolves when there is no Stop any more. Playwright's own waiting asks for role and name of everything on the page ten times a second: half a second
 * of the main thread in a run of twenty.
 */
function stopGone() {
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      if (document.querySelector('.button-stop') !== null) return;
      clearInterval(timer);
      resolve(undefined);
    }, 200);
  });
}

function rowsOf(look, { events, runMs, allMs, worker, pageMs, scriptMs, layoutMs }) {
  const workerMs = [...worker].reduce((sum, [file, ms]) => sum + (ENGINE.test(file) ? 0 : ms), 0);
  const engineMs = runMs - workerMs;
  const engineProcessorMs = allMs - pageMs - workerMs;
  const share = (ms, of) => ((100 * ms) / of).toFixed(2);
  const row = (where, ms) => [look, where, ms.toFixed(0), share(ms, engineMs), share(ms, engineProcessorMs)];
  return [
    [look, `run by the clock, ${events.length} events`, runMs.toFixed(0), share(runMs, engineMs), ''],
    [look, 'processors, all of the browser', allMs.toFixed(0), '', share(allMs, engineProcessorMs)],
    row('worker beside the engine', workerMs),
    row('page, all of its main thread', pageMs),
    row('  of it scripts: events, reducing, React', scriptMs),
    row('  of it style and layout', layoutMs),
  ];
}

/** Milliseconds that all processes of the browser have had of processors. */
async function processorTime(browser) {
  const session = await browser.newBrowserCDPSession();
  return async () => {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime * 1000, 0);
  };
}

async function counters(session) {
  const { metrics } = await session.send('Performance.getMetrics');
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
}

/** The log is saved in Study, whatever look the run was in. */
async function exportedEvents(page) {
  const save = page.getByRole('button', { name: 'Save log (JSON)' });
  if (!(await save.isVisible())) await page.locator('.look-switch label').last().click();
  const [download] = await Promise.all([page.waitForEvent('download'), save.click()]);
  const chunks = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString('utf8')).events;
}
