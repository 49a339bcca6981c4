import fc from 'fast-check';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { instantRanker } from '../../../src/cli/rerank/ranker.ts';
import { createRerankServer, endServer } from '../../../src/cli/serve/server.ts';
import type { RerankServerSetup } from '../../../src/cli/serve/server.ts';
import { openInstant } from '../../../src/instant/node.ts';
import { rawConnection, rawRequest, readAnswer, requestText } from '../../support/raw-request.ts';
import type { RawAnswer } from '../../support/raw-request.ts';

// What no client of ours would send to `glassrank serve`, over bare sockets. After each of it the next question is answered.

const QUESTION = JSON.stringify({ query: 'q', documents: ['a', 'b'] });
const JSON_TYPE = 'Content-Type: application/json';
const HOST = 'Host: localhost';

const servers: Server[] = [];
async function listening(own: Partial<RerankServerSetup> = {}): Promise<number> {
  const instant = await openInstant({ folder: false });
  let ids = 0;
  const server = createRerankServer({
    models: new Map([['instant', { ranker: instantRanker(instant), warnings: [] }]]),
    limits: { bytes: 20_000, documents: 50, concurrent: 2, timeoutMs: 5000 },
    hosts: [],
    version: '1.2.3',
    now: () => new Date(5000),
    clock: () => performance.now(),
    newId: () => `id-${ids++}`,
    tell: () => {},
    ...own,
  });
  servers.push(server);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

let port = 0;
beforeAll(async () => {
  port = await listening();
});
afterAll(async () => {
  await Promise.all(servers.map((server) => endServer(server)));
});

function post(body: string | Buffer, headers: readonly string[] = [JSON_TYPE], line = 'POST /v1/rerank HTTP/1.1'): Buffer {
  const bytes = Buffer.from(body);
  return Buffer.concat([Buffer.from(requestText([line, HOST, ...headers, `Content-Length: ${bytes.length}`])), bytes]);
}

async function stillAnswers(): Promise<void> {
  const answer = await rawRequest(port, post(QUESTION));
  expect(answer.status).toBe(200);
  expect(jsonOf(answer)).toHaveProperty('results');
}

const jsonOf = ({ body }: RawAnswer): unknown => JSON.parse(body.toString());

describe('requests', () => {
  const deep = `${'['.repeat(9000)}${']'.repeat(9000)}`;
  const TABLE: readonly (readonly [what: string, text: string | Buffer, status: number])[] = [
    ['two Host headers', requestText(['GET /health HTTP/1.1', HOST, 'Host: evil.example']), 400],
    ['no Host header', requestText(['GET /health HTTP/1.1']), 400],
    ['an empty Host header', requestText(['GET /health HTTP/1.1', 'Host:']), 403],
    ['an older protocol without Host', requestText(['GET /health HTTP/1.0']), 403],
    ['a Host with a user before it', requestText(['GET /health HTTP/1.1', 'Host: localhost@evil.example']), 403],
    ['a Host that begins as ours', requestText(['GET /health HTTP/1.1', 'Host: 127.0.0.1.evil.example']), 403],
    ['a page without an origin', requestText(['GET /health HTTP/1.1', HOST, 'Origin: null']), 403],
    ['an origin that is no address', requestText(['GET /health HTTP/1.1', HOST, 'Origin: localhost']), 403],
    ['a preflight of another site', requestText(['OPTIONS /v1/rerank HTTP/1.1', HOST, 'Origin: https://evil.example']), 403],
    ['a preflight of this machine', requestText(['OPTIONS /v1/rerank HTTP/1.1', HOST, 'Origin: http://localhost:1']), 405],
    ['a whole address as path', requestText(['GET http://evil.example/health HTTP/1.1', HOST]), 404],
    ['a name that every object has', post(QUESTION, [JSON_TYPE], 'POST constructor HTTP/1.1'), 400],
    ['such a name with a slash', post(QUESTION, [JSON_TYPE], 'POST /constructor HTTP/1.1'), 404],
    ['an unknown method', requestText(['BREW /health HTTP/1.1', HOST]), 400],
    ['long headers', requestText(['GET /health HTTP/1.1', HOST, `X: ${'x'.repeat(20_000)}`]), 431],
    ['a long address', requestText([`GET /${'x'.repeat(20_000)} HTTP/1.1`, HOST]), 431],
    ['two lengths', requestText(['POST /v1/rerank HTTP/1.1', HOST, JSON_TYPE, 'Content-Length: 3', 'Content-Length: 4']), 400],
    [
      'a length and chunks',
      requestText(['POST /v1/rerank HTTP/1.1', HOST, JSON_TYPE, 'Content-Length: 3', 'Transfer-Encoding: chunked']),
      400,
    ],
    [
      'a chunk of no size',
      requestText(['POST /v1/rerank HTTP/1.1', HOST, JSON_TYPE, 'Transfer-Encoding: chunked'], 'zz\r\n'),
      400,
    ],
    ['a length beyond all', requestText(['POST /v1/rerank HTTP/1.1', HOST, JSON_TYPE, 'Content-Length: 99999999999']), 413],
    ['no type', post(QUESTION, []), 415],
    ['the type of a form, which needs no leave', post(QUESTION, ['Content-Type: text/plain;application/json']), 415],
    ['a compressed body', post(QUESTION, [JSON_TYPE, 'Content-Encoding: gzip']), 415],
    ['no body', post(''), 400],
    ['half a body of JSON', post('{"query": "q", "documents": ["a'), 400],
    ['bytes that are no text', post(Buffer.from([0x22, 0xff, 0xfe, 0x22])), 400],
    ['lists in lists', post(deep), 400],
    ['a list as query', post('{"query": ["q"], "documents": ["a"]}'), 400],
    ['numbers as documents', post('{"query": "q", "documents": [1, 2]}'), 400],
    ['another prototype', post('{"__proto__": {"query": "q", "documents": ["a"]}}'), 400],
    ['an endless top_n', post('{"query": "q", "documents": ["a"], "top_n": 1e400}'), 400],
    ['half a surrogate', post(String.raw`{"query": "q\ud800", "documents": ["\udfff"], "return_documents": true}`), 200],
    ['NUL and directions', post(String.raw`{"query": "\u0000\u202e", "documents": ["\u0000", ""]}`), 200],
    ['a miracle', requestText(['POST /v1/rerank HTTP/1.1', HOST, JSON_TYPE, 'Expect: a-miracle', 'Content-Length: 0']), 417],
  ];

  it.each(TABLE)('%s', async (_, text, status) => {
    const answer = await rawRequest(port, text);
    expect(answer.status).toBe(status);
    // No page of another origin is told anything.
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
    await stillAnswers();
  });

  it('any JSON is answered with 200, or with 400 and a reason', async () => {
    const field = fc.constantFrom('query', 'documents', 'model', 'top_n', 'return_documents', 'text', 'x');
    const body = fc.oneof(
      fc.json(),
      fc
        .dictionary(field, fc.oneof(fc.jsonValue(), fc.string({ unit: 'binary' }), fc.array(fc.string())))
        .map((value) => JSON.stringify(value)),
    );
    await fc.assert(
      fc.asyncProperty(body, async (text) => {
        const answer = await rawRequest(port, post(text));
        expect([200, 400, 404]).toContain(answer.status);
        if (answer.status !== 200) expect(jsonOf(answer)).toMatchObject({ message: expect.stringMatching(/\S/u) });
      }),
    );
    await stillAnswers();
  });
});

describe('clients that dawdle or go', () => {
  it('headers and bodies that never end are ended, and take nobody’s place meanwhile', async () => {
    const slow = await listening({ patience: { headersMs: 150, bodyMs: 400 } });
    const dripping = rawConnection(slow);
    dripping.socket.write(`GET /health HTTP/1.1\r\n${HOST}\r\n`);
    const drip = setInterval(() => dripping.socket.write('X: y\r\n'), 20);
    const owing = Array.from({ length: 5 }, () => rawConnection(slow));
    for (const { socket } of owing)
      socket.write(`POST /v1/rerank HTTP/1.1\r\n${HOST}\r\n${JSON_TYPE}\r\nContent-Length: 1000\r\n\r\n{"query":`);
    await pause(50);
    // Two questions at once are the most here.
    expect((await rawRequest(slow, post(QUESTION))).status).toBe(200);
    expect(readAnswer(await dripping.ended).status).toBe(408);
    clearInterval(drip);
    for (const { ended } of owing) expect(readAnswer(await ended).status).toBe(408);
    expect((await rawRequest(slow, post(QUESTION))).status).toBe(200);
  });

  it('connections torn at any place are no end of the server', async () => {
    const whole = post(QUESTION);
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length), async (place) => {
        const { socket, ended } = rawConnection(port);
        socket.write(whole.subarray(0, place), () => socket.resetAndDestroy());
        await ended;
      }),
    );
    await stillAnswers();
    const health = await rawRequest(port, requestText(['GET /health HTTP/1.1', HOST]));
    expect(jsonOf(health)).toMatchObject({ running: 0 });
  });

  it('more connections than agreed are closed', async () => {
    const small = await listening({ patience: { connections: 2 } });
    const held = [rawConnection(small), rawConnection(small)];
    await Promise.all(held.map(({ socket }) => new Promise((resolve) => void socket.once('connect', resolve))));
    expect((await rawRequest(small, post(QUESTION))).status).toBe(0);
    held.forEach(({ socket }) => socket.destroy());
    await expect.poll(async () => (await rawRequest(small, post(QUESTION))).status).toBe(200);
  });
});
