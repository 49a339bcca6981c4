import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { openEvaluationFile, writeWhole } from './evaluation-file.mjs';
import { findChromium, REAL_GPU_ARGS, SOFTWARE_GPU_ARGS } from './find-chromium.mjs';
import { readDocuments } from './read-collection.mjs';
import { serveApp } from './serve-app.mjs';

const { version } = JSON.parse(readFileSync(fileURLToPath(new URL('../package.json', import.meta.url)), 'utf8'));

/**
 * Runs configurations over a collection through the built app's own engine in a headless browser. What is done is in `out` after every run,
 * and is taken over from there; `reportOnly`: nothing else is done. Throws what a person can mend, as an Error with its message. SIGINT and SIGTERM stop it: `stopped` is then true.
 * @param {{
 *   collection: import('./read-collection.mjs').CollectionFiles,
 *   queries: number | null,
 *   depth: number,
 *   seed: number,
 *   entries: readonly { name?: string, model: string, settings?: object, sweep?: object | null }[],
 *   realGpu: boolean,
 *   out: string,
 *   fresh: boolean,
 *   reportOnly?: boolean,
 *   logs: string | null,
 *   measures: readonly string[],
 *   tell: { model(model: any): void, note(text: string): void, cell(told: any): void },
 * }} settings
 */
export async function runEvaluation({
  collection,
  queries,
  depth,
  seed,
  entries,
  realGpu,
  out,
  fresh,
  reportOnly = false,
  logs,
  measures,
  tell,
}) {
  const server = await serveApp();
  const { executablePath, env } = await findChromium();
  // The signals are ours: what is done is in the file already.
  const args = realGpu ? REAL_GPU_ARGS : SOFTWARE_GPU_ARGS;
  const browser = await chromium.launch({ executablePath, env, args, handleSIGINT: false, handleSIGTERM: false });
  let stopped = false;
  const stop = () => {
    stopped = true;
    void browser.close();
  };
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, stop);
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(0);
    await page.goto(`${server.url}evaluate.html`);
    return { stopped, ...(await evaluate(page)) };
  } catch (error) {
    if (stopped) return { stopped, report: null, plan: null };
    throw new Error(error.message.replace(/^page\.evaluate: (Error: )?/, '').split('\n    at ')[0], { cause: error });
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM']) process.removeListener(signal, stop);
    await browser.close();
    await server.close();
  }

  async function evaluate(page) {
    /** One of the page's functions. */
    const ask = (name, ...given) =>
      page.evaluate(([called, values]) => globalThis.glassrankEvaluation[called](...values), [name, given]);
    const { topics, notes } = await ask('open', collection.texts, queries);
    notes.forEach((note) => tell.note(note));
    if (topics.length === 0) throw new Error('No query is both judged and in the run.');
    const wanted = new Set(topics.flatMap(({ docids }) => docids.slice(0, depth)));
    const found = await readDocuments({ file: collection.corpus, ids: wanted });
    await ask(
      'addDocuments',
      Array.from(found, ([docid, document]) => ({ docid, ...document })),
    );

    let loaded = null;
    const load = async (id) => {
      const model = await ask('load', id);
      if (loaded !== id) tell.model(model);
      loaded = id;
    };
    const configurations = [];
    for (const model of new Set(entries.map((entry) => entry.model))) {
      await load(model);
      for (const entry of entries.filter((each) => each.model === model)) configurations.push(...(await ask('configure', entry)));
    }
    const { name, sha256 } = collection;
    const createdAt = new Date().toISOString();
    const made = await ask('plan', { name, createdAt, configurations, depth, seed, collection: { name, sha256 } });
    const file = openEvaluationFile(out);
    let earlier = { header: made, kept: [], cells: [], notes: [] };
    if (file.text !== null && !fresh) {
      earlier = await ask('resume', file.text).catch((error) => {
        const why = error.message.replace(/^page\.evaluate: (Error: )?/, '').split('\n    at ')[0];
        throw new Error(`${out}: ${why}\nGive another --out, or --fresh to begin it anew.`, { cause: error });
      });
      earlier.notes.forEach((note) => tell.note(`${out}, ${note}`));
    }
    file.begin(earlier.header, earlier.kept);
    const plan = JSON.parse(made);
    const total = plan.configurations.length * plan.topics.length;
    const told = async (cell, isEarlier) =>
      tell.cell({
        plan,
        cell,
        earlier: isEarlier,
        total,
        gain: await ask('measure', cell, measures[0]),
        left: await ask('timeLeft'),
      });
    for (const cell of earlier.cells) await told(cell, true);
    const tries = new Map();
    for (;;) {
      const key = reportOnly ? null : await ask('next');
      if (key === null) break;
      if (key.modelId !== loaded) await load(key.modelId);
      const exportedAt = new Date().toISOString();
      const { cell, log } = await ask('run', key, logs === null ? null : { appVersion: version, exportedAt });
      file.save(cell);
      if (log !== null) writeWhole(logFile(plan, cell), log);
      await told(cell, false);
      if (cell.outcome.type !== 'failed') continue;
      const { code, retry } = cell.outcome.error;
      const failures = (tries.get(code) ?? 0) + 1;
      tries.set(code, failures);
      if (retry) await load(key.modelId);
      else if (failures === 1 && cell.calls === 0 && earlier.cells.length === 0)
        throw new Error(`${nameOf(plan, cell)}: ${cell.outcome.error.message}`);
    }
    return { plan, report: await ask('report', measures) };
  }

  function logFile(plan, cell) {
    return path.join(logs ?? '', fileName(nameOf(plan, cell)), `${fileName(cell.qid)}.json`);
  }
}

function nameOf(plan, { configurationId }) {
  return plan.configurations.find(({ id }) => id === configurationId)?.name ?? configurationId;
}

/** A name that every file system takes, another for another name. */
export function fileName(name) {
  const plain = name.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^[.-]+/, '');
  if (plain === name && plain.length <= 60) return plain;
  return `${plain.slice(0, 60)}-${createHash('sha256').update(name).digest('hex').slice(0, 8)}`;
}
