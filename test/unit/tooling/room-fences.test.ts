import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** What each room may import, from docs/ARCHITECTURE.md. The linter's configuration must say the same. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  rank: [],
  prompt: ['rank'],
  trace: ['rank'],
  evaluate: ['rank'],
  input: ['rank'],
  protocol: ['rank'],
  strategy: ['rank'],
  experiment: ['rank', 'evaluate', 'protocol', 'strategy'],
  rerank: ['rank', 'prompt', 'trace', 'protocol', 'strategy'],
  engine: ['rank', 'prompt', 'trace', 'rerank', 'protocol'],
  'first-stage': ['rank', 'protocol', 'engine'],
  client: ['rank', 'protocol'],
  state: ['rank', 'prompt', 'trace', 'evaluate', 'input', 'protocol', 'strategy', 'experiment'],
  export: ['rank', 'trace', 'evaluate', 'protocol', 'state', 'experiment'],
  history: ['rank', 'protocol', 'experiment'],
  ui: ['state', 'protocol', 'rank', 'trace', 'evaluate', 'prompt', 'export', 'strategy', 'experiment'],
};
const ROOMS = Object.keys(ALLOWED);
/** Views of `ui/` are folders and may be called like a room (`ui/input`), so there a room is known by its depth. */
const depthsOf = (room: string): readonly string[] => (room === 'ui' ? ['deep/'] : ['', 'deep/']);
const PURE = ['rank', 'prompt', 'trace', 'evaluate', 'input', 'protocol', 'rerank', 'state', 'export', 'strategy', 'experiment'];
const ALLOWED_PACKAGES: Readonly<Record<string, readonly string[]>> = {
  prompt: ['yaml'],
  engine: ['comlink'],
  'first-stage': ['comlink', 'minisearch'],
  client: ['comlink'],
  export: ['fflate', '@scure/base'],
  history: ['idb'],
  ui: ['react'],
};
const PACKAGES = [
  'react',
  'comlink',
  '@mlc-ai/web-llm',
  'node:fs',
  '@huggingface/transformers',
  'minisearch',
  'idb',
  'fflate',
  '@scure/base',
  'yaml',
];
const IMPURE = ['window.name', "fetch('x')", 'performance.now()', 'Date.now()', 'Math.random()', "console.log('x')"];

let folder = '';
/** `file: rule` for every complaint about the probe files. */
let complaints: ReadonlySet<string> = new Set();

const lint = (cwd: string): Promise<string> =>
  new Promise((resolve) => {
    const program = path.resolve('node_modules/oxlint/bin/oxlint');
    execFile(process.execPath, [program, '--format=json'], { cwd, maxBuffer: 1e8 }, (_error, stdout) => resolve(stdout));
  });

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'glassrank-fences-'));
  // Rules that need types are left out: the probes import files that do not exist.
  const config = JSON.parse(readFileSync('.oxlintrc.json', 'utf8')) as object;
  writeFileSync(path.join(folder, '.oxlintrc.json'), JSON.stringify({ ...config, options: { typeAware: false } }));
  for (const room of ROOMS) {
    mkdirSync(path.join(folder, 'src', room, 'deep'), { recursive: true });
    const probe = (name: string, text: string) => writeFileSync(path.join(folder, 'src', room, name), text);
    for (const other of ROOMS.filter((name) => name !== room)) {
      probe(`room-${other}.ts`, `import { x } from '../${other}/x.ts';\nexport const y = x;\n`);
      probe(`deep/room-${other}.ts`, `import { x } from '../../${other}/deep/x.ts';\nexport const y = x;\n`);
    }
    PACKAGES.forEach((name, index) => probe(`package-${index}.ts`, `import { x } from '${name}';\nexport const y = x;\n`));
    IMPURE.forEach((code, index) => probe(`impure-${index}.ts`, `export const y = () => ${code};\n`));
    for (const other of ['input', 'history', 'state'])
      probe(`deep/type-of-${other}.ts`, `import type { X } from '../../${other}/x.ts';\nexport type Y = X;\n`);
    probe('own.ts', `import { x } from './deep/x.ts';\nexport const y = x;\n`);
    if (room === 'ui') probe('deep/own-input.ts', `import { x } from '../input/x.ts';\nexport const y = x;\n`);
  }
  writeFileSync(path.join(folder, 'src/engines/webllm/model.ts'), "import { x } from '@mlc-ai/web-llm';\nexport const y = x;\n");
  writeFileSync(
    path.join(folder, 'src/instant/mini-lm-encoder.ts'),
    "import { x } from '@huggingface/transformers';\nexport const y = x;\n",
  );
  const report = JSON.parse(await lint(folder)) as { diagnostics: readonly { code: string; filename: string }[] };
  complaints = new Set(
    report.diagnostics
      .filter(({ code }) => code.includes('no-restricted') || code.includes('no-console'))
      .map(({ filename }) => filename.replaceAll('\\', '/')),
  );
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the fences between the rooms of src/', () => {
  it('every folder of src/ is a fenced room, and every fenced room a folder', () => {
    const folders = readdirSync('src', { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(ROOMS.toSorted()).toEqual(folders.map((entry) => entry.name).toSorted());
  });

  it.each(ROOMS)('%s imports the rooms it may import and no other', (room) => {
    const others = ROOMS.filter((name) => name !== room);
    const passing = (prefix: string) => others.filter((other) => !complaints.has(`src/${room}/${prefix}room-${other}.ts`));
    for (const depth of depthsOf(room)) expect(passing(depth).toSorted()).toEqual([...(ALLOWED[room] ?? [])].toSorted());
    expect(complaints.has(`src/${room}/own.ts`)).toBe(false);
  });

  it.each(ROOMS)('%s uses no package but its own', (room) => {
    const passing = PACKAGES.filter((_name, index) => !complaints.has(`src/${room}/package-${index}.ts`));
    expect(passing).toEqual(ALLOWED_PACKAGES[room] ?? []);
  });

  it('ui and state know the types of input, and no other room does', () => {
    const passing = ROOMS.filter((room) => room !== 'input' && !complaints.has(`src/${room}/deep/type-of-input.ts`));
    expect(passing.toSorted()).toEqual(['state', 'ui']);
  });

  it('ui knows the types of history, history those of state', () => {
    expect(complaints.has('src/ui/deep/type-of-history.ts')).toBe(false);
    expect(complaints.has('src/history/deep/type-of-state.ts')).toBe(false);
    expect(complaints.has('src/export/deep/type-of-history.ts')).toBe(true);
  });

  it('a view of ui may be called like a room', () => {
    expect(complaints.has('src/ui/deep/own-input.ts')).toBe(false);
  });

  it('one file alone may import WebLLM', () => {
    expect(complaints.has('src/engines/webllm/model.ts')).toBe(false);
    expect(complaints.has('src/engine/package-2.ts')).toBe(true);
  });

  it('one file alone may import transformers.js', () => {
    expect(complaints.has('src/instant/mini-lm-encoder.ts')).toBe(false);
    expect(complaints.has('src/first-stage/package-4.ts')).toBe(true);
  });

  it.each(PURE)('%s touches no window, network, clock, chance or console', (room) => {
    const passing = IMPURE.filter((_code, index) => !complaints.has(`src/${room}/impure-${index}.ts`));
    expect(passing).toEqual([]);
  });
});
