import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readAddress } from '../../../../src/engines/server/connect.ts';
import { failureOf } from '../../../../src/engines/server/failure.ts';
import { retryAfterMs } from '../../../../src/engines/server/http.ts';
import { createPool, eachInParallel } from '../../../../src/engines/server/pool.ts';
import { createEventReader } from '../../../../src/engines/server/sse.ts';
import { createTokenCounter, estimateTokens } from '../../../../src/engines/server/tokens.ts';

describe('an event stream', () => {
  const STREAM =
    '\uFEFFdata: {"a":1}\n\n: ping\n\ndata: two\r\ndata: lines é 中 🐝\r\n\r\nevent: x\rid: 1\rdata:bare\r\rdata\n\ndata: [DONE]\n\ndata: cut off';
  const EVENTS = ['{"a":1}', 'two\nlines é 中 🐝', 'bare', '', '[DONE]'];
  const bytes = new TextEncoder().encode(STREAM);

  test('gives the same events however it is cut into pieces, and none that was not finished', () => {
    for (let at = 0; at <= bytes.length; at += 1) {
      const reader = createEventReader();
      const events = [...reader.push(bytes.slice(0, at)), ...reader.push(bytes.slice(at))];
      expect([at, events.map(({ data }) => data)]).toEqual([at, EVENTS]);
    }
    const reader = createEventReader();
    expect([...bytes].flatMap((byte) => reader.push(Uint8Array.of(byte))).map(({ data }) => data)).toEqual(EVENTS);
  });
});

test('Retry-After is read as seconds and as a date, and as nothing where it is neither', () => {
  const now = Date.parse('Mon, 30 Nov 2026 04:00:00 GMT');
  expect(retryAfterMs('3', now)).toBe(3000);
  expect(retryAfterMs('0.5', now)).toBe(500);
  expect(retryAfterMs('Mon, 30 Nov 2026 04:00:07 GMT', now)).toBe(7000);
  expect(retryAfterMs('Mon, 30 Nov 2026 03:00:00 GMT', now)).toBe(0);
  expect(retryAfterMs('soon', now)).toBeNull();
  expect(retryAfterMs(null, now)).toBeNull();
});

test.each([
  ['localhost:8080', 'http://localhost:8080', 'http://localhost:8080'],
  ['http://127.0.0.1:8000/v1', 'http://127.0.0.1:8000', 'http://127.0.0.1:8000'],
  ['https://example.org/api/v1/chat/completions', 'https://example.org/api', 'https://example.org'],
  [' https://example.org/api/ ', 'https://example.org/api', 'https://example.org'],
])('the address %s is that of a server', (typed, root, origin) => {
  expect(readAddress(typed)).toEqual({ root, origin });
});

test.each(['', 'ftp://example.org', 'file:///etc', 'http://', 'a b c'])('%j is no address', (typed) => {
  expect(readAddress(typed)).toBeNull();
});

test.each([
  [401, '{"error":{"message":"Invalid API Key"}}', 'unauthorised'],
  [403, '', 'unauthorised'],
  [404, '{"error":{"message":"The model `x` does not exist."}}', 'model-not-served'],
  [404, 'Not Found', 'no-api'],
  [429, '{"error":"slow down"}', 'server-busy'],
  [503, '{"error":{"message":"Loading model"}}', 'server-busy'],
  [
    400,
    '{"error":{"type":"exceed_context_size_error","message":"the request exceeds the available context size"}}',
    'context-overflow',
  ],
  [400, '{"message":"This model\'s maximum context length is 4096 tokens."}', 'context-overflow'],
  [500, 'oops', 'server-failed'],
])('an answer %i %s is told as %s', (status, body, code) => {
  expect(failureOf(status, body, '/x').code).toBe(code);
});

test('a refusal of the very question is not asked again, a failure of the server may be', () => {
  expect(failureOf(400, '{"error":"bad field"}', '/x').retry).toBe(false);
  expect(failureOf(500, '', '/x').retry).toBe(true);
});

describe('a pool', () => {
  test('never lets more in than it has places, in the order in which they came, and forgets who was cancelled while waiting', async () => {
    const pool = createPool(2);
    let inside = 0;
    let most = 0;
    const order: number[] = [];
    const cancel = new AbortController();
    const work = async (name: number, signal: { aborted: boolean } = { aborted: false }): Promise<void> => {
      const leave = await pool.enter(signal);
      if (signal.aborted) return;
      inside += 1;
      most = Math.max(most, inside);
      order.push(name);
      await new Promise((resolve) => setTimeout(resolve, 2));
      inside -= 1;
      leave();
      leave();
    };
    const all = [work(0), work(1), work(2, cancel.signal), work(3), work(4)];
    cancel.abort();
    await Promise.all(all);
    expect([most, order]).toEqual([2, [0, 1, 3, 4]]);
  });

  test('results stand in the order of the items; after a failure nothing more is begun', async () => {
    expect(
      await eachInParallel([3, 1, 2], 2, async (ms) => new Promise<number>((resolve) => setTimeout(() => resolve(ms), ms))),
    ).toEqual([3, 1, 2]);
    const begun: number[] = [];
    const failing = eachInParallel([0, 1, 2, 3, 4, 5], 1, async (item) => {
      begun.push(item);
      if (item === 2) throw new Error('no');
      return Promise.resolve(item);
    });
    await expect(failing).rejects.toThrow('no');
    expect(begun).toEqual([0, 1, 2]);
  });
});

describe('counting tokens without the server', () => {
  test('takes English at about its usual figure, and every Chinese character for one', () => {
    const english = 'Bees gather nectar, pass it from mouth to mouth and fan it with their wings until it thickens into honey.';
    expect(estimateTokens(english)).toBeGreaterThanOrEqual(22);
    expect(estimateTokens(english)).toBeLessThan(40);
    expect(estimateTokens('蜜蜂酿蜜')).toBe(4);
    expect(estimateTokens('')).toBe(0);
  });

  test('is exact for what the server has counted, and goes by the worst that it has seen for the rest', () => {
    const counter = createTokenCounter();
    const text = 'some words that the server has counted before this test went on to another text '.repeat(2).trim();
    const before = counter.count(`${text} and more`);
    counter.learn(text, estimateTokens(text) * 2);
    expect(counter.count(text)).toBe(estimateTokens(text) * 2);
    expect(counter.count(`${text} and more`)).toBeGreaterThan(before);
    counter.learn(`${text}.`, estimateTokens(text));
    expect(counter.scale).toBe(2);
  });

  test('never falls as a text grows', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (a, b) => {
        expect(estimateTokens(`${a} ${b}`)).toBeGreaterThanOrEqual(estimateTokens(a));
      }),
    );
  });
});
