import type { ErrorCode } from '../../core/errors.ts';
import { count, fields, jsonOf, list, maybe, only, read, text } from '../../core/schema.ts';
import type { Schema } from '../../core/schema.ts';
import type { Guard } from '../download.ts';
import { readFile } from './ask.ts';
import type { AskTools } from './ask.ts';
import { notAModel } from './folder-facts.ts';
import type { FileOrigin } from './plan.ts';
import type { StoredLibrary, StoredSource } from './stored.ts';
import { Trouble } from './trouble.ts';

/** A file as its source tells of it, before it is fetched. */
export interface ListedFile {
  readonly origin: FileOrigin;
  /** Null: not told. */
  readonly bytes: number | null;
  readonly sha256: string | null;
  readonly gitSha1: string | null;
  readonly toldBy: 'manifest' | 'hub' | null;
}

/** What a folder holds, wherever it lies. */
export interface Listing {
  readonly source: StoredSource;
  /** The last part of the address, or the folder's name. */
  readonly name: string;
  readonly licence: string | null;
  readonly files: ReadonlyMap<string, ListedFile>;
  /** Where files lie that are not listed; null: what is not listed is not there. */
  readonly elsewhere: ((name: string) => string) | null;
}

/** What our own manifest.json says beside its files. */
export interface OwnManifest {
  readonly id: string;
  /** Id of a preset. */
  readonly template: string;
  readonly quantization: string;
  readonly licence?: string;
  readonly libraries?: readonly StoredLibrary[];
  readonly guard?: Guard;
  readonly files: readonly { readonly name: string; readonly bytes: number; readonly sha256: string }[];
}

const ownManifest = fields({
  schema: only(1),
  id: text,
  template: text,
  quantization: text,
  licence: maybe(text),
  libraries: maybe(list(fields({ name: text, needs: list(text) }))),
  guard: maybe(fields({ prompt: text, tokens: list(count) })),
  files: list(fields({ name: text, bytes: count, sha256: text })),
}) as unknown as Schema<OwnManifest>;

/** A name that is one file in one folder, and no way out of it. */
const PLAIN_NAME = /^[\w][\w.+-]*$/;

/** Our own manifest; null where the file is something else of that name. Throws `Trouble` where it names what is no file of a folder. */
export function readOwnManifest(source: string): OwnManifest | null {
  const manifest = read(ownManifest, jsonOf(source));
  const strange = manifest?.files.find(({ name, sha256 }) => !PLAIN_NAME.test(name) || !/^[\da-f]{64}$/.test(sha256));
  if (strange !== undefined)
    throw notAModel(
      `manifest.json names ${JSON.stringify(strange.name)} with hash ${JSON.stringify(strange.sha256)}`,
      'manifest.json',
    );
  return manifest;
}

/** A listing with what a manifest tells of its files: it was written where they were made. What it names and is not there is told as missing later. */
export function withManifest(listing: Listing, manifest: OwnManifest): Listing {
  const files = new Map(listing.files);
  for (const { name, bytes, sha256 } of manifest.files) {
    const before = files.get(name);
    const origin = before?.origin ?? (listing.elsewhere === null ? null : { type: 'url' as const, url: listing.elsewhere(name) });
    if (origin === null) continue;
    files.set(name, { origin, bytes, sha256, gitSha1: null, toldBy: 'manifest' });
  }
  return { ...listing, files };
}

/** An address that a reader gave, taken apart. */
export interface Address {
  /** Of the folder, ends in `/`. */
  readonly folder: string;
  /** How it would be on a hub; null where its form says that it is on none. */
  readonly hub: {
    /** What stands before `api/`, ends in `/`. */
    readonly root: string;
    /** `owner/name`. */
    readonly repository: string;
    readonly revision: string;
    /** True where it can be nothing else. */
    readonly sure: boolean;
  } | null;
}

const HUBS: ReadonlySet<string> = new Set(['huggingface.co', 'www.huggingface.co', 'hf.co', 'hf-mirror.com']);

/**
 * A folder's address, or that of a file in it, or a repository's page in any of the forms that hubs show it. Null: it is none, or one that browsers do not
 * fetch from (http to another computer).
 */
export function readAddress(written: string): Address | null {
  const trimmed = written.trim();
  const url = URL.parse(/^[\w.-]+\.\w+\//.test(trimmed) ? `https://${trimmed}` : trimmed);
  if (url === null || url.username !== '') return null;
  const isHere = /^(?:localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isHere)) return null;
  const path = url.pathname.replace(/[^/]*\.(?:json|bin|wasm|md)$/, '').replace(/\/*$/, '/');
  // Not resolved against the origin: a path that begins with two slashes would name another host.
  const folder = `${url.origin}${path}`;
  const [, before, repository, form, revision] =
    /^(.*?\/)([^/]+\/[^/]+)\/(?:(resolve|tree|blob|raw)\/([^/]+)\/.*)?$/.exec(path) ?? [];
  if (before === undefined || repository === undefined) return { folder, hub: null };
  // Deeper folders without a hub's own words in the path are folders.
  if (form === undefined && before !== '/') return { folder, hub: null };
  const root = `${url.origin}${before}`;
  return { folder, hub: { root, repository, revision: revision ?? 'main', sure: form !== undefined || HUBS.has(url.hostname) } };
}

const treeSchema = list(
  fields({
    type: text,
    path: text,
    size: maybe(count),
    oid: maybe(text),
    lfs: maybe(fields({ oid: text, size: count })),
  }),
);

const infoSchema = fields({
  sha: maybe(text),
  tags: maybe(list(text)),
});

/** What a hub tells of a repository, at the commit that its revision is now; null where there is no hub. Throws `Trouble` where it can be nothing else. */
export async function listHub(
  { root, repository, revision, sure }: NonNullable<Address['hub']>,
  tools: AskTools,
): Promise<Listing | null> {
  const api = `${root}api/models/${repository}`;
  const ask = async (url: string, needed: boolean): Promise<{ readonly said: unknown; readonly next: string | null } | null> => {
    try {
      const { bytes, response } = await readFile(url, repository, tools);
      return { said: jsonOf(new TextDecoder().decode(bytes)), next: nextPage(response, url) };
    } catch (error) {
      if (!(error instanceof Trouble) || error.passing || !NOT_HERE.has(error.info.code)) throw error;
      // A hub answers 401 for what is not there, so as not to tell.
      if (!needed || error.status === 401 || error.status === 404) return null;
      throw error;
    }
  };
  const told = await ask(`${api}/revision/${revision}`, false);
  const info = read(infoSchema, told?.said);
  const commit = info?.sha !== undefined && /^[\w]{7,64}$/.test(info.sha) ? info.sha : revision;
  const files = new Map<string, ListedFile>();
  let page: string | null = `${api}/tree/${commit}?recursive=true`;
  while (page !== null) {
    const answer: Awaited<ReturnType<typeof ask>> = await ask(page, sure);
    const tree = read(treeSchema, answer?.said);
    if (answer === null || tree === null) {
      if (!sure) return null;
      throw notAModel(`${new URL(root).host} has no model ${repository} that anyone may read`, repository);
    }
    for (const { type, path, size, oid, lfs } of tree) {
      if (type !== 'file' || !PLAIN_NAME.test(path)) continue;
      const sha256 = lfs?.oid.replace(/^sha256:/, '') ?? null;
      files.set(path, {
        origin: { type: 'url', url: `${root}${repository}/resolve/${commit}/${path}` },
        bytes: lfs?.size ?? size ?? null,
        sha256: sha256 !== null && /^[\da-f]{64}$/.test(sha256) ? sha256 : null,
        gitSha1: lfs === undefined && oid !== undefined && /^[\da-f]{40}$/.test(oid) ? oid : null,
        toldBy: 'hub',
      });
    }
    page = answer.next;
  }
  return {
    source: { type: 'hub', url: `${root}${repository}` },
    name: decodeURIComponent(repository.split('/')[1] ?? repository),
    licence: info?.tags?.find((tag) => tag.startsWith('license:'))?.slice('license:'.length) ?? null,
    files,
    elsewhere: null,
  };
}

/** What says that something else is at an address than was looked for. */
const NOT_HERE: ReadonlySet<ErrorCode> = new Set([
  'model-incomplete',
  'web-page-instead',
  'source-private',
  // Answers about what is not there often lack what lets a page read them.
  'source-closed',
  'not-a-model',
  'download-failed',
]);

/** `<https://…?cursor=…>; rel="next"`: large repositories are told page by page. */
function nextPage({ headers }: Response, asked: string): string | null {
  const [, next] = /<([^>]+)>;\s*rel="?next"?/.exec(headers.get('link') ?? '') ?? [];
  const url = next === undefined ? null : URL.parse(next, asked);
  return url === null || url.origin !== new URL(asked).origin ? null : url.href;
}

/** A folder on a server that lists nothing: only what our manifest or the model's own files name is known of it. */
export function plainFolder(folder: string): Listing {
  const name =
    folder
      .replace(/\/(?:resolve|tree|raw)\/[^/]+\/$/, '/')
      .split('/')
      .at(-2) ?? '';
  return {
    source: { type: 'address', url: folder },
    name: decodeURIComponent(name) || new URL(folder).hostname,
    licence: null,
    files: new Map(),
    elsewhere: (file) => new URL(file, folder).href,
  };
}

/** A file as a picker or a drop gives it. `path` is relative to the folder, with `/`. */
interface Picked {
  readonly path: string;
  readonly file: Blob;
}

/** The folder that holds mlc-chat-config.json, among files that a reader picked: the outermost where there are several. Throws `Trouble`. */
export function listFolder(name: string, picked: readonly Picked[]): Listing {
  const depth = (path: string): number => path.split('/').length;
  const [config] = picked
    .filter(({ path }) => /(?:^|\/)mlc-chat-config\.json$/.test(path))
    .toSorted((a, b) => depth(a.path) - depth(b.path));
  if (config === undefined) {
    const raw = picked.find(({ path }) => /\.(?:safetensors|gguf|bin|pth?)$/.test(path));
    throw notAModel(
      raw === undefined
        ? `the folder ${name} holds no mlc-chat-config.json`
        : `the folder ${name} holds weights as published (${raw.path}) and no mlc-chat-config.json: compile it first (docs/MODELS.md)`,
    );
  }
  const prefix = config.path.slice(0, -'mlc-chat-config.json'.length);
  const own = prefix.split('/').at(-2) ?? name;
  const files = new Map<string, ListedFile>();
  for (const { path, file } of picked) {
    const rest = path.slice(prefix.length);
    if (!path.startsWith(prefix) || !PLAIN_NAME.test(rest)) continue;
    files.set(rest, { origin: { type: 'blob', blob: file }, bytes: file.size, sha256: null, gitSha1: null, toldBy: null });
  }
  return { source: { type: 'folder', name: own }, name: own, licence: null, files, elsewhere: null };
}
