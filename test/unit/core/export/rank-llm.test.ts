import { describe, expect, test } from 'vitest';
import { toRankLlmRequests, toRankLlmResults } from '../../../../src/core/export/rank-llm.ts';
import { readInput } from '../../../../src/core/input/input.ts';
import { readStream, STREAMS } from '../read/read-stream.ts';
import { viewOf } from './hostile-run.ts';

interface File {
  readonly query: { readonly qid: string; readonly text: string };
  readonly candidates: readonly { readonly docid: string; readonly score: number; readonly doc: { readonly text: string } }[];
  readonly invocations_history: readonly {
    readonly prompt: readonly unknown[];
    readonly response: string;
    readonly reasoning?: string;
    readonly input_token_count: number;
    readonly output_token_count: number;
  }[];
  readonly glassrank: { readonly notes: readonly string[] };
}

const only = (text: string): File => {
  const files = JSON.parse(text) as readonly File[];
  expect(files).toHaveLength(1);
  if (files[0] === undefined) throw new Error('empty');
  return files[0];
};

describe.each(STREAMS)('%s as RankLLM', (name) => {
  const view = viewOf(readStream(name));

  test('requests hold the query and every passage in the order given, each with a score', () => {
    const file = only(toRankLlmRequests(view));
    expect(file.query).toEqual({ text: view.request.query.text, qid: view.request.query.id });
    expect(file.candidates.map(({ docid, doc }) => [docid, doc.text])).toEqual(
      view.request.candidates.map(({ docId, text }) => [docId, text]),
    );
    expect(file.candidates.every(({ score }) => Number.isFinite(score))).toBe(true);
  });

  test('results hold the committed order with strictly decreasing scores', () => {
    const file = only(toRankLlmResults(view));
    expect(file.candidates.map(({ docid }) => docid)).toEqual(view.committed);
    expect(file.candidates.map(({ score }) => score)).toEqual(view.committed.map((_, index) => view.committed.length - index));
  });

  test('every model call stands with its prompt, answer and thought as written, and its tokens', () => {
    const calls = only(toRankLlmResults(view)).invocations_history;
    expect(calls.map(({ prompt, response, reasoning }) => [prompt, response, reasoning ?? ''])).toEqual(
      view.windows.map(({ messages, answer, reasoning }) => [messages, answer, reasoning]),
    );
    expect(calls.map((call) => call.input_token_count)).toEqual(
      view.windows.map(({ usage, promptTokens }) => usage?.promptTokens ?? promptTokens),
    );
    expect(calls.map((call) => call.output_token_count)).toEqual(view.windows.map(({ usage }) => usage?.completionTokens ?? 0));
  });
});

test('passages without scores get N to 1, and the file says that they are made up', () => {
  const file = only(toRankLlmRequests(viewOf(readStream('recorded-kettle'))));
  expect(file.candidates.map(({ score }) => score)).toEqual([4, 3, 2, 1]);
  expect(file.glassrank.notes[0]).toContain('stand for the order given');
});

test('repairs and cancelled windows are told in both files', () => {
  expect(only(toRankLlmResults(viewOf(readStream('two-windows-repaired')))).glassrank.notes.join()).toContain('repaired');
  expect(only(toRankLlmRequests(viewOf(readStream('stopped-in-second-window')))).glassrank.notes.join()).toContain('cancelled');
});

test.each(STREAMS)('%s: both files are read back by this page’s own input', (name) => {
  const view = viewOf(readStream(name));
  const passagesOf = (text: string): unknown =>
    readInput({ files: [{ name: 'x.json', text }] }).requests[0]?.candidates.map((one) => [one.docId, one.title, one.text]);
  const known = new Map(view.request.candidates.map((one) => [one.docId, [one.docId, one.title, one.text]]));
  expect(passagesOf(toRankLlmRequests(view))).toEqual([...known.values()]);
  expect(passagesOf(toRankLlmResults(view))).toEqual(view.committed.map((docId) => known.get(docId)));
  const { invocations: histories } = readInput({ files: [{ name: 'x.json', text: toRankLlmResults(view) }] });
  const calls = histories.flatMap(({ invocations }) => invocations);
  expect(calls.map(({ prompt, response, reasoning }) => [prompt, response, reasoning ?? ''])).toEqual(
    view.windows.map(({ messages, answer, reasoning }) => [messages, answer, reasoning]),
  );
});
