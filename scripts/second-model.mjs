// node scripts/second-model.mjs MODEL_FOLDER WORK: a model that `python -m models.convert` made, installed by the page of models and ranking five passages.
// It comes from a second origin of this machine that is laid out like a model hub, or is picked as a folder. Nothing of the project's build changes.
import './require-node.mjs';
import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    from: { type: 'string', default: 'hub' },
    preset: { type: 'string', default: 'instruct-direct' },
    app: { type: 'string' },
    gpu: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
const [folder, work] = positionals;
if (values.help || folder === undefined || work === undefined || !['hub', 'folder'].includes(values.from)) {
  console.log(`node scripts/second-model.mjs MODEL_FOLDER WORK [--from hub|folder] [--preset ID] [--app DIR] [--gpu]

  MODEL_FOLDER   made by python -m models.convert
  WORK           folder for the browser's profile
  --from hub     fetched from another origin (default), or --from folder: picked
  --preset ID    a built-in preset (default ${values.preset})
  --app DIR      the built page (default: dist, built first where sources changed)
  --gpu          this machine's own GPU instead of WebGPU on the CPU`);
  process.exit(values.help ? 0 : 2);
}
if (!existsSync(path.join(folder, 'manifest.json'))) {
  console.error(`${folder}: no manifest.json; make the folder with python -m models.convert (docs/MODELS.md)`);
  process.exit(2);
}

const { ensureInstalled } = await import('./ensure-installed.mjs');
ensureInstalled();
const { ensureBuilt } = await import('./ensure-built.mjs');
if (values.app === undefined && !ensureBuilt()) process.exit(1);
const { createServer } = await import('vite');
const { chromium } = await import('playwright-core');
const { findChromium, REAL_GPU_ARGS, SOFTWARE_GPU_ARGS } = await import('./find-chromium.mjs');
const { serveApp } = await import('./serve-app.mjs');

const vite = await createServer({
  root: ROOT,
  configFile: false,
  logLevel: 'error',
  server: { middlewareMode: true, hmr: false, ws: false },
  appType: 'custom',
});
const id = path.basename(path.resolve(folder));
const server = await serveApp(values.app === undefined ? {} : { root: values.app });
const profile = path.resolve(work, 'profile');
rmSync(profile, { recursive: true, force: true });
const { executablePath, env } = await findChromium();
const args = values.gpu ? REAL_GPU_ARGS : SOFTWARE_GPU_ARGS;
// A profile on disk: a browser without one gives little storage.
const browser = await chromium.launchPersistentContext(profile, { executablePath, env, args: [...args] });
let closeHub = async () => {};
try {
  const { request, settings } = await exampleRun();
  const tab = await browser.newPage();
  tab.setDefaultTimeout(0);
  tab.on('pageerror', (error) => console.error(`page error: ${error.message}`));
  await installModel(tab);
  await tab.goto(`${server.url}evaluate.html`);
  const begin = Date.now();
  const loaded = await tab.evaluate((name) => globalThis.glassrankEngine.load(name), id);
  if (!loaded.ok) throw new Error(`the model was not loaded: ${JSON.stringify(loaded.error)}`);
  console.log(`loaded in ${seconds(begin)}: ${id}, ${loaded.value.identity.library}, ${loaded.value.identity.adapter}`);
  const start = Date.now();
  const events = JSON.parse(
    await tab.evaluate(([list, chosen]) => globalThis.glassrankEngine.run(list, chosen), [request, settings]),
  );
  const end = events.at(-1);
  console.log(`ranked in ${seconds(start)}: ${events.length} events, outcome ${JSON.stringify(end.outcome)}`);
  for (const { usage, ranking } of events.filter(({ type }) => type === 'window-end')) {
    const { promptTokens, completionTokens, prefillTokensPerSecond, decodeTokensPerSecond } = usage;
    console.log(
      `read ${promptTokens} tokens at ${prefillTokensPerSecond.toFixed(1)}/s, wrote ${completionTokens} at ${decodeTokensPerSecond.toFixed(2)}/s`,
    );
    console.log(`answer: ${events.flatMap((event) => (event.type === 'answer-delta' ? [event.text] : [])).join('')}`);
    console.log(`order: ${ranking.join(' ')}`);
  }
  process.exitCode = end.outcome.type === 'complete' ? 0 : 1;
} finally {
  await browser.close();
  await closeHub();
  await server.close();
  await vite.close();
}

function seconds(since) {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`;
}

/** As a person would on models.html: types the repository's address, or picks the folder, and waits until the model is offered. */
async function installModel(tab) {
  const begin = Date.now();
  await tab.goto(`${server.url}models.html`);
  if (values.from === 'folder') await tab.locator('.models-folder input[type=file]').setInputFiles(path.resolve(folder));
  else {
    const { filesOf, startHub } = await vite.ssrLoadModule('/test/support/hub-server.ts');
    const hub = await startHub({ models: { [`tests/${id}`]: filesOf(folder) } });
    closeHub = () => hub.close();
    await tab.locator('#models-address').fill(`${hub.origin}/tests/${id}`);
    await tab.locator('#models-address').press('Enter');
  }
  const offered = tab.locator(`a[href*="model=${id}"]`).first();
  const trouble = tab.getByRole('alert').first();
  await offered.or(trouble).waitFor();
  if (await trouble.isVisible()) throw new Error(`the model was not installed: ${await trouble.textContent()}`);
  console.log(`installed in ${seconds(begin)} from ${values.from === 'hub' ? 'a second origin' : 'a folder'}, every byte hashed`);
}

/** Five passages in no helpful order, and the settings of one plain call without a thought. */
async function exampleRun() {
  const { preset: builtIn } = await vite.ssrLoadModule('/src/core/preset/built-in.ts');
  const { fitMethod, PLAIN_SCALING } = await vite.ssrLoadModule('/src/core/run/method.ts');
  const { startSettings } = await vite.ssrLoadModule('/src/core/run/settings.ts');
  const preset = builtIn(values.preset);
  const plain = { preset, strategy: { type: 'single' }, parser: preset.parser, scaling: PLAIN_SCALING };
  const { method, answerMode } = fitMethod(plain, 'constrained');
  const texts = [
    'Hard water holds calcium and magnesium; where it is hard, kettles fur up within weeks.',
    'A kettle drum is a percussion instrument, tuned with a pedal or with screws around its rim.',
    'Vinegar or citric acid dissolves limescale: fill the kettle, boil, wait an hour, rinse well.',
    'The first electric kettles of the 1890s kept the heating element in a chamber below the water.',
    'Boil equal parts of water and white vinegar in the kettle, leave it over night and rinse twice.',
  ];
  return {
    request: {
      query: { id: 'q1', text: 'how do I get limescale out of a kettle' },
      candidates: texts.map((text, index) => ({ docId: `p${index + 1}`, text })),
    },
    settings: { ...startSettings({ thoughtTokens: 0, temperature: 0, answerMode }), priorWeight: 0, method },
  };
}
