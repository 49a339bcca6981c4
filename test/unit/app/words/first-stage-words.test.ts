import { expect, test } from 'vitest';
import * as en from '../../../../src/app/words/en/index.ts';
import type { FirstStageAnswer } from '../../../../src/instant/api.ts';
import { docId } from '../../../../src/core/request.ts';
import type { RankRequest } from '../../../../src/core/request.ts';
import { EMPTY_LOAD } from '../../../../src/app/features/run/load.ts';

const { method, instantOrder, encoder: encoderWords, barred, cut } = en.firstStage;

const request = (scores: readonly (number | undefined)[]): RankRequest => ({
  query: { id: 'q', text: 'x' },
  candidates: scores.map((score, place) => ({ docId: docId(`p${place}`), text: 't', ...(score === undefined ? {} : { score }) })),
});
const answer = (over: Partial<FirstStageAnswer> = {}): FirstStageAnswer => ({
  order: { method: 'bm25+minilm', ranking: [], scores: [], windowFrom: [] },
  ms: 412,
  device: 'wasm',
  cut: [],
  ...over,
});

test('the method is named by what it really went by: scores that came with the list stand where BM25 would', () => {
  expect(method('bm25+minilm', request([undefined, undefined]))).toBe('BM25 + MiniLM');
  expect(method('bm25+minilm', request([1, 2]))).toBe('given scores + MiniLM');
  expect(method('bm25', request([1, undefined]))).toBe('BM25 alone');
  expect(method('bm25', request([1, 2]))).toBe('given scores alone');
});

test('an instant order tells its length, time and place', () => {
  const list = request([undefined, undefined]);
  expect(instantOrder(answer(), list)).toBe('BM25 + MiniLM · 2 passages in 0.4 s · on the CPU');
  expect(instantOrder(answer({ device: 'webgpu', ms: 12 }), list)).toBe('BM25 + MiniLM · 2 passages in 0.01 s · on the GPU');
});

test('what could not be read for meaning is counted', () => {
  expect(cut(answer())).toBeNull();
  expect(cut(answer({ cut: [docId('p0')] }))).toContain('the end of 1 passage was not read');
  expect(cut(answer({ cut: [docId('p0'), docId('p1')] }))).toContain('the ends of 2 passages were not read');
});

test('the encoder’s bytes are told while they come, and nothing once it is there', () => {
  const file = { file: 'm', bytes: 23e6, loadedBytes: 12e6, source: 'network', done: false, replaced: false } as const;
  const loading = { type: 'loading', load: { ...EMPTY_LOAD, files: [file], totalBytes: 23e6 } } as const;
  expect(encoderWords(loading)).toBe('MiniLM, which reads for meaning, is loading: 12 MB of 23 MB.');
  const encoder = { id: 'e', manifestSha256: '', device: 'wasm', note: null, workers: 1, loadMs: 1 } as const;
  expect(encoderWords({ type: 'ready', encoder })).toBeNull();
});

test('where no model can run, the reason and the order shown are named', () => {
  const missing = (code: 'no-webgpu' | 'device-too-small') =>
    ({ type: 'missing', error: { code, message: '', retry: false } }) as const;
  const list = request([undefined, undefined]);
  const instant = { answer: answer(), current: true, final: true };
  expect(barred({ probe: missing('no-webgpu'), instant: instant, request: list })).toBe(
    'No WebGPU here: this is the instant order (BM25 + MiniLM); the reasoning model needs WebGPU.',
  );
  expect(barred({ probe: missing('no-webgpu'), instant: null, request: list })).toContain('this is the order as given');
  expect(barred({ probe: missing('device-too-small'), instant: instant, request: list })).toMatch(
    /^This graphics processor is too small: .* a larger one\.$/u,
  );
});
