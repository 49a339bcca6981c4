// npm run bench -- [--model ID] [--lengths 100,400,1600] [--new-tokens 16] [--part first-stage,speed,kernels,overhead] [--gpu]
import '../scripts/require-node.mjs';
import os from 'node:os';
import { parseArgs } from 'node:util';

const { ensureInstalled } = await import('../scripts/ensure-installed.mjs');
ensureInstalled();

const PARTS = ['first-stage', 'speed', 'kernels', 'overhead'];
const { values } = parseArgs({
  options: {
    model: { type: 'string', default: 'glassrank-135m-q4f32_1' },
    lengths: { type: 'string', default: '100,400,1600' },
    libraries: { type: 'string', default: 'gpu.wasm,software.wasm' },
    'new-tokens': { type: 'string', default: '16' },
    part: { type: 'string', default: PARTS.join(',') },
    gpu: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (values.help) {
  console.log(`npm run bench -- [options]

  --model ID          a folder of public/models (default ${values.model})
  --lengths A,B       prompt lengths in characters (default ${values.lengths})
  --new-tokens N      tokens written after each prompt (default ${values['new-tokens']})
  --libraries A,B     model libraries to compare (default ${values.libraries})
  --part A,B          ${PARTS.join(', ')} (default all)
  --gpu               this machine's own GPU instead of WebGPU on the CPU`);
  process.exit(0);
}
const parts = values.part.split(',');
const wrong = parts.filter((part) => !PARTS.includes(part));
if (wrong.length > 0) {
  console.error(`There is no part named ${wrong.join(', ')}. Parts: ${PARTS.join(', ')}.`);
  process.exit(1);
}
const lengths = values.lengths.split(',').map(Number);
const newTokens = Number(values['new-tokens']);
if (![...lengths, newTokens].every((number) => Number.isInteger(number) && number > 0)) {
  console.error('--lengths and --new-tokens take whole numbers greater than 0.');
  process.exit(1);
}

const { findChromium } = await import('../scripts/find-chromium.mjs');
const { executablePath } = await findChromium();
const cores = os.cpus();
console.log(
  `${cores.length} × ${cores[0]?.model ?? 'unknown CPU'}, load average ${os.loadavg()[0]?.toFixed(1)}; ${executablePath}`,
);
console.log(values.gpu ? "WebGPU on this machine's own GPU" : 'WebGPU on the CPU (SwiftShader)');

const shared = { modelId: values.model, libraries: values.libraries.split(','), realGpu: values.gpu };
if (parts.includes('first-stage')) await (await import('./first-stage.mjs')).firstStage({ realGpu: values.gpu });
if (parts.includes('speed')) await (await import('./engine-speed.mjs')).engineSpeed({ ...shared, lengths, newTokens });
if (parts.includes('kernels')) await (await import('./kernel-times.mjs')).kernelTimes({ ...shared, length: lengths[0] ?? 100 });
if (parts.includes('overhead'))
  await (await import('./app-overhead.mjs')).appOverhead({ modelId: values.model, realGpu: values.gpu });
