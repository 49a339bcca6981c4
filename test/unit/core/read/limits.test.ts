import { describe, expect, test } from 'vitest';
import { template } from '../../../../src/core/preset/built-in.ts';
import type { RunEvent, RunSettings } from '../../../../src/core/log/event.ts';
import { rerank } from '../../../../src/core/run/rerank.ts';
import { reduceLog } from '../../../../src/core/log/view.ts';
import type { RunView, WindowView } from '../../../../src/core/log/view.ts';
import { selectContextMeter, selectCuts, selectRepairs } from '../../../../src/core/read/limits.ts';
import { SAMPLE_SETTINGS } from '../../../support/sample-request.ts';
import { createScriptedModel } from '../../../support/scripted-model.ts';
import { unevenRequest } from '../../../support/timed-log.ts';
import { readStream, STREAMS } from './read-stream.ts';

function viewOf(log: readonly RunEvent[]): RunView {
  const view = reduceLog(log);
  if (view === null) throw new Error('the log has no run-start');
  return view;
}

function firstWindow(view: RunView): WindowView {
  const window = view.windows[0];
  if (window === undefined) throw new Error('the run has no window');
  return window;
}

async function run(settings: Partial<RunSettings>, contextTokens: number): Promise<RunView> {
  const model = createScriptedModel({
    contextTokens,
    script: () => ({ pieces: ['x</think>\n<answer>[1] > [2] > [3] > [4] > [5] > [6]</answer>'] }),
  });
  const log: RunEvent[] = [];
  for await (const body of rerank({
    request: unevenRequest(6, 4),
    settings: { ...SAMPLE_SETTINGS, ...settings },
    model,
    template: template('glassrank-1'),
    cancel: { aborted: false },
  }))
    log.push({ ...body, runId: 'r', seq: log.length, at: log.length });
  return viewOf(log);
}

describe('what was cut', () => {
  test.each(STREAMS)(
    '%s: every passage’s words are kept, before or after, and a reason is given exactly where words are missing',
    (name) => {
      const view = viewOf(readStream(name));
      for (const window of view.windows) {
        for (const cut of selectCuts(view, window)) {
          const text = view.request.candidates.find(({ docId }) => docId === cut.docId)?.text ?? '';
          expect(cut.wordsBefore + cut.keptWords + cut.wordsAfter).toBe(cut.words);
          expect(cut.words).toBe(text.split(/\s+/u).filter((word) => word !== '').length);
          expect(cut.reason === null).toBe(cut.words === cut.keptWords);
        }
      }
    },
  );

  test('is put down to the setting where each passage keeps as many words as it asks for', async () => {
    const view = await run({ passageWords: 20 }, 4096);
    for (const { reason, words, keptWords } of selectCuts(view, firstWindow(view))) {
      expect(reason).toBe(words > 20 ? 'passage-words' : null);
      expect(keptWords).toBe(Math.min(words, 20));
    }
  });

  test('is put down to the context where it keeps fewer', async () => {
    const view = await run({ passageWords: 60 }, 400);
    const cuts = selectCuts(view, firstWindow(view));
    expect(cuts.some(({ reason }) => reason === 'context')).toBe(true);
    expect(cuts.some(({ reason }) => reason === 'passage-words')).toBe(false);
    expect(selectContextMeter(view, firstWindow(view)).shrunk).toBe(true);
  });
});

test('why a passage was cut further than the setting asks is unknown in a log without budgets', () => {
  const view = viewOf(readStream('two-windows-repaired'));
  const window = firstWindow(view);
  expect(window.budget).toBeNull();
  const reasons = selectCuts(view, window).map(({ reason }) => reason);
  expect(reasons).toContain('unknown');
  expect(reasons).not.toContain('context');
});

describe('the context meter', () => {
  test.each([
    [4096, 20],
    [400, 60],
  ])('of %i tokens: prompt, thought, answer and what is free are all of it', async (contextTokens, passageWords) => {
    const view = await run({ passageWords }, contextTokens);
    const meter = selectContextMeter(view, firstWindow(view));
    const { promptTokens, thoughtTokens, answerTokens, freeTokens } = meter;
    expect(promptTokens + thoughtTokens + (answerTokens ?? NaN) + (freeTokens ?? NaN)).toBe(contextTokens);
    expect(meter.contextTokens).toBe(contextTokens);
    expect(thoughtTokens).toBe(SAMPLE_SETTINGS.thoughtTokens);
  });

  test('the prompt’s parts are the message as it was sent, without gaps, and their tokens are named', async () => {
    const view = await run({}, 4096);
    const window = firstWindow(view);
    const { parts, prompt, promptTokens } = selectContextMeter(view, window);
    const content = window.messages[0]?.content ?? '';
    expect(parts.map(({ from, to }) => content.slice(from, to)).join('')).toBe(content);
    for (const { from, to, tokens } of parts) expect(tokens).toBe(Math.ceil((to - from) / 4));
    for (const { part, identifier, from, to } of parts) {
      if (part === 'query') expect(content.slice(from, to)).toBe(view.request.query.text);
      if (part === 'passage') expect(content.slice(from, to).startsWith(`[${identifier}] (`)).toBe(true);
    }
    expect(parts.filter(({ part }) => part === 'passage').map(({ identifier }) => identifier)).toEqual([1, 2, 3, 4, 5, 6]);
    if (prompt === null) throw new Error('the prompt was not counted');
    const { instructions, query, passages, template: around, joined } = prompt;
    expect(instructions + query + passages + around - joined).toBe(promptTokens);
    expect(around).toBe(4);
  });

  test('of a log that did not record it says so, and keeps what is known', () => {
    const view = viewOf(readStream('recorded-bees'));
    expect(selectContextMeter(view, firstWindow(view))).toMatchObject({
      contextTokens: null,
      promptTokens: 135,
      thoughtTokens: 192,
      freeTokens: null,
      prompt: null,
    });
  });
});

describe('repairs', () => {
  const window = firstWindow(viewOf(readStream('one-window-complete')));
  const repairsOf = (change: Partial<WindowView>): unknown => selectRepairs({ ...window, ...change });

  test('there are none where all went as it should', () => {
    expect(repairsOf({})).toEqual([]);
  });

  test('each is named with the documents it touched', () => {
    expect(repairsOf({ outcome: { type: 'repaired', missing: [2], duplicate: [4], unknown: ['9'] } })).toEqual([
      { type: 'missing', passages: [{ identifier: 2, docId: window.passages[1]?.docId }] },
      { type: 'duplicate', passages: [{ identifier: 4, docId: window.passages[3]?.docId }] },
      { type: 'unknown', written: ['9'] },
    ]);
    expect(repairsOf({ outcome: { type: 'truncated', settled: 1 } })).toEqual([{ type: 'unfinished', settled: 1, of: 4 }]);
    expect(repairsOf({ outcome: { type: 'unparsed', reason: 'why' } })).toEqual([{ type: 'unparsed', reason: 'why' }]);
  });

  test('a thought that was forced, skipped or left open is named, and a skip that could not be done', () => {
    expect(repairsOf({ thought: 'forced' })).toEqual([{ type: 'forced' }]);
    expect(repairsOf({ thought: 'skipped', skip: 'closing' })).toEqual([{ type: 'skipped' }]);
    expect(repairsOf({ thought: 'open' })).toEqual([{ type: 'open-thought' }]);
    expect(repairsOf({ skip: 'free-mode' })).toEqual([{ type: 'not-skipped', why: 'free-mode' }]);
  });

  test('what a recorded run repaired is what its windows say', () => {
    const { windows } = viewOf(readStream('two-windows-repaired'));
    expect(windows.map((one) => selectRepairs(one).map(({ type }) => type))).toEqual([
      ['missing', 'duplicate', 'unknown'],
      ['forced'],
    ]);
  });
});
