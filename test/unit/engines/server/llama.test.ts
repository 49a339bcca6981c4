import { describe, expect, test } from 'vitest';
import { methodOf } from '../../../../src/core/run/method.ts';
import { preset } from '../../../../src/core/preset/built-in.ts';
import { docId } from '../../../../src/core/request.ts';
import type { RankRequest } from '../../../../src/core/request.ts';
import { rerank } from '../../../../src/core/run/rerank.ts';
import { connectServer } from '../../../../src/engines/server/connect.ts';

/** Needs a real llama.cpp server: GLASSRANK_LLAMA=http://127.0.0.1:8080 (docs/SERVER.md says how to start one). */
const address = process.env['GLASSRANK_LLAMA'];

const request: RankRequest = {
  query: { id: 'q', text: 'how do bees make honey' },
  candidates: [
    ['rain', 'Rain falls when drops in a cloud grow too heavy for the air to hold.'],
    ['wax', 'Worker bees make wax from glands under their bellies and build combs of it.'],
    ['honey', 'Bees gather nectar, pass it from mouth to mouth and fan it with their wings until it thickens into honey.'],
    ['bread', 'Bread rises because yeast turns sugar into gas.'],
    ['hive', 'A hive keeps its honey in cells that are closed with wax once the nectar is dry enough.'],
  ].map(([id, text]) => ({ docId: docId(id ?? ''), text: text ?? '' })),
};

describe.skipIf(address === undefined)('a real llama.cpp server', () => {
  test.each([
    ['its own', 'constrained', 192],
    ['rank-k', 'free', 0],
    ['rank-k', 'constrained', 48],
    ['reasonrank', 'constrained', 48],
    ['instruct-think', 'constrained', 48],
    ['instruct-direct', 'constrained', 0],
    ['instruct-direct', 'free', 0],
    ['instruct-direct', 'first-token', 0],
  ] as const)(
    '%s, %s answers: a whole log, a permutation, an honest outcome',
    async (id, answerMode, thoughtTokens) => {
      const connected = await connectServer({ address: address ?? '' });
      if (!connected.ok) throw new Error(JSON.stringify(connected.error));
      const { model, describeError, measure, choice } = connected.value;
      expect(await measure(request)).toBe(true);
      const started = Date.now();
      const events = [];
      const settings = {
        method: methodOf(id === 'its own' ? choice.preset : preset(id)),
        answerMode,
        thoughtTokens,
        temperature: 0,
      };
      for await (const event of rerank({ request, model, describeError, settings })) events.push(event);
      const end = events.at(-1);
      if (end?.type !== 'run-end') throw new Error('no end');
      const windows = events.filter((event) => event.type === 'window-end');
      const text = events
        .map((event) => (event.type === 'answer-delta' || event.type === 'reasoning-delta' ? event.text : ''))
        .join('');
      console.log(
        `${id === 'its own' ? `${choice.preset.id} (${choice.reason})` : id} ${answerMode}: ${((Date.now() - started) / 1000).toFixed(1)} s, ${end.outcome.type}, ${windows.map((one) => `${one.outcome.type} thought ${one.thought} ${JSON.stringify(one.usage)}`).join('; ')}\n  ${end.ranking.join(' > ')}\n  ${JSON.stringify(text.slice(0, 300))} ${JSON.stringify(end.outcome)}`,
      );
      expect(end.outcome.type).toBe('complete');
      expect([...end.ranking].sort()).toEqual(request.candidates.map((candidate) => candidate.docId).sort());
      if (answerMode === 'constrained') expect(windows[0]?.outcome).toEqual({ type: 'complete' });
    },
    600_000,
  );
});
