import { describe, expect, it } from 'vitest';
import type { LoadMessage } from '../../../src/engines/wire.ts';
import { describeError } from '../../../src/engines/webllm/describe-error.ts';
import { createFirstStage } from '../../../src/instant/first-stage.ts';
import type { FirstStageParts } from '../../../src/instant/first-stage.ts';
import type { Encoder } from '../../../src/instant/encoder.ts';
import type { FirstStageAnswer, FirstStageApi } from '../../../src/instant/api.ts';
import { docId } from '../../../src/core/request.ts';
import { wordVectors } from '../../support/word-vectors.ts';
import type { Candidate, RankRequest } from '../../../src/core/request.ts';

const IDENTITY: Encoder['identity'] = { id: 'scripted', manifestSha256: '', device: 'wasm', note: null, workers: 2 };
const port = { postMessage: () => {} } as unknown as MessagePort;
const options = { modelsUrl: 'http://localhost/models/' };

/** Looks for colour words, in texts and in single words: red is along one axis, blue along the other. */
const colours: Encoder = {
  identity: IDENTITY,
  embed: (text) => {
    const [red, blue] = axesOf(text);
    const length = Math.hypot(red, blue) || 1;
    return Promise.resolve({
      vector: Float32Array.of(red / length, blue / length),
      cut: text.length > 900,
      tokens: wordVectors(text, axesOf),
    });
  },
};

function axesOf(text: string): readonly [red: number, blue: number] {
  return [text.includes('red') ? 1 : 0, text.includes('blue') ? 1 : 0];
}

function firstStage(parts: Partial<FirstStageParts> = {}): FirstStageApi {
  return createFirstStage({
    loadEncoder: () => Promise.resolve({ ok: true, value: colours }),
    describeError,
    now: () => 0,
    ...parts,
  });
}

function requestOf(query: string, passages: readonly (string | Partial<Candidate>)[]): RankRequest {
  return {
    query: { id: 'q', text: query },
    candidates: passages.map((passage, place) => ({
      docId: docId(`p${place + 1}`),
      text: '',
      ...(typeof passage === 'string' ? { text: passage } : passage),
    })),
  };
}

/** The last answer to a long list; the first goes by words. */
async function wholeAnswer(api: FirstStageApi, request: RankRequest): Promise<FirstStageAnswer | null> {
  const first = await api.order(request);
  return first?.more === undefined ? first : api.better(first.more.ask);
}

describe('the first stage', () => {
  it('answers with words alone while no encoder is loaded, and says so', async () => {
    const answer = await firstStage().order(requestOf('blue sky', ['a red door', 'the sky is blue']));
    expect(answer).toMatchObject({
      order: { method: 'bm25', ranking: ['p2', 'p1'], windowFrom: [null, null] },
      device: null,
      cut: [],
    });
  });

  it('fuses words and meaning once it is loaded', async () => {
    const api = firstStage();
    await api.load(options, port);
    const answer = await api.order(requestOf('blue', ['a red door', 'bluebells', 'a door']));
    expect(answer?.order.method).toBe('bm25+minilm');
    expect(answer?.order.ranking[0]).toBe('p2');
    expect(answer?.device).toBe('wasm');
  });

  it('goes by words alone where the passages or the query are in another language than the encoder’s, and says so', async () => {
    const api = firstStage();
    await api.load(options, port);
    const russian = await api.order(requestOf('синее небо', ['красная дверь', 'небо синее']));
    expect(russian).toMatchObject({ order: { method: 'bm25', ranking: ['p2', 'p1'] }, device: null, otherLanguage: true });
    expect(await api.order(requestOf('синее небо', ['a red door', 'blue']))).toMatchObject({ otherLanguage: true });
    const english = await api.order(requestOf('blue', ['a red door', 'blue']));
    expect(english?.otherLanguage).toBeUndefined();
  });

  it('keeps the given order where nothing tells passages apart', async () => {
    const api = firstStage();
    await api.load(options, port);
    const answer = await api.order(requestOf('green', ['one', 'two', 'three']));
    expect(answer?.order.ranking).toEqual(['p1', 'p2', 'p3']);
    expect(answer?.order.scores).toEqual([0, 0, 0]);
  });

  it('takes the scores that came with the list, and ignores them where one is missing', async () => {
    const own = await firstStage().order(
      requestOf('door', [
        { text: 'door', score: 1 },
        { text: 'x', score: 5 },
      ]),
    );
    expect(own?.order).toMatchObject({ ranking: ['p2', 'p1'], scores: [1, 5] });
    const missing = await firstStage().order(requestOf('door', [{ text: 'x', score: 5 }, { text: 'door' }]));
    expect(missing?.order.ranking).toEqual(['p2', 'p1']);
  });

  it('finds the stretch nearest to the query, however deep, and where it starts', async () => {
    const api = firstStage();
    await api.load(options, port);
    const filler = `${'word '.repeat(39)}end. `;
    const text = `${filler.repeat(4)}Here is blue. ${filler}`;
    const answer = await api.order(requestOf('blue', [text, 'a red one']));
    expect(answer?.order.ranking[0]).toBe('p1');
    const [from = null, other = null] = answer?.order.windowFrom ?? [];
    expect(
      text
        .slice(from ?? 0)
        .split(' ')
        .slice(0, 40)
        .join(' '),
    ).toContain('Here is blue.');
    expect(other).toBe(0);
  });

  it('says what its scores are made of, and which word answered which', async () => {
    const api = firstStage();
    await api.load(options, port);
    const answer = await api.order(requestOf('blue', ['a red door', 'the blue sea']));
    const late = answer?.order.late;
    expect(late?.weights).toEqual({ bm25: 0.25, cosine: 1, maxSim: 1, idfMaxSim: 0.5 });
    expect(late?.parts).toMatchObject({ cosine: [0, 1], maxSim: [0, 1], idfMaxSim: [0, 1] });
    expect(late?.queryWords).toEqual([{ from: 0, to: 4, weight: 1 }]);
    expect(late?.matches[1]?.found).toEqual([{ in: 'text', from: 4, to: 8, similar: 1 }]);
  });

  it('of a list of one passage is 0', async () => {
    const api = firstStage();
    await api.load(options, port);
    expect((await api.order(requestOf('blue', ['blue'])))?.order).toMatchObject({ ranking: ['p1'], scores: [0] });
  });

  it('reads the best 200 of a long list piece by piece, and keeps the others below them in the order of words and cosine', async () => {
    const api = firstStage();
    await api.load(options, port);
    const passages = Array.from({ length: 230 }, (_, place) => (place < 20 ? `red ${place}` : `blue ${place}`));
    const order = (await wholeAnswer(api, requestOf('blue', passages)))?.order;
    const read = order?.late?.matches.map((one) => one !== null) ?? [];
    expect(read.filter(Boolean).length).toBe(200);
    expect(order?.late?.parts.maxSim.map((one) => one !== null)).toEqual(read);
    expect(order?.ranking.slice(0, 210)).toEqual(passages.slice(20).map((_, place) => `p${place + 21}`));
    expect(order?.ranking.slice(210)).toEqual(passages.slice(0, 20).map((_, place) => `p${place + 1}`));
    const scores = order?.ranking.map((id) => order.scores[Number(id.slice(1)) - 1] ?? Number.NaN) ?? [];
    expect(scores).toEqual(scores.toSorted((one, other) => other - one));
    expect(order?.windowFrom.map((from) => from !== null)).toEqual(read);
  });

  it('orders a long list by words at once, says that the encoder is to come, and is answered by it only while no other list is asked for', async () => {
    const seen: string[] = [];
    const counting: Encoder = { ...colours, embed: (text) => (seen.push(text), colours.embed(text)) };
    const api = firstStage({ loadEncoder: () => Promise.resolve({ ok: true, value: counting }) });
    await api.load(options, port);
    const passages = Array.from({ length: 201 }, (_, place) => (place === 200 ? 'blue' : `bluebells ${place}`));
    const words = await api.order(requestOf('blue', passages));
    expect(words).toMatchObject({ order: { method: 'bm25' }, device: null, more: { reads: 201 } });
    expect(words?.order.ranking[0]).toBe('p201');
    expect(seen).toEqual([]);
    const ask = words?.more?.ask ?? Number.NaN;
    const read = await api.better(ask);
    expect(read).toMatchObject({ order: { method: 'bm25+minilm' }, device: 'wasm' });
    expect(read?.more).toBeUndefined();
    const another = await api.order(requestOf('bells', passages));
    expect(await api.better(ask)).toBeNull();
    await api.order(requestOf('blue', ['blue', 'red']));
    expect(await api.better(another?.more?.ask ?? Number.NaN)).toBeNull();
  });

  it('reads no more than the best 1,000 by words of a longer list: the others stand behind them by words, and the order says which they are', async () => {
    const seen = new Set<string>();
    const counting: Encoder = { ...colours, embed: (text) => (seen.add(text), colours.embed(text)) };
    const api = firstStage({ loadEncoder: () => Promise.resolve({ ok: true, value: counting }) });
    await api.load(options, port);
    // Ten answer in letters that only the encoder sees, and hold no word of the query; the last passage holds it twice.
    const passages = Array.from({ length: 1012 }, (_, place) => {
      if (place < 10) return `bluebells ${place}`;
      return place === 1011 ? 'blue blue' : place === 1010 ? 'door' : `blue ${place}`;
    });
    const answer = await wholeAnswer(api, requestOf('blue', passages));
    const order = answer?.order;
    const read = order?.late?.parts.cosine.map((one) => one !== null) ?? [];
    expect(read.filter(Boolean).length).toBe(1000);
    expect(read[1011]).toBe(true);
    // The query, and each passage that was read.
    expect(seen.size).toBe(1001);
    const unread = passages.flatMap((_, place) => (read[place] === true ? [] : [place]));
    // Those without the word, and of equal ones the last.
    expect(unread).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1009, 1010]);
    expect(order?.ranking.slice(1000)).toEqual([1009, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1010].map((place) => `p${place + 1}`));
    const scores = order?.ranking.map((id) => order.scores[Number(id.slice(1)) - 1] ?? Number.NaN) ?? [];
    expect(scores).toEqual(scores.toSorted((one, other) => other - one));
    expect(scores.every(Number.isFinite)).toBe(true);
    expect(new Set(order?.ranking).size).toBe(1012);
  });

  it('sees the title with every stretch', async () => {
    const api = firstStage();
    await api.load(options, port);
    const answer = await api.order(requestOf('blue', [{ text: 'a door' }, { title: 'blue', text: 'a door' }]));
    expect(answer?.order.ranking).toEqual(['p2', 'p1']);
  });

  it('names passages whose end the encoder could not read', async () => {
    const api = firstStage();
    await api.load(options, port);
    const answer = await api.order(requestOf('red', ['red', 'r'.repeat(1000)]));
    expect(answer?.cut).toEqual(['p2']);
  });

  it('answers only the newest of two questions, and leaves the older one where it is', async () => {
    const seen: string[] = [];
    const slow: Encoder = {
      identity: IDENTITY,
      embed: async (text) => {
        seen.push(text);
        await new Promise((resolve) => setTimeout(resolve, 5));
        return colours.embed(text);
      },
    };
    const api = firstStage({ loadEncoder: () => Promise.resolve({ ok: true, value: slow }) });
    await api.load(options, port);
    const older = api.order(requestOf('red', ['red 1', 'red 2', 'red 3', 'red 4', 'red 5']));
    const newer = api.order(requestOf('blue', ['red', 'blue']));
    expect(await older).toBeNull();
    expect((await newer)?.order.ranking).toEqual(['p2', 'p1']);
    expect(seen).not.toContain('red 5');
  });

  it('works each text out once', async () => {
    const seen: string[] = [];
    const counting: Encoder = { ...colours, embed: (text) => (seen.push(text), colours.embed(text)) };
    const api = firstStage({ loadEncoder: () => Promise.resolve({ ok: true, value: counting }) });
    await api.load(options, port);
    await api.order(requestOf('red', ['one', 'two']));
    await api.order(requestOf('blue', ['one', 'two', 'three']));
    expect(seen.toSorted()).toEqual(['blue', 'one', 'red', 'three', 'two']);
  });

  it('tells why an encoder could not be loaded, still answers with words, and may try again', async () => {
    let tries = 0;
    const api = firstStage({
      loadEncoder: () => {
        tries += 1;
        if (tries === 1) throw new Error('no WebAssembly here');
        return Promise.resolve({ ok: true, value: colours });
      },
    });
    expect(await api.load(options, port)).toMatchObject({ ok: false, error: { message: 'no WebAssembly here' } });
    expect((await api.order(requestOf('red', ['a', 'red'])))?.order.method).toBe('bm25');
    expect(await api.load(options, port)).toMatchObject({ ok: true });
    expect((await api.order(requestOf('red', ['a', 'red'])))?.order.method).toBe('bm25+minilm');
  });
});

it('load-end is the last message of every load, also of one that joins another', async () => {
  const failing = createFirstStage({
    loadEncoder: async ({ onEvent }) => {
      onEvent({ type: 'load-start', files: 1, bytes: 3 });
      return { ok: false, error: { code: 'download-failed', message: '', retry: true } };
    },
    describeError: (error) => ({ code: 'engine-failed', message: String(error), retry: true }),
    now: () => 0,
  });
  const posted = async (): Promise<readonly string[]> => {
    const types: string[] = [];
    const hears = { postMessage: ({ type }: LoadMessage) => types.push(type) } as unknown as MessagePort;
    await failing.load(options, hears);
    return types;
  };
  expect(await Promise.all([posted(), posted()])).toEqual([['load-start', 'load-end'], ['load-end']]);
});
