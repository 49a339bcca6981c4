import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Where there is no commit to take a seed from: a copy of the project without its history. */
const NO_COMMIT = 0x61a55;

/**
 * How thorough a run of the tests is. `npm test` draws the same cases for the same commit, so that a red run can be repeated; with
 * GLASSRANK_DEEP=1 (`npm run test:deep`) the seeds are random, the cases many and the texts long.
 * With GLASSRANK_CALLS=40-79 the fault harness of the page goes through these calls only, so that a long walk can be run in pieces.
 * @returns {{ deep: boolean, seed: number | null, calls: [from: number, to: number] | null }} `seed` is a signed 32-bit number, null for a random one at each
 *   property; `calls` from 1, both included, null for all.
 */
export function testProfile() {
  const piece = /^(\d+)-(\d+)$/.exec(process.env.GLASSRANK_CALLS ?? '');
  const calls = piece === null ? null : /** @type {[number, number]} */ ([Number(piece[1]), Number(piece[2])]);
  if (process.env.GLASSRANK_DEEP === '1') return { deep: true, seed: null, calls };
  const ROOT = fileURLToPath(new URL('..', import.meta.url));
  const { status, stdout } = spawnSync('git', ['rev-parse', 'HEAD'], { cwd: ROOT, encoding: 'utf8' });
  const commit = status === 0 && /^[0-9a-f]{40}/.test(stdout) ? parseInt(stdout.slice(0, 8), 16) : NO_COMMIT;
  return { deep: false, seed: commit | 0, calls: null };
}
