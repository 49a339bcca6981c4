import { describe, expect, test } from 'vitest';
import type { RunEventBody, RunSettings } from '../../../../src/core/log/event.ts';
import { preset } from '../../../../src/core/preset/built-in.ts';
import { FAMILIES, family } from '../../../../src/core/preset/families.ts';
import type { FamilyId, ModelFamily } from '../../../../src/core/preset/families.ts';
import { methodOf } from '../../../../src/core/run/method.ts';
import { rerank } from '../../../../src/core/run/rerank.ts';
import { mannerOf } from '../../../../src/engines/webllm/family.ts';
import { conversationOf, createFamilyModel, tokenizerOf } from '../../../support/family-model.ts';
import type { FamilyModel } from '../../../support/family-model.ts';
import { SAMPLE_SETTINGS, sampleRequest } from '../../../support/sample-request.ts';

const COUNT = 3;
const REVERSED = ['d3', 'd2', 'd1'];

async function run(model: FamilyModel, asked: 'instruct-think' | 'instruct-direct', more: Partial<RunSettings> = {}) {
  const events: RunEventBody[] = [];
  const settings = { ...SAMPLE_SETTINGS, method: methodOf(preset(asked)), thoughtTokens: 64, ...more };
  for await (const event of rerank({ request: sampleRequest(COUNT), model, settings })) events.push(event);
  const textOf = (type: 'reasoning-delta' | 'answer-delta'): string =>
    events.map((event) => (event.type === type ? event.text : '')).join('');
  return {
    start: events.find((event) => event.type === 'window-start'),
    end: events.find((event) => event.type === 'window-end'),
    last: events.at(-1),
    thought: textOf('reasoning-delta'),
    answer: textOf('answer-delta'),
  };
}

const thinking = FAMILIES.filter(({ thought }) => thought !== null);
const tagsOf = ({ thought }: ModelFamily) => thought ?? { open: '<think>', close: '</think>' };
/** A family's conversation where the template opens the thought, and where it does not. */
const ends = (one: ModelFamily): readonly string[] => ['', `${tagsOf(one).open}\n`];
const cases = FAMILIES.flatMap((one) => ends(one).map((end) => [one.id, end] as const));
const quiet = FAMILIES.map(({ id }) => [id] as const);

describe('a model of every family, by its own files', () => {
  test.each(cases)(
    '%s thinks between its own tags where the prompt asks it to, assistant’s turn begun with %j',
    async (id, end) => {
      const known = family(id);
      const model = createFamilyModel(known, { end, count: COUNT });
      for (const answerMode of ['constrained', 'locked', 'free'] as const) {
        // A model that never thinks of itself does so only where it is held to it.
        if (answerMode === 'free' && known.thought === null && end === '') continue;
        const { start, end: ended, last, thought } = await run(model, 'instruct-think', { answerMode });
        const tags = tagsOf(known);
        expect(start?.family).toEqual({ id, ...tags, opensThought: end !== '' });
        expect(start?.messages.map(({ content }) => content).join()).toContain(`${tags.open} and ${tags.close}`);
        expect(start?.written ?? '').toBe('');
        if (known.thought !== null || end !== '') {
          expect(thought).toBe('[3] says it.');
          expect(ended?.thought).toBe('closed');
        }
        expect(thought).not.toContain(tags.open);
        expect(ended?.outcome).toEqual({ type: 'complete' });
        expect(last).toMatchObject({ type: 'run-end', outcome: { type: 'complete' }, ranking: REVERSED });
      }
    },
  );

  test.each(quiet)('%s writes no thought where the prompt has none, free as well as held', async (id) => {
    const known = family(id);
    const kept = known.silence !== null || known.opensThought;
    for (const end of ends(known)) {
      const model = createFamilyModel(known, { end, count: COUNT });
      for (const answerMode of ['constrained', 'free'] as const) {
        const { start, end: ended, last, thought } = await run(model, 'instruct-direct', { answerMode });
        const closed = end !== '' ? tagsOf(known).close : kept ? model.silenced : undefined;
        expect(start?.written).toBe(closed);
        if (answerMode === 'free' && closed === undefined && known.thought !== null) continue;
        expect(thought).toBe('');
        expect(ended?.thought).toBe('none');
        expect(last).toMatchObject({ outcome: { type: 'complete' }, ranking: REVERSED });
      }
    }
  });

  test.each(thinking.map(({ id }) => [id] as const))('%s writes its tags as the tokens that it has for them', async (id) => {
    const known = family(id);
    const model = createFamilyModel(known, { count: COUNT });
    await run(model, 'instruct-think');
    const special = tokenizerOf(known).added_tokens.map(({ content }) => content);
    const marks = special.filter((text) => `${tagsOf(known).open} ${tagsOf(known).close}`.includes(text));
    expect(model.written[0]).toEqual(expect.arrayContaining(marks));
  });
});

describe('how a model writes', () => {
  const of = (id: FamilyId, end = '', more: object = {}) =>
    mannerOf({
      family: family(id),
      conversation: { ...conversationOf(end), ...more },
      tokenizer: tokenizerOf(family(id)),
    });

  test('is corrected by what WebLLM writes: a template that opens no thought, or one that does', () => {
    expect(of('deepseek-r1').family.opensThought).toBe(false);
    expect(of('qwen3', '<think>\n').family.opensThought).toBe(true);
    expect(of('plain', '<think>').family).toMatchObject({ opensThought: true, thought: { open: '<think>', close: '</think>' } });
    expect(of('plain').family.thought).toBeNull();
  });

  test('a hybrid model is kept silent as its own template would keep it; one that always thinks by an empty thought; others by nothing', () => {
    expect(of('qwen3').silenced).toBe('<think>\n\n</think>\n\n');
    expect(of('smollm3').silenced).toBe('<think>\n\n</think>\n');
    expect(of('deepseek-r1').silenced).toBe('<think>\n\n</think>\n\n');
    for (const id of ['qwen2.5', 'llama-3', 'mistral-reasoning'] as const) expect(of(id).silenced).toBe('');
    // An open thought is closed by the run itself.
    expect(of('qwen3', '<think>\n').silenced).toBe('');
  });

  test('its turn ends at the conversation’s stop tokens, at its family’s, and at those that stop texts name', () => {
    const tokenizer = {
      added_tokens: [
        { id: 7, content: '<|im_end|>', special: true },
        { id: 8, content: '<|endoftext|>', special: true },
        { id: 9, content: 'User:', special: false },
      ],
    };
    const conversation = { ...conversationOf(''), stop_token_ids: [2], stop_str: ['<|endoftext|>', 'Human:'] };
    expect(mannerOf({ family: family('qwen3'), conversation, tokenizer }).stopTokens).toEqual([2, 7, 8]);
    expect(() => mannerOf({ family: family('plain'), conversation: conversationOf(''), tokenizer })).toThrow(/names a token/);
  });
});
