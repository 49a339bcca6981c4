import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

/** Where comments and prose name files of `src/`, by git's own patterns. Code is checked by its compiler. */
const NAMING = [
  'models/*.py',
  'models/*.md',
  'docs/ARCHITECTURE.md',
  'docs/METHODS.md',
  'README.md',
  'CONTRIBUTING.md',
  'scripts',
  // These make files that are not there yet (scripts/count-changes.mjs).
  ':!scripts/changes',
];

it('every path in src/ that the model pipeline, the documents or the scripts name is there', () => {
  const files = execFileSync('git', ['ls-files', '--', ...NAMING], { encoding: 'utf8' })
    .split('\n')
    .filter(existsSync);
  expect(files.length).toBeGreaterThan(50);
  const missing = files.flatMap((file) =>
    Array.from(readFileSync(file, 'utf8').matchAll(/(?<![\w./-])src\/[\w./-]*\w/g), ([named]) => named)
      .filter((named) => !existsSync(named))
      .map((named) => `${file}: ${named}`),
  );
  expect(missing).toEqual([]);
});
