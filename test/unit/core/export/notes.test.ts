import { expect, test } from 'vitest';
import type { RunEvent } from '../../../../src/core/log/event.ts';
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
