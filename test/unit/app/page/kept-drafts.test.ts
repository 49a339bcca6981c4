import { describe, expect, test } from 'vitest';
import { decodeExperimentDraft } from '../../../../src/app/features/compare/draft.ts';
import { COMPARE_AT_REST } from '../../../../src/app/features/compare/slice.ts';
import { EMPTY_DRAFT } from '../../../../src/app/features/input/slice.ts';
import { decodeDraft } from '../../../../src/app/page/read-kept.ts';
import { DEFAULT_PREFERENCES } from '../../../../src/app/page/preferences.ts';
import { decodePreferences } from '../../../../src/app/page/read-kept.ts';
import { preset } from '../../../../src/core/preset/built-in.ts';
import { keptJson, keptText, withLaterPresets, withLaterSettings, without } from '../../../support/kept.ts';

describe('a draft of the input kept by an earlier version', () => {
  const kept = keptJson('input-draft.json') as Record<'glassrank.draft' | 'glassrank.draft.texts', string>;
  const head = JSON.parse(kept['glassrank.draft']) as Record<string, unknown>;
  const texts = kept['glassrank.draft.texts'];
  const open = (changed: unknown) => decodeDraft(JSON.stringify(changed), texts);
  const whole = open(head);

  test('is the same draft', () => {
    expect(whole).toEqual({
      input: {
        ...EMPTY_DRAFT,
        query: 'why is the sky blue',
        passages: 'one\ntwo',
        files: [{ name: 'a.txt', text: 'three' }],
        format: 'lines',
        requestIndex: 1,
        origin: { type: 'files', names: ['a.txt'] },
      },
      // Settings that lack stay as the model has them.
      settings: { ...(head['settings'] as object), method: withLaterPresets((head['settings'] as { method: unknown }).method) },
      startFrom: 'bm25',
    });
    expect(whole?.settings.method?.preset).toEqual(preset('instruct-direct'));
  });

  test.each([
    [['input', 'format'], { input: { ...whole?.input, format: null } }],
    [['input', 'requestIndex'], { input: { ...whole?.input, requestIndex: 0 } }],
    [['input', 'origin'], { input: { ...whole?.input, origin: null } }],
    [['input', 'choices'], {}],
    [['startFrom'], { startFrom: 'instant' }],
    [['settings'], { settings: {} }],
    [['settings', 'priorWeight'], { settings: without(whole?.settings, ['priorWeight']) }],
    [['settings', 'method'], { settings: without(whole?.settings, ['method']) }],
  ])('is read without %j', (path, change) => {
    expect(open(without(head, path))).toEqual({ ...whole, ...change });
  });
});

describe('a draft of an experiment kept by an earlier version', () => {
  const kept = keptJson('experiment-draft.json');
  const read = withLaterSettings(kept);
  const open = (changed: unknown) => decodeExperimentDraft(JSON.stringify(changed));

  test('is the same draft, with the whole method', () => {
    expect(open(kept)).toEqual(read);
  });

  test.each(['name', 'scope', 'depth', 'queries'] as const)('is read without %s', (name) => {
    expect(open(without(kept, [name]))).toEqual({ ...(read as object), [name]: COMPARE_AT_REST.draft[name] });
  });

  test('is read without a setting that is younger than the first drafts', () => {
    expect(open(without(kept, ['configurations', 0, 'settings', 'priorWeight']))).toEqual(read);
  });
});

describe('preferences kept by an earlier version', () => {
  const kept = keptJson('preferences.json');
  const { look, engine, lessonsDone, keepNothing } = DEFAULT_PREFERENCES;
  // What is chosen since then is as on a first visit.
  const read: Record<string, unknown> = { ...(withLaterPresets(kept) as typeof kept), look, engine, lessonsDone, keepNothing };

  test('are the same, own presets with their drafts too', () => {
    expect(decodePreferences(keptText('preferences.json'), DEFAULT_PREFERENCES)).toEqual(read);
  });

  test.each(['language', 'shortcuts', 'keepRuns', 'ownPresets'] as const)('are read without %s', (name) => {
    expect(decodePreferences(JSON.stringify(without(kept, [name])), DEFAULT_PREFERENCES)).toEqual({
      ...read,
      [name]: DEFAULT_PREFERENCES[name],
    });
  });

  test('an own preset without its draft is read', () => {
    const own = (read['ownPresets'] as readonly { preset: unknown }[])[0];
    const opened = decodePreferences(JSON.stringify(without(kept, ['ownPresets', 0, 'draft'])), DEFAULT_PREFERENCES);
    expect(opened.ownPresets).toEqual([{ preset: own?.preset, draft: null }]);
  });
});
