import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** Made by `node scripts/fetch-node22.mjs`: `ai` 7 says that it needs Node 22. */
const HOME = path.resolve('.cache/node22');
const NODE = path.join(HOME, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');
const isThere = existsSync(NODE) && existsSync(path.join(HOME, 'node_modules/ai/package.json'));

const PROGRAM = `
import { AISDKError, rerank } from 'ai';
import { fromChat } from './glassrank.js';
import { rerankingModel, rerankingModelV4 } from './ai-sdk.js';

globalThis.AI_SDK_LOG_WARNINGS = false;
const call = { query: 'why does iron rust', documents: ['Iron is smelted.', 'Iron rusts in wet air.'] };
const good = { model: fromChat(() => '[2] > [1]') };
const orders = [];
for (const model of [rerankingModel(good), rerankingModelV4(good)]) {
  const { ranking, providerMetadata } = await rerank({ ...call, model });
  orders.push([model.specificationVersion, ranking.map(({ originalIndex }) => originalIndex), providerMetadata.glassrank.outcome]);
}
const broken = rerankingModelV4({ model: fromChat(() => { throw new Error('HTTP 500'); }) });
const failed = await rerank({ ...call, model: broken }).catch((error) => [AISDKError.isInstance(error), error.code]);
const stuck = rerankingModelV4({ model: fromChat(() => new Promise(() => {})) });
const abort = new AbortController();
setTimeout(() => abort.abort(), 20);
const aborted = await rerank({ ...call, model: stuck, abortSignal: abort.signal }).catch(({ name }) => name);
console.log(JSON.stringify({ node: Number(process.versions.node.split('.')[0]), orders, failed, aborted }));
process.exit(0);
`;

describe.skipIf(!isThere)('RerankingModelV4 in Node 22 with ai 7 (needs node scripts/fetch-node22.mjs)', () => {
  let folder = '';
  beforeAll(async () => {
    folder = mkdtempSync(path.join(HOME, 'run-'));
    await build({
      configFile: false,
      logLevel: 'error',
      ssr: { noExternal: true },
      build: {
        ssr: true,
        outDir: folder,
        rolldownOptions: {
          input: { 'ai-sdk': 'src/adapters/ai-sdk.ts', glassrank: 'src/core/index.ts' },
          external: ['@ai-sdk/provider'],
          output: { entryFileNames: '[name].js' },
        },
      },
    });
    writeFileSync(path.join(folder, 'program.js'), PROGRAM);
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('ranks, fails and is cancelled as the AI SDK expects', async () => {
    const output = await new Promise<string>((resolve, reject) => {
      execFile(NODE, ['program.js'], { cwd: folder }, (error, stdout, stderr) =>
        error === null ? resolve(stdout) : reject(new Error(stdout + stderr)),
      );
    });
    expect(JSON.parse(output)).toEqual({
      node: 22,
      orders: [
        ['v3', [1, 0], 'complete'],
        ['v4', [1, 0], 'complete'],
      ],
      failed: [true, 'engine-failed'],
      aborted: 'AbortError',
    });
  });
});
