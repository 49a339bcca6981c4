import type { ErrorInfo } from '../../core/errors.ts';
import type { Result } from '../../core/request.ts';
import type { CatalogEntry } from './catalog.ts';
import { takeFile } from './download.ts';
import type { ModelStore } from './download.ts';

/** A whole prompt as text, template and special tokens included, and the greedy tokens that a right library writes after it. */
export interface Guard {
  readonly prompt: string;
  readonly tokens: readonly number[];
}

/** A model folder's list of files, `manifest.json`. Written by the model pipeline. */
export interface ModelManifest {
  readonly id: string;
  readonly template: string;
  readonly quantization: string;
  readonly files: readonly { readonly name: string; readonly bytes: number; readonly sha256: string }[];
  readonly guard?: Guard;
}

/** Reads a manifest whose hash was checked. A guard that is none counts as absent: libraries are then `unchecked`. Throws when it is not of schema 1: then app and pipeline do not fit. */
export function readManifest(bytes: Uint8Array): ModelManifest {
  const { guard, ...manifest } = JSON.parse(new TextDecoder().decode(bytes)) as ModelManifest & { readonly schema?: number };
  if (manifest.schema !== 1 || !Array.isArray(manifest.files))
    throw new Error(`manifest.json has schema ${manifest.schema}, this app reads schema 1`);
  return isGuard(guard) ? { ...manifest, guard } : manifest;
}

function isGuard(guard: unknown): guard is Guard {
  const { prompt, tokens } = Object(guard) as Partial<Record<keyof Guard, unknown>>;
  const isToken = (token: unknown): boolean => Number.isInteger(token) && Number(token) >= 0;
  return typeof prompt === 'string' && prompt !== '' && Array.isArray(tokens) && tokens.length > 0 && tokens.every(isToken);
}

/** Files that a load needs: all but papers and the libraries that are not among `libraries`. */
export function filesToLoad(manifest: ModelManifest, libraries: readonly string[]): ModelManifest['files'] {
  return manifest.files.filter(
    ({ name }) => name !== 'MODEL_CARD.md' && name !== 'NOTICE' && (libraries.includes(name) || !isLibrary(name)),
  );
}

/** Names of the compiled libraries that the folder holds. */
export function librariesOf(manifest: ModelManifest): readonly string[] {
  return manifest.files.map(({ name }) => name).filter(isLibrary);
}

function isLibrary(name: string): boolean {
  return name.endsWith('.wasm');
}

/** A model's manifest, checked against the hash that is part of the app. `modelUrl` is absolute and ends in `/`. */
export async function fetchManifest(
  entry: CatalogEntry,
  modelUrl: string,
  store: ModelStore,
): Promise<Result<ModelManifest, ErrorInfo>> {
  const file = { name: 'manifest.json', url: new URL('manifest.json', modelUrl).href, sha256: entry.manifestSha256 };
  const bytes = await takeFile({ file, modelUrl, store, onEvent: () => {} });
  return bytes.ok ? { ok: true, value: readManifest(bytes.value) } : bytes;
}
