import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../../../src/cli/main.ts';
import { commandWorld } from '../../support/command-world.ts';
import { createScriptedEngine } from '../../support/scripted-engine.ts';

interface Scenario {
  readonly name: string;
  readonly args: string;
  readonly failAt?: readonly number[];
}

// Recorded anew on 30 November 2026 in two things: tags of TREC runs hold `_` where they held %20, and the scripted clock, which counts events.
const FIXTURES = 'test/fixtures/experiments/evaluate';
const BEFORE = path.join(FIXTURES, 'before');
const scenarios = JSON.parse(readFileSync(path.join(FIXTURES, 'scenarios.json'), 'utf8')) as readonly Scenario[];

let folder = '';
let printed = '';
/** Names of experiments and the clock come from outside, as when the fixtures were recorded; only the folder's own name is to be made alike. */
const alike = (text: string): string =>
  text.replaceAll(path.relative(process.cwd(), folder), 'FOLDER').replaceAll(folder, 'FOLDER');

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'glassrank-before-after-'));
  let ids = 0;
  for (const { name, args, failAt = [] } of scenarios) {
    const lines: string[] = [];
    const line = args.replaceAll('FOLDER', folder).replaceAll('CONFIGS', path.join(FIXTURES, 'methods.json'));
    // oxlint-disable-next-line no-await-in-loop
    const code = await main(
      ['evaluate', '--collection', 'test/fixtures/collection', ...line.split(' ')],
      commandWorld({
        name: 'npm run',
        version: '0.1.0',
        print: (text) => void lines.push(text),
        warn: (text) => void lines.push(text),
        now: () => new Date(Date.UTC(2026, 10, 21)),
        newId: () => `experiment-${ids++}`,
        connect: () => ({ engine: createScriptedEngine({ failAt }), close: async () => {} }),
      }),
    );
    printed += `== ${name}: exit ${code}\n${alike(lines.join('\n'))}\n\n`;
  }
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What is younger than the recording stands in settings and prompts of every file. */
const asBefore = (text: string): string =>
  text.replaceAll('"rerankDepth":1000000,"reading":"list","readingWeight":0.25,', '').replaceAll(',"reading":null', '');

const filesOf = (root: string): readonly string[] =>
  readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .toSorted();

describe('an evaluation with a scripted engine, against what the page-driven program before this one printed and wrote', () => {
  it('prints the same bytes', () => {
    expect(printed).toBe(readFileSync(path.join(BEFORE, 'printed.txt'), 'utf8'));
  });

  it('writes the same files', () => {
    expect(filesOf(folder)).toEqual(filesOf(BEFORE).filter((name) => name !== 'printed.txt'));
  });

  it.each(filesOf(BEFORE).filter((name) => name !== 'printed.txt'))('writes the same bytes to %s', (name) => {
    const file = path.join(folder, name);
    expect(existsSync(file) ? asBefore(readFileSync(file, 'utf8')) : null).toBe(readFileSync(path.join(BEFORE, name), 'utf8'));
  });
});
