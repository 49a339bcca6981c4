import { afterEach, describe, expect, test } from 'vitest';
import { sampleRequest } from '../../../support/sample-request.ts';
import { startScriptedServer } from '../../../support/scripted-server.ts';
import type { ScriptedServer, ScriptedServerOptions } from '../../../support/scripted-server.ts';
import { connected, endOf, of, runOver, textOf } from '../../../support/server-run.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function serve(options: Partial<ScriptedServerOptions> & Pick<ScriptedServerOptions, 'script'>): Promise<ScriptedServer> {
  const server = await startScriptedServer({ kind: 'llama.cpp', ...options });
  closing.push(() => server.close());
  return server;
}

/** A model that thinks and then gives an order; asked to go on after its thought, it goes on with the answer. */
function writes(thought: string, answer: string): (prompt: string) => string {
  return (prompt) => {
    const turn = prompt.slice(prompt.lastIndexOf('<assistant>') + '<assistant>'.length);
    const whole = `<think>${thought}</think>${answer}`;
    if (whole.startsWith(turn)) return whole.slice(turn.length);
    const after = turn.indexOf('</think>');
    const begun = after === -1 ? '' : turn.slice(after + '</think>'.length);
    return answer.startsWith(begun) ? answer.slice(begun.length) : '';
  };
}

const answerOf = (...order: readonly number[]): string => `\n<answer>${order.map((one) => `[${one}]`).join(' > ')}</answer>`;
const docs = (...order: readonly number[]): string[] => order.map((one) => `d${one}`);

describe.each(['llama.cpp', 'vllm'] as const)('%s holds an answer to its form', (kind) => {
  test('after a thought that closes itself: thought and answer stand in the log as from any model, with what the server says it cost', async () => {
    const server = await serve({ kind, script: writes(' [3] says more.', answerOf(3, 1, 2)) });
    const connection = await connected(server.address);
    const events = await runOver({ connection, request: sampleRequest(3), settings: { thoughtTokens: 50 } });
    expect(endOf(events)).toMatchObject({ outcome: { type: 'complete' }, ranking: docs(3, 1, 2) });
    expect(of(events, 'window-end')[0]).toMatchObject({ outcome: { type: 'complete' }, thought: 'closed' });
    expect(textOf(events, 'reasoning-delta')).toBe(' [3] says more.');
    expect(textOf(events, 'answer-delta')).toBe(answerOf(3, 1, 2));
    expect(of(events, 'window-end')[0]?.usage.promptTokens).toBeGreaterThan(100);
    expect(of(events, 'window-start')[0]?.family).toEqual({
      id: 'plain',
      open: '<think>',
      close: '</think>',
      opensThought: false,
    });
    expect(of(events, 'run-start')[0]?.settings).toMatchObject({ answerMode: 'constrained', priorWeight: 0 });
  });

  test('a model that writes no order at all is bent to one by the grammar', async () => {
    const server = await serve({ kind, script: writes(' Hm.', 'I would rather not.') });
    const events = await runOver({
      connection: await connected(server.address),
      request: sampleRequest(4),
      settings: { thoughtTokens: 20 },
    });
    expect(endOf(events).outcome).toEqual({ type: 'complete' });
    expect(of(events, 'window-end')[0]?.outcome).toEqual({ type: 'complete' });
  });

  test('a thought over its budget is closed, cut back to a sentence, and the answer asked for after it', async () => {
    const server = await serve({
      kind,
      script: writes(' First things first. '.repeat(40), answerOf(2, 1)),
      pieceSize: 4,
      pieceMs: 1,
    });
    const events = await runOver({
      connection: await connected(server.address),
      request: sampleRequest(2),
      settings: { thoughtTokens: 12 },
    });
    expect(of(events, 'window-end')[0]).toMatchObject({ outcome: { type: 'complete' }, thought: 'forced' });
    expect(endOf(events).ranking).toEqual(docs(2, 1));
    const asked = server.requests.filter(({ body }) => body['stream'] === true);
    expect(asked).toHaveLength(2);
    expect(asked[0]?.closedAt).not.toBeNull();
  });

  test('a list of twelve whose model repeats itself is asked for again from where it did, and ends as a permutation', async () => {
    const server = await serve({
      kind,
      script: (prompt) => {
        const begun = prompt.slice(prompt.lastIndexOf('<assistant>') + '<assistant>'.length).replace(/^[^\n]*\n/, '\n');
        const whole = answerOf(5, 4, 5, 5, 3, 4, 2, 1, 9, 8, 7, 6);
        return whole.startsWith(begun) ? whole.slice(begun.length) : '';
      },
    });
    const events = await runOver({
      connection: await connected(server.address),
      request: sampleRequest(12),
      preset: 'instruct-direct',
      settings: { windowSize: 12 },
    });
    const end = endOf(events);
    expect(end.outcome).toEqual({ type: 'complete' });
    const notices = of(events, 'model-notice');
    expect(notices.length).toBeGreaterThan(0);
    expect(new Set(notices.map(({ code }) => code))).toEqual(new Set(['repeated']));
    for (const { outcome } of of(events, 'window-end')) expect(outcome).toEqual({ type: 'complete' });
    expect(new Set(end.ranking).size).toBe(12);
  });

  test('a server that takes the grammar and does not keep to it is told as that, never believed', async () => {
    const server = await serve({ kind, script: writes(' Hm.', '\n<answer>[2] > [2] > [2]</answer>'), keepsGrammar: false });
    const events = await runOver({
      connection: await connected(server.address),
      request: sampleRequest(3),
      settings: { thoughtTokens: 20 },
    });
    expect(endOf(events)).toMatchObject({
      outcome: { type: 'failed', error: { code: 'server-unheld' } },
      ranking: docs(1, 2, 3),
    });
  });

  test('skip thinking closes the thought at the next piece', async () => {
    const server = await serve({ kind, script: writes(' On and on.'.repeat(50), answerOf(2, 1)), pieceMs: 5 });
    const cancel: { aborted: boolean; skipThoughtOf: number | null } = { aborted: false, skipThoughtOf: null };
    const events = await runOver({
      connection: await connected(server.address),
      request: sampleRequest(2),
      settings: { thoughtTokens: 5000 },
      cancel,
      onEvent: ({ type }) => {
        if (type === 'reasoning-delta') cancel.skipThoughtOf = 0;
      },
    });
    expect(of(events, 'thought-skip')[0]?.result).toBe('closing');
    expect(of(events, 'window-end')[0]).toMatchObject({ outcome: { type: 'complete' }, thought: 'skipped' });
    expect(textOf(events, 'reasoning-delta').length).toBeLessThan(400);
  });

  test('the instant order is read from likelihoods, token by token', async () => {
    const server = await serve({ kind, script: () => '', believe: (_, next) => ({ '2': -0.5, '3': -1, '1': -2 })[next] ?? -0.1 });
    const events = await runOver({
      connection: await connected(server.address),
      request: sampleRequest(3),
      preset: 'instruct-direct',
      settings: { answerMode: 'first-token' },
    });
    expect(endOf(events)).toMatchObject({ outcome: { type: 'complete' }, ranking: docs(2, 3, 1) });
    const told = of(events, 'likelihoods')[0]?.logProbs ?? [];
    expect(told.map((value) => Math.round(value * 100) / 100)).toEqual([-2.2, -0.7, -1.2]);
  });

  test('evidence cannot be locked over a server: the run says so before anything is asked', async () => {
    const server = await serve({ kind, script: () => '' });
    const events = await runOver({
      connection: await connected(server.address),
      request: sampleRequest(2),
      settings: { answerMode: 'locked' },
    });
    expect(endOf(events).outcome).toMatchObject({ type: 'failed', error: { details: { problem: 'cannot-be-held' } } });
    expect(server.requests.some(({ body }) => body['stream'] === true)).toBe(false);
  });
});

describe('free answers', () => {
  test.each(['reasoning_content', 'reasoning'] as const)(
    'a thought that comes as %s is a thought, what comes after it the answer',
    async (field) => {
      const server = await serve({ kind: 'other', script: () => answerOf(2, 1), reasoning: { field, text: 'Because of [2].' } });
      const events = await runOver({ connection: await connected(server.address), request: sampleRequest(2) });
      expect(of(events, 'window-end')[0]).toMatchObject({
        outcome: { type: 'complete' },
        thought: 'closed',
        usage: { completionTokens: answerOf(2, 1).length },
      });
      expect([textOf(events, 'reasoning-delta'), endOf(events).ranking]).toEqual(['Because of [2].', docs(2, 1)]);
    },
  );

  test('a thought between tags is a thought, by the tags of the family', async () => {
    const server = await serve({
      kind: 'other',
      models: ['Magistral-Small-2509'],
      script: () => `[THINK]It is [2].[/THINK]${answerOf(2, 1)}`,
    });
    const events = await runOver({ connection: await connected(server.address), request: sampleRequest(2) });
    expect([textOf(events, 'reasoning-delta'), endOf(events).ranking]).toEqual(['It is [2].', docs(2, 1)]);
    expect(of(events, 'window-start')[0]?.family).toMatchObject({ id: 'mistral-reasoning', open: '[THINK]', close: '[/THINK]' });
    expect(JSON.stringify(of(events, 'window-start')[0]?.messages)).not.toContain('<think>');
  });

  test('a prompt without a thought turns a thinking family’s thought off by its template’s switch', async () => {
    const server = await serve({ kind: 'other', models: ['Qwen3-8B'], script: () => answerOf(2, 1) });
    await runOver({ connection: await connected(server.address), request: sampleRequest(2), preset: 'instruct-direct' });
    const asked = (): unknown => server.requests.at(-1)?.body['chat_template_kwargs'];
    expect(asked()).toEqual({ enable_thinking: false });
    await runOver({ connection: await connected(server.address), request: sampleRequest(2) });
    expect(asked()).toEqual({ enable_thinking: true });
  });

  test('without usage the tokens are estimated, and the log says so', async () => {
    const server = await serve({ kind: 'other', script: () => answerOf(2, 1), usage: false });
    const events = await runOver({ connection: await connected(server.address), request: sampleRequest(2) });
    expect(of(events, 'run-start')[0]?.model.tokens).toBe('estimated');
    expect(of(events, 'window-end')[0]?.usage.completionTokens).toBeGreaterThan(4);
  });

  test('where nothing but JSON schemas is taken, the answer is asked for as JSON and written in its own form', async () => {
    const server = await serve({ kind: 'other', script: () => '{"answer": ["[2]", "[3]", "[1]"]}' });
    const events = await runOver({
      connection: await connected(server.address, { answers: 'json-schema' }),
      request: sampleRequest(3),
      preset: 'instruct-direct',
    });
    expect(server.requests.at(-1)?.body['response_format']).toMatchObject({ type: 'json_schema' });
    expect(endOf(events).ranking).toEqual(docs(2, 3, 1));
    expect(of(events, 'window-end')[0]?.outcome).toEqual({ type: 'complete' });
  });

  test('a prefill is gone on from where the server can, byte for byte', async () => {
    const server = await serve({ script: (prompt) => (prompt.endsWith('<answer>') ? '[2] > [1]</answer>' : 'no') });
    const connection = await connected(server.address);
    const prefilled: string[] = [];
    for await (const chunk of connection.model.stream({
      messages: [{ role: 'user', content: 'x' }],
      written: '<answer>',
      maxTokens: 30,
      temperature: 0,
      seed: 1,
      cancel: { aborted: false },
    })) {
      if (chunk.type === 'text') prefilled.push(chunk.text);
    }
    expect(prefilled.join('')).toBe('[2] > [1]</answer>');
  });
});

describe('cancelling', () => {
  test.each(['llama.cpp', 'vllm', 'other'] as const)(
    'closes the connection of %s within two seconds, and the run ends as cancelled',
    async (kind) => {
      const server = await serve({ kind, script: writes(' Long.'.repeat(500), answerOf(2, 1)), pieceMs: 20 });
      const connection = await connected(server.address);
      const stop = new AbortController();
      const running = runOver({ connection, request: sampleRequest(2), settings: { thoughtTokens: 4000 }, cancel: stop.signal });
      await new Promise((resolve) => setTimeout(resolve, 250));
      const asked = Date.now();
      stop.abort();
      const events = await running;
      expect(Date.now() - asked).toBeLessThan(2000);
      expect(endOf(events)).toMatchObject({ outcome: { type: 'cancelled' }, ranking: docs(1, 2) });
      await new Promise((resolve) => setTimeout(resolve, 100));
      const closedAt = server.requests.findLast(({ body }) => body['stream'] === true)?.closedAt ?? null;
      expect((closedAt ?? Infinity) - asked).toBeLessThan(2000);
    },
  );

  test('frees the place of a run that was waiting for one', async () => {
    const server = await serve({ kind: 'other', script: () => answerOf(2, 1), pieceMs: 30 });
    const connection = await connected(server.address, { parallel: 1 });
    const stop = new AbortController();
    const first = runOver({ connection, request: sampleRequest(2) });
    const second = runOver({ connection, request: sampleRequest(2), cancel: stop.signal });
    stop.abort();
    expect(endOf(await second).outcome).toEqual({ type: 'cancelled' });
    expect(endOf(await first).outcome).toEqual({ type: 'complete' });
  });
});

test('queries run side by side up to the limit, never beyond it, and each gets its own answer', async () => {
  const server = await serve({ kind: 'other', script: () => answerOf(2, 1), pieceMs: 3 });
  const connection = await connected(server.address, { parallel: 3 });
  let now = 0;
  let most = 0;
  const ends = await connection.each([1, 2, 3, 4, 5, 6, 7], async () => {
    now += 1;
    most = Math.max(most, now);
    const events = await runOver({ connection, request: sampleRequest(2) });
    now -= 1;
    return endOf(events);
  });
  expect(most).toBe(3);
  for (const end of ends) expect(end).toMatchObject({ outcome: { type: 'complete' }, ranking: docs(2, 1) });
});
