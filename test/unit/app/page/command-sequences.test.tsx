import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { EMPTY_DRAFT } from '../../../../src/app/features/input/slice.ts';
import type { InputDraft } from '../../../../src/app/features/input/slice.ts';
import { selectReading } from '../../../../src/app/features/input/reading.ts';
import { initialState, reduceApp } from '../../../../src/app/page/reduce.ts';
import { selectSettings, selectShown } from '../../../../src/app/page/select.ts';
import type { AppAction, AppState } from '../../../../src/app/page/state.ts';
import { LANGUAGE_CODES, loadWords } from '../../../../src/app/words/index.ts';
import { errorInfo } from '../../../../src/core/errors.ts';
import { closeLog, reduceLog } from '../../../../src/core/log/view.ts';
import { positionPlan } from '../../../../src/core/experiment/lenses/position.ts';
import { PRESETS } from '../../../../src/core/preset/built-in.ts';
import { PLAIN_SCALING } from '../../../../src/core/run/method.ts';
import type { LoadedModel, LoadEvent } from '../../../../src/engines/engine-client.ts';
import { drawnPage, loadPage } from '../../../support/drawn-page.tsx';
import { deep } from '../../../support/profile.ts';
import { SAMPLE_SETTINGS, sampleRequest } from '../../../support/sample-request.ts';
import { SCRIPTED_IDENTITY } from '../../../support/scripted-model.ts';
import { readStream, STREAMS } from '../../core/read/read-stream.ts';

const MODEL: LoadedModel = { identity: SCRIPTED_IDENTITY, contextTokens: 8192, loadMs: 1, defaults: SAMPLE_SETTINGS };
const ERROR = errorInfo('engine-failed', 'broken');
const TEXTS = [
  '',
  'why',
  'one\n\ntwo',
  'a\tb\n1\t2',
  '{"query": {"text": "q"}, "candidates": [{"doc": {"text": "x"}}, {"doc": {"text": "y"}}]}',
  '[1',
  '\ud83d',
  'x'.repeat(300),
];

/** One thing that a person, a worker or another tab does, in the state that it finds. Several actions are dispatched one after the other. */
type Move = (state: AppState) => readonly AppAction[];

/** The next events of the run that is on, as a recorded one wrote them: the same one from its beginning to its end. */
function nextEvents({ phase, log, run }: AppState, count: number): readonly AppAction[] {
  if (phase.type !== 'running') return [];
  const { runId } = phase;
  const own = run?.runId === runId ? log.length : 0;
  const name = STREAMS[Number(runId.replace('run-', '')) % STREAMS.length] ?? STREAMS[0];
  return readStream(name)
    .slice(own, own + count)
    .map((event) => ({ type: 'run-event', event: { ...event, runId } }));
}

function endNow({ phase, run }: AppState, failed: boolean): readonly AppAction[] {
  if (phase.type !== 'running' || run === null || run.runId !== phase.runId) return [];
  return [{ type: 'run-event', event: closeLog(run, failed ? { type: 'failed', error: ERROR } : { type: 'cancelled' }) }];
}

let begun = 0;

const RUNS = positionPlan({ request: sampleRequest(3), rotations: 3, scores: true });
const stream = fc.constantFrom(...STREAMS);
const text = fc.constantFrom(...TEXTS);
const id = fc.constantFrom('a', 'b', 'c');
const number = fc.oneof(fc.integer({ min: -3, max: 60 }), fc.constantFrom(Number.NaN, Infinity, 1e9, 0.5));
const always =
  (...actions: readonly AppAction[]): Move =>
  () =>
    actions;

const loadEvent = fc.constantFrom<LoadEvent>(
  { type: 'load-start', files: 2, bytes: 100 },
  { type: 'file-start', file: 'shard', bytes: 50, source: 'cache' },
  { type: 'file-progress', file: 'shard', loadedBytes: 20 },
  { type: 'file-end', file: 'shard', source: 'network', note: 'damaged-cache-replaced' },
  { type: 'engine-start' },
  { type: 'engine-progress', progress: 0.5, text: 'half' },
  { type: 'calibrate-start', libraries: ['one', 'two'] },
  { type: 'calibrate-end' } as LoadEvent,
);

const person = fc.oneof(
  text.map((typed) => always({ type: 'query-edit', text: typed })),
  text.map((typed) => always({ type: 'passages-edit', text: typed })),
  fc
    .tuple(fc.option(text), text)
    .map(([query, passages]) => always({ type: 'input-fill', query, passages, origin: { type: 'sample', credit: 'c' } })),
  fc.tuple(text, text).map(([one, other]) =>
    always({
      type: 'files-fill',
      files: [
        { name: 'a.txt', text: one },
        { name: 'b.json', text: other },
      ],
      origin: { type: 'files', names: ['a.txt', 'b.json'] },
    }),
  ),
  text.map((query) => always({ type: 'input-restore', input: { ...EMPTY_DRAFT, query, passages: 'x\n\ny' } })),
  fc.constantFrom('a.txt', 'none').map((name) => always({ type: 'file-remove', name })),
  fc
    .constantFrom<AppAction>(
      { type: 'input-clear' },
      { type: 'input-undo' },
      { type: 'input-read' },
      { type: 'input-notice-dismiss' },
    )
    .map((one) => always(one)),
  fc.constantFrom('lines', 'table', 'rank-llm-json', null).map((format) => always({ type: 'format-choose', format })),
  fc.nat(5).map((index) => always({ type: 'request-choose', index, query: `query ${index}` })),
  fc.constantFrom('workbench', 'compare', 'lenses').map((view) => always({ type: 'page-view-choose', view })),
  fc.constantFrom('input', 'run').map((showing) => always({ type: 'view-choose', showing })),
  fc.constantFrom(...LANGUAGE_CODES).map((language) => always({ type: 'preference-choose', change: { language } })),
  fc.boolean().map((keepRuns) => always({ type: 'preference-choose', change: { keepRuns, shortcuts: !keepRuns } })),
  fc.constantFrom(2, 20, -1, Number.NaN).map((windowSize) => always({ type: 'settings-edit', change: { windowSize } })),
  fc.constantFrom(null, ...PRESETS).map((preset) =>
    always({
      type: 'method-choose',
      method: preset === null ? null : { preset, strategy: preset.strategy, parser: preset.parser, scaling: PLAIN_SCALING },
    }),
  ),
  fc
    .constantFrom<AppAction>(
      { type: 'settings-reset' },
      { type: 'error-dismiss' },
      { type: 'stage-clear' },
      { type: 'recovery-tell', change: { lost: null } },
      { type: 'run-stop' },
    )
    .map((one) => always(one)),
  fc.constantFrom('instant', 'given', 'score', 'bm25').map((startFrom) => always({ type: 'start-from-choose', startFrom })),
  number.map((index) => always({ type: 'cursor-move', index })),
  number.map((by) => always({ type: 'cursor-step-window', by })),
  number.map((speed) => always({ type: 'replay-speed', speed })),
  fc
    .constantFrom<AppAction>({ type: 'cursor-live' }, { type: 'replay-play' }, { type: 'replay-pause' })
    .map((one) => always(one)),
  number.map((elapsedMs) => always({ type: 'replay-tick', elapsedMs })),
  fc.tuple(id, fc.boolean()).map(([one, chosen]) => always({ type: 'history-choose', id: one, chosen })),
  fc.constantFrom('belief', 'position', 'ablation', 'injection').map((open) => always({ type: 'lens-edit', change: { open } })),
  fc.constantFrom('input', 'run', null).map((source) => always({ type: 'lens-edit', change: { source } })),
  text.map((name) => always({ type: 'experiment-draft', change: { name } })),
  fc
    .constantFrom<AppAction>(
      { type: 'experiment-halt', how: 'pause' },
      { type: 'experiment-halt', how: 'stop' },
      { type: 'lens-stop' },
    )
    .map((one) => always(one)),
  id.map((modelId) => always({ type: 'model-choose', modelId })),
);

const elsewhere = fc.oneof(
  // Every run has an id of its own.
  fc.constant((): readonly AppAction[] => [{ type: 'run-begin', runId: `run-${(begun += 1)}` }]),
  fc.integer({ min: 1, max: 25 }).map(
    (count): Move =>
      (state) =>
        nextEvents(state, count),
  ),
  // Of a run that is not on: none of it may count.
  stream.map(
    (name): Move =>
      () =>
        readStream(name)
          .slice(0, 3)
          .map((event) => ({ type: 'run-event', event })),
  ),
  fc.boolean().map(
    (failed): Move =>
      (state) =>
        endNow(state, failed),
  ),
  fc.constantFrom<AppAction>({ type: 'run-refuse', error: ERROR }, { type: 'engine-gone' }).map((one) => always(one)),
  fc.tuple(id, fc.boolean()).map(([loadId, thenRun]) => always({ type: 'load-begin', loadId, thenRun })),
  fc.tuple(id, loadEvent).map(([loadId, event]) => always({ type: 'load-event', loadId, event })),
  fc
    .tuple(id, fc.boolean())
    .map(([loadId, ok]) => always({ type: 'load-end', loadId, result: ok ? { ok, value: MODEL } : { ok, error: ERROR } })),
  fc
    .constantFrom<AppAction>(
      { type: 'load-cancel' },
      { type: 'probe-end', result: { ok: true, value: null } },
      { type: 'probe-end', result: { ok: false, error: errorInfo('no-webgpu', 'none') } },
    )
    .map((one) => always(one)),
  stream.map((name) =>
    always(
      { type: 'log-open', log: readStream(name), origin: { type: 'link' } },
      { type: 'opened-notes', notes: [{ code: 'changed-model' }], qrels: null },
    ),
  ),
  fc
    .tuple(stream, fc.integer({ min: 1, max: 30 }))
    .map(([name, cut]) => always({ type: 'log-open', log: readStream(name).slice(0, cut), origin: { type: 'lost' } })),
  fc.constantFrom('compare', 'lenses', null).map((to) => always({ type: 'model-lend', to })),
  fc
    .constantFrom<AppAction>(
      { type: 'encoder-begin' },
      { type: 'encoder-end', result: { ok: false, error: ERROR } },
      { type: 'encoder-event', event: { type: 'load-start', files: 1, bytes: 9 } },
    )
    .map((one) => always(one)),
  id.map((askId): Move => ({ input }) => {
    const { request } = selectReading(input);
    return request === null ? [] : [{ type: 'order-ask', askId, request }];
  }),
  fc.tuple(id, fc.boolean()).map(([askId, ok]): Move => (state) => {
    const ranking = state.firstStage.asked?.request.candidates.map(({ docId }) => docId).toReversed() ?? [];
    const order = { method: 'bm25' as const, ranking, scores: ranking.map(() => 0), windowFrom: ranking.map(() => null) };
    return [
      { type: 'order-answer', askId, result: ok ? { ok, value: { order, ms: 3, device: null, cut: [] } } : { ok, error: ERROR } },
    ];
  }),
  fc.subarray(['a', 'b', 'c']).map((ids) =>
    always({
      type: 'history-list',
      runs: ids.map((one) => ({
        id: one,
        name: one,
        savedAt: '2026-01-01',
        query: 'q',
        modelId: 'm',
        passages: 3,
        outcome: 'complete',
        bytes: 9,
      })),
      bytes: 9,
      siteBytes: null,
      quotaBytes: 9,
    }),
  ),
  fc
    .constantFrom<AppAction>(
      { type: 'history-trouble', trouble: { code: 'quota' } },
      { type: 'history-removed', removed: { count: 2, name: 'a' } },
      { type: 'history-removed', removed: null },
      { type: 'history-aside', aside: [{ id: 'x', kind: 'run', name: '', at: 'never', size: 3 }] },
      { type: 'keeping', what: 'draft', kept: false },
      { type: 'keeping', what: 'draft', kept: true },
      { type: 'link-wait', hash: '#run=1' },
      { type: 'link-wait', hash: null },
      { type: 'shelf-gone', modelId: 'gone' },
      { type: 'export-end', notice: { type: 'link-copied', characters: 7, whole: false } },
      { type: 'experiment-begin' },
      { type: 'experiment-end' },
      { type: 'experiment-progress', calls: 1, tokens: 2, forecast: null },
      { type: 'experiment-trouble', trouble: { type: 'said', code: 'no-collection' } },
      { type: 'lens-begin', plan: { lens: 'position', runs: RUNS }, settings: SAMPLE_SETTINGS },
      { type: 'lens-model', lens: 'position', model: SCRIPTED_IDENTITY },
      { type: 'lens-run-begin', lens: 'position', key: RUNS[0]?.key ?? '' },
      { type: 'lens-end', lens: 'position', end: { type: 'stopped' } },
    )
    .map((one) => always(one)),
);

/** What of the input is a person's: texts and files. */
const wordsOf = ({ query, passages, files }: InputDraft): string => JSON.stringify([query, passages, files]);
const isBlank = ({ query, passages, files }: InputDraft): boolean =>
  query.trim() === '' && passages.trim() === '' && files.length === 0;

/** What edits the input itself: there the words of before are meant to go. */
const EDITS: ReadonlySet<string> = new Set(['query-edit', 'passages-edit', 'request-choose']);

/** What holds after every action, whatever came before. */
function check(before: AppState, action: AppAction, after: AppState): void {
  const { input, replaced, phase, run, log } = after;
  // Nothing typed is lost: it stands in the input, or can be brought back.
  if (!EDITS.has(action.type) && !isBlank(before.input)) {
    const kept = [input, ...(replaced === null ? [] : [replaced])].map(wordsOf);
    // A query inside a paste that is read later fills an empty query field.
    const filled = before.input.query.trim() === '' ? wordsOf({ ...before.input, query: input.query }) : '';
    expect(kept.some((one) => one === wordsOf(before.input) || one === filled)).toBe(true);
  }
  // One run at a time, whose log has no gaps and which is what the log says.
  expect(new Set(log.map(({ runId }) => runId)).size).toBeLessThanOrEqual(1);
  expect(log.map(({ seq }) => seq)).toEqual(log.map((_, place) => place));
  expect(run).toEqual(reduceLog(log));
  if (action.type === 'run-event' && (before.phase.type !== 'running' || action.event.runId !== before.phase.runId))
    expect(after).toBe(before);
  if (phase.type === 'running' && run?.runId === phase.runId) expect(run.outcome).toBeNull();
  // Every ranking is a permutation of its list.
  for (const shown of [run, selectShown(after)]) {
    if (shown === null) continue;
    const docIds = shown.request.candidates.map(({ docId }) => docId).toSorted();
    for (const ranking of [shown.ranking, shown.committed]) expect(ranking.toSorted()).toEqual(docIds);
  }
  const { windowStride, windowSize } = selectSettings(after);
  if (Number.isFinite(windowSize)) expect(windowStride).toBeLessThanOrEqual(windowSize);
}

beforeAll(async () => {
  await Promise.all([loadPage(), ...LANGUAGE_CODES.map((language) => loadWords(language))]);
  // All of the page's code at once.
}, 60_000);

test('whatever a person, a worker and other tabs do one after the other: nothing throws, nothing typed is lost, one run is on, and the page is drawn', () => {
  const kinds = new Set<string>();
  fc.assert(
    fc.property(fc.array(fc.oneof(person, elsewhere), { minLength: 20, maxLength: 50, size: 'max' }), (moves) => {
      let state: AppState = { ...initialState, modelId: 'a' };
      const done: AppAction[] = [];
      try {
        for (const [place, move] of moves.entries()) {
          for (const action of move(state)) {
            done.push(action);
            kinds.add(action.type);
            const next = reduceApp(state, action);
            check(state, action, next);
            state = next;
          }
          if (place === Math.floor(moves.length / 2)) drawnPage(state);
        }
        expect(drawnPage(state)).toContain('class="app"');
      } catch (error) {
        const told = done.map((action) => JSON.stringify(action).slice(0, 120)).join('\n');
        throw new Error(`after\n${told}`, { cause: error });
      }
    }),
    { numRuns: deep ? 2000 : 40 },
  );
  // A kind of action that no sequence holds would be a promise that nobody tried.
  expect(kinds.size).toBeGreaterThan(50);
});
