import { describe, expect, test } from 'vitest';
import { viewAt } from '../../../../src/core/log/cursor.ts';
import type { RunEvent } from '../../../../src/core/log/event.ts';
import { reduceLog, reduceOn, reduceRun } from '../../../../src/core/log/view.ts';
import type { RunView } from '../../../../src/core/log/view.ts';
import { selectEvidence } from '../../../../src/core/read/evidence.ts';
import { docId } from '../../../../src/core/request.ts';
import { placeQuote } from '../../../../src/core/trace/quotes.ts';
import { expectLinear } from '../../../support/growth.ts';
import { methodFor, methodLog } from '../../../support/method-log.ts';

const short = await methodLog({
  count: 3,
  method: methodFor('instruct-think', { strategy: { type: 'single' } }),
  says: () => ['<think>', '[1]', '</think>'],
});

/** A log with as many calls as asked for, each of a few events. */
function calls(count: number): readonly RunEvent[] {
  const start = short.slice(
    0,
    short.findIndex(({ type }) => type === 'window-start'),
  );
  const call = short.filter((event) => 'window' in event);
  const bodies = [...start, ...Array.from({ length: count }, (_, window) => call.map((event) => ({ ...event, window }))).flat()];
  return bodies.map((event, seq): RunEvent => ({ ...event, seq, at: seq }));
}

describe('a log that is gone through', () => {
  test('with all its events at once is what it is event by event, and no view that was given out changes', () => {
    const log = calls(40);
    const views: (RunView | null)[] = [];
    for (const event of log) views.push(reduceRun(views.at(-1) ?? null, event));
    const copies = structuredClone(views);
    for (const cut of [1, 2, 7, 64, 65, 66, 130, log.length]) {
      const part = reduceLog(log.slice(0, cut));
      expect(part).toEqual(views[cut - 1]);
      expect(reduceOn(part, log.slice(cut))).toEqual(views.at(-1));
      expect(part).toEqual(copies[cut - 1]);
      expect(viewAt(log, { type: 'at', index: cut - 1 })).toEqual(copies[cut - 1]);
    }
    expect(views).toEqual(copies);
    expect(reduceOn(views.at(-1) ?? null, log)).toBe(views.at(-1));
  });

  test('takes twice the time for twice the calls', () => {
    expectLinear({ make: (length) => calls(length), read: (log) => void reduceLog(log), length: 40_000 });
  }, 60_000);
});

describe('quotes', () => {
  /** A passage with as many words as asked for, and a thought that quotes every few of them. */
  function quoted(words: number) {
    const passage = Array.from({ length: words }, (_, place) => `w${place}é`).join(' ');
    const thought = Array.from({ length: words / 4 }, (_, place) => `[1] "w${place}é w${place + 1}é"`).join('. ');
    return { passage, thought };
  }

  test('of one long passage take twice the time where passage and thought are twice as long', () => {
    const make = (words: number): RunView => {
      const { passage, thought } = quoted(words);
      const [start] = short;
      const opened = short.find(({ type }) => type === 'window-start');
      if (start?.type !== 'run-start' || opened?.type !== 'window-start') throw new Error('the run made no call');
      const candidates = start.request.candidates.map((candidate) => ({ ...candidate, text: passage }));
      const passages = opened.passages.map((one) => ({
        ...one,
        docId: docId(one.docId),
        text: passage,
        keptFrom: 0,
        keptTo: passage.length,
      }));
      const view = reduceLog([
        { ...start, request: { ...start.request, candidates } },
        { ...opened, passages },
        { type: 'reasoning-start', window: 0, runId: opened.runId, seq: opened.seq + 1, at: opened.at },
        { type: 'reasoning-delta', window: 0, text: thought, runId: opened.runId, seq: opened.seq + 2, at: opened.at },
      ]);
      if (view === null) throw new Error('empty log');
      return view;
    };
    const found = selectEvidence(make(400)).get(docId('d1'))?.quotes ?? [];
    expect(found).toHaveLength(100);
    expect(found.every(({ foundIn, span }) => foundIn === 'text' && span !== null)).toBe(true);
    // Each time as if it were seen for the first time.
    expectLinear({
      make,
      read: (view) => {
        const windows = view.windows.map((window) => ({
          ...window,
          passages: window.passages.map((passage) => ({ ...passage })),
        }));
        selectEvidence({ ...view, request: { ...view.request }, windows });
      },
      length: 40_000,
    });
  }, 120_000);

  test.each([
    ['composed', 'the cafe\u0301 is open', 'café is'],
    ['decomposed', 'the café is open', 'cafe\u0301 is'],
    ['a ligature', 'a \ufb01nal report', 'final report'],
    ['a soft hyphen', 'they co\u00adoperate well', 'cooperate well'],
    ['direction marks', 'سال \u2068۱۴۰۰\u2069 بود', 'سال ۱۴۰۰ بود'],
    ['a joiner left out', 'او می\u200cرود خانه', 'میرود خانه'],
    ['full-width letters', 'ＷＥＢ ３ です', 'WEB 3'],
    ['line breaks', 'one\n two\t three', 'two three'],
  ])('are found and placed in %s', (_, text, quote) => {
    const span = placeQuote({ quote, shown: text.replaceAll(/\s+/g, ' '), text, keptFrom: 0, keptTo: text.length });
    expect(span).not.toBeNull();
    const slice = text.slice(span?.from, span?.to);
    expect(placeQuote({ quote: slice, shown: quote, text: quote, keptFrom: 0, keptTo: quote.length })).toEqual({
      from: 0,
      to: quote.length,
    });
  });
});
