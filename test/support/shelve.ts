import type { FileCache } from '../../src/engines/download.ts';
import { openShelf, storedModelUrl } from '../../src/engines/models/stored.ts';
import type { StoredModel } from '../../src/engines/models/stored.ts';
import { webllmCachePlace } from '../../src/engines/webllm/fetch-model.ts';

/** What puts a model on the shelf as an installation leaves it: its files where WebLLM looks, a manifest, a record. */
export interface Shelving {
  readonly modelsUrl: string;
  readonly openCache: (name: string) => Promise<FileCache>;
  readonly sha256: (bytes: Uint8Array<ArrayBuffer>) => Promise<string>;
  readonly id: string;
  readonly files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
  /** Features that each library needs; the rest of the files are no libraries. */
  readonly needs: Readonly<Record<string, readonly string[]>>;
  readonly guard?: unknown;
  readonly record?: Partial<StoredModel>;
}

export async function shelve({
  modelsUrl,
  openCache,
  sha256,
  id,
  files,
  needs,
  guard,
  record = {},
}: Shelving): Promise<StoredModel> {
  const modelUrl = storedModelUrl(modelsUrl, id);
  const put = async (name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> => {
    const { cache, key } = webllmCachePlace(modelUrl, name);
    await (await openCache(cache)).put(key, new Response(bytes));
  };
  const rows: StoredModel['files'][number][] = [];
  for (const [name, bytes] of files) {
    await put(name, bytes);
    rows.push({ name, bytes: bytes.byteLength, sha256: await sha256(bytes), checkedBy: 'first-use' });
  }
  const libraries = Object.entries(needs).map(([name, features]) => ({ name, needs: features }));
  const listed = rows.map(({ name, bytes, sha256: hash }) => ({ name, bytes, sha256: hash }));
  const manifest = { schema: 1, id, template: 'instruct-direct', quantization: 'q4f32_1', libraries, files: listed, guard };
  const bytes = new TextEncoder().encode(JSON.stringify(manifest));
  await put('manifest.json', bytes);
  const model: StoredModel = {
    schema: 1,
    id,
    title: `Stored ${id}`,
    name: id,
    source: { type: 'folder', name: id },
    family: 'plain',
    preset: 'instruct-direct',
    quantization: 'q4f32_1',
    contextTokens: 2048,
    licence: 'Apache-2.0',
    libraries,
    files: rows,
    manifestSha256: await sha256(bytes),
    bytes: rows.reduce((sum, row) => sum + row.bytes, 0),
    added: '2026-01-01T00:00:00.000Z',
    lastUsed: null,
    whole: true,
    ...record,
  };
  await openShelf({ modelsUrl, openCache }).put(model);
  return model;
}
