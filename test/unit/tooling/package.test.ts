import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

/** The program between the marks in README.md. */
function readmeExample(): string {
  const [, part = ''] = readFileSync('README.md', 'utf8').split('<!-- example: run by test/unit/tooling/package.test.ts -->');
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
    writeFileSync(path.join(folder, 'example.js'), readmeExample());
    expect(readmeExample().split('\n')).toHaveLength(5);
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
