import { EMPTY_DRAFT } from '../../../../src/app/features/input/slice.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeDraft, encodeDraftParts } from '../../../../src/app/page/draft.ts';
import { decodeDraft } from '../../../../src/app/page/read-kept.ts';

const state = {
  input: { ...EMPTY_DRAFT, query: 'why', passages: 'one\ntwo', files: [{ name: 'a.txt', text: 'three' }] },
  settings: { thoughtTokens: 64 },
  startFrom: 'bm25',
} as const;

test('a draft in two parts reads as the draft in one', () => {
  const { head, texts } = encodeDraftParts(state, 7);
  // As JSON, or as they are.
  for (const kept of [texts, JSON.stringify(texts)]) {
    expect(decodeDraft(head, kept)).toEqual(decodeDraft(encodeDraft(state)));
    expect(decodeDraft(head, kept)).toEqual(state);
  }
});

test('texts of another draft, cut texts and missing ones are left out, the rest stays', () => {
  const { head, texts } = encodeDraftParts(state, 7);
  const without = { ...state, input: { ...state.input, passages: '', files: [] } };
  expect(decodeDraft(head)).toEqual(without);
  expect(decodeDraft(head, encodeDraftParts(state, 8).texts)).toEqual(without);
  const json = JSON.stringify(texts);
  for (let cut = 0; cut < json.length; cut += 1) expect(decodeDraft(head, json.slice(0, cut))).toEqual(without);
});

test('texts left behind by another page do not change a draft that was saved whole', () => {
  fc.assert(
    fc.property(fc.string(), fc.integer(), (passages, stamp) => {
      const other = encodeDraftParts({ ...state, input: { ...state.input, passages } }, stamp);
      expect(decodeDraft(encodeDraft(state), other.texts)).toEqual(state);
    }),
  );
});
