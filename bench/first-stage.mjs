import { readdirSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { ensureBuilt } from '../scripts/ensure-built.mjs';
import { findChromium, REAL_GPU_ARGS, SOFTWARE_GPU_ARGS } from '../scripts/find-chromium.mjs';
import { DIST, serveApp } from '../scripts/serve-app.mjs';
import { printTable } from './print-table.mjs';

const PASSAGES = 20;
const WORDS = 120;
const TIMES = 5;

/**
 * The instant order of 20 passages of 120 words in the built worker: BM25 alone
 * (before the encoder is loaded) and BM25 + MiniLM (after), and their ratio. Each time with passages never seen before: the worker remembers.
 * @param {{ realGpu: boolean }} settings
 */
export async function firstStage({ realGpu }) {
  if (!ensureBuilt()) throw new Error('The build failed; see above.');
  const worker = readdirSync(path.join(DIST, 'assets')).find((name) => /^first-stage\.worker-.*\.js$/.test(name));
  if (worker === undefined) throw new Error('There is no first-stage worker in dist/assets.');
  const server = await serveApp();
  const { executablePath, env } = await findChromium();
  const browser = await chromium.launch({ executablePath, env, args: realGpu ? REAL_GPU_ARGS : SOFTWARE_GPU_ARGS });
  try {
    const page = await browser.newPage();
    // Any page of the site that does nothing itself: only its headers count.
    await page.goto(`${server.url}icon.svg`);
    const found = await page.evaluate(measure, {
      worker: `${server.url}assets/${worker}`,
      models: `${server.url}models/`,
      lists: lists(),
    });
    if (!found.loaded.ok) throw new Error(`The encoder could not be loaded: ${found.loaded.error.message}`);
    const { workers, device, loadMs } = found.loaded.value;
    const row = (what, times) => {
      const sorted = times.toSorted((one, other) => one - other);
      return [what, median(sorted).toFixed(1), sorted[0].toFixed(1), sorted.at(-1).toFixed(1)];
    };
    printTable({
      title: `Instant order of ${PASSAGES} passages of ${WORDS} words, ${TIMES} times; MiniLM on ${device}, ${workers} workers on ${os.cpus().length} cores, loaded in ${(loadMs / 1000).toFixed(1)} s`,
      columns: ['order', 'median ms', 'least', 'most'],
      rows: [
        row('BM25 alone', found.words),
        row('BM25 + MiniLM', found.fused),
        row('the same list again', found.again),
        row('the same passages, another query', found.edited),
      ],
    });
    console.log(`BM25 + MiniLM takes ${(median(found.fused) / median(found.words)).toFixed(0)} times as long as BM25 alone.`);
    console.log(`Load average ${os.loadavg()[0].toFixed(1)} on ${os.cpus().length} cores.`);
  } finally {
    await browser.close();
    await server.close();
  }
}

function median(times) {
  return times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)];
}

/** Two rounds of lists, cut from the samples' sentences in another order each time. */
function lists() {
  const folder = fileURLToPath(new URL('../public/samples/', import.meta.url));
  const words = readdirSync(folder).flatMap((name) =>
    JSON.parse(readFileSync(path.join(folder, name), 'utf8'))
      .passages.join(' ')
      .split(/\s+/),
  );
  let state = 7;
  const random = (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
  const passage = () => {
    const taken = [];
    while (taken.length < WORDS) {
      const from = random(words.length - 14);
      taken.push(...words.slice(from, from + 13), `${words[from + 13].replace(/\W+$/, '')}.`);
    }
    return `${taken.slice(0, WORDS).join(' ')}.`;
  };
  return Array.from({ length: 2 * TIMES + 2 }, (_, list) => ({
    query: { id: `q${list}`, text: 'How do bees tell each other where the food is?' },
    candidates: Array.from({ length: PASSAGES }, (_unused, place) => ({ docId: `d${place}`, text: passage() })),
  }));
}

/** Runs in the page: speaks Comlink's protocol by hand, because the page's own script is not there. */
async function measure({ worker: address, models, lists }) {
  // The site's policy for scripts allows this name alone, and on this page nobody else has taken it.
  const policy = globalThis.trustedTypes?.createPolicy('glassrank-worker', { createScriptURL: (given) => given });
  const worker = new Worker(policy?.createScriptURL(address) ?? address, { type: 'module' });
  let id = 0;
  const call = (name, ...values) =>
    new Promise((resolve, reject) => {
      const mine = String((id += 1));
      const listen = ({ data }) => {
        if (data?.id !== mine) return;
        worker.removeEventListener('message', listen);
        if (data.type === 'RAW') resolve(data.value);
        else reject(new Error(JSON.stringify(data.value)));
      };
      worker.addEventListener('message', listen);
      const { port1 } = new MessageChannel();
      const argumentList = values.map((value) => ({ type: 'RAW', value: value === 'port' ? port1 : value }));
      worker.postMessage({ id: mine, type: 'APPLY', path: [name], argumentList }, values.includes('port') ? [port1] : []);
    });
  const half = lists.length / 2;
  const round = async (some) => {
    const times = [];
    for (const list of some) times.push((await call('order', list)).ms);
    // The first one warms up.
    return times.slice(1);
  };
  const words = await round(lists.slice(0, half));
  const loaded = await call('load', { modelsUrl: models }, 'port');
  const fused = loaded.ok ? await round(lists.slice(half)) : [];
  // The worker has them all: what is left is what is not the encoder.
  const again = loaded.ok ? await round(lists.slice(half)) : [];
  const asked = (list) => ({ ...list, query: { ...list.query, text: `${list.query.text} And when?` } });
  const edited = loaded.ok ? await round(lists.slice(half).map(asked)) : [];
  return { words, loaded, fused, again, edited };
}
