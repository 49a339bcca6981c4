import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { fetchEncoder } from '../../../src/instant/fetch-encoder.ts';
import type { EncoderStore } from '../../../src/instant/fetch-encoder.ts';
import type { LoadEvent } from '../../../src/engines/engine-client.ts';
import { readFileSync } from 'node:fs';
import catalog from '../../../src/instant/encoder-catalog.json' with { type: 'json' };

const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');
const URL_OF = 'http://localhost/models/mini/';
const FILES: Readonly<Record<string, string>> = { 'config.json': '{}', 'onnx/model_quantized.onnx': 'weights', NOTICE: 'thanks' };
const MANIFEST = JSON.stringify({
  schema: 1,
  id: 'mini',
  files: Object.entries(FILES).map(([name, text]) => ({ name, bytes: text.length, sha256: sha256(text) })),
});
const ENTRY = { id: 'mini', manifestSha256: sha256(MANIFEST) };

/** A server and a cache in memory. `asked`: addresses the network was asked for. */
function world(served: Readonly<Record<string, string>> = { ...FILES, 'manifest.json': MANIFEST }) {
  const asked: string[] = [];
  const kept = new Map<string, string>();
  const cache = {
    match: async (url: string) => (kept.has(url) ? new Response(kept.get(url)) : undefined),
    put: async (url: string, response: Response) => void kept.set(url, await response.text()),
    delete: async (url: string) => kept.delete(url),
    keys: async () => [...kept.keys()].map((url) => new Request(url)),
  } as unknown as Cache;
  const store: EncoderStore = {
    fetch: async (url) => {
      asked.push(url);
      const text = served[url.slice(URL_OF.length)];
      return text === undefined ? new Response('no', { status: 404 }) : new Response(text);
    },
    openCache: async () => cache,
    sha256: async (bytes) => sha256(bytes),
  };
  const events: LoadEvent[] = [];
  const fetchAll = (changed: Partial<EncoderStore> = {}) =>
    fetchEncoder({ entry: ENTRY, encoderUrl: URL_OF, store: { ...store, ...changed }, onEvent: (event) => events.push(event) });
  return { asked, kept, events, fetchAll };
}

describe('the encoder’s files', () => {
  it('come whole, checked, without papers, and are kept', async () => {
    const { fetchAll, kept, events } = world();
    const found = await fetchAll();
    if (!found.ok) throw new Error(found.error.message);
    expect([...found.value.keys()]).toEqual(['config.json', 'onnx/model_quantized.onnx']);
    expect(new TextDecoder().decode(found.value.get('onnx/model_quantized.onnx'))).toBe('weights');
    expect(events[0]).toEqual({ type: 'load-start', files: 2, bytes: 9 });
    expect([...kept.keys()].toSorted()).toEqual(
      ['config.json', 'manifest.json', 'onnx/model_quantized.onnx'].map((name) => URL_OF + name),
    );
  });

  it('come a second time without the network', async () => {
    const { fetchAll, asked, events } = world();
    await fetchAll();
    asked.length = 0;
    events.length = 0;
    expect((await fetchAll({ fetch: () => Promise.reject(new TypeError('no network')) })).ok).toBe(true);
    expect(asked).toEqual([]);
    expect(events.flatMap((event) => (event.type === 'file-end' ? [event.source] : []))).toEqual(['cache', 'cache']);
  });

  it('are refused when a byte is not what it should be, and the file is named', async () => {
    const { fetchAll } = world({ ...FILES, 'onnx/model_quantized.onnx': 'weightz', 'manifest.json': MANIFEST });
    expect(await fetchAll()).toMatchObject({
      ok: false,
      error: { code: 'bad-hash', details: { file: 'onnx/model_quantized.onnx' } },
    });
  });

  it('are refused when the manifest is another one', async () => {
    const { fetchAll } = world({ ...FILES, 'manifest.json': MANIFEST.replace('mini', 'maxi') });
    expect(await fetchAll()).toMatchObject({ ok: false, error: { code: 'bad-hash', details: { file: 'manifest.json' } } });
  });

  it('are told to be missing when the folder was not deployed', async () => {
    const { fetchAll } = world({});
    expect(await fetchAll()).toMatchObject({ ok: false, error: { code: 'model-missing' } });
  });

  it('replace a damaged copy in the cache, and what an earlier version left there is deleted', async () => {
    const { fetchAll, kept, events } = world();
    await fetchAll();
    kept.set(`${URL_OF}config.json`, '{!');
    kept.set(`${URL_OF}old.bin`, 'old');
    kept.set('http://localhost/models/other/config.json', 'another model’s');
    events.length = 0;
    expect((await fetchAll()).ok).toBe(true);
    expect(events).toContainEqual({ type: 'file-end', file: 'config.json', source: 'network', note: 'damaged-cache-replaced' });
    expect(kept.get(`${URL_OF}config.json`)).toBe('{}');
    expect(kept.has(`${URL_OF}old.bin`)).toBe(false);
    expect(kept.has('http://localhost/models/other/config.json')).toBe(true);
  });

  it('come also where the browser gives no storage', async () => {
    const refuse = () => Promise.reject(new DOMException('no', 'SecurityError'));
    expect((await world().fetchAll({ openCache: refuse })).ok).toBe(true);
    expect((await world().fetchAll({ openCache: async () => undefined })).ok).toBe(true);
    const full = {
      match: async () => undefined,
      put: refuse,
      keys: async () => [],
      delete: async () => false,
    } as unknown as Cache;
    expect((await world().fetchAll({ openCache: async () => full })).ok).toBe(true);
  });
});

const folder = `public/models/${catalog.id}`;
const manifest = readFileSync(`${folder}/manifest.json`);
const { files } = JSON.parse(manifest.toString('utf8')) as {
  readonly files: readonly { readonly name: string; readonly bytes: number; readonly sha256: string }[];
};

it('the app vouches for the encoder that lies in public/models, file by file', () => {
  expect(createHash('sha256').update(manifest).digest('hex')).toBe(catalog.manifestSha256);
  for (const { name, bytes, sha256 } of files) {
    const content = readFileSync(`${folder}/${name}`);
    expect({ name, bytes: content.byteLength, sha256: createHash('sha256').update(content).digest('hex') }).toEqual({
      name,
      bytes,
      sha256,
    });
  }
  expect(files.filter(({ name }) => name !== 'NOTICE').reduce((sum, { bytes }) => sum + bytes, 0)).toBe(catalog.bytes);
});
