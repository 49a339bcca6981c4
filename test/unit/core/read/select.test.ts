import { describe, expect, test } from 'vitest';
import { reduceLog } from '../../../../src/core/log/view.ts';
import { runLogFile } from '../../../../src/core/log/file.ts';
import type { RunView } from '../../../../src/core/log/view.ts';
import { encodeDraft } from '../../../../src/app/page/draft.ts';
import { decodeDraft } from '../../../../src/app/page/read-kept.ts';
import { selectProgress } from '../../../../src/core/read/progress.ts';
import { selectRankedRows } from '../../../../src/core/read/rows.ts';
import { selectStatus } from '../../../../src/core/read/status.ts';
import { selectTrace } from '../../../../src/core/read/trace.ts';
import { readStream, STREAMS } from './read-stream.ts';

function viewAt(name: string, cut?: number): RunView {
  const view = reduceLog(readStream(name).slice(0, cut));
  if (view === null) throw new Error('empty log');
  return view;
}

function cutAfter(name: string, type: string, times = 1): RunView {
  let left = times;
  const log = readStream(name);
  return viewAt(name, log.findIndex((event) => event.type === type && (left -= 1) === 0) + 1);
}

describe('the rows', () => {
  test.each(STREAMS)('%s: at every cut each passage has one row, ranks run from 1, spans lie inside the text', (name) => {
    const log = readStream(name);
    for (let cut = 1; cut <= log.length; cut += 1) {
      const rows = selectRankedRows(viewAt(name, cut));
      expect(rows.map((row) => row.rank)).toEqual(rows.map((_, index) => index + 1));
      expect(new Set(rows.map((row) => row.docId)).size).toBe(rows.length);
      for (const row of rows) {
        for (const span of row.quoted)
          expect(0 <= span.from && span.from < span.to && span.to <= row.candidate.text.length).toBe(true);
      }
    }
  });

  test('are tentative only inside the open window, waiting where no window has been', () => {
    const rows = selectRankedRows(cutAfter('two-windows-repaired', 'order-update'));
    expect(rows.map((row) => row.standing)).toEqual([...Array<string>(4).fill('waiting'), ...Array<string>(8).fill('tentative')]);
  });

  test('are being read while the prompt is read, and settled once a window over them has closed', () => {
    const rows = selectRankedRows(cutAfter('two-windows-repaired', 'window-start', 2));
    expect(rows.map((row) => row.standing)).toEqual([...Array<string>(8).fill('judging'), ...Array<string>(4).fill('settled')]);
  });

  test('say which passages a stopped run never judged', () => {
    const standings = selectRankedRows(viewAt('stopped-in-second-window')).map((row) => row.standing);
    expect(standings).toEqual([...Array<string>(4).fill('unjudged'), ...Array<string>(8).fill('settled')]);
  });

  test('mark a quote in the whole passage even where the prompt held a cut of it', () => {
    const row = selectRankedRows(viewAt('two-windows-repaired')).find((one) => one.docId === 'ledger');
    expect(row?.kept?.cut).toBe(true);
    expect(row?.quoted.map((span) => row.candidate.text.slice(span.from, span.to))).toContain(
      'a card for the year costs ninety euros',
    );
    expect(row?.rank).toBe(1);
    expect(row?.firstRank).toBe(11);
  });
});

test('a row outside the newest window says in which window its number counts', () => {
  const rows = selectRankedRows(viewAt('two-windows-repaired'));
  expect(rows.map((row) => row.earlierWindow)).toEqual([...Array<null>(8).fill(null), ...Array<number>(4).fill(0)]);
});

describe('the trace', () => {
  test.each(STREAMS)('%s: at every cut its pieces joined are the thought', (name) => {
    const log = readStream(name);
    for (let cut = 1; cut <= log.length; cut += 1) {
      for (const window of viewAt(name, cut).windows) {
        const joined = selectTrace(window)
          .steps.flatMap((step) => step.pieces.map((piece) => piece.text))
          .join('');
        expect(joined).toBe(window.reasoning);
      }
    }
  });

  test('begins a step at each sentence that opens with a passage', () => {
    const window = viewAt('one-window-complete').windows[0];
    if (window === undefined) throw new Error('no window');
    const { steps, mentions } = selectTrace(window);
    expect(steps.map((step) => step.pieces.find((piece) => piece.type === 'mention')?.text)).toEqual(['[3]', '[2]', '[1]']);
    expect(mentions.size).toBe(4);
  });

  test('tells a quote that stands in its passage from one that does not', () => {
    const window = viewAt('one-window-complete').windows[0];
    if (window === undefined) throw new Error('no window');
    expect(selectTrace(window).quotes.map((quote) => quote.verbatim)).toEqual([true, true, false]);
  });

  test('links chips to documents, not to numbers: the same [2] means another passage in the next window', () => {
    const { windows } = viewAt('two-windows-repaired');
    const second = windows.map((window) => window.passages[1]?.docId);
    expect(second[0]).not.toBe(second[1]);
  });
});

describe('progress', () => {
  test('has no time left to tell before the first words', () => {
    const progress = selectProgress(cutAfter('two-windows-repaired', 'window-start'), 800);
    expect(progress.leftMs).toBeNull();
    expect(progress.decodeTokensPerSecond).toBeNull();
  });

  test('after the first window counts with the engine’s own speed', () => {
    const progress = selectProgress(cutAfter('two-windows-repaired', 'window-end'), 3000);
    expect(progress).toMatchObject({ windowsDone: 1, windowsTotal: 2, decodeTokensPerSecond: 38.4, approximate: false });
    expect(progress.leftMs).toBeGreaterThan(1000);
  });

  test('a finished run has nothing left and does not tick on', () => {
    const view = viewAt('two-windows-repaired');
    expect(selectProgress(view, 1e9)).toEqual(selectProgress(view, 0));
    expect(selectProgress(view, 0).leftMs).toBe(0);
  });
});

test('the status changes only when a window or the run ends', () => {
  const log = readStream('two-windows-repaired');
  const told = log.map((_, index) => JSON.stringify(selectStatus(viewAt('two-windows-repaired', index + 1))));
  const changes = told.filter((one, index) => one !== told[index - 1]);
  expect(changes).toHaveLength(4);
});

test('a saved draft comes back whole, and rubbish comes back as nothing', () => {
  const state = {
    input: {
      query: 'q',
      passages: 'a\n\nb',
      files: [{ name: 'f', text: 't' }],
      format: 'blocks',
      choices: {},
      requestIndex: 0,
      origin: null,
    },
    settings: { windowSize: 4 },
    startFrom: 'given',
  } as const;
  const saved = encodeDraft(state);
  expect(decodeDraft(saved)).toEqual(state);
  for (let cut = 0; cut < saved.length; cut += 1) expect(decodeDraft(saved.slice(0, cut))).toBeNull();
  expect(decodeDraft('{"schema":1,"input":{"query":1,"passages":"x"}}')).toBeNull();
  expect(
    decodeDraft(
      '{"schema":1,"input":{"query":"q","passages":"p","format":"exe"},"settings":{"windowSize":-1,"answerMode":"magic"}}',
    ),
  ).toEqual({
    input: { query: 'q', passages: 'p', files: [], format: null, choices: {}, requestIndex: 0, origin: null },
    settings: {},
    startFrom: 'instant',
  });
});

test('an exported log holds every event and replays to the same view', () => {
  const log = readStream('two-windows-repaired');
  const text = runLogFile({ app: { name: 'glassrank', version: '0' }, exportedAt: '2026-01-01T00:00:00Z', hashes: null }, log);
  const file = JSON.parse(text) as { schema: number; events: typeof log };
  expect(file.schema).toBe(1);
  expect(reduceLog(file.events)).toEqual(reduceLog(log));
});
