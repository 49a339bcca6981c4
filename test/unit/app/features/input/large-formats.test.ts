import { gzipSync, strToU8, zipSync } from 'fflate';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLargeReader } from '../../../../../src/app/features/input/large.ts';
import type { LargeReader } from '../../../../../src/app/features/input/large.ts';
import { readLargeElsewhere, selectReading } from '../../../../../src/app/features/input/reading.ts';
import { PARTS } from '../../../../../src/app/page/parts.ts';
import { initialState, mayWait, reduceApp } from '../../../../../src/app/page/reduce.ts';
import type { AppAction, AppState } from '../../../../../src/app/page/state.ts';
import { createStore } from '../../../../../src/app/page/store.ts';
import type { Store } from '../../../../../src/app/page/store.ts';
import { readInput } from '../../../../../src/core/input/input.ts';
import type { InputFile, SourceFormat } from '../../../../../src/core/input/reading.ts';
import { FakeReaderWorker } from '../../../../support/reader-worker.ts';

// Who reads is decided by the size alone, before anybody looks at what it is: no format has a way of its own.

const LONG = 1_100_000;
/** Rows until there are this many characters. */
function rows(row: (index: number) => string, { head = '', between = '\n' } = {}): string {
  const parts: string[] = [];
  for (let size = 0; size < LONG; size += (parts.at(-1)?.length ?? 0) + between.length) parts.push(row(parts.length));
  return head + parts.join(between);
}
const passage = (index: number): string =>
  `passage ${index} tells of kettles, of water and of what is left in them when it is gone`;
const json = JSON.stringify;

const INPUTS: readonly (readonly [what: string, format: SourceFormat | null, files: readonly InputFile[]])[] = [
  ['lines', 'lines', [{ name: 'a.txt', text: rows(passage) }]],
  ['blocks', 'blocks', [{ name: 'a.txt', text: rows((at) => `${passage(at)}\n${passage(at)}`, { between: '\n\n' }) }]],
  ['a numbered list', 'numbered', [{ name: 'a.txt', text: rows((at) => `[${at + 1}] ${passage(at)}`) }]],
  ['CSV', 'table', [{ name: 'a.csv', text: rows((at) => `d${at},"${passage(at)}"`, { head: 'id,text\n' }) }]],
  ['TSV', 'table', [{ name: 'a.tsv', text: rows((at) => `d${at}\t${passage(at)}`, { head: 'id\ttext\n' }) }]],
  [
    'a Markdown table',
    'table',
    [{ name: 'a.md', text: rows((at) => `| d${at} | ${passage(at)} |`, { head: '| id | text |\n|--|--|\n' }) }],
  ],
  ['JSON', 'passages-json', [{ name: 'a.json', text: json(rows(passage).split('\n')) }]],
  [
    'requests as JSON',
    'rank-llm-json',
    [
      {
        name: 'a.json',
        text: json([
          {
            query: { qid: 'q', text: 'x' },
            candidates: rows(passage)
              .split('\n')
              .map((text, at) => ({ docid: `d${at}`, doc: { text }, score: 1 })),
          },
        ]),
      },
    ],
  ],
  [
    'requests as JSON lines',
    'rank-llm-jsonl',
    [
      {
        name: 'a.jsonl',
        text: rows((at) =>
          json({
            query: { qid: `q${at}`, text: 'x' },
            candidates: [
              { docid: 'a', doc: { text: passage(at) }, score: 1 },
              { docid: 'b', doc: { text: 'b' }, score: 0 },
            ],
          }),
        ),
      },
    ],
  ],
  [
    'a collection: corpus, queries, run',
    'beir',
    [
      { name: 'corpus.jsonl', text: rows((at) => json({ _id: `d${at}`, text: passage(at) })) },
      { name: 'queries.jsonl', text: json({ _id: 'q1', text: 'kettles' }) },
      { name: 'a.run', text: 'q1 Q0 d1 1 2 x\nq1 Q0 d2 2 1 x\n' },
    ],
  ],
  ['YAML, which is read as the text that it is', null, [{ name: 'a.yaml', text: rows((at) => `key_${at}: "${passage(at)}"`) }]],
  ['one line', null, [{ name: 'a.txt', text: 'word '.repeat(LONG / 5) }]],
];

let store: Store<AppState, AppAction>;
let large: LargeReader;

beforeAll(() => Promise.all([PARTS.reader.load(), PARTS.structured.load()]));
beforeEach(async () => {
  FakeReaderWorker.made.length = 0;
  FakeReaderWorker.fault = null;
  store = createStore<AppState, AppAction>({
    initial: initialState,
    reduce: reduceApp,
    schedule: (call) => void setTimeout(call),
    mayWait,
  });
  readLargeElsewhere(true);
  large = createLargeReader({ store, makeWorker: () => new FakeReaderWorker() as unknown as Worker, restMs: 5 });
  await large.follow();
});
afterEach(() => readLargeElsewhere(false));

describe('above a million characters a worker reads, whatever the format', () => {
  it.each(INPUTS)('%s', async (_what, format, files) => {
    const told = new Set<string>();
    store.subscribe(() => {
      const { reader } = store.getState();
      if (reader?.type === 'busy') told.add(reader.doing);
    });
    store.dispatch({ type: 'files-fill', files, origin: { type: 'files', names: files.map(({ name }) => name) } });
    const reading = () => selectReading(store.getState().input);
    // The page itself has read nothing of it, neither at once nor while it waits.
    expect(reading()).toMatchObject({ coming: true, request: null });
    await vi.waitFor(() => expect(reading().coming).toBe(false), { timeout: 30_000 });
    expect(FakeReaderWorker.made).toHaveLength(1);
    expect([...told]).toEqual(['read']);
    expect(store.getState().reader).toBeNull();
    const whole = readInput({ files, choices: {} });
    expect(reading().requests).toEqual(whole.requests);
    expect(reading().format).toBe(whole.format);
    if (format !== null) expect(whole.format).toBe(format);
  });

  it.each(['a.txt.gz', 'a.zip'])('a small file that unfolds to more than that is unpacked there: %s', async (name) => {
    const text = strToU8(rows(() => 'the same line over and over'));
    const bytes = name.endsWith('.zip') ? zipSync({ 'a.txt': text }) : gzipSync(text);
    expect(bytes.length).toBeLessThan(50_000);
    const opened = await large.open([{ name, file: { arrayBuffer: async () => new Uint8Array(bytes).buffer } }], bytes.length);
    if (opened === null || opened === 'undecided') throw new Error(String(opened));
    expect(FakeReaderWorker.made).toHaveLength(1);
    expect(opened.files.map((file) => file.text.length)).toEqual([text.length]);
  });

  it('and any of them can be stopped', async () => {
    FakeReaderWorker.fault = 'silent';
    const files = [...(INPUTS.at(-2)?.[2] ?? [])];
    store.dispatch({ type: 'files-fill', files, origin: { type: 'files', names: ['a.yaml'] } });
    await vi.waitFor(() => expect(FakeReaderWorker.made).toHaveLength(1));
    store.dispatch({ type: 'reader-tell', reader: { type: 'stopped' } });
    await vi.waitFor(() => expect(FakeReaderWorker.made.every(({ ended }) => ended)).toBe(true));
    expect(selectReading(store.getState().input)).toMatchObject({ coming: true, request: null });
  });
});
