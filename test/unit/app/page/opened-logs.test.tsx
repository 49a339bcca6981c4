import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { openLog } from '../../../../src/app/features/input/open-log.ts';
import { initialState, mayWait, reduceApp } from '../../../../src/app/page/reduce.ts';
import { createStore } from '../../../../src/app/page/store.ts';
import type { AppState } from '../../../../src/app/page/state.ts';
import { LANGUAGE_CODES, loadWords, wordsIn } from '../../../../src/app/words/index.ts';
import { EXPORT_FORMATS, EXPORT_KINDS, exportFileName } from '../../../../src/core/export/index.ts';
import { readShareLink, toShareLink } from '../../../../src/core/export/share-link.ts';
import { compareRuns } from '../../../../src/core/log/compare.ts';
import { parseLogFile, toLogFile } from '../../../../src/core/log/file.ts';
import { readingRules, selectReadings } from '../../../../src/core/read/calls.ts';
import { selectEvidence } from '../../../../src/core/read/evidence.ts';
import { drawnPage, loadPage } from '../../../support/drawn-page.tsx';
import { changedAt, mutatedLog, recordedLogs } from '../../../support/mutated-logs.ts';
import { deep } from '../../../support/profile.ts';

const logs = recordedLogs();
const every = logs.at(-1) as readonly Record<string, unknown>[];
const HEADER = '"type":"glassrank-run-log","schema":1,"app":{"name":"glassrank","version":"0"},"exportedAt":"x","hashes":null';

beforeAll(async () => {
  await Promise.all([loadPage(), ...LANGUAGE_CODES.map((language) => loadWords(language))]);
  // All of the page's code at once.
}, 60_000);

/** A log's file as one could have written it: with what JSON cannot hold as null. */
const fileOf = (events: unknown): string => `{${HEADER},"events":${JSON.stringify(events)}}`;

/** Opens a log's file as a page does, and draws all that it then shows. Throws where anything of that does. */
async function openAndDraw(text: string): Promise<'shown' | 'told'> {
  const parsed = parseLogFile(text);
  const told = parsed.ok ? parsed.value.problems : parsed.error;
  for (const language of LANGUAGE_CODES) for (const problem of told) expect(wordsIn(language).logs.note(problem)).toMatch(/\S/u);
  if (!parsed.ok) {
    expect(told.length).toBeGreaterThan(0);
    return 'told';
  }
  const store = createStore({
    initial: { ...initialState, modelId: 'm' },
    reduce: reduceApp,
    schedule: (tell) => tell(),
    mayWait,
  });
  await openLog(store, parsed.value, { type: 'link' });
  const opened = store.getState();
  const view = opened.run;
  if (view === null) throw new Error('a log that was read shows no run');
  const docIds = view.request.candidates.map(({ docId }) => docId).toSorted();
  for (const ranking of [view.ranking, view.committed]) expect(ranking.toSorted()).toEqual(docIds);
  const moments = opened.log.flatMap(({ type }, index) => (type === 'window-end' || type === 'reasoning-end' ? [index] : []));
  const at = (index: number): AppState => reduceApp(opened, { type: 'cursor-move', index });
  for (const state of [opened, ...moments.slice(0, 1).map(at), { ...opened, view: 'lenses' as const }])
    expect(drawnPage(state).length).toBeGreaterThan(1000);
  selectEvidence(view);
  const rules = readingRules(view);
  if (rules !== null) for (const window of view.windows) selectReadings(window, rules);
  compareRuns({ a: view, b: view, tau: () => null, rbo: () => null });
  const run = { log: opened.log, view, appVersion: '1', exportedAt: 'x', reasons: new Map(), replayPage: null };
  for (const kind of EXPORT_KINDS) {
    expect(exportFileName(kind, view)).toMatch(/^glassrank-/u);
    EXPORT_FORMATS[kind].write(run);
  }
  const link = toShareLink(toLogFile(run));
  if (link.type === 'link') expect(readShareLink(link.hash)?.ok).toBe(true);
  return 'shown';
}

describe('a log from a file, a link or storage is shown or told, never a blank page', () => {
  test('whatever was lost, added, retyped or cut in it', async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: 1e6 }), async (seed) => {
        seen.add(await openAndDraw(fileOf(mutatedLog(seed, logs))));
      }),
      { numRuns: deep ? 1000 : 15 },
    );
    expect([...seen].toSorted()).toEqual(['shown', 'told']);
  });

  test.each([
    ['half a character', '\ud83d'],
    ['the other half', '\ude00x'],
    ['__proto__', '__proto__'],
    ['constructor', 'constructor'],
    ['nothing', ''],
    ['no percent code', '%zz'],
    ['what ends a selector', '"]'],
    ['what turns the line', '\u202e'],
    ['a very long word', 'x'.repeat(20_000)],
  ])('with %s for the name of a passage, for a text of the model and for the run', async (_, strange) => {
    const swap = (value: unknown, key: string, [from, to, where]: readonly [string, string, readonly string[]]): unknown => {
      if (typeof value === 'string') return value === from || where.includes(key) ? to : value;
      if (Array.isArray(value)) return value.map((item) => swap(item, key, [from, to, where]));
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, swap(item, name, [from, to, where])]));
    };
    expect(await openAndDraw(fileOf(swap(every, '', ['d1', strange, ['runId']])))).toBe('shown');
    expect(await openAndDraw(fileOf(swap(every, '', ['', strange, ['text', 'content', 'reason', 'title']])))).toBe('shown');
  });

  test('with a field __proto__ anywhere, also one that would change what is expected', async () => {
    for (const place of ['"seq":0', '"window":0', '"query":{', '"settings":{']) {
      const text = fileOf(every);
      expect(text).toContain(place);
      const poison = '"__proto__":{"type":"run-end","ranking":[],"text":1,"preset":null}';
      const poisoned = place.endsWith('{')
        ? text.replace(place, `${place}${poison},`)
        : text.replace(place, `${place},${poison}`);
      expect(await openAndDraw(poisoned)).toBe('shown');
    }
    expect(({} as { readonly preset?: unknown }).preset).toBeUndefined();
  });

  test('with a number or a list that is far too large', async () => {
    const places = [
      [0, 'settings', 'windowSize'],
      [0, 'forecast', 'calls', 1],
      [1, 'promptTokens'],
      [1, 'sample', 'of'],
      [1, 'take'],
      [every.length - 1, 'cost', 'calls'],
    ];
    for (const path of places) for (const size of [1e15, 1e308]) await openAndDraw(fileOf(changedAt(every, path, size)));
    const notes = Array.from({ length: 20_000 }, (_, place) => `note ${place}`);
    const end = every.findIndex(({ type }) => type === 'window-end');
    expect(await openAndDraw(fileOf(changedAt(every, [end, 'notes'], notes)))).toBe('shown');
  });

  test('with a thought that no link can hold: its beginning is drawn, the rest is counted', async () => {
    const one = logs[1] as readonly Record<string, unknown>[];
    const at = one.findIndex(({ type }) => type === 'reasoning-delta');
    const log = changedAt(one, [at, 'text'], '[1] [2] and so on. '.repeat(10_000));
    const parsed = parseLogFile(fileOf(log));
    if (!parsed.ok) throw new Error('the log is not read');
    const state = reduceApp(
      { ...initialState, modelId: 'm' },
      { type: 'log-open', log: parsed.value.file.events, origin: { type: 'link' } },
    );
    const page = drawnPage(state);
    expect(page.split('class="chip"').length).toBeLessThan(10_000);
    expect(page).toContain('Draw more');
  });
});
