import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openEvaluationFile } from '../../../scripts/evaluation-file.mjs';

let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'glassrank-evaluation-file-'));
  file = path.join(folder, 'deep', 'results.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const header = { depth: 10 };
const open = (settings: { header?: object; fresh?: boolean } = {}) =>
  openEvaluationFile({ file, header, fresh: false, ...settings });

describe('the file an evaluation goes on from', () => {
  it('gives back what was saved, and nothing where nothing was', () => {
    expect([...open().results]).toEqual([]);
    open().save({ qid: '1', outcome: 'complete' });
    const again = open();
    again.save({ qid: '2', outcome: 'complete' });
    expect([...open().results.keys()]).toEqual(['1', '2']);
  });

  it('forgets queries that failed, so that they are tried again, and keeps one line for each', () => {
    const { save } = open();
    save({ qid: '1', outcome: 'failed: gpu-lost: gone' });
    save({ qid: '2', outcome: 'complete' });
    expect([...open().results.keys()]).toEqual(['2']);
    save({ qid: '1', outcome: 'complete' });
    expect(readFileSync(file, 'utf8').trim().split('\n')).toHaveLength(3);
  });

  it('refuses to go on under another header, and begins anew only when told to', () => {
    open().save({ qid: '1', outcome: 'complete' });
    expect(() => open({ header: { depth: 20 } })).toThrow(/holds another evaluation/);
    expect([...open({ header: { depth: 20 }, fresh: true }).results]).toEqual([]);
    expect([...open().results.keys()]).toEqual(['1']);
  });

  it('never leaves a half-written file: what is being written lies beside it', () => {
    const { save } = open();
    save({ qid: '1', outcome: 'complete' });
    const before = readFileSync(file, 'utf8');
    writeFileSync(`${file}.part`, 'half a li');
    expect([...open().results.keys()]).toEqual(['1']);
    expect(readFileSync(file, 'utf8')).toBe(before);
    save({ qid: '2', outcome: 'complete' });
    expect(existsSync(`${file}.part`)).toBe(false);
  });
});
