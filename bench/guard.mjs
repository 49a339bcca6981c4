// node bench/guard.mjs [--model ID] [--libraries A,B] [--prompts 1,2,9] [--golden FILE] [--gpu]: exit 1 when a library differs from torch.
import '../scripts/require-node.mjs';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { ensureInstalled } = await import('../scripts/ensure-installed.mjs');
ensureInstalled();
const { MOST_TIES, precisionOf } = await import('./judge-guard.mjs');
const { whyNotRunnable } = await import('./library-needs.mjs');
const { modelPlace } = await import('./model-place.mjs');
const { runGuard } = await import('./run-guard.mjs');

const { values } = parseArgs({
  options: {
    model: { type: 'string', default: 'glassrank-135m-q4f32_1' },
    libraries: { type: 'string' },
    prompts: { type: 'string' },
    golden: { type: 'string' },
    gpu: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (values.help) {
  console.log(`node bench/guard.mjs [options]: the tokens and logits of a model's libraries against torch's, on twenty prompts

  --model ID          a folder of public/models, or a path (default ${values.model})
  --libraries A,B     libraries to check (default: all that the adapter can run)
  --prompts 1,2,9     numbers of prompts (default: all twenty)
  --golden FILE       torch's tokens (default test/fixtures/guard/ID.json; python -m models.verify … --write makes it)
  --gpu               this machine's own GPU instead of WebGPU on the CPU`);
  process.exit(0);
}

const { id, folder, libraries } = modelPlace(values.model);
const file = values.golden ?? fileURLToPath(new URL(`../test/fixtures/guard/${id}.json`, import.meta.url));
if (!existsSync(file)) fail(`There is no golden file ${file}. python -m models.verify MODEL DEQUANTIZED --write FILE makes it.`);
const golden = JSON.parse(readFileSync(file, 'utf8'));
for (const [name, sha256] of Object.entries(golden.weights)) {
  const found = createHash('sha256')
    .update(readFileSync(path.join(folder, name)))
    .digest('hex');
  if (found !== sha256)
    fail(`${file} is for other weights: ${name} has changed since. Write it anew with python -m models.verify.`);
}
const asked = values.libraries?.split(',');
const unknown = (asked ?? []).filter((name) => !libraries.includes(name));
if (unknown.length > 0) fail(`${id} has no ${unknown.join(', ')}; it has ${libraries.join(', ')}.`);
const numbers = values.prompts?.split(',').map(Number);

let bad = false;
for (const library of asked ?? libraries) {
  const begin = Date.now();
  console.log(`\n${id} ${library}`);
  console.log(' no.  tokens  same  ties  logit difference  prefill/s  decode/s  prompt');
  // Asked for by name, a library runs wherever it can be loaded.
  const stop = (adapter) => (asked ? null : whyNotRunnable(library, adapter));
  const onRow = (row) => {
    const same = row.problems.length === 0 ? 'yes' : 'NO';
    console.log(
      `${String(row.number).padStart(4)}  ${String(row.promptTokens).padStart(6)}  ${same.padStart(4)}  ${String(row.ties).padStart(4)}  ` +
        `${row.difference.toFixed(5).padStart(16)}  ${row.prefillPerSecond.toFixed(1).padStart(9)}  ` +
        `${row.decodePerSecond.toFixed(2).padStart(8)}  ${row.name}: ${JSON.stringify(row.text.slice(0, 40))}`,
    );
    for (const problem of row.problems) console.log(`      ${problem}`);
  };
  const { adapter, rows, loadMs, bound, chunk, skipped } = await runGuard({
    model: values.model,
    golden,
    library,
    realGpu: values.gpu,
    stop,
    onRow,
    ...(numbers ? { numbers } : {}),
  });
  if (skipped !== undefined) {
    console.log(`left out: ${skipped} (${adapter})`);
    continue;
  }
  const ties = rows.reduce((sum, row) => sum + row.ties, 0);
  const most = MOST_TIES[precisionOf(library)];
  const wrong = rows.filter((row) => row.problems.length > 0).length;
  const largest = Math.max(...rows.map((row) => row.difference));
  bad ||= wrong > 0 || ties > most;
  console.log(
    `${rows.length - wrong} of ${rows.length} prompts as torch; largest logit difference ${largest.toFixed(5)} (bound ${bound}); ` +
      `${ties} ties (at most ${most}); chunk ${chunk}; loaded in ${(loadMs / 1000).toFixed(1)} s, ${((Date.now() - begin) / 1000).toFixed(0)} s in all; ${adapter}`,
  );
}
process.exit(bad ? 1 : 0);

function fail(message) {
  console.error(message);
  process.exit(1);
}
