import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openResults } from '../../../src/cli/results.ts';

let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'glassrank-evaluation-file-'));
  file = path.join(folder, 'deep', 'results.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const cell = (configurationId: string, qid: string, more: object = {}) => ({ configurationId, qid, ...more });
const open = (cells: readonly ReturnType<typeof cell>[] = []) => {
  const opened = openResults(file);
  opened.begin('{"plan":1}', cells);
  return opened;
};
const linesThere = () =>
  readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);

describe('the file an evaluation goes on from', () => {
  it('holds the plan, what was taken over and what was saved, one line each; before the first save nothing is written', () => {
    expect(openResults(file).text).toBeNull();
    const { save } = open([cell('a', '1')]);
    expect(existsSync(file)).toBe(false);
    save(cell('a', '2'));
    save(cell('b', '1'));
    expect(linesThere()).toEqual([{ plan: 1 }, cell('a', '1'), cell('a', '2'), cell('b', '1')]);
    expect(openResults(file).text).toBe(readFileSync(file, 'utf8'));
  });

  it('keeps one line for each run: a run done again takes the place of the earlier', () => {
    const { save } = open();
    save(cell('a', '1', { seconds: 1 }));
    save(cell('a', '2'));
    save(cell('a', '1', { seconds: 2 }));
    expect(linesThere()).toEqual([{ plan: 1 }, cell('a', '1', { seconds: 2 }), cell('a', '2')]);
  });

  it('never leaves a half-written file: what is being written lies beside it', () => {
    const { save } = open();
    save(cell('a', '1'));
    const before = readFileSync(file, 'utf8');
    writeFileSync(`${file}.part`, 'half a li');
    expect(openResults(file).text).toBe(before);
    save(cell('a', '2'));
    expect(existsSync(`${file}.part`)).toBe(false);
    expect(linesThere()).toHaveLength(3);
  });
});
