import { describe, expect, test } from 'vitest';
import { docId } from '../../../../src/core/request.ts';
import { reduceLog } from '../../../../src/core/log/view.ts';
import type { RunView, WindowView } from '../../../../src/core/log/view.ts';
import { selectAgreement, selectJudged } from '../../../../src/core/read/figures.ts';
import { selectConsistency, selectTrace } from '../../../../src/core/read/trace.ts';
import { selectEvidence, selectMentions } from '../../../../src/core/read/evidence.ts';
import { selectReasons } from '../../../../src/core/read/reasons.ts';
import { readStream, STREAMS } from './read-stream.ts';

function viewAt(name: string, cut?: number): RunView {
  const view = reduceLog(readStream(name).slice(0, cut));
  if (view === null) throw new Error('empty log');
  return view;
}

function windowOf(view: RunView, index = 0): WindowView {
  const window = view.windows[index];
  if (window === undefined) throw new Error(`no window ${index}`);
  return window;
}

describe.each(STREAMS)('%s, at every cut', (name) => {
  const views = readStream(name).map((_, index) => viewAt(name, index + 1));

  test('the pieces of the segments joined are the thought', () => {
    for (const view of views) {
      for (const window of view.windows) {
        const { segments } = selectTrace(window);
        expect(segments.map((segment) => segment.pieces.map((piece) => piece.text).join('')).join('')).toBe(window.reasoning);
        for (const { identifiers, docIds } of segments) {
          expect(docIds).toEqual(identifiers.map((identifier) => window.passages[identifier - 1]?.docId));
        }
      }
    }
  });

  test('every mention stands where it says, inside its sentence, and once per chip and passage', () => {
    for (const view of views) {
      const all = [...selectMentions(view)];
      for (const [, mentions] of all) {
        for (const { window, from, to, text, sentence, segment } of mentions) {
          const held = windowOf(view, window);
          expect(held.reasoning.slice(from, to)).toBe(text);
          expect(sentence.from <= from && to <= sentence.to).toBe(true);
          const within = selectTrace(held).segments[segment];
          expect(within !== undefined && within.from <= from && to <= within.to).toBe(true);
        }
      }
      const chips = view.windows.flatMap((window) => selectTrace(window).chips.flatMap(({ identifiers }) => identifiers));
      expect(all.flatMap(([, mentions]) => mentions).length).toBe(chips.length);
    }
  });

  test('a quote found in the text has a place there that reads as the quote', () => {
    for (const view of views) {
      const reasons = selectReasons(view);
      for (const [id, { quotes }] of selectEvidence(view)) {
        const candidate = view.request.candidates.find((one) => one.docId === id);
        for (const quote of quotes) {
          expect(quote.span === null).toBe(quote.foundIn !== 'text');
          if (quote.span !== null) {
            const marked = candidate?.text.slice(quote.span.from, quote.span.to) ?? '';
            expect(marked.replaceAll(/\s+/gu, ' ')).toBe(quote.text);
          }
        }
        const decision = reasons.get(id);
        if (decision !== undefined) {
          expect(windowOf(view, decision.window).reasoning.slice(decision.from, decision.to).trim()).toBe(decision.text);
        }
      }
    }
  });

  test('agreement is 1 before anything has moved and stays in range', () => {
    expect(selectAgreement(views[0] ?? viewAt(name)).now).toEqual({ tau: 1, rbo: expect.closeTo(1, 9) as number });
    for (const view of views) {
      const { now, windows, tentative } = selectAgreement(view);
      expect(tentative).toBe(view.tentative !== null);
      expect(windows.length).toBe(view.windows.filter((window) => window.after !== null).length);
      for (const { tau, rbo } of [now, ...windows.map(({ agreement }) => agreement)]) {
        expect(tau ?? NaN).toBeGreaterThanOrEqual(-1);
        expect(tau ?? NaN).toBeLessThanOrEqual(1);
        expect(rbo ?? NaN).toBeLessThan(1 + 1e-9);
      }
    }
  });
});

describe('evidence', () => {
  test('tells the quote that stands in the passage from the one that does not', () => {
    const evidence = selectEvidence(viewAt('one-window-complete'));
    const found = (id: string) => evidence.get(docId(id))?.quotes.map(({ foundIn }) => foundIn);
    expect([found('3'), found('2'), found('4')]).toEqual([['text'], ['text'], [null]]);
  });

  test('marks a quote in the whole passage where the prompt held a cut of it', () => {
    const view = viewAt('two-windows-repaired');
    const ledger = view.request.candidates.find((candidate) => candidate.docId === docId('ledger'));
    const spans = selectEvidence(view)
      .get(docId('ledger'))
      ?.quotes.map(({ span }) => (span === null ? null : ledger?.text.slice(span.from, span.to)));
    expect(spans).toContain('a card for the year costs ninety euros');
  });

  test('gives each passage the sentence that decided it, from the latest window that speaks of it', () => {
    const reasons = selectReasons(viewAt('two-windows-repaired'));
    expect(reasons.get(docId('ledger'))).toMatchObject({ by: 'judged', window: 1, latest: true, grade: 4 });
    expect(reasons.get(docId('ledger'))?.text).toBe('[5] answers it: "a card for the year costs ninety euros".');
    expect(reasons.get(docId('rtl'))).toMatchObject({ by: 'judged', window: 0, latest: false });
    expect(reasons.get(docId('canal-03'))).toBeUndefined();
  });

  test('looks for a quote in the title too', () => {
    const log = readStream('one-window-complete').map((event) => {
      if (event.type !== 'run-start') return event;
      const candidates = event.request.candidates.map((candidate) => ({ ...candidate, title: 'Why bees  sleep in winter' }));
      return { ...event, request: { ...event.request, candidates } };
    });
    const view = reduceLog(log);
    if (view === null) throw new Error('empty log');
    expect(selectEvidence(view).get(docId('4'))?.quotes).toMatchObject([{ foundIn: 'title', span: null }]);
  });
});

describe('the consistency of a window', () => {
  test.each(['recorded-kettle', 'recorded-bees', 'one-window-complete'])('%s: the order is the one the thought gives', (name) => {
    const report = selectConsistency(windowOf(viewAt(name)));
    expect(report?.preferences).toBeGreaterThan(2);
    expect(report).toMatchObject({ contradictions: [], concludedNotAnswered: [], movedUnmentioned: [], answered: true });
  });

  test('a passage moved without a word is named', () => {
    const report = selectConsistency(windowOf(viewAt('two-windows-repaired'), 1));
    expect(report?.movedUnmentioned).toEqual([{ identifier: 7, from: 6, to: 3 }]);
  });

  test('an order turned round contradicts each sentence that it goes against', () => {
    const window = windowOf(viewAt('recorded-kettle'));
    const turned: WindowView = { ...window, after: (window.after ?? []).toReversed() };
    const report = selectConsistency(turned);
    expect(report?.contradictions.length).toBe(report?.preferences);
    const [first] = report?.contradictions ?? [];
    expect(first === undefined ? '' : window.reasoning.slice(first.sentence.from, first.sentence.to)).toContain(
      '[1] is on the subject',
    );
  });

  test('is not there while the window is open, and says when no order was read', () => {
    expect(selectConsistency(windowOf(viewAt('stopped-in-second-window'), 1))).toBeNull();
    expect(selectConsistency(windowOf(viewAt('unparsed-open-thought')))?.answered).toBe(false);
  });
});

describe('a judged run', () => {
  const qrels = new Map([
    [
      'q7',
      new Map([
        ['ledger', 3],
        ['canal-06', 2],
        ['canal-02', 1],
        ['canal-01', -1],
        ['elsewhere', 1],
      ]),
    ],
  ]);

  test('is measured before, after every window that committed, and now', () => {
    const judged = selectJudged({ run: viewAt('two-windows-repaired'), qrels });
    expect(judged).toMatchObject({ depth: 10, relevant: 4, relevantInList: 3, tentative: false });
    expect(judged?.windows.map(({ window }) => window)).toEqual([0, 1]);
    expect(judged?.before.ndcg).toBeLessThan(judged?.windows[0]?.measures.ndcg ?? 0);
    expect(judged?.windows[0]?.measures.ndcg).toBeLessThan(judged?.now.ndcg ?? 0);
    expect(judged?.now).toEqual(judged?.windows[1]?.measures);
    expect(judged?.now).toMatchObject({ reciprocalRank: 1, recall: 3 / 4 });
    expect(judged?.unjudged).toBe(8);
  });

  test('moves with the provisional order, and says that it is one', () => {
    const log = readStream('two-windows-repaired');
    const cut = log.findIndex((event) => event.type === 'order-update') + 1;
    const judged = selectJudged({ run: viewAt('two-windows-repaired', cut), qrels });
    expect(judged?.tentative).toBe(true);
    expect(judged?.windows).toEqual([]);
    expect(judged?.now.ndcg).not.toBe(judged?.before.ndcg);
  });

  test('is unknown, not 0, where the query is not judged', () => {
    expect(selectJudged({ run: viewAt('two-windows-repaired'), qrels: new Map() })).toBeNull();
  });
});
