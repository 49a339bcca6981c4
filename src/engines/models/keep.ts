import { jsonOf } from '../../core/schema.ts';
import { webllmCachePlace } from '../webllm/fetch-model.ts';
import type { Validator } from './blocks.ts';
import { hashOf } from './hashes.ts';
import type { Expectation } from './hashes.ts';
import { FILE_MARK, PARTS_CACHE, storedModelUrl } from './stored.ts';
import type { StoredModel } from './stored.ts';
import { storageTrouble, Trouble } from './trouble.ts';
import type { InstallWorld } from './world.ts';

/** Stands in the headers of a whole file, so that an installation that was cut short knows what it has. */
export interface FileMark {
  /** Where it came from and what was expected of it. */
  readonly subject: string;
  /** Of what came. */
  readonly sha256: string;
  readonly validator: Validator;
}

/** Where the whole files of one model are put and looked at. */
export interface Keep {
  /** Puts a whole file where WebLLM looks. Throws `Trouble` where there is no room or no storage. */
  put(name: string, content: Blob, mark: FileMark | null): Promise<void>;
  /** What lies there; null: nothing that can be read. */
  content(name: string): Promise<Blob | null>;
  /** What was said of a file when it was put, without reading it; null: not there. */
  look(name: string): Promise<{ readonly bytes: number; readonly mark: FileMark | null } | null>;
  /** Deletes what is not among `names`: files of an earlier version. */
  deleteOthers(names: readonly string[]): Promise<void>;
  /** Where blocks of a file lie that is not whole. */
  partsPrefix(name: string): string;
}

/** @param id of the model. */
export function keepOf(id: string, { modelsUrl, openCache }: Pick<InstallWorld, 'modelsUrl' | 'openCache'>): Keep {
  const modelUrl = storedModelUrl(modelsUrl, id);
  const match = async (name: string): Promise<Response | undefined> => {
    const { cache, key } = webllmCachePlace(modelUrl, name);
    return (await openCache(cache)).match(key);
  };
  return {
    async put(name, content, mark) {
      const { cache, key } = webllmCachePlace(modelUrl, name);
      const headers = {
        'content-type': contentType(name),
        'content-length': String(content.size),
        ...(mark === null ? {} : { [FILE_MARK]: encodeURIComponent(JSON.stringify(mark)) }),
      };
      try {
        await (await openCache(cache)).put(key, new Response(content, { headers }));
      } catch (error) {
        throw storageTrouble(error, { file: name, bytes: content.size });
      }
    },
    async content(name) {
      // Chromium throws at reading an entry whose file was lost on disk.
      return (await (await match(name))?.blob().catch(() => undefined)) ?? null;
    },
    async look(name) {
      const headers = (await match(name))?.headers;
      if (headers === undefined) return null;
      const marked = headers.get(FILE_MARK);
      const mark = marked === null ? null : ((jsonOf(decodeURIComponent(marked)) as FileMark | undefined) ?? null);
      return { bytes: Number(headers.get('content-length') ?? 0), mark };
    },
    async deleteOthers(names) {
      const kept = new Set(['manifest.json', ...names].map((name) => webllmCachePlace(modelUrl, name).key));
      for (const sample of ['x.bin', 'manifest.json', 'x.wasm']) {
        const { cache: name, key: sampleKey } = webllmCachePlace(modelUrl, sample);
        const cache = await openCache(name);
        const prefix = sampleKey.slice(0, -sample.length);
        for (const { url } of await cache.keys()) if (url.startsWith(prefix) && !kept.has(url)) await cache.delete(url);
      }
      const parts = await openCache(PARTS_CACHE);
      for (const { url } of await parts.keys()) if (url.startsWith(modelUrl)) await parts.delete(url);
    },
    partsPrefix: (name) => `${modelUrl}parts/${encodeURIComponent(name)}/`,
  };
}

/** A kept file's hash, when all that is expected of it holds; null when it does not, or it is not there. */
export async function heldHash(keep: Keep, name: string, expected: Expectation): Promise<string | null> {
  const content = await keep.content(name);
  if (content === null) return null;
  const { sha256, right } = await hashOf(content, expected);
  return right === false ? null : sha256;
}

/**
 * The list of a stored model's files as `manifest.json` says it. The same model gives the same bytes: the record holds its hash, and it can be written
 * again where it is damaged.
 */
export function manifestText({
  id,
  preset,
  quantization,
  files,
  libraries,
  guard,
}: Pick<StoredModel, 'id' | 'preset' | 'quantization' | 'files' | 'libraries' | 'guard'>): string {
  const listed = files.map(({ name, bytes, sha256 }) => ({ name, bytes, sha256 })).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const manifest = {
    schema: 1,
    id,
    template: preset,
    quantization,
    libraries,
    ...(guard === undefined ? {} : { guard }),
    files: listed,
  };
  return `${JSON.stringify(manifest, null, 1)}\n`;
}

/** Throws where a file is visibly not what its name says: of hashes that nobody tells, this is all there is to go by. */
export async function checkKind(name: string, content: Blob, details: Readonly<Record<string, string | number>>): Promise<void> {
  if (name.endsWith('.wasm') && !isWasm(new Uint8Array(await content.slice(0, 4).arrayBuffer())))
    throw new Trouble('model-incomplete', `${name} is no WebAssembly library: it does not begin with \\0asm`, {
      ...details,
      file: name,
    });
}

/** Whether the first four bytes are those of WebAssembly. */
export function isWasm(head: Uint8Array): boolean {
  return head[0] === 0 && head[1] === 0x61 && head[2] === 0x73 && head[3] === 0x6d;
}

function contentType(name: string): string {
  if (name.endsWith('.wasm')) return 'application/wasm';
  return name.endsWith('.json') ? 'application/json' : 'application/octet-stream';
}
