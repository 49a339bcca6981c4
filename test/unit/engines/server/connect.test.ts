import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { rerank } from '../../../../src/core/run/rerank.ts';
import { connectServer } from '../../../../src/engines/server/connect.ts';
import { startFaultProxy } from '../../../support/fault-proxy.ts';
import { sampleRequest } from '../../../support/sample-request.ts';
import { startScriptedServer } from '../../../support/scripted-server.ts';
import type { ScriptedServerOptions } from '../../../support/scripted-server.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  vi.unstubAllGlobals();
  for (const close of closing.splice(0)) await close();
});

async function serve(options: Partial<ScriptedServerOptions> = {}): ReturnType<typeof startScriptedServer> {
  const server = await startScriptedServer({ kind: 'other', script: () => '', ...options });
  closing.push(() => server.close());
  return server;
}

const quick = { patience: { retries: 1, longestWaitMs: 50, silenceMs: 3000, firstWordMs: 3000 } };

describe('what is behind an address', () => {
  test('llama.cpp: its slots and context, its template and tokenizer, grammars as GBNF', async () => {
    const { address } = await serve({ kind: 'llama.cpp', contextTokens: 4096, models: ['Qwen3-0.6B-Q8_0.gguf'] });
    const found = await connectServer({ address });
    expect(found).toMatchObject({
      ok: true,
      value: {
        facts: { kind: 'llama.cpp', contextTokens: 4096, contextFrom: 'server', grammar: 'gbnf', family: { id: 'qwen3' } },
        parallel: 2,
        choice: { reason: 'thinks' },
        model: { holds: 'answers', identity: { template: 'instruct-think', engine: 'llama.cpp b1-test', tokens: 'estimated' } },
      },
    });
  });

  test('vLLM: its length of a model, structured outputs from 0.11 on', async () => {
    const { address } = await serve({ kind: 'vllm', contextTokens: 32_768, models: ['hltcoe/Rank-K-32B'] });
    expect(await connectServer({ address, contextTokens: 16_384 })).toMatchObject({
      ok: true,
      value: {
        facts: { kind: 'vllm', contextTokens: 16_384, contextFrom: 'told', grammar: 'structured' },
        parallel: 16,
        choice: { preset: { id: 'rank-k' }, reason: 'trained' },
      },
    });
  });

  test('any other: a chat, with the context of the model’s family', async () => {
    const { address } = await serve({ models: ['Llama-3.2-3B-Instruct'] });
    expect(await connectServer({ address: `${address}/v1` })).toMatchObject({
      ok: true,
      value: { facts: { kind: 'other', contextTokens: 131_072, contextFrom: 'family' }, model: { chatOnly: true } },
    });
  });

  test('the key goes along with every question and stands in nothing that is given back', async () => {
    const { address, requests } = await serve({ kind: 'llama.cpp', key: 'secret-7' });
    const found = await connectServer({ address, key: 'secret-7' });
    expect(found.ok).toBe(true);
    expect(requests.length).toBeGreaterThan(3);
    expect(new Set(requests.map(({ headers }) => headers.authorization))).toEqual(new Set(['Bearer secret-7']));
    expect(JSON.stringify(found)).not.toContain('secret-7');
  });
});

test('a server that repeats the key in its refusal does not bring it into what is told, neither at the start nor in a run', async () => {
  const { address } = await serve({ kind: 'llama.cpp', models: ['Qwen3-0.6B'] });
  const proxy = await startFaultProxy(address);
  closing.push(() => proxy.close());
  const body = JSON.stringify({ error: { message: 'Incorrect API key provided: secret-7.' } });
  proxy.arm(/models/, [{ type: 'status', status: 401, body }]);
  const refused = await connectServer({ ...quick, address: proxy.address, key: 'secret-7' });
  expect(refused).toMatchObject({ ok: false, error: { code: 'unauthorised', message: expect.stringContaining('provided: ….') } });
  const found = await connectServer({ ...quick, address: proxy.address, key: 'secret-7' });
  if (!found.ok) throw new Error('not connected');
  proxy.arm(/apply-template/, [{ type: 'status', status: 403, body }]);
  const { model, describeError } = found.value;
  const events = [];
  for await (const event of rerank({ request: sampleRequest(3), model, describeError })) events.push(event);
  expect(events.at(-1)).toMatchObject({ outcome: { type: 'failed', error: { code: 'unauthorised' } } });
  expect(JSON.stringify(events)).not.toContain('secret-7');
});

describe('what cannot be connected to is told, each by its own word', () => {
  const plain = async (status: number, type: string, body: string): Promise<string> => {
    const server = createServer((_, response) => {
      response.writeHead(status, { 'content-type': type });
      response.end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closing.push(() => new Promise((resolve) => server.close(() => resolve())));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };
  const codeOf = async (options: Parameters<typeof connectServer>[0]): Promise<unknown> => {
    const found = await connectServer({ ...quick, ...options });
    return found.ok ? 'connected' : found.error.code;
  };

  test('no address, nothing there', async () => {
    expect(await codeOf({ address: 'not an address' })).toBe('no-api');
    expect(await codeOf({ address: 'http://127.0.0.1:9' })).toBe('server-unreachable');
  });

  test('a web page, a plain text, another API, none at all', async () => {
    expect(await codeOf({ address: await plain(200, 'text/html', '<!doctype html><title>Welcome</title>') })).toBe('no-api');
    expect(await codeOf({ address: await plain(200, 'application/json', '{"hello":"world"}') })).toBe('no-api');
    expect(await codeOf({ address: await plain(404, 'text/plain', 'nothing') })).toBe('no-api');
  });

  test('no key, a wrong key', async () => {
    const { address } = await serve({ key: 'right' });
    expect(await codeOf({ address })).toBe('unauthorised');
    expect(await codeOf({ address, key: 'wrong' })).toBe('unauthorised');
    expect(await codeOf({ address, key: 'right' })).toBe('connected');
  });

  test('a model that is not served, and several of which none was named: the message names what there is', async () => {
    const { address } = await serve({ models: ['org/a', 'b'] });
    for (const model of [undefined, 'c']) {
      const found = await connectServer({ address, ...(model === undefined ? {} : { model }) });
      expect(found).toMatchObject({
        ok: false,
        error: { code: 'model-not-served', message: expect.stringContaining('org/a, b') },
      });
    }
    expect(await codeOf({ address, model: 'A' })).toBe('connected');
  });

  test('too busy: after as many tries as agreed, with how long it asked to wait', async () => {
    const { address } = await serve();
    const proxy = await startFaultProxy(address);
    closing.push(() => proxy.close());
    proxy.arm(/models/, [
      { type: 'status', status: 503 },
      { type: 'status', status: 429, retryAfter: '3600' },
    ]);
    expect(await connectServer({ ...quick, address: proxy.address })).toMatchObject({
      ok: false,
      error: { code: 'server-busy', retry: true, details: { status: 429, askedToWaitMs: 3_600_000 } },
    });
    proxy.arm(/models/, [{ type: 'status', status: 429, retryAfter: '0.02' }]);
    expect(await codeOf({ address: proxy.address })).toBe('connected');
  });

  test('one that takes the question and says nothing', async () => {
    const { address } = await serve();
    const proxy = await startFaultProxy(address);
    closing.push(() => proxy.close());
    proxy.arm(/models/, [{ type: 'stall', at: 0 }]);
    expect(await codeOf({ address: proxy.address })).toBe('server-silent');
  });

  test('in a page: one that is there and allows nothing to be read is told as CORS, one that is not there is not', async () => {
    vi.stubGlobal('location', { href: 'https://page.example/' });
    const refusing = (async (_: unknown, init?: RequestInit) => {
      if (init?.mode !== 'no-cors') throw new TypeError('Failed to fetch');
      return Promise.resolve(new Response(null));
    }) as typeof fetch;
    expect(await codeOf({ address: 'http://10.0.0.1:8000', world: { fetch: refusing } })).toBe('cors-refused');
    const nothing = (async () => Promise.reject(new TypeError('Failed to fetch'))) as typeof fetch;
    expect(await codeOf({ address: 'http://10.0.0.1:8000', world: { fetch: nothing } })).toBe('server-unreachable');
  });
});
