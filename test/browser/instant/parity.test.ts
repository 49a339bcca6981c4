import { beforeAll, describe, expect, it } from 'vitest';
import type { Embedding } from '../../../src/instant/encoder.ts';
import encoderCatalog from '../../../src/instant/encoder-catalog.json' with { type: 'json' };
import { fetchEncoder } from '../../../src/instant/fetch-encoder.ts';
import { startMiniLm } from '../../../src/instant/mini-lm.ts';
import { orderList } from '../../../src/instant/order.ts';
import { rememberEmbeddings } from '../../../src/instant/remember.ts';
import { sha256Hex } from '../../../src/engines/download.ts';
import { docId, titledText } from '../../../src/core/request.ts';
import { passageWindows } from '../../../src/core/text/windows.ts';
import type { RankRequest } from '../../../src/core/request.ts';
import { expectWindows } from '../../support/golden-window.ts';
import golden from '../../fixtures/first-stage/lists.json' with { type: 'json' };

/** Both embed one text at a time; different kernels round the 8-bit steps differently. */
const TOLERANCE = 0.02;

const requestOf = (list: (typeof golden)[number]): RankRequest => ({
  query: { id: 'q', text: list.query },
  candidates: list.candidates.map(({ title, text }, place) => ({
    docId: docId(String(place)),
    title,
    text,
    score: list.bm25[place] ?? Number.NaN,
  })),
});

const store = {
  fetch: (url: string, init: { readonly cache: RequestCache }) => fetch(url, init),
  openCache: () => Promise.resolve(undefined),
  sha256: sha256Hex,
};
const encoderUrl = new URL(`/models/${encoderCatalog.id}/`, location.href).href;

describe('the encoder in the browser against the pipeline’s', () => {
  let embed: (text: string) => Promise<Embedding>;
  beforeAll(async () => {
    const files = await fetchEncoder({ entry: encoderCatalog, encoderUrl, store, onEvent: () => {} });
    if (!files.ok) throw new Error(files.error.message);
    embed = await startMiniLm({ id: encoderCatalog.id, files: files.value, device: 'wasm' });
  });

  it.each(golden.slice(0, 2))('gives the same cosines for “$query”', async ({ query, candidates }) => {
    const asked = (await embed(query)).vector;
    for (const { title, text, cosine } of candidates) {
      const windows = passageWindows(text).map(({ from, to }) => titledText({ title, text: text.slice(from, to) }));
      const cosines: number[] = [];
      for (const window of windows) {
        const { vector } = await embed(window);
        expect(Math.hypot(...vector)).toBeCloseTo(1, 4);
        cosines.push(vector.reduce((sum, value, place) => sum + value * (asked[place] ?? 0), 0));
      }
      expect(Math.abs(Math.max(...cosines) - cosine), text.slice(0, 60)).toBeLessThan(TOLERANCE);
    }
  });

  it.each(golden)('gives the same order, scores and windows for “$query”', async (list) => {
    const found = await orderList(requestOf(list), { ...rememberEmbeddings({ embed }), lanes: 1, stop: () => false });
    const late = found?.order.late;
    if (found === null || late === undefined) throw new Error('it stopped');
    expect(found.order.ranking.map(Number)).toEqual(list.order);
    list.candidates.forEach(({ text, maxSim, windows }, place) => {
      expect(Math.abs((late.parts.maxSim[place] ?? 9) - maxSim)).toBeLessThan(TOLERANCE);
      expectWindows({ text, place, late, windows });
    });
  });
});

it('a changed byte is no encoder: the file is named', async () => {
  const damaging = async (url: string, init: { readonly cache: RequestCache }): Promise<Response> => {
    const response = await fetch(url, init);
    if (!url.endsWith('tokenizer.json')) return response;
    const bytes = new Uint8Array(await response.arrayBuffer());
    bytes.set([(bytes[1000] ?? 0) ^ 1], 1000);
    return new Response(bytes);
  };
  const found = await fetchEncoder({
    entry: encoderCatalog,
    encoderUrl,
    store: { ...store, fetch: damaging },
    onEvent: () => {},
  });
  expect(found).toMatchObject({ ok: false, error: { code: 'bad-hash', details: { file: 'tokenizer.json' } } });
});
