import { request as httpRequest } from 'node:http';
import type { IncomingHttpHeaders, Server } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { main } from '../../../src/cli/main.ts';
import { instantRanker, modelRanker } from '../../../src/cli/rerank/ranker.ts';
import { createRerankServer, endServer } from '../../../src/cli/serve/server.ts';
import type { RerankServerSetup } from '../../../src/cli/serve/server.ts';
import type { CommandWorld } from '../../../src/cli/world.ts';
import { errorInfo } from '../../../src/core/errors.ts';
import { fromChat } from '../../../src/core/run/from-chat.ts';
import type { Chat } from '../../../src/core/run/from-chat.ts';
import { openInstant } from '../../../src/instant/node.ts';
import { commandWorld } from '../../support/command-world.ts';

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Record<string, unknown>;
}

const servers: Server[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => endServer(server)));
});

const identifiersOf = (messages: Parameters<Chat>[0]): readonly string[] =>
  [...(messages.at(-1)?.content ?? '').matchAll(/^\[\d+\]/gm)].map(([identifier]) => identifier);
const backwards: Chat = (messages) => identifiersOf(messages).toReversed().join(' > ');

async function serve({ chat = backwards, ...own }: Partial<RerankServerSetup> & { readonly chat?: Chat } = {}): Promise<number> {
  const instant = await openInstant({ folder: false });
  const served = {
    model: fromChat(chat, { id: 'scripted' }),
    describeError: (error: unknown) =>
      errorInfo(
        String(error).includes('busy') ? 'server-busy' : 'server-failed',
        error instanceof Error ? error.message : String(error),
      ),
    temperature: null,
    notes: [],
  };
  let ids = 0;
  const server = createRerankServer({
    models: new Map([
      ['instant', { ranker: instantRanker(instant), warnings: ['words alone'] }],
      ['scripted', { ranker: modelRanker({ served, entry: {}, startFrom: 'given', instant }), warnings: [] }],
    ]),
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

/** Over a real socket, with any headers: `fetch` would not send another Host. */
function ask(
  port: number,
  path: string,
  {
    method = 'POST',
    body,
    headers = {},
    signal,
  }: { method?: string; body?: unknown; headers?: Record<string, string>; signal?: AbortSignal } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const text = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body);
    const type =
      text === undefined ? {} : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(text)) };
    const sent = httpRequest(
      {
        host: '127.0.0.1',
        port,
        path,
        method,
        headers: { ...type, ...headers },
        agent: false,
        ...(signal === undefined ? {} : { signal }),
      },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () => {
          const told = Buffer.concat(parts).toString('utf8');
          const json = told === '' ? {} : (JSON.parse(told) as Record<string, unknown>);
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: json });
        });
      },
    );
    sent.on('error', reject);
    sent.end(text);
  });
}

const QUESTION = {
  query: 'limescale in a kettle',
  documents: ['a kettle boils water', { text: 'vinegar dissolves limescale in a kettle' }, { title: 'Drum', text: 'is tuned' }],
};
const resultsOf = ({ body }: Answer) =>
  body['results'] as readonly { index: number; relevance_score: number; document?: object }[];

describe('POST /v1/rerank', () => {
  it('answers in the shape that Cohere’s v2 and Jina’s clients read, scores strictly decreasing', async () => {
    const port = await serve();
    const answer = await ask(port, '/v1/rerank', { body: { model: 'instant', ...QUESTION } });
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(answer.body).toMatchObject({
      id: 'id-0',
      object: 'list',
      model: 'instant',
      usage: { total_tokens: 0, prompt_tokens: 0 },
      meta: { api_version: { version: '2' }, warnings: ['words alone'] },
    });
    const results = resultsOf(answer);
    expect(results[0]).toEqual({ index: 1, relevance_score: expect.any(Number) });
    expect(results.map(({ index }) => index).toSorted((one, other) => one - other)).toEqual([0, 1, 2]);
  });

  it('gives Cohere’s shape alone under /v2/rerank', async () => {
    const port = await serve();
    const { body } = await ask(port, '/v2/rerank', { body: QUESTION });
    expect(Object.keys(body).toSorted()).toEqual(['id', 'meta', 'results']);
  });

  it('asks a model by its name, and tells its tokens', async () => {
    const port = await serve();
    const answer = await ask(port, '/v1/rerank', { body: { model: 'scripted', ...QUESTION } });
    expect(resultsOf(answer)).toEqual([
      { index: 2, relevance_score: 1 },
      { index: 1, relevance_score: 2 / 3 },
      { index: 0, relevance_score: 1 / 3 },
    ]);
    const { total_tokens: total, prompt_tokens: prompt } = answer.body['usage'] as Record<string, number>;
    expect(prompt).toBeGreaterThan(10);
    expect(total).toBeGreaterThan(prompt ?? 0);
  });

  it('keeps to top_n, gives the documents back where asked, and the first model where none is named', async () => {
    const port = await serve();
    const answer = await ask(port, '/v1/rerank', { body: { ...QUESTION, top_n: 2, return_documents: true } });
    expect(answer.body['model']).toBe('instant');
    expect(resultsOf(answer)).toHaveLength(2);
    expect(resultsOf(answer)[0]?.document).toEqual({ text: 'vinegar dissolves limescale in a kettle' });
    expect(resultsOf(await ask(port, '/v1/rerank', { body: { ...QUESTION, top_n: 99 } }))).toHaveLength(3);
  });

  it('tells equal documents apart by their place, in scores that still decrease', async () => {
    const port = await serve();
    const documents = Array.from({ length: 50 }, () => 'the same');
    const results = resultsOf(await ask(port, '/v1/rerank', { body: { query: 'nothing of it', documents } }));
    expect(results.map(({ index }) => index)).toEqual(documents.map((_, place) => place));
    results.forEach(({ relevance_score: score }, place) => {
      expect(score).toBeGreaterThan(0);
      if (place > 0) expect(score).toBeLessThan(results[place - 1]?.relevance_score ?? 0);
    });
  });

  it('says in meta.warnings what is not silently so: fields without use, answers that could not be read', async () => {
    const port = await serve({ chat: () => 'no order' });
    const { body } = await ask(port, '/v1/rerank', { body: { model: 'scripted', ...QUESTION, max_tokens_per_doc: 9 } });
    const { warnings } = body['meta'] as { readonly warnings: readonly string[] };
    expect(warnings).toEqual([
      'max_tokens_per_doc is not used: nothing here is decided by it.',
      expect.stringContaining('no order could be read'),
    ]);
  });
});

describe('questions that are refused, in the error shape of the API', () => {
  it.each([
    ['a body that is no JSON', '{"query": ', 400, 'not JSON in UTF-8'],
    ['a list', [], 400, 'must be a JSON object'],
    ['no query', { documents: ['a'] }, 400, 'query must be a text'],
    ['an empty query', { ...QUESTION, query: ' ' }, 400, 'query must be a text that is not empty'],
    ['no documents', { query: 'q', documents: [] }, 400, 'at least one'],
    ['a document without text', { query: 'q', documents: ['a', { title: 'b' }] }, 400, 'documents[1] must be a text'],
    ['null as a document', { query: 'q', documents: [null] }, 400, 'documents[0] must be a text'],
    ['top_n of none', { ...QUESTION, top_n: 0 }, 400, 'top_n must be a whole number from 1 on'],
    ['too many documents', { query: 'q', documents: Array.from({ length: 51 }, () => 'a') }, 400, 'at most 50, there are 51'],
    ['an unknown model', { ...QUESTION, model: 'rerank-v9' }, 404, "model 'rerank-v9' not found; there is: instant, scripted"],
    ['a large body', { query: 'q', documents: ['x'.repeat(30_000)] }, 413, 'more than 20000 bytes'],
  ])('%s', async (_, body, status, said) => {
    const port = await serve();
    const answer = await ask(port, '/v1/rerank', { body });
    expect(answer.status).toBe(status);
    expect(answer.body).toEqual({ id: 'id-0', message: expect.stringContaining(said), detail: expect.stringContaining(said) });
    expect(Object.keys((await ask(port, '/v2/rerank', { body })).body)).toEqual(['id', 'message']);
  });

  it('a large body whose length is not told: read no further than the limit', async () => {
    const port = await serve();
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(port, '127.0.0.1');
      let told = '';
      socket.on('data', (part) => (told += part.toString('utf8')));
      socket.on('close', () => resolve(told));
      socket.on('error', (error) => (told === '' ? reject(error) : resolve(told)));
      socket.write(
        'POST /v1/rerank HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n',
      );
      const chunk = 'x'.repeat(8192);
      for (let place = 0; place < 6; place += 1) socket.write(`${chunk.length.toString(16)}\r\n${chunk}\r\n`);
    });
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer.toLowerCase()).toContain('connection: close');
  });

  it('other paths, other methods, other types of body', async () => {
    const port = await serve();
    expect((await ask(port, '/v1/chat/completions', { body: QUESTION })).status).toBe(404);
    expect(await ask(port, '/v1/rerank', { method: 'GET' })).toMatchObject({ status: 405, headers: { allow: 'POST' } });
    expect((await ask(port, '/health', { body: {} })).status).toBe(405);
    expect((await ask(port, '/v1/rerank', { body: QUESTION, headers: { 'content-type': 'text/plain' } })).status).toBe(415);
  });

  it('a Host that is not this machine’s (DNS rebinding), and pages of other sites', async () => {
    const port = await serve();
    const rebound = await ask(port, '/v1/rerank', { body: QUESTION, headers: { host: `evil.example:${port}` } });
    expect(rebound).toMatchObject({ status: 403, body: { message: expect.stringContaining('--allow-host') } });
    expect((await ask(port, '/health', { method: 'GET', headers: { host: 'evil.example' } })).status).toBe(403);
    expect((await ask(port, '/v1/rerank', { body: QUESTION, headers: { origin: 'https://evil.example' } })).status).toBe(403);
    expect((await ask(port, '/v1/rerank', { body: QUESTION, headers: { host: `localhost:${port}` } })).status).toBe(200);
    expect((await ask(port, '/v1/rerank', { body: QUESTION, headers: { host: `[::1]:${port}` } })).status).toBe(200);
    const allowing = await serve({ hosts: ['rank.example'] });
    expect((await ask(allowing, '/v1/rerank', { body: QUESTION, headers: { host: 'Rank.example' } })).status).toBe(200);
  });
});

describe('limits and ends', () => {
  const never: Chat = () => new Promise<string>(() => {});
  const scripted = { ...QUESTION, model: 'scripted' };

  it('answers so many at once; a further question is told when to come again, and comes through later', async () => {
    const release: (() => void)[] = [];
    const waiting: Chat = (messages) =>
      new Promise((resolve) => release.push(() => resolve(identifiersOf(messages).join(' > '))));
    const port = await serve({ chat: waiting });
    const first = [ask(port, '/v1/rerank', { body: scripted }), ask(port, '/v1/rerank', { body: scripted })];
    await expect.poll(() => release.length).toBe(2);
    expect((await ask(port, '/health', { method: 'GET' })).body).toMatchObject({ running: 2 });
    const third = await ask(port, '/v1/rerank', { body: scripted });
    expect(third).toMatchObject({
      status: 429,
      headers: { 'retry-after': '1' },
      body: { detail: expect.stringContaining('ask again') },
    });
    release.forEach((go) => go());
    expect((await Promise.all(first)).map(({ status }) => status)).toEqual([200, 200]);
    expect((await ask(port, '/v1/rerank', { body: QUESTION })).status).toBe(200);
  });

  it('ends an answer that takes too long with 504', async () => {
    const port = await serve({ chat: never, limits: { bytes: 20_000, documents: 50, concurrent: 2, timeoutMs: 30 } });
    expect(await ask(port, '/v1/rerank', { body: scripted })).toMatchObject({
      status: 504,
      body: { message: 'no answer within 0.03 seconds' },
    });
  });

  it('stops the model when the client goes, and is free for the next', async () => {
    const signals: AbortSignal[] = [];
    const lines: string[] = [];
    const stuck: Chat = (_messages, { signal }) => {
      signals.push(signal);
      return new Promise<string>(() => {});
    };
    const limits = { bytes: 20_000, documents: 50, concurrent: 1, timeoutMs: 60_000 };
    const port = await serve({ chat: stuck, limits, tell: (line) => void lines.push(line) });
    const going = new AbortController();
    const asked = ask(port, '/v1/rerank', { body: scripted, signal: going.signal });
    await expect.poll(() => signals.length).toBe(1);
    expect(signals[0]?.aborted).toBe(false);
    going.abort();
    await expect(asked).rejects.toThrow();
    await expect.poll(() => signals[0]?.aborted).toBe(true);
    await expect.poll(() => lines.join('\n')).toContain('POST /v1/rerank the client went');
    expect((await ask(port, '/v1/rerank', { body: QUESTION })).status).toBe(200);
  });

  it('tells that the model failed (502), or that it is busy (503, Retry-After)', async () => {
    const throwing =
      (message: string): Chat =>
      () => {
        throw new Error(message);
      };
    expect(await ask(await serve({ chat: throwing('out of paper') }), '/v1/rerank', { body: scripted })).toMatchObject({
      status: 502,
      body: { detail: 'the model failed (server-failed): out of paper' },
    });
    expect(await ask(await serve({ chat: throwing('busy') }), '/v1/rerank', { body: scripted })).toMatchObject({
      status: 503,
      headers: { 'retry-after': '5' },
    });
  });

  it('being ended it stops what it is at, and says so', async () => {
    const port = await serve({ chat: never });
    const asked = ask(port, '/v1/rerank', { body: scripted });
    await expect.poll(async () => (await ask(port, '/health', { method: 'GET' })).body['running']).toBe(1);
    await Promise.all(servers.splice(0).map((server) => endServer(server)));
    expect(await asked).toMatchObject({ status: 503, body: { message: 'the server is going down' } });
  });
});

describe('GET /health and GET /v1/models', () => {
  it('say what is there', async () => {
    const port = await serve();
    expect((await ask(port, '/health?x=1', { method: 'GET' })).body).toEqual({
      status: 'ok',
      version: '1.2.3',
      models: ['instant', 'scripted'],
      running: 0,
    });
    expect((await ask(port, '/v1/models', { method: 'GET' })).body).toEqual({
      object: 'list',
      data: [
        { id: 'instant', object: 'model', created: 5, owned_by: 'glassrank' },
        { id: 'scripted', object: 'model', created: 5, owned_by: 'glassrank' },
      ],
    });
    expect(await ask(port, '/health', { method: 'HEAD' })).toMatchObject({ status: 200, body: {} });
  });
});

describe('glassrank serve', () => {
  async function started(args: readonly string[], own: Partial<CommandWorld> = {}) {
    let stop = (): void => {};
    const world = commandWorld({
      ...own,
      onStop(heard) {
        stop = heard;
        return () => {};
      },
    });
    const code = main(['serve', '--port', '0', '--encoder', 'none', ...args], world);
    await expect.poll(() => world.printed()).toContain('http://127.0.0.1:');
    const port = Number(/127\.0\.0\.1:(\d+)/.exec(world.printed())?.[1]);
    return { port, world, stop: () => (stop(), code) };
  }

  it('serves the instant order until it is stopped: exit code 0', async () => {
    const { port, world, stop } = await started(['--instant']);
    expect((await ask(port, '/v1/rerank', { body: QUESTION })).status).toBe(200);
    expect(await stop()).toBe(0);
    expect(world.warned()).toMatch(/POST \/v1\/rerank 200, \d+ ms/);
    await expect(ask(port, '/health', { method: 'GET' })).rejects.toThrow('ECONNREFUSED');
  });

  it('serves a model behind a server, which answers where none is named, beside the instant order', async () => {
    const { port, world, stop } = await started(['--server', 'localhost:1', '--preset', 'rankgpt'], {
      connectModel: async () => ({
        ok: true,
        value: {
          model: fromChat(backwards, { id: 'big' }),
          describeError: () => errorInfo('server-failed', 'x'),
          temperature: null,
          notes: ['a note'],
        },
      }),
    });
    expect((await ask(port, '/v1/rerank', { body: QUESTION })).body['model']).toBe('big');
    expect((await ask(port, '/v1/rerank', { body: { ...QUESTION, model: 'instant' } })).status).toBe(200);
    expect(world.warned()).toContain('a note');
    await stop();
  });

  it('says what is wrong: no model, a bad number, a port that is taken (1); a server that does not answer (2)', async () => {
    const run = async (...args: readonly string[]) => {
      const world = commandWorld();
      return { code: await main(['serve', ...args], world), warned: world.warned() };
    };
    expect(await run()).toMatchObject({ code: 1, warned: expect.stringContaining('Say what ranks') });
    expect(await run('--instant', '--port', '70000')).toMatchObject({ code: 1, warned: expect.stringContaining('0 to 65535') });
    expect(await run('--instant', '--prot', '1')).toMatchObject({
      code: 1,
      warned: expect.stringContaining('glassrank serve --help'),
    });
    const { port, stop } = await started(['--instant']);
    const taken = await run('--instant', '--encoder', 'none', '--port', String(port));
    expect(taken).toMatchObject({ code: 1, warned: expect.stringContaining(`Port ${port} is taken.`) });
    await stop();
    expect(await run('--server', 'localhost:1', '--encoder', 'none')).toMatchObject({ code: 2 });
  });
});
