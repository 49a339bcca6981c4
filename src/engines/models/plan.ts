import type { ErrorInfo } from '../../core/errors.ts';
import { PRESETS } from '../../core/preset/built-in.ts';
import { presetFor } from '../../core/preset/choose.ts';
import { familyOf, familyTaughtWith } from '../../core/preset/families.ts';
import type { FamilyId } from '../../core/preset/families.ts';
import type { Result } from '../../core/request.ts';
import type { Guard } from '../download.ts';
import { askForFile, createRetries, readFile } from './ask.ts';
import type { AskTools } from './ask.ts';
import { checkTokenizer, incomplete, notAModel, readChatConfig, readShards } from './folder-facts.ts';
import { hashOf } from './hashes.ts';
import { checkKind } from './keep.ts';
import { idOf } from './model-id.ts';
import { listFolder, listHub, plainFolder, readAddress, readOwnManifest, withManifest } from './listing.ts';
import type { Listing, OwnManifest } from './listing.ts';
import type { StoredLibrary, StoredSource } from './stored.ts';
import { Trouble } from './trouble.ts';
import type { InstallWorld } from './world.ts';

/** A file as a picker or a drop gives it. `path` is relative to the folder, with `/`. */
export interface FolderFile {
  readonly path: string;
  readonly file: Blob;
}

/** A compiled library that lies elsewhere than the weights. */
export interface LibrarySource extends Pick<StoredLibrary, 'needs'> {
  /** Absolute. */
  readonly url: string;
}

/** What is known of a model beside what its source tells: a row of a catalogue, or what the reader chose. */
export interface KnownModel {
  readonly id?: string;
  readonly title?: string;
  /** Public name, for family and preset; absent: the last part of the address. */
  readonly name?: string;
  readonly libraries?: readonly LibrarySource[];
  /** Tokens to load it with; absent: as many as it was made for, at most 4096. */
  readonly contextTokens?: number;
  readonly licence?: string;
}

/** What is to be installed. An address may be a hub's repository page, or any folder that holds mlc-chat-config.json or our manifest.json. */
export type InstallSource =
  | { readonly type: 'address'; readonly url: string; readonly known?: KnownModel }
  | { readonly type: 'folder'; readonly name: string; readonly files: readonly FolderFile[]; readonly known?: KnownModel };

/** Where a file's bytes are to be had. */
export type FileOrigin = { readonly type: 'url'; readonly url: string } | { readonly type: 'blob'; readonly blob: Blob };

/** A file that is to be stored, and all that its source tells of it beforehand. */
export interface PlannedFile {
  /** As it is stored: what WebLLM asks for. */
  readonly name: string;
  readonly origin: FileOrigin;
  /** Null: known only when it is here. */
  readonly bytes: number | null;
  /** Lower-case hex; null: the source tells none. */
  readonly sha256: string | null;
  /** Git's own name of a small file on a hub: sha1 of `blob <bytes>\0` and the bytes. */
  readonly gitSha1: string | null;
  /** Of a list of weights; sha256 stands before it. */
  readonly md5: string | null;
  /** Who told the hash; null where none is told. */
  readonly toldBy: 'manifest' | 'hub' | null;
}

/** All that is known of a model before its weights are fetched. */
export interface InstallPlan {
  readonly id: string;
  readonly title: string;
  readonly name: string;
  readonly source: StoredSource;
  /** `model_type` of its configuration. */
  readonly architecture: string;
  readonly family: FamilyId;
  readonly preset: string;
  readonly quantization: string;
  readonly contextTokens: number;
  readonly licence: string | null;
  readonly libraries: readonly StoredLibrary[];
  readonly guard?: Guard;
  readonly files: readonly PlannedFile[];
  /** Of the files whose size is known. */
  readonly bytes: number;
}

/** What a planner needs. */
export interface PlanTools extends Pick<InstallWorld, 'fetch' | 'now' | 'wait' | 'patience'> {
  readonly signal?: AbortSignal;
  /** What a catalogue knows of the model at this address (a repository's page), for addresses that readers paste. */
  readonly known?: (url: string) => KnownModel | null;
}

/**
 * Looks at a model before anything large is fetched: which files it has, how large they are, which hashes its source tells, how it is asked. Refuses by
 * code what is no model, lacks files, is of an unknown architecture or has another model's tokenizer; nothing is stored.
 */
export async function planInstall(source: InstallSource, tools: PlanTools): Promise<Result<InstallPlan, ErrorInfo>> {
  const ask: AskTools = { ...tools, signal: tools.signal ?? new AbortController().signal };
  try {
    const listing = source.type === 'folder' ? listFolder(source.name, source.files) : await listAddress(source.url, ask);
    const told = listing.source.type === 'folder' ? null : tools.known?.(listing.source.url);
    return { ok: true, value: await planFrom(listing, { ...told, ...source.known }, ask) };
  } catch (error) {
    if (error instanceof Trouble) return { ok: false, error: error.info };
    throw error;
  }
}

async function listAddress(written: string, ask: AskTools): Promise<Listing> {
  const address = readAddress(written);
  if (address === null)
    throw new Trouble('bad-address', `${JSON.stringify(written)} is not an address that a model can be fetched from`, {
      url: written,
    });
  const hub = address.hub === null ? null : await listHub(address.hub, ask);
  return hub ?? plainFolder(address.folder);
}

async function planFrom(bare: Listing, known: KnownModel, ask: AskTools): Promise<InstallPlan> {
  const seen = await readIfThere('manifest.json', bare, ask);
  const manifest = seen === null ? null : readOwnManifest(textOf(seen));
  const listing = manifest === null ? bare : withManifest(bare, manifest);

  const config = await readOf('mlc-chat-config.json', listing, ask);
  const facts = readChatConfig(textOf(config.bytes));
  // WebLLM asks for the newer of the two names; what they say is the same.
  const older = listing.files.has('tensor-cache.json') ? null : await readIfThere('tensor-cache.json', listing, ask);
  const cacheName = listing.files.has('tensor-cache.json') || older !== null ? 'tensor-cache.json' : 'ndarray-cache.json';
  const cache = await readOf(cacheName, listing, ask);
  const shards = readShards(textOf(cache.bytes), cacheName, facts);
  if (!facts.tokenizerFiles.includes('tokenizer.json'))
    throw incomplete(
      `the configuration names ${facts.tokenizerFiles.join(', ')}, and only tokenizer.json is read here`,
      'tokenizer.json',
    );
  const tokenizer = await readOf('tokenizer.json', listing, ask);
  checkTokenizer(textOf(tokenizer.bytes), facts);

  const weights = shards.map((shard): PlannedFile => {
    const file = listed(shard.name, listing);
    if (file.bytes !== null && file.bytes !== shard.bytes)
      throw incomplete(`${shard.name} has ${file.bytes} bytes, and ${cacheName} says ${shard.bytes}`, shard.name, {
        bytes: file.bytes,
        expected: shard.bytes,
      });
    return { name: shard.name, ...file, bytes: shard.bytes, md5: shard.md5 };
  });
  const libraries = await findLibraries(listing, manifest, known, facts.quantization, ask);
  const papers = ['MODEL_CARD.md', 'NOTICE', 'LICENSE'].flatMap((name) => {
    const file = listing.files.get(name);
    return file === undefined ? [] : [{ name, ...file, md5: null }];
  });
  const name = known.name ?? manifest?.id ?? listing.name;
  const asked = howToAsk(name, manifest, facts.answerStart);
  const files = [
    config.file,
    { ...cache.file, name: 'tensor-cache.json' },
    tokenizer.file,
    ...libraries.map(({ file }) => file),
    ...papers,
    ...weights,
  ];
  return {
    id: idOf(known.id ?? name),
    title: known.title ?? name.replace(/[-_]q\d\w*(?:-MLC)?$/i, ''),
    name,
    source: listing.source,
    architecture: facts.architecture,
    family: asked.family,
    preset: asked.preset,
    quantization: facts.quantization,
    contextTokens:
      known.contextTokens ?? (manifest === null ? Math.min(facts.contextTokens, USUAL_CONTEXT) : facts.contextTokens),
    licence: known.licence ?? manifest?.licence ?? listing.licence,
    libraries: libraries.map(({ file, needs }) => ({ name: file.name, needs })),
    ...(manifest?.guard === undefined ? {} : { guard: manifest.guard }),
    files,
    bytes: files.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0),
  };
}

/** Tokens that a model is loaded with where nobody says more: what WebLLM's own list sets. A longer context takes more memory. */
const USUAL_CONTEXT = 4096;

/** Family and preset: what its maker says in a manifest, else by its name. */
function howToAsk(
  name: string,
  manifest: OwnManifest | null,
  answerStart: string,
): { readonly family: FamilyId; readonly preset: string } {
  const named = PRESETS.find(({ id }) => id === manifest?.template);
  const own = named === undefined ? undefined : familyTaughtWith(named.id);
  const family = own ?? familyOf({ name, ...(answerStart === '' ? {} : { prompt: answerStart }) });
  return { family: family.id, preset: named?.id ?? presetFor({ name, family }).preset.id };
}

/** A file that must be there. Throws `Trouble`. */
function listed(name: string, { files, elsewhere, source }: Listing): Omit<PlannedFile, 'name' | 'md5'> {
  const file = files.get(name);
  if (file !== undefined) return file;
  if (elsewhere !== null)
    return { origin: { type: 'url', url: elsewhere(name) }, bytes: null, sha256: null, gitSha1: null, toldBy: null };
  throw incomplete(`${name} is not in ${source.type === 'folder' ? source.name : source.url}`, name);
}

/** A small file of the model, checked, and planned to be stored just as it was read. Throws `Trouble`. */
async function readOf(
  name: string,
  listing: Listing,
  ask: AskTools,
): Promise<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly file: PlannedFile }> {
  if (name === 'mlc-chat-config.json' && listing.elsewhere === null && !listing.files.has(name))
    throw notAModel(`there is no ${name} in ${listing.name}`);
  const file: PlannedFile = { name, ...listed(name, listing), md5: null };
  const { origin } = file;
  for (let again = false; ; again = true) {
    const bytes =
      origin.type === 'blob'
        ? new Uint8Array(await origin.blob.arrayBuffer())
        : (await readFile(origin.url, name, ask).catch((error: unknown) => Promise.reject(asMissing(error, name, listing))))
            .bytes;
    const { sha256, right } = await hashOf(new Blob([bytes]), file);
    if (right !== false) return { bytes, file: { ...file, bytes: bytes.byteLength, sha256, gitSha1: null } };
    // Once more, as with every file.
    if (again || origin.type === 'blob')
      throw new Trouble('hash-differs', `${name} is not what its source says (sha256 ${sha256})`, { file: name });
  }
}

/** At an address that lists nothing, a configuration that is not there means that no model is. */
function asMissing(error: unknown, name: string, { source }: Listing): unknown {
  const gone = error instanceof Trouble && error.info.code === 'model-incomplete' && name === 'mlc-chat-config.json';
  return gone && source.type === 'address' ? notAModel(`there is no ${name} at ${source.url}`) : error;
}

/** A file that may lack; null: it does. */
async function readIfThere(name: string, listing: Listing, ask: AskTools): Promise<Uint8Array<ArrayBuffer> | null> {
  if (listing.elsewhere === null && !listing.files.has(name)) return null;
  try {
    return (await readOf(name, listing, ask)).bytes;
  } catch (error) {
    if (error instanceof Trouble && (error.info.code === 'model-incomplete' || error.info.code === 'web-page-instead'))
      return null;
    throw error;
  }
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

/** The compiled libraries: those of the folder, else those that a catalogue knows for it. Throws `Trouble` where there is none. */
async function findLibraries(
  listing: Listing,
  manifest: OwnManifest | null,
  known: KnownModel,
  quantization: string,
  ask: AskTools,
): Promise<readonly { readonly file: PlannedFile; readonly needs: readonly string[] }[]> {
  const own = [...listing.files].filter(([name]) => name.endsWith('.wasm'));
  const sources =
    own.length > 0
      ? own.map(([name, file]) => {
          const needs = manifest?.libraries?.find((library) => library.name === name)?.needs ?? needsOf(name, quantization);
          return { file: { name, ...file, md5: null }, needs };
        })
      : (known.libraries ?? []).map(({ url, needs }) => {
          const name = decodeURIComponent(new URL(url).pathname.split('/').at(-1) ?? '');
          const origin = { type: 'url', url } as const;
          return { file: { name, origin, bytes: null, sha256: null, gitSha1: null, md5: null, toldBy: null }, needs };
        });
  if (sources.length === 0)
    throw new Trouble('no-library', `${listing.name} has no .wasm, and none is known for it`, { model: listing.name });
  return Promise.all(sources.map(async ({ file, needs }) => ({ file: await seenToBe(file, ask), needs })));
}

/** What libraries of our own names need (models/README.md); of others, what the kind of weights says. */
function needsOf(name: string, quantization: string): readonly string[] {
  switch (name) {
    case 'gpu.wasm':
    case 'software.wasm':
      return [];
    case 'gpu-subgroups.wasm':
      return ['subgroups'];
    case 'gpu-f16.wasm':
      return ['subgroups', 'shader-f16'];
    default:
      return /f16/.test(name) || /f16/.test(quantization) ? ['shader-f16'] : [];
  }
}

/** Looks at a library's first bytes: that it is there and can be read should be known before gigabytes of weights come. */
async function seenToBe(file: PlannedFile, ask: AskTools): Promise<PlannedFile> {
  const { name, origin } = file;
  if (origin.type === 'blob') {
    await checkKind(name, origin.blob, {});
    return file;
  }
  if (file.toldBy !== null) return file;
  const retries = createRetries(ask);
  for (;;) {
    try {
      const answer = await askForFile({ url: origin.url, file: name, from: 0, to: 4 }, ask);
      const head: number[] = [];
      for await (const piece of answer.pieces()) {
        head.push(...piece.subarray(0, 4 - head.length));
        if (head.length === 4) break;
      }
      await checkKind(name, new Blob([Uint8Array.from(head)]), { url: origin.url });
      return file;
    } catch (error) {
      if (!(error instanceof Trouble)) throw error;
      await retries.before(error, () => {});
    }
  }
}
