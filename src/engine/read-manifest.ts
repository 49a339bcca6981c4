/** A model folder's list of files, `manifest.json`. Written by the model pipeline. */
export interface ModelManifest {
  readonly id: string;
  readonly template: string;
  readonly quantization: string;
  readonly files: readonly { readonly name: string; readonly bytes: number; readonly sha256: string }[];
}

/** Reads a manifest whose hash was checked. Throws when it is not of schema 1: then app and pipeline do not fit. */
export function readManifest(bytes: Uint8Array): ModelManifest {
  const manifest = JSON.parse(new TextDecoder().decode(bytes)) as ModelManifest & { readonly schema?: number };
  if (manifest.schema !== 1 || !Array.isArray(manifest.files))
    throw new Error(`manifest.json has schema ${manifest.schema}, this app reads schema 1`);
  return manifest;
}

/** Files that a load needs: all but papers and the libraries that were not chosen. */
export function filesToLoad(manifest: ModelManifest, library: string): ModelManifest['files'] {
  return manifest.files.filter(
    ({ name }) => name !== 'MODEL_CARD.md' && name !== 'NOTICE' && (name === library || !name.endsWith('.wasm')),
  );
}
