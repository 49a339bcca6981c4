// node scripts/count-changes.mjs [NAME …]: how many files a change touches. Each change of scripts/changes/ is made on a scratch copy of the project, which is
// then compiled and put to the change's own test, so that what is counted is a change that works. Prints a table; ends with 1 where a change does
// not work or touches more than it may. CONTRIBUTING.md says the same in words.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/**
 * @typedef {object} Change
 * @property {string} name
 * @property {number} most How many files it may touch. The files of one area of words, one a language, count as one: what is to be said is said once a
 *   language wherever it stands. They are printed apart.
 * @property {string} what
 * @property {(project: Project) => void} make
 * @property {string} proof A test file that passes only where the change works.
 */

/**
 * @typedef {object} Project
 * @property {(file: string, before: string, after: string) => void} edit Replaces the one place where `before` stands.
 * @property {(file: string, text: string) => void} create
 * @property {(from: string, to: string) => void} copyFolder
 * @property {(area: string, before: string, after: string) => void} editWords Makes an edit in that area of every language.
 */

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const WORDS = /^src\/app\/words\/([a-z]{2})\/(.+)$/;
const PROOF = 'test/unit/tooling/change-works.test.ts';

/** @param {string} program @param {readonly string[]} parameters @param {string} cwd */
function run(program, parameters, cwd) {
  const { status, stdout, stderr } = spawnSync(program, parameters, { cwd, encoding: 'utf8', maxBuffer: 1e9 });
  return { ok: status === 0, output: `${stdout}${stderr}` };
}

/** @param {readonly string[]} parameters @param {string} cwd */
function git(parameters, cwd) {
  const { ok, output } = run('git', ['-c', 'user.name=scratch', '-c', 'user.email=scratch@localhost', ...parameters], cwd);
  if (!ok) throw new Error(`git ${parameters[0]}: ${output}`);
  return output;
}

/** A copy of the files that git knows or would know, as they stand now, with a repository of its own. */
function scratchCopy() {
  const folder = mkdtempSync(path.join(tmpdir(), 'glassrank-change-'));
  const listed = git(['ls-files', '--cached', '--others', '--exclude-standard'], ROOT).trim().split('\n');
  for (const file of listed.filter((name) => !/^(public\/models|docs\/images|models)\//.test(name))) {
    try {
      cpSync(path.join(ROOT, file), path.join(folder, file));
    } catch (error) {
      // Deleted and not yet committed.
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ENOENT') throw error;
    }
  }
  git(['init', '-q'], folder);
  git(['add', '-A'], folder);
  git(['commit', '-q', '-m', 'scratch'], folder);
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'), 'dir');
  return folder;
}

/** @param {string} folder @returns {Project} */
function projectIn(folder) {
  /** @type {Project['edit']} */
  const edit = (file, before, after) => {
    const place = path.join(folder, file);
    const text = readFileSync(place, 'utf8');
    const times = text.split(before).length - 1;
    if (times !== 1) throw new Error(`${file} holds ${times} times what the change looks for: ${before}`);
    writeFileSync(
      place,
      text.replace(before, () => after),
    );
  };
  const languages = readdirSync(path.join(folder, 'src/app/words'), { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  );
  return {
    edit,
    editWords(area, before, after) {
      for (const { name } of languages) edit(`src/app/words/${name}/${area}.ts`, before, after);
    },
    create(file, text) {
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      writeFileSync(path.join(folder, file), text);
    },
    copyFolder: (from, to) => cpSync(path.join(folder, from), path.join(folder, to), { recursive: true }),
  };
}

/** @param {string} folder */
function touchedIn(folder) {
  const files = git(['status', '--porcelain', '--untracked-files=all', '--', '.', ':!node_modules'], folder)
    .split('\n')
    .flatMap((line) => (line === '' ? [] : [line.slice(3)]))
    .filter((file) => file !== PROOF && file !== 'node_modules');
  const words = files.filter((file) => WORDS.test(file));
  const languages = new Set(words.map((file) => WORDS.exec(file)?.[1]));
  return { code: files.filter((file) => !words.includes(file)), words, languages: languages.size };
}

/** @param {string} folder @param {Change} change */
function tryOut(folder, change) {
  git(['checkout', '-q', '.'], folder);
  git(['clean', '-fdq', '--exclude=node_modules', '--exclude=.cache'], folder);
  change.make(projectIn(folder));
  writeFileSync(path.join(folder, PROOF), change.proof);
  const touched = touchedIn(folder);
  const tool = (/** @type {string} */ name) => path.join(ROOT, 'node_modules', ...name.split('/'));
  const steps = [
    { name: 'types', ...run(process.execPath, [tool('typescript/bin/tsc'), '-b'], folder) },
    { name: 'its test', ...run(process.execPath, [tool('vitest/vitest.mjs'), 'run', '--project', 'unit', PROOF], folder) },
  ];
  return { ...touched, failed: steps.filter(({ ok }) => !ok) };
}

const wanted = process.argv.slice(2);
const files = readdirSync(new URL('./changes/', import.meta.url)).filter((name) => name.endsWith('.mjs'));
/** @type {Change[]} */
const changes = [];
for (const name of files.toSorted())
  changes.push((await import(pathToFileURL(path.join(ROOT, 'scripts/changes', name)).href)).default);

const folder = scratchCopy();
let fine = true;
try {
  console.log(`${'to add'.padEnd(16)} ${'files'.padStart(5)} ${'words'.padStart(18)} ${'at most'.padStart(8)}`);
  for (const change of changes.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
    const { code, words, languages, failed } = tryOut(folder, change);
    const counted = code.length + (words.length > 0 ? 1 : 0);
    const said = words.length === 0 ? 'none' : `${words.length} in ${languages} languages`;
    const good = failed.length === 0 && counted <= change.most;
    fine &&= good;
    console.log(
      `${change.name.padEnd(16)} ${String(code.length).padStart(5)} ${said.padStart(18)} ${String(change.most).padStart(8)}  ${good ? '' : 'NOT HELD'}`,
    );
    console.log(`  ${change.what}\n  ${code.join(', ')}`);
    for (const step of failed) console.log(`  ${step.name} failed:\n${step.output.split('\n').slice(0, 30).join('\n')}`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log('\nOne area of words, whatever the number of languages, counts as one file of "at most".');
process.exit(fine ? 0 : 1);
