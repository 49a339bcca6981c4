import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { parseLogFile, runLogFile } from '../../../../src/core/log/file.ts';
import type { ParsedLogFile, RunLogHeader } from '../../../../src/core/log/file.ts';
import { wholeCharacters } from '../../../../src/core/log/mend.ts';
import { reduceLog } from '../../../../src/core/log/view.ts';
import { changedAt, recordedLogs } from '../../../support/mutated-logs.ts';
import { readStream } from '../read/read-stream.ts';
import type { RunEvent } from '../../../../src/core/log/event.ts';

const HEADER: RunLogHeader = { app: { name: 'glassrank', version: '0.1.0' }, exportedAt: '2026-01-01T00:00:00Z', hashes: null };
const every = recordedLogs().at(-1) as unknown as readonly RunEvent[];
const METHOD = [0, 'settings', 'method'];

function open(events: unknown): ParsedLogFile {
  const parsed = parseLogFile(runLogFile(HEADER, events as readonly RunEvent[]));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return parsed.value;
}
const methodOf = ({ file }: ParsedLogFile) => reduceLog(file.events)?.settings.method;
const codesOf = ({ problems }: ParsedLogFile) => problems.map(({ code }) => code);

describe('half a character in a log', () => {
  test('is told and shown as a replacement mark, in texts and in names', () => {
    const id = every[0]?.type === 'run-start' ? every[0].request.candidates[0]?.docId : '';
    const log = JSON.parse(JSON.stringify(every).replaceAll(JSON.stringify(id), '"\\ud83d"')) as RunEvent[];
    const read = open(log);
    expect(codesOf(read)).toEqual(['half-characters']);
    expect(reduceLog(read.file.events)?.request.candidates[0]?.docId).toBe('\ufffd');
    expect(read.file.events).toHaveLength(every.length);
  });

  test('makes two names one where that is all they differ in: told as a docid that is there twice', () => {
    const log = changedAt(
      changedAt(every, [0, 'request', 'candidates', 0, 'docId'], '\ud83d'),
      [0, 'request', 'candidates', 1, 'docId'],
      '\ud83e',
    );
    const parsed = parseLogFile(runLogFile(HEADER, log as unknown as readonly RunEvent[]));
    expect(parsed).toMatchObject({ ok: false, error: [{ code: 'bad-event', expected: { code: 'other-docid' } }] });
  });

  test('any value has none afterwards, and is the same value where it had none', () => {
    fc.assert(
      fc.property(
        fc.anything({
          withNullPrototype: false,
          key: fc.string({ unit: 'binary' }),
          values: [fc.string({ unit: 'binary' }), fc.string(), fc.double()],
        }),
        (value) => {
          const mended = wholeCharacters(value);
          const again = wholeCharacters(mended.value);
          expect(again.count).toBe(0);
          expect(again.value).toBe(mended.value);
          if (mended.count === 0) expect(mended.value).toBe(value);
        },
      ),
    );
  });
});

describe('a method in a log', () => {
  test('is the one that was written, where it is one', () => {
    const read = open(every);
    expect(read.problems).toEqual([]);
    expect(read.file.events).toEqual(every);
  });

  test('gets the defaults of what its preset lacks', () => {
    const whole = methodOf(open(every))?.preset;
    for (const name of ['prefill', 'separator', 'sampling', 'completion'] as const) {
      const read = open(changedAt(every, [...METHOD, 'preset', name], undefined));
      const filled = methodOf(read)?.preset;
      expect(read.problems).toEqual([]);
      expect(filled?.[name]).toBeDefined();
      expect(filled).toMatchObject({ ...whole, [name]: filled?.[name] });
    }
  });

  test.each([
    [['preset', 'answer'], null],
    [['preset', 'answer', 'label'], null],
    [['preset', 'prefill'], true],
    [['preset', 'thought'], 'think'],
    [['preset', 'cut'], []],
    [['strategy'], { type: 'tournament' }],
    [['parser'], 'constructor'],
  ])('without the form of one is left out and told: %j is %j', (path, value) => {
    const read = open(changedAt(every, [...METHOD, ...path], value));
    expect(codesOf(read)).toEqual(['unreadable-method']);
    expect(methodOf(read)).toBeUndefined();
    expect(read.file.events).toHaveLength(every.length);
  });

  test.each([
    [['scaling', 'samples'], 1e9],
    [['scaling', 'fuse'], 'constructor'],
    [['scaling', 'earlyStop'], 'soon'],
  ])('spends one plain call where what it spends cannot be read: %j is %j', (path, value) => {
    const read = open(changedAt(every, [...METHOD, ...path], value));
    expect(read.problems).toMatchObject([{ code: 'unreadable-method', what: 'scaling' }]);
    expect(methodOf(read)?.scaling).toMatchObject({ fuse: expect.stringMatching(/^(borda|kemeny|reciprocal-rank)$/u) as string });
  });
});

test('a log of the model’s own prompt is not touched', () => {
  const log = readStream('recorded-bees');
  expect(open(log).file.events).toEqual(log);
});
