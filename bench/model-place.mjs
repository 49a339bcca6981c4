import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const MODELS = fileURLToPath(new URL('../public/models/', import.meta.url));

/**
 * A model by its id in public/models or by a path: its folder, its libraries by name, and where a bench page finds it once `mounts` are
 * given to `withBenchPage`. Throws with what is there when it is none.
 * @param {string} model
 */
export function modelPlace(model) {
  const folder = /[/\\]/.test(model) ? path.resolve(model) : path.join(MODELS, model);
  if (!existsSync(path.join(folder, 'mlc-chat-config.json')))
    throw new Error(`There is no model ${model}. In public/models: ${readdirSync(MODELS).join(', ')}.`);
  const libraries = readdirSync(folder)
    .filter((name) => name.endsWith('.wasm'))
    .toSorted();
  return { id: path.basename(folder), folder, libraries, url: '/model/', mounts: { '/model/': folder } };
}
