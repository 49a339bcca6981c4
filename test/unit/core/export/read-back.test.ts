import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ExportedRun } from '../../../../src/core/export/format.ts';
import { EXPORT_FORMATS } from '../../../../src/core/export/index.ts';
import type { ExportKind } from '../../../../src/core/export/index.ts';
import { cleaned } from '../../../../src/core/input/clean.ts';
import { readDropped } from '../../../../src/core/input/dropped.ts';
import { readInput } from '../../../../src/core/input/input.ts';
import type { InputFile } from '../../../../src/core/input/reading.ts';
import type { RunEvent } from '../../../../src/core/log/event.ts';
import { docId } from '../../../../src/core/request.ts';
import type { Candidate, RankRequest } from '../../../../src/core/request.ts';
import { startSettings } from '../../../../src/core/run/settings.ts';
import { cases } from '../../../support/profile.ts';
import { hostileText, viewOf } from './hostile-run.ts';

/** What names and texts are broken by: guards of spreadsheets, separators, quotes, direction marks, astral characters and halves of them. */
const mark = fc.constantFrom(
  "'",
  '=',
  '-1',
  '@',
  '+',
  '"',
  ',',
  ';',
  '\t',
  '\n',
  '\r\n',
  ' ',
  '%',
  '%20',
  '%=',
  '#',
  '\uFEFF',
  '\u0000',
  '\u202E',
  '\u2067',
  '😀',
  '𠀀',
  '\uD83D',
  '\uDE00',
  '\u3000',
  'a',
  'é',
  '|',
);
const anyText = fc.oneof(
  hostileText,
  fc.array(mark, { maxLength: 6 }).map((marks) => marks.join('')),
  fc.string({ unit: 'binary' }),
);

/** As far as any reader of this page gives it: whole characters, \n as line end, no byte order marks at its beginning, however many. */
function clean(text: string): string {
  const next = cleaned(text);
  return next === text ? text : clean(next);
}

const candidate: fc.Arbitrary<Candidate> = fc
  .record({
    name: anyText.map(clean).filter((name) => name !== ''),
    title: anyText.map((text) => clean(text).trim()),
    text: anyText.map(clean),
    score: fc.oneof(fc.constant(undefined), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer()),
  })
  .map(({ name, title, text, score }) => ({
    docId: docId(name),
    ...(title === '' ? {} : { title }),
    text,
    ...(score === undefined ? {} : { score: score + 0 }),
  }));

const anyRun = fc
  .record({
    id: anyText.map((text) => clean(text).trim()).filter((id) => id !== ''),
    query: anyText.map((text) => clean(text).trim()),
    candidates: fc.uniqueArray(candidate, { minLength: 2, maxLength: 6, selector: ({ docId: id }) => id }),
  })
  .chain(({ id, query, candidates }) =>
    fc.shuffledSubarray(candidates, { minLength: candidates.length }).map((order) => ({
      request: { query: { id, text: query }, candidates } satisfies RankRequest,
      order,
    })),
  );

interface AnyRun {
  readonly request: RankRequest;
  readonly order: readonly Candidate[];
}

function exported({ request, order }: AnyRun): ExportedRun {
  const ranking = order.map(({ docId: id }) => id);
  const at = { runId: 'r1', at: 0 };
  const log: readonly RunEvent[] = [
    {
      ...at,
      type: 'run-start',
      seq: 0,
      schema: 1,
      request,
      settings: startSettings({ thoughtTokens: 64 }),
      model: { id: 'm', manifestSha256: '00', library: 'l', template: 't', engine: 'e', adapter: 'a' },
      windows: [],
    },
    { ...at, type: 'run-end', seq: 1, outcome: { type: 'complete' }, ranking },
  ];
  const replayPage = '<body><script type="application/json" id="glassrank-log"></script></body>';
  return { log, view: viewOf(log), appVersion: '1', exportedAt: '2026-01-01T00:00:00Z', reasons: new Map(), replayPage };
}

/** What a person saves and drops again: bytes. */
function dropped(kind: ExportKind, run: AnyRun): ReturnType<typeof readDropped> {
  const { ending, write } = EXPORT_FORMATS[kind];
  return readDropped([{ name: `x${ending}`, bytes: new TextEncoder().encode(write(exported(run)) ?? '') }]);
}

const inputOf = (kind: ExportKind, run: AnyRun): readonly InputFile[] => dropped(kind, run).files;

const property = (holds: (run: AnyRun) => void): void => fc.assert(fc.property(anyRun, holds), { numRuns: cases(300) });
const withoutScores = (candidates: readonly Candidate[]): unknown =>
  candidates.map(({ docId: id, title, text }) => ({ docId: id, title, text }));

describe('every export is read back equal, whatever names and texts hold', () => {
  it('the table: the order, with names, titles, texts and first-stage scores', () => {
    property((run) => {
      const reading = readInput({ files: inputOf('csv', run) });
      expect(reading.request?.candidates).toEqual(run.order);
      expect(reading.notes.filter(({ code }) => code !== 'empty-passages')).toEqual([]);
      expect(reading.problems.filter(({ code }) => code !== 'empty-passage')).toEqual([]);
    });
  });

  it('the TREC run: query and order, beside the same passages', () => {
    property((run) => {
      // A corpus's names have no white space around them.
      fc.pre(run.order.every(({ docId: id }) => id.trim() === id));
      const corpus = run.request.candidates.map(({ docId: id, text }) => ({ docno: id, text }));
      const reading = readInput({
        files: [...inputOf('trec', run), { name: 'corpus.json', text: JSON.stringify(corpus) }],
        choices: { roles: { 'corpus.json': 'corpus' } },
      });
      expect(reading.requests.map(({ query, candidates }) => [query.id, candidates.map(({ docId: id }) => id)])).toEqual([
        [run.request.query.id, run.order.map(({ docId: id }) => id)],
      ]);
    });
  });

  it('RankLLM’s requests: query, passages and their own scores, but no scores that are made up', () => {
    property((run) => {
      const reading = readInput({ files: inputOf('rank-llm-requests', run) });
      const scored = run.request.candidates.every(({ score }) => score !== undefined);
      expect(reading.request?.query).toEqual(run.request.query);
      if (scored) expect(reading.request?.candidates).toEqual(run.request.candidates);
      else {
        expect(withoutScores(reading.request?.candidates ?? [])).toEqual(withoutScores(run.request.candidates));
        expect(reading.request?.candidates.filter(({ score }) => score !== undefined)).toEqual([]);
      }
    });
  });

  it('RankLLM’s results: the order', () => {
    property((run) => {
      const { request } = readInput({ files: inputOf('rank-llm-results', run) });
      expect(request?.query).toEqual(run.request.query);
      expect(withoutScores(request?.candidates ?? [])).toEqual(withoutScores(run.order));
      expect(request?.candidates.filter(({ score }) => score !== undefined)).toEqual([]);
    });
  });

  it.each(['log', 'html'] as const)('the log as %s: every event', (kind) => {
    property((run) => {
      const { logs, notices } = dropped(kind, run);
      expect(notices).toEqual([]);
      expect(logs.map(({ file }) => file.events)).toEqual([exported(run).log]);
    });
  });
});

describe('the table of a saved run', () => {
  const saved =
    "\uFEFFrank,docId,title,text,first-stage rank,movement,first-stage score,deciding sentence,part seen by the model,notes,tied\r\n1,'-12,,'=1+1 is two,2,1,3.5,why,all,,no\r\n2,d2,,beta,1,-1,4.5,,all,,no\r\n";

  it('loses the guards that it was written with, also after a spreadsheet has saved it with semicolons', () => {
    for (const text of [saved, saved.replaceAll(',', ';').replaceAll('3.5', '3,5').replaceAll('4.5', '4,5')])
      expect(readInput({ files: [{ name: 'glassrank.csv', text }] }).request?.candidates).toEqual([
        { docId: '-12', text: '=1+1 is two', score: 3.5 },
        { docId: 'd2', text: 'beta', score: 4.5 },
      ]);
  });

  it('other tables keep their apostrophes', () => {
    expect(
      readInput({ files: [{ name: 'x.csv', text: "id,text\n1,'=1\n2,'tis\n" }] }).request?.candidates.map(({ text }) => text),
    ).toEqual(["'=1", "'tis"]);
  });
});
