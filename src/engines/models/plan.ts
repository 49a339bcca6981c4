import type { ErrorInfo } from '../../core/errors.ts';
import type { FamilyId } from '../../core/preset/families.ts';
import type { Result } from '../../core/request.ts';
import type { Guard } from '../download.ts';
import type { StoredLibrary, StoredSource } from './stored.ts';
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
export interface PlanTools extends Pick<InstallWorld, 'fetch'> {
  readonly signal?: AbortSignal;
  /** What a catalogue knows of the model at this address (a repository's page), for addresses that readers paste. */
  readonly known?: (url: string) => KnownModel | null;
}

/**
 * Looks at a model before anything large is fetched: which files it has, how large they are, which hashes its source tells, how it is asked. Refuses by
 * code what is no model, lacks files, is of an unknown architecture or has another model's tokenizer; nothing is stored.
 */
export async function planInstall(source: InstallSource, tools: PlanTools): Promise<Result<InstallPlan, ErrorInfo>> {
  void source;
  void tools;
  throw new Error('not built yet');
}
