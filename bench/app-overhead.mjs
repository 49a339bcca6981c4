import { chromium } from 'playwright-core';
import { ensureBuilt } from '../scripts/ensure-built.mjs';
import { findChromium, REAL_GPU_ARGS, SOFTWARE_GPU_ARGS } from '../scripts/find-chromium.mjs';
import { serveApp } from '../scripts/serve-app.mjs';
import { printTable } from './with-bench-page.mjs';

const PASSAGES = [
  'Food for bees in winter is sugar syrup, which beekeepers put in the hive.',
  'Other bees guard the hive and tell strangers from nestmates by smell.',
  'A returning forager dances on the comb; the angle points her sisters to the flowers.',
  'Bees visit each flower for a few seconds and carry pollen on their legs.',
];

/**
 * What the app itself costs beside its engine, measured on the built page during one run: the main thread's busy time (events,
 * reducing, rendering, as Chromium's own counters have it), and in the worker what lies between the run's length and the time the
 * engine reports for reading and writing (guide, splitting, parsing, posting).
 * @param {{ modelId: string, realGpu: boolean }} settings
 */
export async function appOverhead({ modelId, realGpu }) {
  if (!ensureBuilt()) throw new Error('The build failed; see above.');
  const server = await serveApp();
  const { executablePath, env } = await findChromium();
  const browser = await chromium.launch({ executablePath, env, args: realGpu ? REAL_GPU_ARGS : SOFTWARE_GPU_ARGS });
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(600_000);
    await page.goto(`${server.url}?model=${modelId}`);
    await page.getByLabel('Query', { exact: true }).fill('How do bees tell each other where food is?');
    await page.getByLabel('Passages', { exact: true }).fill(PASSAGES.join('\n\n'));
    const save = page.getByRole('button', { name: 'Save log (JSON)' });
    // The first run loads and compiles; the second is measured.
    await page.getByRole('button', { name: 'Rank', exact: true }).click();
    await save.waitFor();
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    const before = await counters(session);
    await page.getByRole('button', { name: 'Rank', exact: true }).click();
    await page.getByRole('button', { name: 'Stop', exact: true }).waitFor();
    await save.waitFor();
    const after = await counters(session);
    const download = page.waitForEvent('download');
    await save.click();
    const { events } = JSON.parse(await textOf(await download));
    const runMs = events.at(-1).at - events[0].at;
    const engineMs = events
      .filter((event) => event.type === 'window-end')
      .reduce(
        (sum, { usage }) =>
          sum + usage.promptTokens / usage.prefillTokensPerSecond + usage.completionTokens / usage.decodeTokensPerSecond,
        0,
      );
    const share = (ms) => ((100 * ms) / (engineMs * 1000)).toFixed(1);
    const row = (what, ms) => [what, ms.toFixed(0), share(ms)];
    const spent = (key) => (after[key] - before[key]) * 1000;
    printTable({
      title: `The app beside its engine: ${modelId}, ${events.length} events in one run of ${PASSAGES.length} passages`,
      columns: ['where', 'ms', '% of engine time'],
      rows: [
        row('run, by the clock', runMs),
        row('engine: reading and writing tokens', engineMs * 1000),
        row('worker beside it: guide, parsing, posting', Math.max(0, runMs - engineMs * 1000)),
        row('page, all of its main thread', spent('TaskDuration')),
        row('  of it scripts: events, reducing, React', spent('ScriptDuration')),
        row('  of it style and layout', spent('LayoutDuration') + spent('RecalcStyleDuration')),
      ],
    });
  } finally {
    await browser.close();
    await server.close();
  }
}

async function counters(session) {
  const { metrics } = await session.send('Performance.getMetrics');
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
}

async function textOf(download) {
  const chunks = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
