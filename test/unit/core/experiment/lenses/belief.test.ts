import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { beliefPlan, beliefSummary } from '../../../../../src/core/experiment/lenses/belief.ts';
import type { ProbedCall } from '../../../../../src/core/experiment/lenses/belief.ts';
import { preset, PRESETS, template } from '../../../../../src/core/preset/built-in.ts';
import type { RunEvent, RunEventBody } from '../../../../../src/core/log/event.ts';
import { docId } from '../../../../../src/core/request.ts';
import { rerank } from '../../../../../src/core/run/rerank.ts';
import { splitSentences } from '../../../../../src/core/trace/sentences.ts';
import { SAMPLE_SETTINGS, sampleRequest } from '../../../../support/sample-request.ts';
import { createScriptedModel } from '../../../../support/scripted-model.ts';

const modelTags = { open: '<think>', close: '</think>' };
const call: ProbedCall = {
  messages: [{ role: 'user', content: 'Rank' }],
  written: '',
  reasoning: ' First [2]. Then [1], I think.\n',
  docIds: ['a', 'b'].map(docId),
  take: null,
};
const own = preset('glassrank-1');
const shared = { preset: own, modelTags, opensThought: true };

describe('the questions of the belief probe', () => {
  it('ask before the thought and after each sentence, each question a longer beginning of the same turn', () => {
    const ends = splitSentences(call.reasoning).map(({ to }) => to);
    const plan = beliefPlan({ call, ends, ...shared });
    expect(plan.ok && plan.value.requests.map(({ written }) => written)).toEqual([
      '</think>\n<answer>',
      ' First [2].</think>\n<answer>',
      ' First [2]. Then [1], I think.</think>\n<answer>',
    ]);
    expect(plan.ok && plan.value.requests[0]?.continuations).toEqual(['[1]', '[2]']);
  });

  it('end in exactly what the model had written when it gave its answer', () => {
    const file = new URL('../../../../fixtures/streams/recorded-kettle.jsonl', import.meta.url);
    const events = readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as RunEvent);
    const textOf = (type: 'reasoning-delta' | 'answer-delta'): string =>
      events.map((event) => (event.type === type ? event.text : '')).join('');
    const reasoning = textOf('reasoning-delta');
    const ends = splitSentences(reasoning).map(({ to }) => to);
    const plan = beliefPlan({ call: { ...call, reasoning, docIds: ['1', '2', '3', '4'].map(docId) }, ends, ...shared });
    const last = plan.ok ? (plan.value.requests.at(-1)?.written ?? '') : '';
    expect(`${reasoning}</think>${textOf('answer-delta')}`.startsWith(`${last}[3]`)).toBe(true);
  });

  it('begin as the run’s own question for an instant order, for every preset that names passages', async () => {
    let asked = 0;
    for (const one of PRESETS.filter(({ answer, thought }) => answer.type === 'order' && thought !== null)) {
      for (const opensThought of [true, false]) {
        const scaling = { samples: 1, fuse: 'borda' as const, waits: 0, earlyStop: null, instantOrder: true };
        const method = { preset: one, strategy: { type: 'single' as const }, parser: one.parser, scaling };
        const model = createScriptedModel({
          script: () => ({ pieces: [], finish: 'abort' }),
          opensThought,
          contextTokens: 100_000,
        });
        const started: Extract<RunEventBody, { type: 'window-start' }>[] = [];
        const cancel = { aborted: false };
        const settings = { ...SAMPLE_SETTINGS, method };
        for await (const event of rerank({
          request: sampleRequest(3),
          settings,
          model,
          cancel,
          template: template('glassrank-1'),
        })) {
          const body: RunEventBody = event;
          if (body.type === 'window-start') started.push(body);
          if (body.type === 'likelihoods') break;
        }
        const [start] = started;
        if (start === undefined) continue;
        const { messages, written = '', passages } = start;
        const probed = { messages, written, reasoning: '', docIds: passages.map((passage) => passage.docId), take: null };
        const plan = beliefPlan({ call: probed, preset: one, ends: [], modelTags, opensThought });
        const [question] = model.asked;
        expect(plan.ok && plan.value.requests[0]).toMatchObject({
          messages: question?.messages,
          written: question?.written,
          continuations: question?.continuations,
        });
        asked += 1;
      }
    }
    expect(asked).toBeGreaterThan(8);
  });

  it('cannot be asked of an answer that names no passage', () => {
    expect(beliefPlan({ call, ends: [], ...shared, preset: preset('rank1') })).toEqual({ ok: false, error: 'no-labels' });
    expect(beliefPlan({ call: { ...call, docIds: [] }, ends: [], ...shared })).toEqual({ ok: false, error: 'no-passages' });
  });

  it('grow, cover the thought once, and never repeat, wherever the ends are put', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), fc.array(fc.integer({ min: -5, max: 70 })), (reasoning, ends) => {
        const plan = beliefPlan({ call: { ...call, reasoning }, ends, ...shared });
        if (!plan.ok) throw new Error(plan.error);
        const { steps, requests } = plan.value;
        expect(steps.length).toBe(requests.length);
        expect(steps[0]).toEqual({ from: 0, to: 0 });
        const said = requests.map(({ written = '' }) => written.slice(0, -'</think>\n<answer>'.length));
        for (const [place, text] of said.entries()) {
          expect(reasoning.startsWith(text)).toBe(true);
          if (place > 0) expect(text.startsWith(said[place - 1] ?? '') && text !== said[place - 1]).toBe(true);
          if (place > 1) expect(steps[place]?.from).toBe(steps[place - 1]?.to);
        }
      }),
    );
  });
});

describe('the beliefs', () => {
  const answer = (logProbs: readonly number[]) => ({ logProbs, promptTokens: 1, computedTokens: 1 });

  it('are shares of what the labels got, with the mass that they got and the steps at which the leader changed', () => {
    const { beliefs, changes } = beliefSummary({
      answers: [answer([0.2, 0.1].map(Math.log)), answer([0.1, 0.1].map(Math.log)), answer([0.1, 0.3].map(Math.log))],
      steps: 4,
    });
    expect(beliefs[0]?.shares[0]).toBeCloseTo(2 / 3, 10);
    expect(beliefs[0]?.mass).toBeCloseTo(0.3, 10);
    expect(beliefs[1]).toMatchObject({ entropy: 1, top: 0 });
    expect(beliefs[3]).toBeNull();
    expect(changes).toEqual([2]);
  });

  it('are none where no label is possible or nothing was read', () => {
    const { beliefs } = beliefSummary({
      answers: [answer([-Infinity, -Infinity]), answer([Number.NaN, -1]), undefined],
      steps: 3,
    });
    expect(beliefs).toEqual([null, null, null]);
  });

  it('sum to 1 and have an entropy between none and all, for any likelihoods', () => {
    const logProb = fc.oneof(fc.double({ min: -1000, max: 0, noNaN: true }), fc.constant(-Infinity), fc.constant(Number.NaN));
    fc.assert(
      fc.property(
        fc.array(fc.array(logProb, { minLength: 3, maxLength: 3 }), { maxLength: 6 }),
        fc.nat({ max: 8 }),
        (rows, steps) => {
          const { beliefs, changes } = beliefSummary({ answers: rows.map(answer), steps });
          expect(beliefs.length).toBe(steps);
          let told = 0;
          for (const belief of beliefs) {
            if (belief === null) continue;
            told += 1;
            expect(belief.shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
            expect(belief.entropy).toBeGreaterThanOrEqual(-1e-9);
            expect(belief.entropy).toBeLessThanOrEqual(Math.log2(3) + 1e-9);
            expect(belief.mass).toBeLessThanOrEqual(1);
            expect(belief.shares[belief.top]).toBe(Math.max(...belief.shares));
          }
          expect(changes.length).toBeLessThan(Math.max(1, told));
        },
      ),
    );
  });
});
