import { afterEach, beforeAll, expect, it, vi } from 'vitest';
import { selectProbe } from '../../../../../src/app/features/lenses/read.ts';
import { initialState, reduceApp } from '../../../../../src/app/page/reduce.ts';
import type { AppAction, AppState } from '../../../../../src/app/page/state.ts';
import { LANGUAGE_CODES, loadWords, wordsIn } from '../../../../../src/app/words/index.ts';
import * as english from '../../../../../src/app/words/en/lenses.ts';
import { startSettings } from '../../../../../src/core/run/settings.ts';
import type { LoadedModel } from '../../../../../src/engines/engine-client.ts';
import { drawnPage, loadPage } from '../../../../support/drawn-page.tsx';
import { readStream } from '../../../core/read/read-stream.ts';

const log = readStream('recorded-kettle');
const identity = log[0]?.type === 'run-start' ? log[0].model : null;
if (identity === null) throw new Error('the recorded run has no start');
const model: LoadedModel = { identity, contextTokens: 8192, loadMs: 1, defaults: startSettings({}) };

/** A run that was watched and is over, with a model that can be asked. */
const watched = (change: Partial<AppState> = {}): AppState => {
  const opened = reduceApp({ ...initialState, modelId: 'm' }, { type: 'log-open', log, origin: { type: 'link' } } as AppAction);
  return { ...opened, model, preferences: { ...opened.preferences, look: 'watch' }, ...change };
};

beforeAll(() => loadPage(), 60_000);
afterEach(() => {
  vi.unstubAllGlobals();
});

it.each(LANGUAGE_CODES)(
  'under a watched thought it is offered in %s, within the pane that is one stop of the Tab key',
  async (language) => {
    vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => {}, removeEventListener: () => {} }));
    await loadWords(language);
    const { line } = wordsIn(language).lenses ?? english;
    const state = watched();
    const page = drawnPage({ ...state, preferences: { ...state.preferences, language } });
    const pane = page.slice(page.indexOf('class="thought-pane"'), page.indexOf('class="honesty"'));
    expect(pane).toContain(line.ask);
    expect(pane.slice(pane.indexOf('class="belief-line"'))).not.toContain('tabindex="0"');
  },
);

it('it is not offered without a model, by a server that tells no likelihoods, before the end, nor in Study', () => {
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => {}, removeEventListener: () => {} }));
  const offered = (state: AppState): boolean => drawnPage(state).includes('belief-line-ask');
  expect(offered(watched())).toBe(true);
  expect(offered(watched({ model: null }))).toBe(false);
  expect(offered(watched({ model: { ...model, server: { likelihoods: false } as NonNullable<LoadedModel['server']> } }))).toBe(
    false,
  );
  expect(offered(reduceApp(watched(), { type: 'preference-choose', change: { look: 'study' } }))).toBe(false);
});

it('answers become a line of numbers, the changes of the leader marked, with the leader of the last answer told', () => {
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => {}, removeEventListener: () => {} }));
  const start = watched();
  const probe = selectProbe(start.run, { window: null, grain: 'sentence' });
  if (!probe.ok) throw new Error(probe.error);
  const { requests } = probe.value.plan;
  expect(requests.length).toBeGreaterThan(3);
  const begun = reduceApp(start, { type: 'lens-begin', plan: probe.value, settings: startSettings({}) });
  const answered = requests.reduce<AppState>((state, { continuations }, step) => {
    const logProbs = continuations.map((_, place) => (step < 2 ? place : -place));
    return reduceApp(state, { type: 'lens-answer', answer: { logProbs, promptTokens: 1, computedTokens: 1 }, tookMs: 10 * step });
  }, begun);
  const page = drawnPage(reduceApp(answered, { type: 'lens-end', lens: 'belief', end: { type: 'done' } }));
  const line = page.slice(page.indexOf('class="belief-line"'));
  expect(line.match(/belief-line-step/gu)).toHaveLength(requests.length);
  expect(line.match(/data-changed/gu)).toHaveLength(1);
  expect(line).toMatch(/Asked after the run; it took/u);
});
