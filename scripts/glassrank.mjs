#!/usr/bin/env node
// The command `glassrank`: what src/cli needs of the machine around it. Built into lib/cli.js, which the package's bin names and
// `npm run evaluate` and `npm run glassrank` run (scripts/build-library.mjs).
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { connectBrowser } from '../src/cli/browser.ts';
import { main } from '../src/cli/main.ts';
import { connectModel } from '../src/cli/model.ts';
import { findChromium, REAL_GPU_ARGS, SOFTWARE_GPU_ARGS } from './find-chromium.mjs';
import { serveApp } from './serve-app.mjs';

export { readCollectionFiles } from '../src/cli/collection.ts';
export { runEvaluation } from '../src/cli/run.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** @type {string} */
const version = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')).version;

/**
 * The built page's engine in a headless browser; `app`: its folder, null: this project's own. Throws where there is none.
 * @param {{ realGpu: boolean, app: string | null, engine: 'gpu' | 'processor' }} where
 */
export function connect({ realGpu, app, engine: computes }) {
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
    on: { engine: computes },
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

/** Where a clone has the sentence encoder; the npm package has none. */
function encoderFolder() {
  const folder = path.join(ROOT, 'public', 'models', 'all-minilm-l6-v2-int8');
  return existsSync(folder) ? folder : null;
}

/** Standard error as a terminal that can be drawn on again; null where it is none. */
function screen() {
  const { stderr } = process;
  if (!stderr.isTTY || process.env['TERM'] === 'dumb') return null;
  return {
    get columns() {
      return stderr.columns || 80;
    },
    get rows() {
      return stderr.rows || 24;
    },
    write: (/** @type {string} */ text) => void stderr.write(text),
  };
}

/** Standard input to its end. */
async function readInput() {
  /** @type {Buffer[]} */
  const parts = [];
  for await (const part of process.stdin) parts.push(part);
  return new Uint8Array(Buffer.concat(parts));
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
    write: (text) => void process.stdout.write(text),
    now: () => new Date(),
    clock: () => performance.now(),
    newId: () => randomUUID(),
    connect(where) {
      if (where.app === null) prepare?.();
      return connect(where);
    },
    onStop,
    input: { isTerminal: process.stdin.isTTY === true, read: readInput },
    screen: screen(),
    outputColumns: process.stdout.isTTY ? process.stdout.columns || null : null,
    environment: process.env,
    encoderFolder: encoderFolder(),
    connectModel,
  });
}

/**
 * The program itself: ends once all that was written is out.
 * @param {readonly string[]} args
 * @param {Parameters<typeof glassrank>[1]} [called]
 */
export async function run(args, called) {
  // Whoever reads the output may have enough of it: glassrank rerank … | head
  process.stdout.on('error', (error) => {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EPIPE') throw error;
    process.exit(0);
  });
  process.exitCode = await glassrank(args, called);
  // A question left open at a server that was given up would keep the process.
  const written = [process.stdout, process.stderr].map((stream) => new Promise((resolve) => void stream.write('', resolve)));
  await Promise.all(written);
  process.exit();
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(realpathSync(process.argv[1])).href)
  await run(process.argv.slice(2));
