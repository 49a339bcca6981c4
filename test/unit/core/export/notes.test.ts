import { expect, test } from 'vitest';
import { listLines } from '../../../../src/cli/rerank/list.ts';
import { toCsv } from '../../../../src/core/export/csv.ts';
import { toMarkdown } from '../../../../src/core/export/markdown.ts';
import { toReportHtml } from '../../../../src/core/export/report-html.ts';
import { toReportMarkdown } from '../../../../src/core/export/report-markdown.ts';
import { toReportText } from '../../../../src/core/export/report-text.ts';
import type { RunEvent } from '../../../../src/core/log/event.ts';
import type { RunView } from '../../../../src/core/log/view.ts';
import type { LateOrder } from '../../../../src/core/request.ts';
import { runNotes } from '../../../../src/core/export/notes.ts';
import { readStream } from '../read/read-stream.ts';
import { viewOf } from './hostile-run.ts';

const codesOf = (log: readonly RunEvent[]): readonly string[] => runNotes(viewOf(log)).map(({ code }) => code);

test('a run in which all went well has nothing to tell', () => {
  expect(codesOf(readStream('recorded-kettle'))).toEqual([]);
});

test('a repaired answer names the passages whose place the model did not write', () => {
  const view = viewOf(readStream('two-windows-repaired'));
  for (const note of runNotes(view).filter(({ code }) => code === 'repaired')) {
    const window = view.windows.find(({ index }) => index === note.window);
    if (window?.outcome?.type !== 'repaired') throw new Error('no repair');
    const numbers = new Set([...window.outcome.missing, ...window.outcome.duplicate]);
    expect(note.docIds).toEqual(window.passages.filter(({ identifier }) => numbers.has(identifier)).map(({ docId }) => docId));
  }
  expect(codesOf(readStream('two-windows-repaired'))).toContain('repaired');
});

test('a cancelled run tells that it was, which window was broken off and who was never judged', () => {
  expect(codesOf(readStream('stopped-in-second-window'))).toEqual(
    expect.arrayContaining(['cancelled', 'broken-off', 'unjudged']),
  );
});

test('a lost GPU and an unread answer are told', () => {
  expect(codesOf(readStream('gpu-lost-while-reading'))).toContain('failed');
  expect(codesOf(readStream('unparsed-open-thought'))).toEqual(expect.arrayContaining(['unparsed', 'thought']));
});

test('a log cut before its end says that the run was not over', () => {
  expect(codesOf(readStream('recorded-kettle').slice(0, 20))).toContain('running');
});

test('what was cut, neutralised, skipped or truncated is told for the passages it concerns', () => {
  const log = readStream('recorded-kettle').map((event): RunEvent => {
    if (event.type === 'window-start') {
      const passages = event.passages.map((passage, index) =>
        index === 0 ? { ...passage, cut: true } : index === 1 ? { ...passage, neutralised: 2 } : passage,
      );
      return { ...event, passages };
    }
    return event.type === 'window-end' ? { ...event, thought: 'skipped', outcome: { type: 'truncated', settled: 2 } } : event;
  });
  const notes = runNotes(viewOf(log));
  expect(notes.map(({ code, docIds }) => [code, docIds])).toEqual([
    ['truncated', []],
    ['thought', []],
    ['cut', ['p1']],
    ['neutralised', ['p2']],
  ]);
});

/** The run as it would be had the encoder read only the first two passages of its list. */
function partlyEncoded(): RunView {
  const log = readStream('recorded-kettle').map((event): RunEvent => {
    if (event.type !== 'run-start') return event;
    const { candidates } = event.request;
    const scores = candidates.map((_, place) => -place);
    const cosine = candidates.map((_, place) => (place < 2 ? 0.5 : null));
    const none = candidates.map(() => null);
    const late: LateOrder = {
      weights: { bm25: 1, cosine: 1, maxSim: 1, idfMaxSim: 1 },
      parts: { bm25: scores, cosine, maxSim: none, idfMaxSim: none },
      queryWords: [],
      matches: none,
    };
    const ranking = candidates.map(({ docId }) => docId);
    return {
      ...event,
      request: { ...event.request, firstStage: { method: 'bm25+minilm', ranking, scores, windowFrom: none, late } },
    };
  });
  return viewOf(log);
}

test('how much of a long list the encoder read stands in every file for people, and beside the passages that it did not read', () => {
  const view = partlyEncoded();
  const of = view.request.candidates.length;
  const said = `MiniLM read 2 of ${of} passages: those that came first without it.`;
  const stamp = { appVersion: '1', exportedAt: '2026-01-01T00:00:00Z' };
  const log = readStream('recorded-kettle');
  const files = [
    toMarkdown({ view, ...stamp }),
    toReportHtml({ view, ...stamp }),
    toReportMarkdown({ view, ...stamp }),
    toReportText({ view, ...stamp }),
  ];
  for (const file of files) expect(file).toContain(said);
  const rows = toCsv({ view })
    .split('\r\n')
    .filter((row) => row.includes(said));
  expect(rows.length).toBe(of - 2);
  const printed = listLines({ view, ranker: 'a model', top: null, columns: null });
  expect(printed.some((line) => line.startsWith(said))).toBe(true);
  expect(toMarkdown({ view: viewOf(log), ...stamp })).not.toContain('MiniLM read');
});
