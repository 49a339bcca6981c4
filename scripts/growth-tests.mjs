import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/**
 * The unit tests that measure how processor time grows (test/support/growth.ts), relative to the project. What ran before them in a process (its heap, what
 * was compiled for it) tells on what they measure: each has a process of its own, and all other files share theirs, which takes half the time.
 * @returns {readonly string[]}
 */
export function growthTests() {
  return readdirSync(path.join(ROOT, 'test', 'unit'), { recursive: true, encoding: 'utf8' })
    .map((name) => path.posix.join('test/unit', name.split(path.sep).join('/')))
    .filter((name) => /\.test\.tsx?$/.test(name) && readFileSync(path.join(ROOT, name), 'utf8').includes("/support/growth.ts'"));
}
