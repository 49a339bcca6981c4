import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { docId, titledText } from '../../../src/core/request.ts';
import type { RankRequest } from '../../../src/core/request.ts';
import { passageWindows } from '../../../src/core/text/windows.ts';
import { openInstant } from '../../../src/instant/node.ts';
import { startNodeEncoder } from '../../../src/instant/node-encoder.ts';
import type { NodeEncoder } from '../../../src/instant/node-encoder.ts';
import { expectWindows } from '../../support/golden-window.ts';
import golden from '../../fixtures/first-stage/lists.json' with { type: 'json' };

const FOLDER = path.resolve('public/models/all-minilm-l6-v2-int8');
/** As in the browser's own test: different kernels round the 8-bit steps differently. */
const COSINE_TOLERANCE = 0.02;
/** Of scores fused from z-scores, whose standard deviation is 1 for each side. */
const SCORE_TOLERANCE = 0.35;

const requestOf = (list: (typeof golden)[number], scored = true): RankRequest => ({
  query: { id: 'q', text: list.query },
  candidates: list.candidates.map(({ title, text }, place) => ({
    docId: docId(String(place)),
    title,
    text,
    ...(scored ? { score: list.bm25[place] ?? Number.NaN } : {}),
  })),
});

/** As a machine has it on which these packages alone are installed. */
const only =
  (...names: readonly string[]) =>
  (name: string): Promise<unknown> =>
    names.includes(name) ? import(/* @vite-ignore */ name) : Promise.reject(new Error(`no ${name}`));
const find = only('onnxruntime-web', '@huggingface/tokenizers');

describe('the encoder in Node, against the browser’s golden files', () => {
  let encoder: NodeEncoder;
  beforeAll(async () => {
    const started = await startNodeEncoder({ folder: FOLDER, find });
    if (!started.ok) throw new Error(JSON.stringify(started.error));
    encoder = started.value;
  }, 60_000);
  afterAll(() => encoder.end());

  it.each(golden.slice(0, 2))('gives the same cosines for “$query”', async ({ query, candidates }) => {
    expect(encoder.runtime).toBe('onnxruntime-web');
    const asked = (await encoder.embed(query)).vector;
    for (const { title, text, cosine } of candidates) {
      const windows = passageWindows(text).map(({ from, to }) => titledText({ title, text: text.slice(from, to) }));
      const found = await Promise.all(windows.map((window) => encoder.embed(window)));
      const cosines = found.map(({ vector }) => vector.reduce((sum, value, place) => sum + value * (asked[place] ?? 0), 0));
      for (const { vector, cut } of found) {
        expect(Math.hypot(...vector)).toBeCloseTo(1, 4);
        expect(cut).toBe(false);
      }
      expect(Math.abs(Math.max(...cosines) - cosine), text.slice(0, 60)).toBeLessThan(COSINE_TOLERANCE);
    }
  });

  it('says of a text that is longer than it reads that it was cut', async () => {
    expect((await encoder.embed('limescale '.repeat(400))).cut).toBe(true);
  });

  it('lets other work of the process be heard between two texts', async () => {
    let ticks = 0;
    const ticking = setInterval(() => (ticks += 1), 1);
    await Promise.all(Array.from({ length: 12 }, (_, place) => encoder.embed(`a short text, number ${place}`)));
    clearInterval(ticking);
    expect(ticks).toBeGreaterThanOrEqual(6);
  });
});

describe('the instant order in Node', () => {
  it.each(golden)(
    'gives the same order, scores and windows for “$query” as the page',
    async (list) => {
      const instant = await openInstant({ folder: FOLDER, find });
      expect(instant).toMatchObject({ problem: null, encoder: { id: 'all-minilm-l6-v2-int8', runtime: 'onnxruntime-web' } });
      const found = await instant.order(requestOf(list));
      expect(found?.order.method).toBe('bm25+minilm');
      expect(found?.order.ranking.map(Number)).toEqual(list.order);
      list.candidates.forEach(({ text, windows }, place) => {
        if (found?.order.late === undefined) throw new Error('no late interaction');
        expectWindows({ text, place, late: found.order.late, windows });
        expect(Math.abs((found?.order.scores[place] ?? Number.NaN) - (list.scores[place] ?? 0))).toBeLessThan(SCORE_TOLERANCE);
      });
      await instant.end();
    },
    60_000,
  );

  it('stops where it is told to', async () => {
    const instant = await openInstant({ folder: FOLDER, find });
    const [list] = golden;
    if (list === undefined) throw new Error('no golden list');
    expect(await instant.order(requestOf(list), AbortSignal.abort())).toBeNull();
    await instant.end();
  }, 60_000);
});

describe('without its encoder the instant order counts words alone, and says why', () => {
  const [list] = golden;
  const byWords = async (setup: Parameters<typeof openInstant>[0]) => {
    const instant = await openInstant(setup);
    const found = list === undefined ? null : await instant.order(requestOf(list, false));
    expect(found?.order.method).toBe('bm25');
    expect(found?.order.windowFrom.every((from) => from === null)).toBe(true);
    expect(instant.encoder).toBeNull();
    return instant.problem;
  };

  it('no folder is known', async () => {
    expect(await byWords({ folder: null })).toEqual({ code: 'no-folder', folder: null });
    expect(await byWords({ folder: '/nowhere/at/all' })).toEqual({ code: 'no-folder', folder: '/nowhere/at/all' });
  });

  it('words alone were wanted', async () => {
    expect(await byWords({ folder: false })).toBeNull();
  });

  it('neither runtime is installed, or no tokenizer', async () => {
    expect(await byWords({ folder: FOLDER, find: only('@huggingface/tokenizers') })).toEqual({ code: 'no-runtime' });
    expect(await byWords({ folder: FOLDER, find: only('onnxruntime-web') })).toEqual({ code: 'no-tokenizer' });
  });

  it('an empty package under a runtime’s name is no runtime', async () => {
    const hollow = (name: string): Promise<unknown> =>
      name === 'onnxruntime-node' ? Promise.resolve({ default: {} }) : Promise.reject(new Error('none'));
    expect(await byWords({ folder: FOLDER, find: hollow })).toEqual({ code: 'no-runtime' });
  });

  it('the folder holds another encoder, a changed byte, or lacks a file: it is named', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'glassrank-encoder-'));
    try {
      cpSync(FOLDER, folder, { recursive: true });
      const tokenizer = path.join(folder, 'tokenizer.json');
      const bytes = readFileSync(tokenizer);
      bytes.writeUInt8(bytes.readUInt8(1000) ^ 1, 1000);
      writeFileSync(tokenizer, bytes);
      expect(await byWords({ folder, find })).toEqual({ code: 'bad-file', folder, file: 'tokenizer.json', detail: null });
      rmSync(tokenizer);
      expect(await byWords({ folder, find })).toMatchObject({ code: 'bad-file', file: 'tokenizer.json' });
      writeFileSync(path.join(folder, 'manifest.json'), '{}');
      expect(await byWords({ folder, find })).toEqual({ code: 'other-encoder', folder });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('the runtime throws', async () => {
    const broken = (name: string): Promise<unknown> =>
      name === 'onnxruntime-node'
        ? Promise.resolve({
            env: {},
            Tensor: class {},
            InferenceSession: { create: () => Promise.reject(new Error('no memory')) },
          })
        : import(/* @vite-ignore */ name);
    expect(await byWords({ folder: FOLDER, find: broken })).toEqual({ code: 'failed', detail: 'no memory' });
  });
});
