import type { FamilyId } from '../../core/preset/families.ts';
import { as, count, fields, flag, jsonOf, list, maybe, oneKindOf, oneOf, only, orNull, read, text } from '../../core/schema.ts';
import type { Fields, Schema } from '../../core/schema.ts';
import type { FileCache, Guard } from '../download.ts';
import { webllmCachePlace } from '../webllm/fetch-model.ts';

/*
 * Models that a reader fetched or opened lie in this origin's Cache API: their files under the keys that WebLLM looks at, and a record of each here. The
 * address that a file came from stands in the record alone, so that a page that may not reach other hosts never holds one as a key.
 */

/** Where a model came from. hub: laid out as Hugging Face's. address: a plain folder on a server. folder: on this computer. */
export type StoredSource =
  | { readonly type: 'hub'; readonly url: string }
  | { readonly type: 'address'; readonly url: string }
  | { readonly type: 'folder'; readonly name: string };

/** Who vouches for a file's hash. manifest, hub: its source told it. first-use: nobody did; it is what came first, and pinned from then on. */
export type CheckedBy = 'manifest' | 'hub' | 'first-use';

export interface StoredFile {
  readonly name: string;
  readonly bytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
  readonly checkedBy: CheckedBy;
  /** The address it was fetched from; absent for files of a folder. */
  readonly from?: string;
}

/** A compiled library of the model. */
export interface StoredLibrary {
  /** A file's name, as `gpu.wasm`. */
  readonly name: string;
  /** WebGPU features that an adapter must have, as `shader-f16`. */
  readonly needs: readonly string[];
}

export interface StoredModel {
  readonly schema: 1;
  /** Its folder's name under `models/`: letters, digits, `-`, `_` and `.`. */
  readonly id: string;
  readonly title: string;
  /** Public name, for `familyOf` and `presetFor`. */
  readonly name: string;
  readonly source: StoredSource;
  readonly family: FamilyId;
  /** Id of the preset that it is best asked by. */
  readonly preset: string;
  readonly quantization: string;
  /** Tokens of context that it is loaded with. */
  readonly contextTokens: number;
  /** SPDX name as its source tells it; null where it tells none. */
  readonly licence: string | null;
  readonly libraries: readonly StoredLibrary[];
  /** By which a right library is told from a wrong one, where the source has it. */
  readonly guard?: Guard;
  /** Without the manifest. */
  readonly files: readonly StoredFile[];
  /** Of `manifest.json` as it lies in the cache. */
  readonly manifestSha256: string;
  /** Of all files together. */
  readonly bytes: number;
  /** ISO 8601. */
  readonly added: string;
  readonly lastUsed: string | null;
  /** False while a file of it is known to be damaged or missing: it is listed, but not loaded. */
  readonly whole: boolean;
}

/** The file of a model that is one GGUF file, which the engine for processors runs; null: it is compiled for WebGPU. */
export function ggufFile({ files }: Pick<StoredModel, 'files'>): string | null {
  return files.find(({ name }) => name.endsWith('.gguf'))?.name ?? null;
}

const storedModel: Fields<StoredModel> = fields({
  schema: only(1),
  id: text,
  title: text,
  name: text,
  source: oneKindOf([
    fields({ type: only('hub'), url: text }),
    fields({ type: only('address'), url: text }),
    fields({ type: only('folder'), name: text }),
  ]),
  family: as<FamilyId>(text),
  preset: text,
  quantization: text,
  contextTokens: count,
  licence: orNull(text),
  libraries: list(fields({ name: text, needs: list(text) })) as Schema<readonly StoredLibrary[]>,
  guard: maybe(fields({ prompt: text, tokens: list(count) }) as Schema<Guard>),
  files: list(
    fields({
      name: text,
      bytes: count,
      sha256: text,
      checkedBy: oneOf<CheckedBy>(['manifest', 'hub', 'first-use']),
      from: maybe(text),
    }),
  ) as Schema<readonly StoredFile[]>,
  manifestSha256: text,
  bytes: count,
  added: text,
  lastUsed: orNull(text),
  whole: flag,
}) as Fields<StoredModel>;

/** Where the records lie. */
export const RECORDS_CACHE = 'glassrank/models';
/** Where blocks of files lie that are not whole yet. */
export const PARTS_CACHE = 'glassrank/parts';

/** A header of every file that an installation put there. */
export const FILE_MARK = 'glassrank-file';

/** The folder of a stored model: what `webllmCachePlace` and a load take as `modelUrl`. */
export function storedModelUrl(modelsUrl: string, id: string): string {
  return new URL(`${encodeURIComponent(id)}/`, modelsUrl).href;
}

/** The models that this origin keeps. Methods reject where the browser gives the page no storage, but for `list`, `get` and `damaged`. */
export interface ModelShelf {
  /** By title. Nothing where there is no storage. */
  list(): Promise<readonly StoredModel[]>;
  /** Null where there is none, or where its record cannot be read (`damaged`). */
  get(id: string): Promise<StoredModel | null>;
  /** Ids of records that are there and cannot be read: all that can be done is to remove them, or to fetch the model anew. */
  damaged(): Promise<readonly string[]>;
  put(model: StoredModel): Promise<void>;
  /** Writes when a model was used last; nothing for one that is not there. */
  touch(id: string, iso: string): Promise<void>;
  /** Deletes the record and every file of the model, also what is only half here. */
  remove(id: string): Promise<void>;
  /** What is half here: bytes of models that are not listed as whole, in finished files and in blocks, by the model's id. */
  parts(): Promise<ReadonlyMap<string, number>>;
}

/** @param modelsUrl `models/` beside the document, absolute, ends in `/`. */
export function openShelf({
  modelsUrl,
  openCache,
}: {
  readonly modelsUrl: string;
  readonly openCache: (name: string) => Promise<FileCache>;
}): ModelShelf {
  const folder = new URL('stored/', modelsUrl).href;
  const keyOf = (id: string): string => `${folder}${encodeURIComponent(id)}.json`;

  const readRecord = async (cache: FileCache, id: string): Promise<StoredModel | 'damaged' | null> => {
    const response = await cache.match(keyOf(id));
    if (response === undefined) return null;
    // Chromium throws at reading an entry whose file was lost on disk.
    const record = read(storedModel, jsonOf(await response.text().catch(() => null)));
    return record?.id === id ? record : 'damaged';
  };
  /** Ids of all records; none where there is no storage. */
  const readAll = async (): Promise<readonly (readonly [string, StoredModel | 'damaged'])[]> => {
    try {
      const cache = await openCache(RECORDS_CACHE);
      const ids = (await cache.keys())
        .filter(({ url }) => url.startsWith(folder) && url.endsWith('.json'))
        .map(({ url }) => decodeURIComponent(url.slice(folder.length, -'.json'.length)));
      const records = await Promise.all(ids.map(async (id) => [id, await readRecord(cache, id)] as const));
      return records.flatMap(([id, record]) => (record === null ? [] : [[id, record] as const]));
    } catch {
      return [];
    }
  };
  const get = async (id: string): Promise<StoredModel | null> => {
    try {
      const record = await readRecord(await openCache(RECORDS_CACHE), id);
      return record === 'damaged' ? null : record;
    } catch {
      return null;
    }
  };
  const put = async (model: StoredModel): Promise<void> => {
    const response = new Response(JSON.stringify(model), { headers: { 'content-type': 'application/json' } });
    await (await openCache(RECORDS_CACHE)).put(keyOf(model.id), response);
  };

  return {
    get,
    put,
    async list() {
      const models = (await readAll()).flatMap(([, record]) => (record === 'damaged' ? [] : [record]));
      return models.toSorted((a, b) => (a.title < b.title ? -1 : a.title > b.title ? 1 : 0));
    },
    async damaged() {
      return (await readAll()).flatMap(([id, record]) => (record === 'damaged' ? [id] : []));
    },
    async touch(id, iso) {
      const model = await get(id);
      if (model !== null) await put({ ...model, lastUsed: iso });
    },
    async remove(id) {
      // The record first: what is left over if this is cut short is no model.
      await (await openCache(RECORDS_CACHE)).delete(keyOf(id));
      for (const { cache: name, prefix } of filePlaces(modelsUrl, id)) {
        const cache = await openCache(name);
        for (const { url } of await cache.keys()) if (url.startsWith(prefix)) await cache.delete(url);
      }
    },
    async parts() {
      const bytes = new Map<string, number>();
      const whole = new Set((await readAll()).flatMap(([id, record]) => (record !== 'damaged' && record.whole ? [id] : [])));
      for (const name of [PARTS_CACHE, ...FILE_CACHES]) {
        try {
          const cache = await openCache(name);
          for (const { url } of await cache.keys()) {
            if (!url.startsWith(modelsUrl)) continue;
            const id = decodeURIComponent(url.slice(modelsUrl.length).split('/')[0] ?? '');
            if (whole.has(id)) continue;
            const headers = (await cache.match(url))?.headers;
            // Files without a mark are those of models that come with the page.
            if (headers === undefined || (name !== PARTS_CACHE && !headers.has(FILE_MARK))) continue;
            bytes.set(id, (bytes.get(id) ?? 0) + Number(headers.get('content-length') ?? 0));
          }
        } catch {
          // No storage, no parts.
        }
      }
      return bytes;
    },
  };
}

/** Where WebLLM keeps whole files. */
const FILE_CACHES = ['webllm/model', 'webllm/config', 'webllm/wasm'] as const;

/** The caches that hold files of a model, and what their keys there begin with. */
function filePlaces(modelsUrl: string, id: string): readonly { readonly cache: string; readonly prefix: string }[] {
  const modelUrl = storedModelUrl(modelsUrl, id);
  const places = ['x.bin', 'manifest.json', 'x.wasm'].map((sample) => {
    const { cache, key } = webllmCachePlace(modelUrl, sample);
    return { cache, prefix: key.slice(0, -sample.length) };
  });
  return [...places, { cache: PARTS_CACHE, prefix: modelUrl }, { cache: 'glassrank/library-choice', prefix: modelUrl }];
}
