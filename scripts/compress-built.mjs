import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

/** Kinds of files that gzip makes much smaller. Weight shards (`.bin`) are close to random, source maps are not for visitors. */
const COMPRESSIBLE = new Set(['.wasm', '.json', '.js', '.mjs', '.css', '.html', '.svg', '.onnx']);
/** The compressed file is kept when it is at most this share of the whole one. */
const WORTH_IT = 0.9;

/**
 * Writes `NAME.gz` (gzip, level 9) beside every compressible file below `root`, for servers that hand it out with `Content-Encoding: gzip`.
 * @param {{ root: string, cache: string }} folders `cache` keeps what was compressed, by the sha256 of the whole file, so that the next build
 *   compresses only what changed; whatever this build did not use is deleted from it.
 * @returns {{ name: string, bytes: number, compressedBytes: number }[]} the files with a `.gz`, paths relative to `root` with `/`
 */
export function compressBuilt({ root, cache }) {
  mkdirSync(cache, { recursive: true });
  const used = new Set();
  const written = [];
  for (const name of filesBelow(root)) {
    if (!COMPRESSIBLE.has(path.extname(name))) continue;
    const whole = readFileSync(path.join(root, name));
    const kept = `${createHash('sha256').update(whole).digest('hex')}.gz`;
    const place = path.join(cache, kept);
    used.add(kept);
    if (!existsSync(place)) {
      // Renamed when complete: a build that was stopped leaves no half file under a name that a later build believes.
      writeFileSync(`${place}.part`, gzipSync(whole, { level: 9 }));
      renameSync(`${place}.part`, place);
    }
    const compressed = readFileSync(place);
    if (compressed.length > WORTH_IT * whole.length) continue;
    writeFileSync(path.join(root, `${name}.gz`), compressed);
    written.push({ name, bytes: whole.length, compressedBytes: compressed.length });
  }
  for (const name of readdirSync(cache)) if (!used.has(name)) rmSync(path.join(cache, name));
  return written;
}

/** @returns {string[]} */
function filesBelow(root, folder = '') {
  return readdirSync(path.join(root, folder), { withFileTypes: true })
    .toSorted((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => {
      const name = folder === '' ? entry.name : `${folder}/${entry.name}`;
      return entry.isDirectory() ? filesBelow(root, name) : [name];
    });
}
