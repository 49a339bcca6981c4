import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** Files of a model folder that no load asks for (as in `src/engines/webllm/fetch-model.ts`). */
const PAPERS = new Set(['MODEL_CARD.md', 'NOTICE']);

/**
 * What a first load of a built model downloads in bodies: its manifest, all files, and the libraries of the adapter that takes most: a
 * software adapter takes one, a GPU with every feature measures all that are for GPUs.
 * @param {string} folder the model's folder in `dist/models`
 * @returns {{ bytes: number, rawBytes: number }} from a server that hands out the `.gz` files, and from one that does not
 */
export function modelDownload(folder) {
  /** @type {{ files: { name: string }[] }} */
  const { files } = JSON.parse(readFileSync(path.join(folder, 'manifest.json'), 'utf8'));
  const sizes = ['manifest.json', ...files.map(({ name }) => name)]
    .filter((name) => !PAPERS.has(name))
    .map((name) => {
      const place = path.join(folder, name);
      const rawBytes = statSync(place).size;
      return { name, rawBytes, bytes: existsSync(`${place}.gz`) ? statSync(`${place}.gz`).size : rawBytes };
    });
  const isLibrary = ({ name }) => name.endsWith('.wasm');
  const isForGpus = ({ name }) => name.startsWith('gpu');
  const total = (/** @type {'bytes' | 'rawBytes'} */ key) => {
    const sum = (/** @type {typeof sizes} */ some) => some.reduce((bytes, size) => bytes + size[key], 0);
    const libraries = sizes.filter(isLibrary);
    const others = libraries.filter((size) => !isForGpus(size)).map((size) => size[key]);
    return sum(sizes.filter((size) => !isLibrary(size))) + Math.max(sum(libraries.filter(isForGpus)), ...others);
  };
  return { bytes: total('bytes'), rawBytes: total('rawBytes') };
}
