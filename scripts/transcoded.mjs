// node scripts/transcoded.mjs: writes src/engines/wasm/transcoded.json anew, the hash of what each model of the catalog becomes for the engine that runs on
// processors. To be run whenever a model of public/models has changed; a unit test says when.
import './require-node.mjs';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const LIST = path.join(ROOT, 'src/engines/wasm/transcoded.json');

const vite = await createServer({
  root: ROOT,
  configFile: false,
  logLevel: 'error',
  appType: 'custom',
  server: { middlewareMode: true, watch: null, ws: false },
});
try {
  const { transcode } = await vite.ssrLoadModule('/src/engines/wasm/transcode.ts');
  const { models } = JSON.parse(readFileSync(path.join(ROOT, 'src/engines/webllm/model-catalog.json'), 'utf8'));
  const list = models.map((/** @type {{ id: string, manifestSha256: string }} */ { id, manifestSha256 }) => {
    const file = (/** @type {string} */ name) => readFileSync(path.join(ROOT, 'public/models', id, name));
    const json = (/** @type {string} */ name) => JSON.parse(file(name).toString('utf8'));
    const tensors = json('tensor-cache.json');
    const shards = new Map(tensors.records.map((/** @type {{ dataPath: string }} */ { dataPath }) => [dataPath, file(dataPath)]));
    const model = { config: json('mlc-chat-config.json'), tensors, tokenizer: json('tokenizer.json'), shards };
    const { bytes, scales, inexactScales } = transcode(model);
    console.log(`${id}: ${bytes.length} bytes, ${inexactScales} of ${scales} scales rounded`);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return { id, manifestSha256, bytes: bytes.length, sha256, scales, inexactScales };
  });
  writeFileSync(LIST, `${JSON.stringify({ models: list }, null, 2)}\n`);
} finally {
  await vite.close();
}
