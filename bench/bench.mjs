// npm run bench -- [--model ID] [--contexts 100,400,1500] [--new-tokens 16] [--part first-stage,load,speed,kernels,overhead] [--stock FILE] [--gpu]
import '../scripts/require-node.mjs';
import { existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { ensureInstalled } = await import('../scripts/ensure-installed.mjs');
ensureInstalled();

const PARTS = ['first-stage', 'load', 'speed', 'kernels', 'overhead'];
/** Asked for by name: it takes several times as long as all others. */
const ASKED = ['peers'];
const TINY = 'test-tiny';
const { values } = parseArgs({
  options: {
    model: { type: 'string', default: 'glassrank-135m-q4f32_1' },
    contexts: { type: 'string', default: '100,400,1500' },
    libraries: { type: 'string' },
    'new-tokens': { type: 'string', default: '16' },
    repeats: { type: 'string' },
    'kernels-at': { type: 'string', default: '400' },
    chunks: { type: 'string' },
    before: { type: 'string' },
    stock: { type: 'string' },
    'slow-stock': { type: 'boolean', default: false },
    part: { type: 'string', default: PARTS.join(',') },
    passages: { type: 'string', default: '20' },
    threads: { type: 'string' },
    minutes: { type: 'string', default: '5' },
    onnx: { type: 'string' },
    peers: { type: 'string' },
    fresh: { type: 'boolean', default: false },
    save: { type: 'boolean', default: false },
    looks: { type: 'string', default: 'watch,study' },
    dist: { type: 'string' },
    profile: { type: 'boolean', default: false },
    gpu: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (values.help) {
  console.log(`npm run bench -- [options]

  --model ID          a folder of public/models, or a path (default ${values.model})
  --contexts A,B      prompt lengths in tokens; decode is measured after each (default ${values.contexts})
  --new-tokens N      tokens written after each prompt (default ${values['new-tokens']})
  --repeats N         measurements of each (default 5 on a GPU, 3 on the CPU)
  --libraries A,B     libraries to compare (default: all that the adapter can run; of models other than ${TINY} on the CPU only the software ones)
  --stock FILE        library with the stock schedules to compare with (default .cache/stock/ID.wasm where it is)
  --before FILE       part load: another library to compare with, e.g. of an older commit (default: the same, all pipelines first)
  --slow-stock        the stock schedules also where they take half a minute a token: a model other than ${TINY} on the CPU
  --kernels-at N      context of the table by kernel (default ${values['kernels-at']})
  --chunks A,B        tables by kernel for reading chunks of so many tokens behind that context, instead of prefill and decode
  --part A,B          ${PARTS.join(', ')} (default all); peers: our engines beside wllama and transformers.js
  --passages N        part peers: passages of the reranking, 0 for none (default ${values.passages})
  --threads N         part peers: threads of each peer on the processor (default all cores but one, as ours)
  --minutes N         part peers: after so many nothing new is begun; the same command goes on (default ${values.minutes})
  --onnx FOLDER       part peers: the same weights for transformers.js (docs/PERFORMANCE.md)
  --peers 'A;B'       part peers: these alone, by the names that it prints
  --fresh             part peers: forgets what earlier calls measured
  --save              part peers: also writes docs/images/peers.csv and peers.svg
  --looks A,B         part overhead: the looks to measure (default ${values.looks})
  --dist FOLDER       part overhead: a page that is built already (default: built anew where its sources changed)
  --profile           part overhead: also by file
  --gpu               this machine's own GPU instead of WebGPU on the CPU`);
  process.exit(0);
}
const parts = values.part.split(',');
const wrong = parts.filter((part) => ![...PARTS, ...ASKED].includes(part));
if (wrong.length > 0) fail(`There is no part named ${wrong.join(', ')}. Parts: ${[...PARTS, ...ASKED].join(', ')}.`);
const repeats = Number(values.repeats ?? (values.gpu ? 5 : 3));
const contexts = values.contexts.split(',').map(Number);
const newTokens = Number(values['new-tokens']);
const kernelsAt = Number(values['kernels-at']);
if (![...contexts, newTokens, kernelsAt, repeats].every((number) => Number.isInteger(number) && number > 0))
  fail('--contexts, --new-tokens, --repeats and --kernels-at take whole numbers greater than 0.');
if (newTokens < 2) fail('--new-tokens takes at least 2: the first one belongs to the prefill.');

const { findChromium } = await import('../scripts/find-chromium.mjs');
const { probeAdapter } = await import('./probe-adapter.mjs');
const { whyNotRunnable } = await import('./library-needs.mjs');
const { modelPlace } = await import('./model-place.mjs');
const { executablePath } = await findChromium();
const adapter = (await probeAdapter({ realGpu: values.gpu })) ?? fail(`The browser ${executablePath} offers no WebGPU adapter.`);
if (values.gpu && adapter.software)
  fail(`No GPU for --gpu: the browser ${executablePath} offers only ${adapter.name}, which runs on the CPU.`);
const cores = os.cpus();
console.log(
  `${cores.length} × ${cores[0]?.model ?? 'unknown CPU'}, load average ${os.loadavg()[0]?.toFixed(1)}; ${executablePath}`,
);
console.log(`${adapter.name}${adapter.software ? ': WebGPU on the CPU' : ''}`);

const place = modelPlace(values.model);
const shared = { contexts, newTokens, repeats, realGpu: values.gpu };
if (parts.includes('first-stage')) await (await import('./first-stage.mjs')).firstStage({ realGpu: values.gpu });
if (parts.includes('load')) {
  const { loadTimes } = await import('./load-times.mjs');
  const before = values.before === undefined ? {} : { before: values.before };
  for (const library of librariesOf(place)) await loadTimes({ place, library, repeats, realGpu: values.gpu, ...before });
}
if (parts.includes('speed')) await speed();
if (parts.includes('kernels'))
  await (
    await import('./kernel-times.mjs')
  ).kernelTimes({
    place,
    libraries: librariesOf(place),
    context: kernelsAt,
    realGpu: values.gpu,
    ...(values.chunks === undefined ? {} : { chunks: values.chunks.split(',').map(Number) }),
    ...stockOf(place, values.stock),
  });
if (parts.includes('peers'))
  await (
    await import('./peers.mjs')
  ).peers({
    place,
    contexts,
    newTokens,
    repeats,
    passages: Number(values.passages),
    threads: Number(values.threads ?? Math.max(1, cores.length - 1)),
    minutes: Number(values.minutes),
    fresh: values.fresh,
    save: values.save,
    realGpu: values.gpu,
    ...(values.onnx === undefined ? {} : { onnx: values.onnx }),
    ...(values.peers === undefined ? {} : { only: values.peers.split(';') }),
  });
if (parts.includes('overhead'))
  await (
    await import('./app-overhead.mjs')
  ).appOverhead({
    modelId: place.id,
    realGpu: values.gpu,
    looks: values.looks.split(','),
    profile: values.profile,
    ...(values.dist === undefined ? {} : { dist: values.dist }),
  });

async function speed() {
  const { engineSpeed } = await import('./engine-speed.mjs');
  const withStock = stockOf(place, values.stock);
  await engineSpeed({ ...shared, place, libraries: librariesOf(place), ...withStock });
  if (withStock.stock) return;
  console.log(`\n${withStock.why}`);
  if (!adapter.software || place.id === TINY) return;
  const tiny = modelPlace(TINY);
  const tinyStock = stockOf(tiny, undefined);
  if (tinyStock.stock)
    await engineSpeed({
      ...shared,
      place: tiny,
      libraries: librariesOf(tiny).filter((name) => name.startsWith('software')),
      ...tinyStock,
    });
  else console.log(tinyStock.why);
}

/** The libraries asked for, or those that the adapter runs in a time one can wait for. Says what is left out. */
function librariesOf({ id, libraries }) {
  const asked = values.libraries?.split(',');
  const unknown = (asked ?? []).filter((name) => !libraries.includes(name));
  if (unknown.length > 0) fail(`${id} has no ${unknown.join(', ')}; it has ${libraries.join(', ')}.`);
  if (asked) return asked;
  return libraries.filter((name) => {
    const slow = adapter.software && id !== TINY && !name.startsWith('software') ? 'it is for GPUs and takes minutes here' : null;
    const why = whyNotRunnable(name, adapter) ?? slow;
    if (why !== null) console.log(`${id} ${name} is left out: ${why}.`);
    return why === null;
  });
}

/** `stock`: the library with the stock schedules; without one, `why` and what to do. */
function stockOf({ id }, given) {
  const file = given ?? fileURLToPath(new URL(`../.cache/stock/${id}.wasm`, import.meta.url));
  if (given && !existsSync(given)) fail(`There is no ${given}.`);
  if (!existsSync(file)) {
    const context = id === TINY ? ' --context 4096' : '';
    return {
      why:
        `No stock schedules of ${id} to compare with. They are made (emcc needed, models/README.md) by\n` +
        `  python -m models.compile library BASE/config.json .cache/stock/${id}.wasm --runtime work/runtime --schedule stock${context} --optimize O3`,
    };
  }
  if (adapter.software && id !== TINY && !values['slow-stock'])
    return {
      why: `The stock schedules of ${id} take half a minute a token on the CPU; --slow-stock measures them all the same. ${TINY} stands for it:`,
    };
  return { stock: { folder: path.dirname(path.resolve(file)), file: path.basename(file) } };
}

/** @returns {never} */
function fail(message) {
  console.error(message);
  process.exit(1);
}
