import { execFile, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

interface Ended {
  readonly code: number;
  readonly output: string;
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly version: string;
};
/** A folder that holds nothing but a package of its own, with glassrank installed from the packed file. */
let folder = '';

const execute = (program: string, parameters: readonly string[], cwd: string): Promise<Ended> =>
  new Promise((resolve) => {
    const env = { ...process.env, NODE_ENV: 'production' };
    execFile(program, parameters, { cwd, env, shell: process.platform === 'win32' }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code ?? 1), output: stdout + stderr }),
    );
  });
const node = (...parameters: readonly string[]): Promise<Ended> => execute(process.execPath, parameters, folder);

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'glassrank-package-'));
  const packed = await execute('npm', ['pack', '--silent', `--pack-destination=${folder}`], process.cwd());
  if (packed.code !== 0) throw new Error(packed.output);
  const [file = ''] = readdirSync(folder);
  // The dependencies that npm would fetch are those of this checkout, so that no network is needed.
  const overrides = Object.fromEntries(
    Object.keys(manifest.dependencies).map((name) => [name, `file:${path.resolve('node_modules', name)}`]),
  );
  const own = { name: 'bare', private: true, type: 'module', dependencies: { glassrank: `file:${file}` }, overrides };
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify(own));
  const flags = ['install', '--offline', '--omit=peer', '--ignore-scripts', '--no-audit', '--no-fund', '--install-links=false'];
  const installed = await execute('npm', flags, folder);
  if (installed.code !== 0) throw new Error(installed.output);
}, 180_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The program between the marks in a document. */
function exampleIn(document: string, name: string): string {
  const [, part = ''] = readFileSync(document, 'utf8').split(`<!-- ${name}: run by test/unit/tooling/package.test.ts -->`);
  const [, code = ''] = part.split('<!-- end of the example -->')[0]?.split(/^```(?:js)?$/m) ?? [];
  return code.trim();
}

const TYPED = `
import { docId, fromChat, measure, preset, readInput, recordRun, rerank, startSettings, viewAt } from 'glassrank';
import type { RankRequest, RunEvent, TextModel } from 'glassrank';

const model: TextModel = fromChat(() => '[1]');
const request: RankRequest = { query: { id: 'q', text: 'why' }, candidates: [{ docId: docId('a'), text: 'x' }] };
const log: RunEvent[] = [];
for await (const event of recordRun(rerank({ request, model, settings: startSettings() }), { runId: 'r', now: () => 0 })) log.push(event);
export const shown: readonly string[] = viewAt(log, { type: 'live' })?.committed ?? [];
export const gain: number | undefined = measure('nDCG@10')?.of({ ranking: shown, grades: new Map([['a', 1]]) });
export const title: string = preset('rankgpt').title;
export const count: number = readInput({ files: [{ name: '', text: '- a\\n- b' }] }).requests.length;
// @ts-expect-error a docid is not any text
export const wrong: RankRequest = { query: { id: 'q', text: 'why' }, candidates: [{ docId: 'a', text: 'x' }] };
`;
const TYPED_PAGE = `
import { connectEngine } from 'glassrank/webllm';
import type { EngineClient } from 'glassrank/webllm';

export const engine: EngineClient = connectEngine({ modelsUrl: 'https://example.org/models/' });
`;

describe('the npm package, in a folder that has nothing else', () => {
  it('runs the example of README.md in Node', async () => {
    const example = exampleIn('README.md', 'example');
    writeFileSync(path.join(folder, 'example.js'), example);
    expect(example.split('\n')).toHaveLength(5);
    expect(await node('example.js')).toEqual({ code: 0, output: "[ 'p2', 'p1' ]\n" });
  });

  it.each([
    ['bundler', 'esnext'],
    ['node16', 'node16'],
  ])(
    'has types that a program compiles against, resolved as %s',
    async (moduleResolution, module) => {
      const target = path.join(folder, moduleResolution);
      mkdirSync(target, { recursive: true });
      writeFileSync(path.join(target, 'core.ts'), TYPED);
      writeFileSync(path.join(target, 'page.ts'), TYPED_PAGE);
      const options = { module, moduleResolution, target: 'es2022', strict: true, noEmit: true, types: [] };
      // With a DOM every declaration is checked too; without one valibot's own are not, which name Blob and File.
      const projects = {
        pure: { files: ['core.ts'], options: { lib: ['es2022'], skipLibCheck: true } },
        page: { files: ['core.ts', 'page.ts'], options: { lib: ['es2022', 'dom', 'dom.iterable'], skipLibCheck: false } },
      };
      for (const [name, { files, options: own }] of Object.entries(projects)) {
        const config = { compilerOptions: { ...options, ...own }, files };
        writeFileSync(path.join(target, `tsconfig.${name}.json`), JSON.stringify(config));
        const tsc = path.resolve('node_modules/typescript/bin/tsc');
        // oxlint-disable-next-line no-await-in-loop
        expect(await node(tsc, '-p', path.join(target, `tsconfig.${name}.json`))).toEqual({ code: 0, output: '' });
      }
    },
    120_000,
  );

  it('has the command line, which says what it needs and is not there', async () => {
    const command = path.join('node_modules', '.bin', 'glassrank');
    expect(await execute(command, ['--version'], folder)).toEqual({ code: 0, output: `${manifest.version}\n` });
    expect((await execute(command, ['evaluate', '--help'], folder)).output).toContain('glassrank evaluate --collection DIR');
    const collection = path.resolve('test/fixtures/collection');
    const unbuilt = await execute(command, ['evaluate', '--collection', collection], folder);
    expect(unbuilt.code).toBe(1);
    expect(unbuilt.output).toContain('the npm package does not hold');
    const unknown = await execute(command, ['evaluate', '--collection', collection, '--deep', '3'], folder);
    expect(unknown.code).toBe(1);
    expect(unknown.output).toContain('glassrank evaluate --help lists the options.');
    const missing = await execute(command, ['evaluate', '--collection', folder], folder);
    expect(missing.code).toBe(1);
    expect(missing.output).toContain('it lacks corpus.jsonl');
    expect((await execute(command, ['rank'], folder)).code).toBe(1);
  });

  it('ranks in a terminal by words alone, and says that the encoder is not there', async () => {
    writeFileSync(path.join(folder, 'passages.txt'), '- A kettle boils water.\n- Vinegar dissolves limescale.\n');
    const command = path.join('node_modules', '.bin', 'glassrank');
    const asked = ['rerank', '--instant', '--query', 'how to dissolve limescale', 'passages.txt'];
    const ranked = await execute(command, asked, folder);
    expect(ranked.code).toBe(0);
    expect(ranked.output).toContain('1  ↑1  p2  Vinegar dissolves limescale.\n2  ↓1  p1  A kettle boils water.\nby BM25 alone\n');
    expect(ranked.output).toContain('the package does not hold it. Clone the project and name its folder: --encoder');
    const encoder = path.resolve('public/models/all-minilm-l6-v2-int8');
    const unrun = await execute(command, [...asked, '--encoder', encoder], folder);
    expect(unrun.code).toBe(0);
    expect(unrun.output).toContain('npm install onnxruntime-node');
    const trec = await execute(command, [...asked, '--encoder', 'none', '--format', 'trec', '--quiet'], folder);
    expect(trec).toEqual({
      code: 0,
      output: 'q1 Q0 p2 1 2 glassrank-instant-bm25\nq1 Q0 p1 2 1 glassrank-instant-bm25\n',
    });
  });

  it.skipIf(process.platform === 'win32')('serves over HTTP until it is interrupted', async () => {
    const command = path.join(folder, 'node_modules', '.bin', 'glassrank');
    const child = spawn(command, ['serve', '--instant', '--encoder', 'none', '--port', '0'], { cwd: folder });
    const ended = new Promise<number | null>((resolve) => void child.once('exit', resolve));
    const line = await new Promise<string>((resolve) => void child.stdout.once('data', (part: Buffer) => resolve(String(part))));
    const [address = ''] = line.split(' ');
    const answer = await fetch(`${address}/v1/rerank`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: 'limescale', documents: ['water', 'limescale'], top_n: 1 }),
    });
    expect(await answer.json()).toMatchObject({ model: 'instant', results: [{ index: 1 }] });
    child.kill('SIGINT');
    expect(await ended).toBe(0);
  });

  it('holds the library, its types and its licence, and nothing of the page, the models or the tests', () => {
    const held = readdirSync(path.join(folder, 'node_modules', 'glassrank'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(path.join(folder, 'node_modules', 'glassrank'), path.join(entry.parentPath, entry.name)));
    expect(held).toEqual(
      expect.arrayContaining(['LICENSE', 'NOTICE', 'README.md', 'package.json', 'lib/index.js', 'lib/cli.js']),
    );
    const others = held.filter((name) => !name.startsWith('lib/') && !/^[^/]+$/.test(name));
    expect(others).toEqual([]);
  });
});

/** A door → the framework's packages that a program of it imports. */
const FRAMEWORKS: Readonly<Record<string, readonly string[]>> = {
  'ai-sdk': ['@ai-sdk/provider', 'ai'],
  langchain: ['@langchain/core'],
  llamaindex: ['@llamaindex/core'],
};
const TYPED_ADAPTERS = `
import type { RerankingModelV3 } from '@ai-sdk/provider';
import type { BaseDocumentCompressor } from '@langchain/core/retrievers/document_compressors';
import type { BaseNodePostprocessor } from '@llamaindex/core/postprocessor';
import { fromChat } from 'glassrank';
import { rerankingModel } from 'glassrank/ai-sdk';
import { GlassrankCompressor } from 'glassrank/langchain';
import { GlassrankPostprocessor } from 'glassrank/llamaindex';

const model = fromChat(() => '[1]');
export const one: RerankingModelV3 = rerankingModel({ model });
export const two: BaseDocumentCompressor = new GlassrankCompressor({ model, topN: 3 });
export const three: BaseNodePostprocessor = new GlassrankPostprocessor({ model, metadata: 'trace' });
// @ts-expect-error an adapter needs a model
export const wrong = new GlassrankCompressor({ topN: 3 });
`;

describe('the adapters of the npm package', () => {
  it.each(Object.keys(FRAMEWORKS))('%s says which package is missing where its framework is', async (door) => {
    const { code, output } = await node('--input-type=module', '--eval', `import 'glassrank/${door}';`);
    expect(code).toBe(1);
    expect(output).toContain(`Cannot find package '${FRAMEWORKS[door]?.[0] ?? ''}'`);
  });

  describe('beside their frameworks', () => {
    beforeAll(() => {
      for (const name of Object.values(FRAMEWORKS).flat()) {
        const link = path.join(folder, 'node_modules', name);
        mkdirSync(path.dirname(link), { recursive: true });
        symlinkSync(realpathSync(path.resolve('node_modules', name)), link, 'junction');
      }
    });

    it.each([
      ['ai-sdk', "[ 'Iron rusts in wet air.', 'Iron is smelted.' ]\n"],
      ['langchain', "[ 'Iron rusts in wet air.' ]\n"],
      ['llamaindex', "[ 'Iron rusts in wet air.' ]\n"],
    ])('%s runs its example of docs/ADAPTERS.md in Node', async (door, output) => {
      const example = exampleIn('docs/ADAPTERS.md', `example ${door}`);
      expect(example.replace(/^import .*\n/gm, '').split('\n').length).toBeLessThanOrEqual(5);
      writeFileSync(path.join(folder, `${door}.js`), example);
      expect(await node(`${door}.js`)).toEqual({ code: 0, output });
    });

    it('have types that a program compiles against', async () => {
      writeFileSync(path.join(folder, 'adapters.ts'), TYPED_ADAPTERS);
      const options = { module: 'esnext', moduleResolution: 'bundler', target: 'es2022', lib: ['es2022', 'dom', 'dom.iterable'] };
      // The frameworks' own declarations name types of packages that they do not bring.
      const compilerOptions = { ...options, strict: true, noEmit: true, types: [], skipLibCheck: true };
      writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['adapters.ts'] }));
      const tsc = path.resolve('node_modules/typescript/bin/tsc');
      expect(await node(tsc, '-p', path.join(folder, 'tsconfig.json'))).toEqual({ code: 0, output: '' });
    }, 60_000);
  });
});
