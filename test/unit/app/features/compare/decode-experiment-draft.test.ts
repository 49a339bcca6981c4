import { expect, test } from 'vitest';
import { decodeExperimentDraft } from '../../../../../src/app/features/compare/draft.ts';
import { decodeView } from '../../../../../src/app/page/preferences.ts';
import type { ExperimentDraft } from '../../../../../src/app/features/compare/slice.ts';
import { SAMPLE_PLAN } from '../../../core/experiment/sample-experiment.ts';

const DRAFT: ExperimentDraft = {
  name: 'mine',
  scope: 'collection',
  configurations: SAMPLE_PLAN.configurations,
  depth: 20,
  queries: 5,
};

test('a draft comes back as it was left', () => {
  expect(decodeExperimentDraft(JSON.stringify(DRAFT))).toEqual(DRAFT);
});

test('every cut of it, and values of other kinds, give no draft and no error', () => {
  const text = JSON.stringify(DRAFT);
  for (let end = 0; end < text.length; end += 1) expect(decodeExperimentDraft(text.slice(0, end))).toBe(null);
  const others = [null, '3', '[]', '"x"', JSON.stringify({ ...DRAFT, scope: 'all' }), JSON.stringify({ ...DRAFT, depth: 0 })];
  for (const other of others) expect(decodeExperimentDraft(other)).toBe(null);
});

test('a view that is not known is the workbench', () => {
  expect(['compare', 'lenses', 'workbench', 'other', '', null].map(decodeView)).toEqual([
    'compare',
    'lenses',
    'workbench',
    'workbench',
    'workbench',
    'workbench',
  ]);
});
