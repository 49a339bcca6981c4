// node scripts/second-model.mjs MODEL_FOLDER WORK: ranks five passages with a model that `python -m models.convert` made, in the built page's own engine.
// The page is built into WORK/page with the model in its catalogue; nothing of the project's own build changes.
import './require-node.mjs';
import { createHash } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    preset: { type: 'string', default: 'instruct-direct' },
    gpu: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
const [folder, work] = positionals;
if (values.help || folder === undefined || work === undefined) {
  console.log(`node scripts/second-model.mjs MODEL_FOLDER WORK [--preset ID] [--gpu]

  MODEL_FOLDER  made by python -m models.convert, on the same disk as WORK
  WORK          folder for the page that is built
  --preset ID   a built-in preset (default ${values.preset})
  --gpu         this machine's own GPU instead of WebGPU on the CPU`);
  process.exit(values.help ? 0 : 2);
}
if (!existsSync(path.join(folder, 'manifest.json'))) {
  console.error(`${folder}: no manifest.json; make the folder with python -m models.convert (docs/MODELS.md)`);
  process.exit(2);
}

const { ensureInstalled } = await import('./ensure-installed.mjs');
ensureInstalled();
const { build, createServer, loadConfigFromFile } = await import('vite');
const { chromium } = await import('playwright-core');
const { findChromium, REAL_GPU_ARGS, SOFTWARE_GPU_ARGS } = await import('./find-chromium.mjs');
const { serveApp } = await import('./serve-app.mjs');

const manifest = readFileSync(path.join(folder, 'manifest.json'));
const { id, template, files } = JSON.parse(manifest.toString());
const entry = {
  id,
  title: id,
  template,
  manifestSha256: createHash('sha256').update(manifest).digest('hex'),
  bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
};

const page = await buildPage(path.resolve(work, 'page'));
const { request, settings } = await exampleRun();
const server = await serveApp({ root: page });
const { executablePath, env } = await findChromium();
const args = values.gpu ? REAL_GPU_ARGS : SOFTWARE_GPU_ARGS;
const browser = await chromium.launch({ executablePath, env, args: [...args] });
try {
  const tab = await browser.newPage();
  tab.setDefaultTimeout(0);
  tab.on('pageerror', (error) => console.error(`page error: ${error.message}`));
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
  await server.close();
}

function seconds(since) {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`;
}

/** The app with one more model in its catalogue, into `outDir`; the model's files are hard links. */
async function buildPage(outDir) {
  const loadedConfig = await loadConfigFromFile({ command: 'build', mode: 'production' }, path.join(ROOT, 'vite.config.ts'));
  const withModel = () => ({
    name: 'glassrank-one-more-model',
    enforce: 'pre',
    load: (file) => {
      if (!file.endsWith('engines/webllm/model-catalog.json')) return null;
      const { models } = JSON.parse(readFileSync(file, 'utf8'));
      return JSON.stringify({ models: [...models, entry] });
    },
  });
  const config = loadedConfig?.config ?? {};
  // The sizes that a test holds are those of the project's own build.
  const plugins = (config.plugins ?? [])
    .flat()
    .filter((plugin) => !(plugin && 'name' in plugin && plugin.name === 'glassrank-bundle-sizes'));
  await build({
    ...config,
    configFile: false,
    root: ROOT,
    logLevel: 'warn',
    plugins: [withModel(), ...plugins],
    worker: { ...config.worker, plugins: () => [withModel()] },
    build: { ...config.build, outDir, emptyOutDir: true, sourcemap: false },
  });
  const place = path.join(outDir, 'models', id);
  rmSync(place, { recursive: true, force: true });
  mkdirSync(place, { recursive: true });
  for (const name of readdirSync(folder)) linkSync(path.join(folder, name), path.join(place, name));
  return outDir;
}

/** Five passages in no helpful order, and the settings of one plain call without a thought. */
async function exampleRun() {
  const vite = await createServer({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    server: { middlewareMode: true },
    appType: 'custom',
  });
  try {
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
  } finally {
    await vite.close();
  }
}
