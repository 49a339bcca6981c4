import { chromium } from 'playwright-core';
import { ensureBuilt } from '../scripts/ensure-built.mjs';
import { findChromium, REAL_GPU_ARGS, SOFTWARE_GPU_ARGS } from '../scripts/find-chromium.mjs';
import { serveApp } from '../scripts/serve-app.mjs';
import { printTable } from './print-table.mjs';

const PASSAGES = [
  'Food for bees in winter is sugar syrup, which beekeepers put in the hive.',
  'Other bees guard the hive and tell strangers from nestmates by smell.',
  'A returning forager dances on the comb; the angle points her sisters to the flowers.',
  'Bees visit each flower for a few seconds and carry pollen on their legs.',
];

/**
 * What the app itself costs beside its engine, measured on the built page during one run: the main thread's busy time (events,
 * reducing, rendering, as Chromium's own counters have it), and in the worker what lies between the run's length and the time the
 * engine reports for reading and writing. The constraint on the answer works inside the engine's steps, so it is told by a second run
 * without it.
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
    await page.goto(`${server.url}?model=${modelId}&engine=gpu`);
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
    const constrained = summary(await exportedEvents(page));
    await page.locator('#settings > summary').click();
    await page.getByRole('radio', { name: /^Free/ }).check();
    await page.getByRole('button', { name: 'Rank', exact: true }).click();
    await page.getByRole('button', { name: 'Stop', exact: true }).waitFor();
    await save.waitFor();
    const free = summary(await exportedEvents(page));
    const guideMs = Math.max(0, constrained.msPerToken - free.msPerToken) * constrained.tokens;

    const row = (what, ms) => [what, ms.toFixed(0), ((100 * ms) / constrained.engineMs).toFixed(1)];
    const spent = (key) => (after[key] - before[key]) * 1000;
    printTable({
      title: `The app beside its engine: ${modelId}, ${constrained.events} events in one run of ${PASSAGES.length} passages`,
      columns: ['where', 'ms', '% of engine time'],
      rows: [
        row('run, by the clock', constrained.runMs),
        row('engine: reading and writing tokens', constrained.engineMs),
        row('  of it the constraint on the answer (against a run in free mode)', guideMs),
        row('worker beside it: prompt, splitting, parsing, posting', Math.max(0, constrained.runMs - constrained.engineMs)),
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

async function exportedEvents(page) {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save log (JSON)' }).click(),
  ]);
  const chunks = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString('utf8')).events;
}

/** Times of a run in milliseconds, the engine's own as it reports them. */
function summary(events) {
  const usages = events.filter((event) => event.type === 'window-end').map((event) => event.usage);
  const tokens = usages.reduce((sum, usage) => sum + usage.completionTokens, 0);
  const readMs = usages.reduce((sum, usage) => sum + (1000 * usage.promptTokens) / usage.prefillTokensPerSecond, 0);
  const writeMs = usages.reduce((sum, usage) => sum + (1000 * usage.completionTokens) / usage.decodeTokensPerSecond, 0);
  return {
    events: events.length,
    tokens,
    runMs: events.at(-1).at - events[0].at,
    engineMs: readMs + writeMs,
    msPerToken: writeMs / tokens,
  };
}
