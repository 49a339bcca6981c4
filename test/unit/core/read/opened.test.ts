import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestPassages } from '../../../../src/core/documents/best.ts';
import { documentCandidates } from '../../../../src/core/documents/collect.ts';
import type { RunEvent, RunEventBody } from '../../../../src/core/log/event.ts';
import { reduceLog } from '../../../../src/core/log/view.ts';
import type { RunView } from '../../../../src/core/log/view.ts';
import { litPieces, openedDocument } from '../../../../src/core/read/opened.ts';
import type { OpenedDocument } from '../../../../src/core/read/opened.ts';
import type { RankRequest } from '../../../../src/core/request.ts';
import { startSettings } from '../../../../src/core/run/settings.ts';

const words = (name: string, count: number): string =>
  Array.from({ length: count }, (_, index) => (index % 9 === 8 ? `${name}${index}.` : `${name}${index}`)).join(' ');
/** Seven passages, and two. */
const FILES = [
  { name: 'lease.txt', text: words('lease', 900) },
  { name: 'letter.txt', text: words('letter', 280) },
];
const GIVEN: RankRequest = { query: { id: 'q', text: 'lease' }, ...documentCandidates(FILES) };
const model = { id: 'm', manifestSha256: '', library: '', template: 'glassrank-1', engine: '', adapter: '' };

/** A run over the best passages, of which one window read all; its thought quotes the first of them. */
function runOf(given: RankRequest): RunView {
  const request = bestPassages(given);
  const ranking = request.candidates.map(({ docId }) => docId);
  const passages = request.candidates.map(({ docId, text }, place) => {
    const cut = place === 1;
    return {
      docId,
      identifier: place + 1,
      bucket: 5,
      text,
      keptFrom: cut ? 10 : 0,
      keptTo: cut ? 60 : text.length,
      cut,
      neutralised: 0,
    };
  });
  const quote = request.candidates[0]?.text.split(' ').slice(4, 9).join(' ') ?? '';
  const bodies: RunEventBody[] = [
    { type: 'run-start', schema: 1, request, settings: startSettings(), model, windows: [{ start: 0, end: ranking.length }] },
    { type: 'window-start', window: 0, start: 0, end: ranking.length, passages, messages: [], promptTokens: 9 },
    { type: 'reasoning-start', window: 0 },
    { type: 'reasoning-delta', window: 0, text: `[1] says "${quote}", so it is first.` },
    { type: 'reasoning-end', window: 0, end: 'closed' },
    {
      type: 'window-end',
      window: 0,
      outcome: { type: 'complete' },
      thought: 'closed',
      ranking,
      usage: { promptTokens: 9, completionTokens: 9, prefillTokensPerSecond: 9, decodeTokensPerSecond: 9 },
    },
    { type: 'run-end', outcome: { type: 'complete' }, ranking },
  ];
  const view = reduceLog(bodies.map((body, seq) => ({ ...body, runId: 'r', seq, at: seq }) as RunEvent));
  if (view === null) throw new Error('no run');
  return view;
}

const RUN = runOf(GIVEN);
const open = (asked: Partial<Parameters<typeof openedDocument>[0]>): OpenedDocument => {
  const opened = openedDocument({ name: 'lease.txt', run: RUN, given: GIVEN, files: FILES, ...asked });
  if (opened === null) throw new Error('there is no such document');
  return opened;
};

describe('a document that is opened', () => {
  it('stands in its own text, and says of each passage whether the model read it or it was left out', () => {
    const opened = open({});
    expect(opened.whole).toBe(true);
    expect(opened.text).toBe(FILES[0]?.text);
    expect([opened.read, opened.of]).toEqual([3, opened.passages.length]);
    expect(opened.passages.filter(({ state }) => state === 'left-out').length).toBe(opened.of - 3);
    for (const { from, to, docId } of opened.passages)
      expect(opened.text.slice(from, to)).toBe(GIVEN.candidates.find((one) => one.docId === docId)?.text);
  });

  it('is marked where the thought quotes it, and where nothing is quoted, by what was read: not by what was cut', () => {
    const { marks, text, passages } = open({});
    expect(marks.map(({ kind }) => kind)).toEqual(['quote', 'passage', 'passage']);
    expect(text.slice(marks[0]?.from, marks[0]?.to)).toBe('lease4 lease5 lease6 lease7 lease8.');
    const second = passages.find(({ docId }) => docId === marks[1]?.docId);
    expect(marks[1]).toMatchObject({ from: (second?.from ?? 0) + 10, to: (second?.from ?? 0) + 60 });
  });

  it('holds the run’s passages alone where the file is gone or is another, and says so', () => {
    for (const files of [[], [{ name: 'lease.txt', text: FILES[0]?.text.slice(1) ?? '' }]]) {
      const opened = open({ files });
      expect(opened.whole).toBe(false);
      expect([opened.read, opened.passages.length]).toEqual([3, 3]);
      expect(opened.of).toBeGreaterThan(3);
      for (const { from, to, docId } of opened.passages)
        expect(opened.text.slice(from, to)).toBe(RUN.request.candidates.find((one) => one.docId === docId)?.text);
    }
  });

  it('shows the run’s own passages in the text where the page has cut it otherwise since', () => {
    const otherwise = { ...GIVEN, ...documentCandidates(FILES, { words: 40, overlap: 0 }) };
    const opened = open({ given: otherwise });
    expect(opened.whole).toBe(true);
    expect(opened.passages.map(({ state }) => state)).toEqual(['read', 'read', 'read']);
  });

  it('has nothing read before a run, and is not there under another name', () => {
    const opened = open({ run: null });
    expect([opened.read, opened.marks.length]).toEqual([0, 0]);
    expect(new Set(opened.passages.map(({ state }) => state))).toEqual(new Set(['unread']));
    expect(openedDocument({ name: 'other.txt', run: RUN, given: GIVEN, files: FILES })).toBeNull();
  });

  it('is lit in pieces that joined are its text, wherever it is cut', () => {
    const opened = open({});
    fc.assert(
      fc.property(fc.nat(opened.text.length - 1), fc.integer({ min: 1, max: 900 }), fc.nat(6), (from, length, place) => {
        const block = { from, to: Math.min(opened.text.length, from + length) };
        const pieces = litPieces(opened, block, opened.passages[place] ?? null);
        expect(pieces.map(({ text }) => text).join('')).toBe(opened.text.slice(block.from, block.to));
        for (const piece of pieces) {
          const quoted = opened.marks.some((one) => one.kind === 'quote' && piece.from >= one.from && piece.from < one.to);
          expect(piece.quoted).toBe(quoted);
        }
      }),
    );
  });
});
