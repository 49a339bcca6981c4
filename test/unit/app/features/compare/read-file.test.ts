import { beforeEach, describe, expect, it } from 'vitest';
import { readExperimentFile } from '../../../../../src/app/features/compare/read-file.ts';
import { parseExperimentLines, toExperimentLines } from '../../../../../src/core/experiment/file.ts';
import { FakeReaderWorker } from '../../../../support/reader-worker.ts';
import { SAMPLE_PLAN, sampleCell } from '../../../core/experiment/sample-experiment.ts';

const TOPICS = Array.from({ length: 1500 }, (_, place) => `q${place}`);
const PLAN = { ...SAMPLE_PLAN, topics: TOPICS };
const LARGE = toExperimentLines(
  PLAN,
  TOPICS.flatMap((qid) => ['a', 'b', 'c'].map((id) => sampleCell(id, qid))),
);
const SMALL = toExperimentLines(SAMPLE_PLAN, [sampleCell('a', 'q1')]);

const fileOf = (text: string): { size: number; text: () => Promise<string> } => ({ size: text.length, text: async () => text });
const makeWorker = (): Worker => new FakeReaderWorker() as unknown as Worker;
const read = (text: string, { signal = new AbortController().signal, shares = [] as number[] } = {}) =>
  readExperimentFile({ file: fileOf(text), makeWorker, onShare: (share) => shares.push(share), signal });

beforeEach(() => {
  FakeReaderWorker.made.length = 0;
  FakeReaderWorker.fault = null;
});

describe('the file of a comparison', () => {
  it('that is large is read in a worker, which tells how far it is; what comes is what the page would have read', async () => {
    expect(LARGE.length).toBeGreaterThan(1_000_000);
    const shares: number[] = [];
    expect(await read(LARGE, { shares })).toEqual(parseExperimentLines(LARGE));
    expect(FakeReaderWorker.made.map(({ ended }) => ended)).toEqual([true]);
    expect(shares).toEqual(shares.toSorted((one, other) => one - other));
    expect(shares.length).toBeGreaterThan(20);
  });

  it('that is small is read by the page', async () => {
    expect(await read(SMALL)).toEqual(parseExperimentLines(SMALL));
    expect(FakeReaderWorker.made).toEqual([]);
  });

  it('with lines that do not fit names each of them, from a worker too', async () => {
    const spoilt = `${LARGE}{"qid":1}\nnot JSON\n${LARGE.split('\n')[1]}\n{`;
    expect(await read(spoilt)).toEqual(parseExperimentLines(spoilt));
    const none = 'x'.repeat(1_100_000);
    expect(await read(none)).toEqual({ ok: false, error: { line: 1, code: 'bad-json', leftOut: false } });
  });

  it('is left when the person stops it: nothing comes of it, and its worker runs no more', async () => {
    const stop = new AbortController();
    const shares: number[] = [];
    const asked = readExperimentFile({
      file: fileOf(LARGE),
      makeWorker,
      signal: stop.signal,
      onShare(share) {
        shares.push(share);
        if (share > 0.2) stop.abort();
      },
    });
    expect(await asked).toBeNull();
    expect(FakeReaderWorker.made.map(({ ended }) => ended)).toEqual([true]);
    expect(shares.at(-1)).toBeLessThan(0.5);
  });

  it.each(['start', 'error'] as const)('is read by the page where a worker cannot be had (%s)', async (fault) => {
    FakeReaderWorker.fault = fault;
    expect(await read(LARGE)).toEqual(parseExperimentLines(LARGE));
  });
});
