import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** What each room may import, from docs/ARCHITECTURE.md. The linter's configuration must say the same. */
const ALLOWED: Readonly<Record<string, { readonly rooms: readonly string[]; readonly packages: readonly string[] }>> = {
  core: {
    rooms: [],
    packages: [
      'chardet',
      'fflate',
      'htmlparser2',
      'mammoth',
      'postal-mime',
      '@scure/base',
      '@noble/hashes/sha2.js',
      'yaml',
      'pure-rand/generator/mersenne',
      'valibot',
    ],
  },
  engines: {
    rooms: ['core'],
    packages: ['comlink', '@noble/hashes/sha2.js', 'pure-rand/generator/mersenne', '@huggingface/jinja'],
  },
  instant: { rooms: ['core', 'engines'], packages: ['comlink'] },
  // Each adapter's one package has its one file, and of the engines they see EngineClient: below.
  adapters: { rooms: ['core'], packages: [] },
  app: { rooms: ['core', 'engines', 'instant'], packages: ['react', 'react-dom/client', 'idb', '@tanstack/react-virtual'] },
  cli: { rooms: ['core', 'engines', 'instant'], packages: ['node:fs', 'playwright-core'] },
};
const ROOMS = Object.keys(ALLOWED);
/** An adapter → what it imports of its framework. */
const FRAMEWORKS: Readonly<Record<string, string>> = {
  'ai-sdk': '@ai-sdk/provider',
  langchain: '@langchain/core/errors',
  llamaindex: '@llamaindex/core/schema',
};
const PACKAGES = [
  ...new Set([
    ...Object.values(ALLOWED).flatMap(({ packages }) => packages),
    '@mlc-ai/web-llm',
    '@huggingface/transformers',
    'pdfjs-dist',
    ...Object.values(FRAMEWORKS),
  ]),
];
const IMPURE = ['window.name', "fetch('x')", 'performance.now()', 'Date.now()', 'Math.random()', "console.log('x')"];
/** The page's ends of the wires, and the engine that asks a server. What else lies in these folders runs in a worker or behind that. */
const WIRE_ENDS = [
  'engines/server/client.ts',
  'engines/webllm/client.ts',
  'engines/webllm/api.ts',
  'instant/client.ts',
  'instant/api.ts',
];
const WORKERS = [
  'engines/server/http.ts',
  'engines/webllm/model.ts',
  'engines/webllm/engine.ts',
  'instant/mini-lm.ts',
  'instant/order.ts',
];

/** Each document's composition root. */
const ROOTS = ['main.tsx', 'connected-main.tsx', 'models-main.tsx', 'replay-main.tsx'];

/** What runs WebLLM, and what reads its list of models. */
const WEB_LLM = ['engines/webllm/model.ts', 'engines/models/prebuilt.ts'];

/** Of the page the command line sees the English words alone. */
const WORDS = ['en/experiments.ts', 'index.ts', 'ru/experiments.ts'];

let folder = '';
/** Files that the linter complains about, as `src/room/file.ts`. */
let complaints: ReadonlySet<string> = new Set();

const lint = (cwd: string): Promise<string> =>
  new Promise((resolve) => {
    const program = path.resolve('node_modules/oxlint/bin/oxlint');
    execFile(process.execPath, [program, '--format=json'], { cwd, maxBuffer: 1e8 }, (_error, stdout) => resolve(stdout));
  });

const probe = (name: string, specifier: string): void => {
  const file = path.join(folder, 'src', name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `import { x } from '${specifier}';\nexport const y = x;\n`);
};

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'glassrank-fences-'));
  // Rules that need types are left out: the probes import files that do not exist.
  const config = JSON.parse(readFileSync('.oxlintrc.json', 'utf8')) as object;
  writeFileSync(path.join(folder, '.oxlintrc.json'), JSON.stringify({ ...config, options: { typeAware: false } }));
  for (const room of ROOMS) {
    // `api.ts` is what every room with a wire shows, so that a probe of the app meets no other fence.
    for (const other of ROOMS.filter((name) => name !== room)) {
      const target = other === 'engines' ? 'engines/webllm/api.ts' : `${other}/api.ts`;
      probe(`${room}/room-${other}.ts`, `../${target}`);
      probe(`${room}/deep/er/room-${other}.ts`, `../../../${target}`);
    }
    PACKAGES.forEach((name, index) => probe(`${room}/deep/package-${index}.ts`, name));
    ROOTS.forEach((root, index) => probe(`${room}/root-${index}.ts`, `../${root}`));
    probe(`${room}/deep/door.ts`, '../../core/index.ts');
    probe(`${room}/own.ts`, './deep/x.ts');
  }
  IMPURE.forEach((code, index) =>
    writeFileSync(path.join(folder, `src/core/impure-${index}.ts`), `export const y = () => ${code};\n`),
  );
  [...WIRE_ENDS, ...WORKERS].forEach((file, index) => probe(`app/features/run/sees-${index}.ts`, `../../../${file}`));
  probe('app/features/run/own-instant.ts', '../instant/slice.ts');
  WORDS.forEach((file, index) => probe(`cli/words-${index}.ts`, `../app/words/${file}`));
  for (const file of WEB_LLM) probe(file, '@mlc-ai/web-llm');
  probe('adapters/sees-client.ts', '../engines/engine-client.ts');
  for (const [name, own] of Object.entries(FRAMEWORKS)) {
    probe(`adapters/${name}.ts`, own);
    // Its file may not import what another's may.
    const other = Object.values(FRAMEWORKS).find((one) => one !== own) ?? '';
    probe(`adapters/elsewhere/${name}.ts`, other);
  }
  probe('instant/mini-lm.ts', '@huggingface/transformers');
  probe('instant/pdf-library.ts', 'pdfjs-dist/legacy/build/pdf.mjs');
  probe('instant/node-encoder.ts', 'node:fs');
  const report = JSON.parse(await lint(folder)) as { diagnostics: readonly { code: string; filename: string }[] };
  complaints = new Set(
    report.diagnostics
      .filter(({ code }) => code.includes('no-restricted') || code.includes('no-console'))
      .map(({ filename }) => filename.replaceAll('\\', '/')),
  );
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the fences between the rooms of src/', () => {
  it('every folder of src/ is a fenced room', () => {
    const folders = readdirSync('src', { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(ROOMS.toSorted()).toEqual(folders.map((entry) => entry.name).toSorted());
  });

  it.each(ROOMS)('%s imports the rooms it may import and no other', (room) => {
    for (const depth of ['', 'deep/er/']) {
      const passing = ROOMS.filter((other) => other !== room && !complaints.has(`src/${room}/${depth}room-${other}.ts`));
      expect(passing.toSorted()).toEqual((ALLOWED[room]?.rooms ?? []).toSorted());
    }
    expect(complaints.has(`src/${room}/own.ts`)).toBe(false);
    for (const index of ROOTS.keys()) expect(complaints.has(`src/${room}/root-${index}.ts`)).toBe(true);
    // The package's door is for those outside: inside, files import each other.
    expect(complaints.has(`src/${room}/deep/door.ts`)).toBe(true);
  });

  it.each(ROOMS)('%s uses no package but its own', (room) => {
    const passing = PACKAGES.filter((_name, index) => !complaints.has(`src/${room}/deep/package-${index}.ts`));
    expect(passing.toSorted()).toEqual((ALLOWED[room]?.packages ?? []).toSorted());
  });

  it('the page sees an engine by its client and its wire types only', () => {
    const files = [...WIRE_ENDS, ...WORKERS];
    const seen = files.filter((_file, index) => !complaints.has(`src/app/features/run/sees-${index}.ts`));
    expect(seen).toEqual(WIRE_ENDS);
    expect(complaints.has('src/app/features/run/own-instant.ts')).toBe(false);
  });

  it('the command line sees the page’s English words, and nothing else of the page', () => {
    expect(WORDS.filter((_file, index) => !complaints.has(`src/cli/words-${index}.ts`))).toEqual(['en/experiments.ts']);
  });

  it('two files import WebLLM, to run it and to read its list, one transformers.js, and one PDF.js', () => {
    expect(complaints.has('src/instant/pdf-library.ts')).toBe(false);
    expect(WEB_LLM.filter((file) => complaints.has(`src/${file}`))).toEqual([]);
    expect(complaints.has('src/instant/mini-lm.ts')).toBe(false);
  });

  it('the instant order’s door for Node alone imports Node', () => {
    expect(complaints.has('src/instant/node-encoder.ts')).toBe(false);
  });

  it('an adapter sees EngineClient alone of the engines, and its framework in one file', () => {
    expect(complaints.has('src/adapters/sees-client.ts')).toBe(false);
    for (const name of Object.keys(FRAMEWORKS)) {
      expect(complaints.has(`src/adapters/${name}.ts`)).toBe(false);
      expect(complaints.has(`src/adapters/elsewhere/${name}.ts`)).toBe(true);
    }
  });

  it.each(IMPURE)('core never says %s', (code) => {
    expect(complaints.has(`src/core/impure-${IMPURE.indexOf(code)}.ts`)).toBe(true);
  });
});
