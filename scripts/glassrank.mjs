#!/usr/bin/env node
// The command `glassrank`: what src/cli needs of the machine around it. Built into lib/cli.js, which the package's bin names and
// `npm run evaluate` runs (scripts/build-library.mjs).
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { connectBrowser } from '../src/cli/browser.ts';
import { main } from '../src/cli/main.ts';
import { findChromium, REAL_GPU_ARGS, SOFTWARE_GPU_ARGS } from './find-chromium.mjs';
import { serveApp } from './serve-app.mjs';

export { readCollectionFiles } from '../src/cli/collection.ts';
export { runEvaluation } from '../src/cli/run.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** @type {string} */
const version = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')).version;

/**
 * The built page's engine in a headless browser; `app`: its folder, null: this project's own. Throws where there is none.
 * @param {{ realGpu: boolean, app: string | null }} where
 */
export function connect({ realGpu, app }) {
  const root = path.resolve(app ?? path.join(ROOT, 'dist'));
  if (!existsSync(path.join(root, 'evaluate.html')))
    throw new Error(
      app === null
        ? 'The model runs in the built page, which the npm package does not hold. Clone the project and use `npm run evaluate` there, which ' +
            'builds it, or name a built one: --app CLONE/dist.'
        : `--app: there is no built page in ${app}: evaluate.html is missing. npm run build in a clone of the project makes one, in dist/.`,
    );
  const engine = connectBrowser({
    tools: {
      findBrowser: () =>
        findChromium().catch((error) => {
          if (error.code !== 'MODULE_NOT_FOUND') throw error;
          throw new Error('No Chrome or Chromium was found. Install one, or point CHROME_PATH to one.', { cause: error });
        }),
      flags: (gpu) => (gpu === 'real' ? REAL_GPU_ARGS : SOFTWARE_GPU_ARGS),
      serve: () => serveApp({ root }),
    },
    gpu: realGpu ? 'real' : 'software',
  });
  return { engine, close: () => engine.close() };
}

/**
 * Hears once of Ctrl-C and of being told to end; gives how to listen no more.
 * @param {() => void} stop
 */
export function onStop(stop) {
  const signals = /** @type {const} */ (['SIGINT', 'SIGTERM']);
  for (const signal of signals) process.once(signal, stop);
  return () => {
    for (const signal of signals) process.removeListener(signal, stop);
  };
}

/**
 * Runs `glassrank ARGS…` and gives its exit code.
 * @param {readonly string[]} args
 * @param {{ name?: string, prepare?: () => void }} [called] How the program was called; `prepare` runs once the arguments are found right, before the browser.
 */
export function glassrank(args, { name = 'glassrank', prepare } = {}) {
  return main(args, {
    name,
    version,
    print: (line) => console.log(line),
    warn: (line) => console.error(line),
    now: () => new Date(),
    newId: () => randomUUID(),
    connect(where) {
      if (where.app === null) prepare?.();
      return connect(where);
    },
    onStop,
  });
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(realpathSync(process.argv[1])).href)
  process.exitCode = await glassrank(process.argv.slice(2));
