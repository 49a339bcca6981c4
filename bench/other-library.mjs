import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** @param {string | NodeJS.ArrayBufferView} bytes */
export const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

/**
 * A model's folder with another file in the place of one library, e.g. of an older commit: the folder of models that it lies in, and what a catalogue says of it.
 * @param {{ place: ReturnType<typeof import('./model-place.mjs').modelPlace>, library: string, file: string, models: string }} input
 */
export function otherLibrary({ place, library, file, models }) {
  const folder = path.join(models, place.id);
  const bytes = readFileSync(file);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(place.folder))
    if (name !== library && name !== 'manifest.json')
      symlinkSync(path.join(path.resolve(place.folder), name), path.join(folder, name));
  writeFileSync(path.join(folder, library), bytes);
  const manifest = JSON.parse(readFileSync(path.join(place.folder, 'manifest.json'), 'utf8'));
  manifest.files = manifest.files.map((one) =>
    one.name === library ? { ...one, bytes: bytes.length, sha256: sha256(bytes) } : one,
  );
  const text = JSON.stringify(manifest);
  writeFileSync(path.join(folder, 'manifest.json'), text);
  return { models, manifestSha256: sha256(text), library: sha256(bytes) };
}
