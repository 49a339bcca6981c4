import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { execute } from './execute.mjs';
import { failureOfOutput, failuresOfPytest } from './failed-tests.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const MINUTE = 60_000;
const TESTS = 'models/tests';
const REQUIREMENTS = `${TESTS}/requirements.txt`;
/** Made by `npm test` where it is missing; small, for the tests that need no torch. */
const SMALL = path.join(ROOT, '.cache', 'python-tests');

/** The files that need neither torch, transformers, tokenizers, tvm nor onnx. What needs xllamacpp in them is skipped without it. */
const WITHOUT_TORCH = [
  'test_compile.py',
  'test_convert.py',
  'test_data.py',
  'test_gguf.py',
  'test_layout.py',
  'test_make.py',
  'test_manifest.py',
  'test_output_guide.py',
  'test_prompt_format.py',
  'test_reading.py',
  'test_table_measures.py',
];

/**
 * The pipeline's tests (Python). All of them where the environment of models/README.md has been made, else those that need no torch; each file that
 * cannot run counts as one skipped.
 * @param {{ held: boolean }} how `held`: other suites run beside it.
 * @returns {Promise<import('./test-suites.mjs').Outcome>}
 */
export async function testModels({ held }) {
  const whole = pythonIn(path.join(ROOT, '.venv'));
  if (whole && has(whole, ['pytest', 'torch', 'transformers', 'tvm'])) return pytest(whole, [TESTS], held);
  const files = readdirSync(path.join(ROOT, TESTS)).filter((name) => /^test_.*\.py$/.test(name));
  const rest = files.length - WITHOUT_TORCH.length;
  const advice = 'python3.11 -m venv .venv && .venv/bin/pip install -r models/requirements.txt';
  const small = smallPython();
  if (small === undefined) {
    const note = `skipped, no Python 3.11 with pytest and no way to get it; for all: ${advice}`;
    console.log(note);
    return { passed: 0, failed: 0, skipped: files.length, note };
  }
  const outcome = await pytest(
    small,
    WITHOUT_TORCH.map((name) => `${TESTS}/${name}`),
    held,
  );
  const note = `${rest} files need torch; for them: ${advice}`;
  console.log(note);
  return { note, ...outcome, skipped: outcome.skipped + rest };
}

/** A Python that has what the torch-free tests need: the one of the machine, else a small environment of our own. */
function smallPython() {
  const needed = ['pytest', 'numpy', 'Stemmer', 'jinja2', 'gguf'];
  const machine = ['python3.11', 'python3', 'python'].filter((name) =>
    run(name, ['-c', 'import sys; assert sys.version_info >= (3, 11)']),
  );
  const ready = [...machine, pythonIn(SMALL)].find((python) => python && has(python, needed));
  if (ready || !machine[0]) return ready;
  console.log(`Making a small Python environment (${REQUIREMENTS}) …`);
  const made = run(machine[0], ['-m', 'venv', SMALL]) && pythonIn(SMALL);
  const flags = [
    '-m',
    'pip',
    'install',
    '--quiet',
    '--disable-pip-version-check',
    '--retries=1',
    '--timeout=20',
    '-r',
    REQUIREMENTS,
  ];
  return made && run(made, flags) && has(made, needed) ? made : undefined;
}

function pythonIn(folder) {
  return [path.join(folder, 'bin', 'python'), path.join(folder, 'Scripts', 'python.exe')].find((file) => existsSync(file));
}

const has = (python, modules) => run(python, ['-c', `import ${modules.join(', ')}`]);

const run = (program, parameters) =>
  spawnSync(program, parameters, { cwd: ROOT, stdio: 'ignore', timeout: 5 * MINUTE }).status === 0;

async function pytest(python, where, held) {
  const parameters = ['-m', 'pytest', '-q', '-p', 'no:cacheprovider', '--color=no', ...where];
  // Its summary is cut to the width of a terminal, which there is none of.
  process.env['COLUMNS'] ??= '240';
  const { code, output, note } = await execute({ program: python, parameters, limitMs: 15 * MINUTE, held });
  // The last line: "2 failed, 31 passed, 1 skipped, 1 error in 4.56s".
  const summary = output.trim().split('\n').at(-1) ?? '';
  const count = (word) => Number(new RegExp(`(\\d+) ${word}`).exec(summary)?.[1] ?? 0);
  const failed = count('failed') + count('error');
  const outside = code !== 0 && failed === 0;
  const failures = outside ? [failureOfOutput(note ?? 'pytest failed outside of any test', output)] : failuresOfPytest(output);
  return {
    passed: count('passed'),
    failed: outside ? 1 : failed,
    skipped: count('skipped'),
    failures,
    ...(note ? { note } : {}),
  };
}
