import { describe, expect, it } from 'vitest';
import { parseLogFile, runLogFile } from '../../../../src/core/log/file.ts';
import type { RunEvent, RunEventBody } from '../../../../src/core/log/event.ts';
import { preset } from '../../../../src/core/preset/built-in.ts';
import { fromChat } from '../../../../src/core/run/from-chat.ts';
import type { Chat } from '../../../../src/core/run/from-chat.ts';
import { methodOf } from '../../../../src/core/run/method.ts';
import { rerank } from '../../../../src/core/run/rerank.ts';
import type { RerankInput } from '../../../../src/core/run/rerank.ts';
import { collectEvents } from '../../../support/collect-events.ts';
import { sampleRequest } from '../../../support/sample-request.ts';

const request = sampleRequest(3);

/** A run with nothing given but what must be. */
function ask(chat: Chat, rest: Partial<RerankInput> = {}): Promise<RunEventBody[]> {
  return collectEvents(rerank({ request, model: fromChat(chat), ...rest }));
}

function endOf(events: readonly RunEventBody[]): Extract<RunEventBody, { type: 'run-end' }> {
  const end = events.at(-1);
  if (end?.type !== 'run-end') throw new Error('a run ends with run-end');
  return end;
}

function only<Type extends RunEventBody['type']>(
  events: readonly RunEventBody[],
  type: Type,
): readonly Extract<RunEventBody, { type: Type }>[] {
  return events.filter((event): event is Extract<RunEventBody, { type: Type }> => event.type === type);
}

async function* inPieces(...pieces: readonly string[]): AsyncGenerator<string> {
  for (const piece of pieces) yield Promise.resolve(piece);
}

const never = (): Promise<never> => new Promise(() => undefined);

describe('a model from a chat', () => {
  it('ranks: the whole answer at once, a free one, with settings that nobody had to write', async () => {
    const asked: unknown[] = [];
    const events = await ask((messages, { temperature, maxTokens, signal }) => {
      asked.push({ temperature, aborted: signal.aborted, room: maxTokens > 0 });
      expect(messages.at(-1)?.content).toContain(request.query.text);
      return '[3] > [1] > [2]';
    });
    expect(asked).toEqual([{ temperature: 0, aborted: false, room: true }]);
    expect(endOf(events)).toMatchObject({ outcome: { type: 'complete' }, ranking: ['d3', 'd1', 'd2'] });
    const [start] = only(events, 'run-start');
    expect(start?.settings.answerMode).toBe('free');
    expect(only(events, 'window-end')[0]?.outcome).toEqual({ type: 'complete' });
  });

  it('ranks while the answer is written, in pieces of any size', async () => {
    const events = await ask(() => inPieces('[2] >', ' [3', '] > [1]'));
    expect(only(events, 'order-update').length).toBeGreaterThan(0);
    expect(
      only(events, 'answer-delta')
        .map(({ text }) => text)
        .join(''),
    ).toBe('[2] > [3] > [1]');
    expect(endOf(events).ranking).toEqual(['d2', 'd3', 'd1']);
  });

  it('says its estimates are estimates, and counts by the model where it can', async () => {
    const identityOf = (events: readonly RunEventBody[]) => only(events, 'run-start')[0]?.model;
    const estimated = await ask(() => '[1] > [2] > [3]');
    expect(identityOf(estimated)).toMatchObject({ id: 'chat', tokens: 'estimated' });
    const model = fromChat(() => '[1] > [2] > [3]', { id: 'mine', countTokens: (text) => text.length });
    const counted = await collectEvents(rerank({ request, model }));
    expect(identityOf(counted)).toMatchObject({ id: 'mine' });
    expect(identityOf(counted)).not.toHaveProperty('tokens');
    expect(endOf(counted).cost?.completionTokens).toBe(15);
  });

  it('leaves a log that is read back whole', async () => {
    const header = { app: { name: 'glassrank', version: '0' }, exportedAt: '2026-11-30T00:00:00.000Z', hashes: null } as const;
    const events = (await ask(() => inPieces('[2] > ', '[1] > [3]'))).map((event, seq) => ({
      ...event,
      runId: 'r',
      seq,
      at: seq,
    }));
    expect(parseLogFile(runLogFile(header, events as readonly RunEvent[]))).toMatchObject({ ok: true, value: { problems: [] } });
  });

  it('repairs what lacks, and tells it', async () => {
    const events = await ask(() => 'Sure: [3], then [9].');
    expect(only(events, 'window-end')[0]?.outcome).toMatchObject({ type: 'repaired', missing: [1, 2], unknown: ['9'] });
    expect(endOf(events).ranking).toEqual(['d3', 'd1', 'd2']);
  });

  it('keeps the order where nothing can be read', async () => {
    for (const text of ['I cannot rank these.', '']) {
      const events = await ask(() => text);
      expect(only(events, 'window-end')[0]?.outcome).toMatchObject({ type: 'unparsed' });
      expect(endOf(events)).toMatchObject({ outcome: { type: 'complete' }, ranking: ['d1', 'd2', 'd3'] });
    }
  });

  it('ends the run with what the chat throws, at once or in the middle', async () => {
    const failed = { type: 'failed', error: { code: 'engine-failed', message: 'HTTP 429' } };
    const thrower: Chat = () => Promise.reject(new Error('HTTP 429'));
    expect(endOf(await ask(thrower)).outcome).toMatchObject(failed);
    async function* breaks(): AsyncGenerator<string> {
      yield '[2] >';
      throw new Error('HTTP 429');
    }
    expect(endOf(await ask(breaks)).outcome).toMatchObject(failed);
  });

  it('is cancelled while it waits, whether or not the chat looks at the signal', async () => {
    async function* stuck(): AsyncGenerator<string> {
      yield '[3]';
      yield await never();
    }
    const attentive: Chat = (_, { signal }) =>
      new Promise((_resolve, reject) => {
        (signal as AbortSignal).addEventListener('abort', () => reject(new Error('AbortError')));
      });
    for (const chat of [never, stuck, attentive]) {
      const controller = new AbortController();
      const run = ask(chat, { cancel: controller.signal });
      setTimeout(() => controller.abort(), 1);
      expect(endOf(await run)).toMatchObject({ outcome: { type: 'cancelled' }, ranking: ['d1', 'd2', 'd3'] });
    }
  });

  it('can be asked by any published prompt that is a conversation', async () => {
    const method = methodOf(preset('rankzephyr'));
    const events = await ask(() => '[2] > [1] > [3]', { settings: { method } });
    expect(endOf(events)).toMatchObject({ outcome: { type: 'complete' }, ranking: ['d2', 'd1', 'd3'] });
  });

  it.each([
    ['cannot-be-held', { answerMode: 'constrained' }],
    ['cannot-be-held', { answerMode: 'locked' }],
    ['no-likelihoods', { answerMode: 'first-token' }],
    ['cannot-go-on', { method: methodOf(preset('rank1')) }],
  ] as const)('refuses before any call what a chat cannot do: %s', async (problem, settings) => {
    let calls = 0;
    const events = await ask(
      () => {
        calls += 1;
        return '';
      },
      { settings },
    );
    expect(endOf(events).outcome).toMatchObject({ type: 'failed', error: { retry: false, details: { problem } } });
    expect(calls).toBe(0);
  });
});
