import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { evaluationOptions } from '../../../src/cli/options.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'glassrank-evaluation-options-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const read = (line: string) => evaluationOptions(['--collection', 'x', ...line.split(' ').filter((word) => word !== '')]);
const entryOf = (line: string) => read(line)?.entries[0];

describe('the options of an evaluation', () => {
  it('asks for help where nothing says what to evaluate', () => {
    expect(evaluationOptions([])).toBeNull();
    expect(evaluationOptions(['--help'])).toBeNull();
    expect(evaluationOptions(['--queries', '3'])).toBeNull();
  });

  it('leaves the method to the model where none is named, and then window, stride and words are the run’s own settings', () => {
    expect(entryOf('')).toEqual({ model: 'glassrank-135m-q4f32_1', sweep: null, settings: {} });
    expect(entryOf('--model m --window 8 --stride 4 --words 30 --thought 12 --prior 0.5 --mode free')).toEqual({
      model: 'm',
      sweep: null,
      settings: {
        windowSize: 8,
        windowStride: 4,
        passageWords: 30,
        thoughtTokens: 12,
        priorWeight: 0.5,
        answerMode: 'free',
      },
    });
  });

  it('takes every part of a method', () => {
    const line =
      '--preset rank-k --strategy top-down --window 10 --cutoff 4 --parser rank-llm --samples 3 --fuse kemeny --waits 1 ' +
      '--early-stop 3:5 --instant --words 20 --thought 64 --name one';
    expect(entryOf(line)).toEqual({
      model: 'glassrank-135m-q4f32_1',
      name: 'one',
      sweep: null,
      settings: {
        thoughtTokens: 64,
        method: {
          preset: 'rank-k',
          words: 20,
          strategy: { type: 'top-down', window: 10, cutoff: 4 },
          parser: 'rank-llm',
          scaling: { samples: 3, fuse: 'kemeny', waits: 1, earlyStop: { sentences: 3, top: 5 }, instantOrder: true },
        },
      },
    });
    expect(entryOf('--strategy tournament --group 5 --tournaments 2')?.settings).toEqual({
      method: { strategy: { type: 'tournament', group: 5, tournaments: 2 }, scaling: {} },
    });
  });

  it('reads a preset’s file, and says which file cannot be read', () => {
    const file = path.join(folder, 'own.yaml');
    writeFileSync(file, 'method: x\n');
    expect(entryOf(`--preset ${file}`)?.settings?.method).toMatchObject({ preset: { file, text: 'method: x\n' } });
    expect(() => read(`--preset ${file}.json`)).toThrow(`${file}.json cannot be read`);
  });

  it.each([
    ['thought=0,64,192', { setting: 'thoughtTokens', values: [0, 64, 192] }],
    ['samples=1,2', { setting: 'samples', values: [1, 2] }],
    [
      'early-stop=off,2:3,2:3:beliefs',
      { setting: 'earlyStop', values: [null, { sentences: 2, top: 3 }, { sentences: 2, top: 3, by: 'beliefs' }] },
    ],
    ['instant=off,on', { setting: 'instantOrder', values: [false, true] }],
    ['strategy=single,sliding', { setting: 'strategy', values: [{ type: 'single' }, { type: 'sliding' }] }],
  ])('sweeps one setting: %s', (text, sweep) => {
    const options = read(`--sweep ${text}`);
    expect(options?.isSweep).toBe(true);
    expect(options?.entries).toEqual([expect.objectContaining({ sweep })]);
  });

  it('takes several configurations from a file, each with its own model or the command’s', () => {
    const file = path.join(folder, 'some.json');
    writeFileSync(
      file,
      JSON.stringify([
        { name: 'a', settings: { thoughtTokens: 0, method: { preset: 'rankgpt', strategy: { type: 'single' } } } },
        { name: 'b', model: 'other' },
      ]),
    );
    expect(read(`--configs ${file} --model m`)?.entries).toEqual([
      {
        name: 'a',
        model: 'm',
        settings: { thoughtTokens: 0, method: { preset: 'rankgpt', strategy: { type: 'single' } } },
        sweep: null,
      },
      { name: 'b', model: 'other', settings: {}, sweep: null },
    ]);
    expect(() => read(`--configs ${file} --samples 2`)).toThrow('--samples cannot stand beside --configs');
    writeFileSync(file, '[{"settings": {}}]');
    expect(() => read(`--configs ${file}`)).toThrow('configuration 1 is not {"name"');
    writeFileSync(file, '[');
    expect(() => read(`--configs ${file}`)).toThrow(`${file} is not JSON`);
  });

  it.each([
    ['--queries 0', '--queries takes a whole number from 1 on, got 0.'],
    ['--depth many', '--depth takes a whole number from 2 on, got many.'],
    ['--mode strict', '--mode is locked, constrained, free, first-token or reading, got strict.'],
    ['--prior 101', '--prior takes a number from 0 to 100, got 101.'],
    ['--early-stop 3', '--early-stop takes SENTENCES:TOP'],
    ['--sweep depth=1,2', '--sweep takes NAME=VALUE'],
    ['--sweep toString=1', '--sweep takes NAME=VALUE'],
    ['--fuse mean', '--fuse is borda, kemeny or reciprocal-rank, got mean.'],
  ])('%s: says what the option takes', (line, message) => {
    expect(() => read(line)).toThrow(message);
  });

  it('counts all judged queries only when told to', () => {
    expect(read('')?.queries).toBe(20);
    expect(read('--queries all')?.queries).toBeNull();
  });
});
