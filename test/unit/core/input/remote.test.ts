import { readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readInput } from '../../../../src/core/input/input.ts';
import { withProgress } from '../../../../src/core/input/meter.ts';
import type { InputFile, InputReading } from '../../../../src/core/input/reading.ts';
import { assembler, piecesOf } from '../../../../src/core/input/pieces.ts';
import type { ReaderAnswer } from '../../../../src/core/input/pieces.ts';
import { answerReader } from '../../../../src/core/input/remote.ts';
import { PATIENT } from '../../../support/reader-worker.ts';

const root = fileURLToPath(new URL('../../../fixtures/', import.meta.url));
const folder = (path: string): readonly InputFile[] =>
  readdirSync(root + path, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(`${root}${path}/${name}`).isFile() && !name.endsWith('.md'))
    .map((name) => ({ name, text: readFileSync(`${root}${path}/${name}`, 'utf8') }));

const many = (count: number, row: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => row(index)).join('\n');
const INPUTS: readonly (readonly [name: string, files: readonly InputFile[]])[] = [
  ['a BEIR folder', folder('input/beir')],
  ['MS MARCO files', folder('input/ms-marco')],
  ['stored calls', folder('input/rank-llm')],
  ['a collection with judgements', folder('collection')],
  ['ten thousand lines', [{ name: '', text: many(10_000, (index) => `passage ${index}`) }]],
  ['a few endless lines', [{ name: '', text: many(5, () => 'word '.repeat(300_000)) }]],
  [
    'five thousand requests',
    [{ name: '', text: many(5000, (index) => JSON.stringify({ query: `q ${index}`, candidates: ['a', 'b'] })) }],
  ],
  [
    'judgements of five thousand queries',
    [
      { name: 'qrels.txt', text: many(5000, (index) => `q${index} 0 d1 1`) },
      { name: 'c.tsv', text: 'd1\talpha\nd2\tbeta' },
    ],
  ],
  ['a document', [{ name: '', text: 'Iron rusts where water meets air. '.repeat(20_000) }]],
  ['nothing', []],
];

/** What crosses from a worker is a copy. */
function assembled(reading: InputReading): InputReading {
  const { take, done } = assembler();
  for (const piece of piecesOf(reading)) take(structuredClone(piece));
  return done();
}

describe('a reading that comes in pieces', () => {
  it.each(INPUTS)('is the same: %s', (_, files) => {
    const reading = readInput({ files });
    const again = assembled(reading);
    expect(again).toEqual(reading);
    expect(again.request).toBe(again.requests[again.requestIndex] ?? null);
  });

  it.each(INPUTS)('no piece of it holds the page up: %s', (_, files) => {
    for (const piece of piecesOf(readInput({ files }))) {
      const lists =
        piece.type === 'requests'
          ? piece.requests.map(({ candidates }) => candidates)
          : 'candidates' in piece
            ? [piece.candidates]
            : [];
      const passages = lists.flat();
      expect(passages.length).toBeLessThanOrEqual(2000);
      // One passage may be as long as it is.
      if (passages.length > 1) expect(passages.reduce((sum, { text }) => sum + text.length, 0)).toBeLessThanOrEqual(2_500_000);
    }
  });
});

describe('the reader in its worker', () => {
  const ask = async (question: Parameters<typeof answerReader>[0]): Promise<readonly ReaderAnswer[]> => {
    const answers: ReaderAnswer[] = [];
    await answerReader(question, (answer) => answers.push(structuredClone(answer)), PATIENT);
    return answers;
  };

  it.each(INPUTS.filter(([, files]) => files.some(({ text }) => text.length > 50_000)))(
    'tells how far it is, and ends: %s',
    async (_, files) => {
      const answers = await ask({ type: 'read', files, choices: {} });
      const shares = answers.flatMap((answer) => (answer.type === 'share' ? [answer.share] : []));
      expect(shares).toEqual(shares.toSorted((one, other) => one - other));
      expect(shares.every((share) => share > 0 && share <= 1)).toBe(true);
      expect(answers.at(-1)).toEqual({ type: 'end' });
    },
  );

  it.each([
    ['lines', many(20_000, (index) => `passage ${index}`)],
    ['a table', `id,text\n${many(20_000, (index) => `${index},"text ${index}, of it"`)}`],
    ['JSON lines', many(20_000, (index) => JSON.stringify({ _id: index, text: 'x' }))],
    ['an array', JSON.stringify(Array.from({ length: 20_000 }, (_, id) => ({ id, text: 'x' })))],
    ['MS MARCO', many(20_000, (index) => `${index >> 7}\t${index}\tquery ${index >> 7}\tpassage`)],
  ])('hears of most of a text while it reads %s', (_, text) => {
    let last = 0;
    withProgress(
      text.length,
      (share) => (last = share),
      () => readInput({ files: [{ name: '', text }] }),
    );
    expect(last).toBeGreaterThan(0.9);
  });

  it('opens files: bytes come where they are read', async () => {
    const file = { arrayBuffer: () => Promise.resolve(new TextEncoder().encode('one\ntwo').buffer) };
    expect(await ask({ type: 'open', files: [{ name: 'a.txt', file }] })).toEqual([
      { type: 'share', share: 0.25 },
      {
        type: 'opened',
        dropped: { logs: [], files: [{ name: 'a.txt', text: 'one\ntwo', encoding: 'utf-8' }], notices: [] },
        files: 0,
      },
      { type: 'opened', dropped: { logs: [], files: [], notices: [] }, files: 1 },
      { type: 'end' },
    ]);
  });

  it('whatever a reader throws, nobody listens to it any more', () => {
    const heard: number[] = [];
    expect(() =>
      withProgress(
        10,
        (share) => heard.push(share),
        () => {
          throw new Error('stop');
        },
      ),
    ).toThrow('stop');
    readInput({ files: [{ name: '', text: many(100, String) }] });
    expect(heard).toEqual([]);
  });
});
