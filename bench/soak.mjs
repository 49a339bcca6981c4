// node bench/soak.mjs [--runs 1000] [--every 50] [--keep] [--app DIST]: many runs of test-tiny in one tab of the built page, one after the other, each of another
// query and list than the one before. After every so many: heaps of page and engine, nodes, listeners and documents of the page, open files and threads of the
// browser's processes, what is stored. What grew by more than 5 % since the runs that warmed it up is named, and the exit status is 1.
// Finished runs are kept only with --keep: their list then grows by what a person keeps.
import '../scripts/require-node.mjs';
import { readdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { ensureBuilt } from '../scripts/ensure-built.mjs';
import { findChromium, SOFTWARE_GPU_ARGS } from '../scripts/find-chromium.mjs';
import { DIST, serveApp } from '../scripts/serve-app.mjs';
import { printTable } from './print-table.mjs';
import { workersOf } from './thread-profile.mjs';

/** Growth that is no leak. */
const MOST_GROWTH = 0.05;
/** Of fewer nothing can be told. */
const FEWEST_MARKS = 3;
/** Marks whose values are too small for a share of them: so much more is no growth either. */
const SLACK = { nodes: 20, listeners: 20, documents: 1, files: 10, threads: 10, stored: 50_000 };

/**
 * @typedef {Record<'runs' | 'heap' | 'engineHeap' | 'nodes' | 'listeners' | 'documents' | 'files' | 'threads' | 'stored', number>} Mark
 * heaps and stored: bytes
 */

/**
 * Runs test-tiny `runs` times in one tab. `warm`: marks begin after so many.
 * @param {{ url: string, runs: number, every: number, warm: number, keep?: boolean, tell?: (mark: Mark) => void }} settings
 * @returns {Promise<{ marks: readonly Mark[], grown: readonly string[], errors: readonly string[] }>}
 */
export async function soak({ url, runs, every, warm, keep = false, tell = () => {} }) {
  if (steps({ runs, every, warm }).length < FEWEST_MARKS)
    throw new Error(`${runs} runs, looked at after ${warm} and then after every ${every}, are too few to tell what grows`);
  const { executablePath, env } = await findChromium();
  const browser = await chromium.launch({ executablePath, env, args: SOFTWARE_GPU_ARGS });
  try {
    const context = await browser.newContext({ serviceWorkers: 'block' });
    const page = await context.newPage();
    page.setDefaultTimeout(120_000);
    /** @type {string[]} */
    const errors = [];
    page.on('pageerror', ({ message }) => errors.push(message));
    const session = await context.newCDPSession(page);
    const worker = await workersOf(session);
    await session.send('Performance.enable');
    const browserSession = await browser.newBrowserCDPSession();
    if (!keep) await page.addInitScript(() => localStorage.setItem('glassrank.preferences', JSON.stringify({ keepRuns: false })));
    await page.goto(`${url}?model=test-tiny&engine=gpu&look=study`);
    await page.getByLabel('Query', { exact: true }).fill('Which planet has rings?');
    await page
      .getByText(/^Settings/u)
      .first()
      .click();
    const budget = page.getByLabel('Thought budget', { exact: true });
    await budget.fill('8');
    await budget.blur();
    const marks = [];
    let done = 0;
    for (const until of steps({ runs, every, warm })) {
      await page.evaluate(runMany, { from: done, to: until });
      done = until;
      const mark = { runs: done, ...(await look({ page, session, worker, browserSession })) };
      marks.push(mark);
      tell(mark);
    }
    return { marks, grown: grownOf(marks), errors };
  } finally {
    await browser.close();
  }
}

/** After how many runs it is looked. */
function steps({ runs, every, warm }) {
  const found = [Math.min(warm, runs)];
  while ((found.at(-1) ?? runs) < runs) found.push(Math.min((found.at(-1) ?? 0) + every, runs));
  return found;
}

/** In the page: the runs from one number to another, by the page's own fields and buttons. Rejects where a run does not end. */
async function runMany({ from, to }) {
  const wait = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));
  const button = (/** @type {string} */ name) =>
    [...document.querySelectorAll('button')].find((one) => one.textContent?.trim() === name || one.ariaLabel === name);
  const write = (/** @type {string} */ label, /** @type {string} */ text) => {
    const named = [...document.querySelectorAll('label')].find((one) => one.textContent?.trim() === label);
    const field = /** @type {HTMLTextAreaElement | null} */ (
      document.getElementById(named?.htmlFor ?? '') ?? named?.querySelector('input, textarea')
    );
    if (field == null) throw new Error(`the page has no field ${label}`);
    // React hears of what its own setter was not asked to write.
    const { set } = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value') ?? {};
    set?.call(field, text);
    field.dispatchEvent(new Event('input', { bubbles: true }));
  };
  const until = async (/** @type {() => boolean} */ holds, /** @type {string} */ what) => {
    for (const begun = performance.now(); !holds(); await wait(10))
      if (performance.now() - begun > 300_000) throw new Error(`run ${what} did not come`);
  };
  for (let run = from; run < to; run += 1) {
    if (button('Edit the input') !== undefined) button('Edit the input')?.click();
    await wait(20);
    write('Query', `Which planet has ${run % 2 === 0 ? 'rings' : 'clouds'}? ${run % 7}`);
    write('Passages', ['Mars is red.', 'Saturn has rings.', `Venus has ${run % 5} clouds.`].join('\n\n'));
    await until(() => button('Rank')?.disabled === false, `${run}: its beginning`);
    button('Rank')?.click();
    await until(() => button('Stop') !== undefined || button('Save log (JSON)') !== undefined, `${run}: its first call`);
    await until(() => button('Stop') === undefined && button('Save log (JSON)') !== undefined, `${run}: its end`);
  }
}

/** What there is now, rubbish taken away. @returns {Promise<Omit<Mark, 'runs'>>} */
async function look({ page, session, worker, browserSession }) {
  await page.waitForTimeout(1500);
  const engine = worker('glassrank-engine');
  for (let time = 0; time < 3; time += 1) {
    await session.send('HeapProfiler.collectGarbage');
    await engine('HeapProfiler.collectGarbage');
  }
  const { metrics } = await session.send('Performance.getMetrics');
  const metric = (/** @type {string} */ name) => metrics.find((one) => one.name === name)?.value ?? 0;
  const { usedSize } = await engine('Runtime.getHeapUsage');
  const { processInfo } = await browserSession.send('SystemInfo.getProcessInfo');
  const count = (/** @type {string} */ what) => processInfo.reduce((sum, { id }) => sum + entries(`/proc/${id}/${what}`), 0);
  const stored = await page.evaluate(async () => {
    const { usage = 0 } = await navigator.storage.estimate();
    const written = [...Object.entries(localStorage), ...Object.entries(sessionStorage)].flat().join('').length;
    return usage + 2 * written;
  });
  return {
    heap: metric('JSHeapUsedSize'),
    engineHeap: usedSize,
    nodes: metric('Nodes'),
    listeners: metric('JSEventListeners'),
    documents: metric('Documents'),
    files: count('fd'),
    threads: count('task'),
    stored,
  };
}

/** 0 where the system does not tell. */
function entries(/** @type {string} */ folder) {
  try {
    return readdirSync(folder).length;
  } catch {
    return 0;
  }
}

/** What the last third of the marks has more of than the first, by more than is allowed. @param {readonly Mark[]} marks */
export function grownOf(marks) {
  if (marks.length < FEWEST_MARKS)
    throw new Error(`growth is told from ${FEWEST_MARKS} marks on, and here are ${marks.length}: more runs, or looks at fewer`);
  const third = Math.ceil(marks.length / 3);
  const names = /** @type {(keyof Mark)[]} */ (Object.keys(marks[0] ?? {}).filter((name) => name !== 'runs'));
  return names.flatMap((name) => {
    const middle = (/** @type {readonly Mark[]} */ some) =>
      some.map((mark) => mark[name]).toSorted((one, other) => one - other)[Math.floor(some.length / 2)] ?? 0;
    const [first, last] = [middle(marks.slice(0, third)), middle(marks.slice(-third))];
    return last > first * (1 + MOST_GROWTH) + (SLACK[name] ?? 0) ? [`${name}: ${first} → ${last}`] : [];
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string', default: '1000' },
      every: { type: 'string', default: '50' },
      warm: { type: 'string', default: '50' },
      keep: { type: 'boolean', default: false },
      app: { type: 'string' },
    },
  });
  if (values.app === undefined && !ensureBuilt()) process.exit(1);
  const server = await serveApp({ root: values.app ?? DIST });
  const rowOf = (/** @type {Mark} */ mark) => [
    mark.runs,
    (mark.heap / 1e6).toFixed(2),
    (mark.engineHeap / 1e6).toFixed(2),
    mark.nodes,
    mark.listeners,
    mark.documents,
    mark.files,
    mark.threads,
    (mark.stored / 1e6).toFixed(2),
  ];
  const begun = performance.now();
  try {
    const { marks, grown, errors } = await soak({
      url: server.url,
      runs: Number(values.runs),
      every: Number(values.every),
      warm: Number(values.warm),
      keep: values.keep,
      tell: (mark) => console.error(rowOf(mark).join('  ')),
    });
    printTable({
      title: `test-tiny, runs in one tab, ${((performance.now() - begun) / 60_000).toFixed(1)} minutes`,
      columns: ['runs', 'heap MB', 'engine heap MB', 'nodes', 'listeners', 'documents', 'open files', 'threads', 'stored MB'],
      rows: marks.map(rowOf),
    });
    console.log(grown.length === 0 ? 'Nothing grew by more than 5 %.' : `Grown by more than 5 %: ${grown.join('; ')}.`);
    if (errors.length > 0) console.log(`Errors of the page: ${errors.join('; ')}`);
    process.exitCode = grown.length === 0 && errors.length === 0 ? 0 : 1;
  } finally {
    await server.close();
  }
}
