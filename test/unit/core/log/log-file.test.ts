import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RunEvent } from '../../../../src/core/log/event.ts';
import { differingHashes } from '../../../../src/core/log/compare.ts';
import { parseLogFile, runLogFile } from '../../../../src/core/log/file.ts';
import type { LogFileProblem, ParsedLogFile, RunLogHeader } from '../../../../src/core/log/file.ts';
import { reduceLog } from '../../../../src/core/log/view.ts';
import { timedLog } from '../../../support/timed-log.ts';
import { readStream, STREAMS } from '../read/read-stream.ts';

const HEADER: RunLogHeader = {
  app: { name: 'glassrank', version: '0.1.0' },
  exportedAt: '2026-01-01T00:00:00Z',
  hashes: { modelManifest: 'a', request: 'b', prompts: ['c'] },
};

function read(text: string): ParsedLogFile {
  const parsed = parseLogFile(text);
  if (!parsed.ok) throw new Error(parsed.error.map(({ code }) => code).join(' '));
  return parsed.value;
}

function problemsOf(text: string): readonly LogFileProblem[] {
  const parsed = parseLogFile(text);
  return parsed.ok ? parsed.value.problems : parsed.error;
}

/** The fixture with one event changed. */
function changed(name: string, index: number, change: (event: Record<string, unknown>) => unknown): string {
  const events = readStream(name).map((event, place) => (place === index ? change({ ...event }) : event));
  return runLogFile(HEADER, events as readonly RunEvent[]);
}

describe('a log file', () => {
  test.each(STREAMS)('%s: read and written again is the same text, and shows the same run', (name) => {
    const log = readStream(name);
    const text = runLogFile(HEADER, log);
    const { file, problems } = read(text);
    expect(problems).toEqual([]);
    expect(file.events).toEqual(log);
    expect(runLogFile(file, file.events)).toBe(text);
    expect(reduceLog(file.events)).toEqual(reduceLog(log));
  });

  test('of any run loses nothing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 25 }), fc.integer(), fc.boolean(), async (count, seed, hashed) => {
        const log = await timedLog({ count, seed, rates: { prefillTokensPerSecond: 100, decodeTokensPerSecond: 10 } });
        const text = runLogFile({ ...HEADER, hashes: hashed ? HEADER.hashes : null }, log);
        const { file, problems } = read(text);
        expect(problems).toEqual([]);
        expect(runLogFile(file, file.events)).toBe(text);
      }),
      { numRuns: 5 },
    );
  });

  test('keeps fields and events of later versions, and says which events it cannot show', () => {
    const events = readStream('recorded-bees').map((event, index) =>
      index === 5 ? { ...event, type: 'picture-drawn', strokes: [1, 2] } : { ...event, mood: 'calm' },
    ) as unknown as readonly RunEvent[];
    const text = runLogFile({ ...HEADER, licence: 'CC0' } as RunLogHeader, events);
    const { file, problems } = read(text);
    expect(runLogFile(file, file.events)).toBe(text);
    expect(problems.map(({ code }) => code)).toEqual(['unknown-events']);
    expect(reduceLog(file.events)?.committed).toEqual(reduceLog(readStream('recorded-bees'))?.committed);
  });

  test('with a byte order mark or CRLF is read all the same', () => {
    const text = runLogFile(HEADER, readStream('recorded-bees'));
    expect(read(`\u{feff}${text}`).file).toEqual(read(text).file);
    expect(read(text.replaceAll('\n', '\r\n')).file).toEqual(read(text).file);
  });

  test('cut off anywhere is refused with a place inside it', () => {
    const text = runLogFile(HEADER, readStream('unparsed-open-thought').slice(-6)).trimEnd();
    for (let cut = 0; cut < text.length; cut += 1) {
      const parsed = parseLogFile(text.slice(0, cut));
      expect(parsed.ok).toBe(false);
      const [problem] = problemsOf(text.slice(0, cut));
      expect(problem?.code).toBe('bad-json');
      expect(problem?.line).toBeLessThanOrEqual(text.slice(0, cut).split('\n').length);
    }
  });

  test('of another kind or a later schema is refused, and says so where it stands', () => {
    const text = runLogFile(HEADER, readStream('recorded-bees'));
    expect(problemsOf('[]')).toMatchObject([{ code: 'not-a-log', line: 1, column: 1 }]);
    expect(problemsOf('{"type":"other"}')).toMatchObject([{ code: 'not-a-log', line: 1, column: 9 }]);
    expect(problemsOf(text.replace('"schema": 1', '"schema": 2'))).toMatchObject([{ code: 'newer-schema', line: 3, column: 12 }]);
    expect(problemsOf(text.replace('"exportedAt"', '"exported"'))).toMatchObject([{ code: 'not-a-log', line: 1 }]);
    expect(problemsOf(runLogFile(HEADER, []))).toMatchObject([{ code: 'not-a-log', what: 'empty' }]);
  });

  test.each([
    ['a gap in the numbers', (event) => ({ ...event, seq: 99 })],
    ['a time that goes back', (event) => ({ ...event, at: 0 })],
    ['another run', (event) => ({ ...event, runId: 'other' })],
    ['a text that is none', (event) => ({ ...event, text: 7 })],
    ['a window that never began', (event) => ({ ...event, window: 3 })],
    ['a second start', () => ({ ...readStream('recorded-bees')[0], seq: 20, at: 1e5 })],
    ['nothing', () => null],
  ] satisfies [string, (event: Record<string, unknown>) => unknown][])(
    'with %s keeps the events before it, and names line, column and what is left out',
    (_, change) => {
      const text = changed('recorded-bees', 20, change);
      const { file, problems } = read(text);
      expect(file.events).toEqual(readStream('recorded-bees').slice(0, 20));
      expect(problems.map(({ code }) => code)).toEqual(['bad-event', 'no-end']);
      const line = text.split('\n')[(problems[0]?.line ?? 0) - 1];
      expect(line).toBeDefined();
      const total = readStream('recorded-bees').length;
      expect(problems[0]).toMatchObject({ shown: 20, leftOut: total - 20 });
    },
  );

  test('with a ranking that lost a passage is not shown past it', () => {
    const end = readStream('recorded-bees').findIndex(({ type }) => type === 'window-end');
    const text = changed('recorded-bees', end, (event) => ({ ...event, ranking: (event['ranking'] as string[]).slice(1) }));
    const { file, problems } = read(text);
    expect(file.events).toHaveLength(end);
    expect(problems[0]).toMatchObject({ code: 'bad-event', expected: { code: 'every-passage-once' } });
    expect(text.split('\n')[(problems[0]?.line ?? 0) - 1]).toContain('"ranking"');
  });

  test.each([
    [
      'two passages with one docid',
      (event: RunEvent) =>
        event.type === 'run-start'
          ? { ...event, request: { ...event.request, candidates: [...event.request.candidates, ...event.request.candidates] } }
          : event,
    ],
    ['no request', ({ ...event }: Record<string, unknown>) => ({ ...event, request: undefined })],
  ])('that begins with %s is refused', (_, change) => {
    const parsed = parseLogFile(changed('recorded-bees', 0, change as (event: Record<string, unknown>) => unknown));
    expect(parsed.ok).toBe(false);
  });

  test('of a run that was going on says that its end is missing', () => {
    const { problems } = read(runLogFile(HEADER, readStream('recorded-bees').slice(0, 30)));
    expect(problems.map(({ code }) => code)).toEqual(['no-end']);
  });

  test('with any value in place of any event never throws, and what it gives can be shown', () => {
    fc.assert(
      fc.property(
        fc.nat(96),
        fc.jsonValue(),
        fc.constantFrom('type', 'window', 'ranking', 'passages', 'outcome', 'usage', 'request', null),
        (index, value, field) => {
          const parsed = parseLogFile(
            changed('two-windows-repaired', index, (event) => (field === null ? value : { ...event, [field]: value })),
          );
          if (parsed.ok)
            expect(reduceLog(parsed.value.file.events)?.ranking.toSorted()).toEqual(
              reduceLog(readStream('two-windows-repaired').slice(0, 1))?.ranking.toSorted(),
            );
        },
      ),
    );
  });
});

test('hashes that differ are named, prompts by their window', () => {
  const told = { modelManifest: 'm', request: 'r', prompts: ['a', 'b'] };
  expect(differingHashes(told, told)).toEqual([]);
  expect(differingHashes(told, { modelManifest: 'x', request: 'y', prompts: ['a', 'c', 'd'] })).toEqual([
    { type: 'model-manifest' },
    { type: 'request' },
    { type: 'prompt', window: 1 },
    { type: 'prompt', window: 2 },
  ]);
});
