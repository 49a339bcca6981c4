import { describe, expect, it } from 'vitest';
import { checkPreset } from '../../../../src/core/preset/check.ts';
import { preset, PRESETS } from '../../../../src/core/preset/built-in.ts';
import type { Preset } from '../../../../src/core/preset/preset.ts';

const rankK = preset('rank-k');
const user = (content: string): Preset['messages'] => [{ role: 'user', content }];
const sliding = { type: 'sliding', size: 20, stride: 10, passes: 1 } as const;

/** The fields that problems name, for a preset with these changes. */
function wrongFields(changes: Partial<Preset>, base: Preset = rankK): readonly string[] {
  return checkPreset({ ...base, ...changes }).map(({ path }) => path);
}

describe('checkPreset', () => {
  it.each(PRESETS)('finds nothing wrong with $id', (built) => {
    expect(checkPreset(built)).toEqual([]);
  });

  it.each<[string, Partial<Preset>, readonly string[]]>([
    ['an unknown name', { messages: user('{query} {passages} {doc}') }, ['messages[0].content']],
    [
      'a passage’s name in a message that is not repeated',
      { messages: user('{query} {passages} {text}') },
      ['messages[0].content'],
    ],
    ['no query', { messages: user('{passages}') }, ['messages']],
    ['no passages', { messages: user('{query}') }, ['messages']],
    ['the passages twice', { messages: user('{query} {passages} {passages}') }, ['messages']],
    ['a number to take that the question has not', { messages: user('{query} {passages} {take}') }, ['messages']],
    ['no message', { messages: [] }, ['messages', 'messages', 'messages']],
    ['an empty message', { messages: [{ role: 'system', content: ' ' }, ...rankK.messages] }, ['messages[0].content']],
    [
      'a system message that is not the first',
      { messages: [...rankK.messages, { role: 'system', content: 'x' }, ...user('go')] },
      ['messages[1].role'],
    ],
    ['an assistant at the end', { messages: [...rankK.messages, { role: 'assistant', content: 'ok' }] }, ['messages[1].role']],
    [
      'plain text of two messages',
      { completion: true, messages: [{ role: 'system', content: 'x' }, ...rankK.messages] },
      ['messages'],
    ],
    ['a passage without its text', { passage: '[{identifier}]' }, ['passage']],
    ['a passage with an unknown name', { passage: '[{identifier}] {text} {score}' }, ['passage']],
    ['passages without identifiers', { passage: '{text}' }, ['passage']],
    ['a title pattern without title', { titled: '{text}' }, ['titled']],
    ['an empty id', { id: '' }, ['id']],
    ['an id with spaces', { id: 'my preset' }, ['id']],
    ['an empty title', { title: ' ' }, ['title']],
    ['no words at all', { cut: { unit: 'words', most: 0, from: 'start' } }, ['cut.most']],
    ['half a token', { cut: { unit: 'tokens', most: 1.5, from: 'start' } }, ['cut.most']],
    ['a best window of tokens', { cut: { unit: 'tokens', most: 9, from: 'best' } }, ['cut.from']],
    ['equal thought tags', { thought: { open: '<t>', close: '<t>', tokens: 9 } }, ['thought.close']],
    ['empty thought tags', { thought: { open: '', close: '', tokens: 9 } }, ['thought.open', 'thought.close']],
    ['a negative thought', { thought: { open: '<t>', close: '</t>', tokens: -1 } }, ['thought.tokens']],
    [
      'sampling out of range',
      { sampling: { temperature: 3, topP: 0, topK: -1 } },
      ['sampling.temperature', 'sampling.topP', 'sampling.topK'],
    ],
    ['a negative prior', { priorWeight: -1 }, ['priorWeight']],
    ['an answer of another question', { answer: { type: 'word', open: '', close: '', yes: 'yes', no: 'no' } }, ['answer.type']],
    ['a strategy the answers cannot serve', { strategy: { type: 'pointwise' } }, ['strategy.type']],
    ['a stride greater than the window', { strategy: { ...sliding, stride: 21 } }, ['strategy.stride']],
    ['a window of one', { strategy: { ...sliding, size: 1, stride: 1 } }, ['strategy.size']],
    ['a window that no context holds', { strategy: { ...sliding, size: 1001 } }, ['strategy.size']],
    ['a pivot outside the window', { strategy: { type: 'top-down', size: 10, cutoff: 10 } }, ['strategy.cutoff']],
    ['no children', { strategy: { type: 'setwise', sort: 'heap', children: 0, top: 0 } }, ['strategy.children', 'strategy.top']],
    ['pairs for nobody', { strategy: { type: 'pairwise', sort: 'all', top: 0 } }, ['strategy.top']],
    [
      'no tournament',
      { strategy: { type: 'tournament', groupSize: 1, tournaments: 0 } },
      ['strategy.groupSize', 'strategy.tournaments'],
    ],
  ])('names the field of %s', (_, changes, fields) => {
    expect(wrongFields(changes)).toEqual(fields);
  });

  const order = rankK.answer.type === 'order' ? rankK.answer : null;
  it.each<[string, Partial<Preset>, string, readonly string[]]>([
    ['a tie like the separator', { answer: { ...order, tie: ' > ' } as Preset['answer'] }, 'rank-k', ['answer.tie']],
    ['labels that run together', { answer: { ...order, separator: '' } as Preset['answer'] }, 'rank-k', ['answer.separator']],
    ['letters for more than 26', { strategy: { ...sliding, size: 27 } }, 'first', ['strategy']],
    ['yes and no alike', { answer: { type: 'word', open: '', close: '', yes: 'no', no: 'not' } }, 'rank1', ['answer.no']],
    ['an empty word', { answer: { type: 'word', open: '', close: '', yes: '', no: 'no' } }, 'rank1', ['answer.yes']],
    [
      'grades upside down',
      { answer: { type: 'grade', open: '', close: '', yes: 'y', no: 'n', least: 4, most: 0 } },
      'tfrank',
      ['answer.most'],
    ],
    ['a selection of nobody knows how many', { messages: user('{query} {passages}') }, 'tourrank', ['messages']],
    ['no rounds', { strategy: { type: 'groupwise', size: 0, rounds: 0 } }, 'grouprank', ['strategy.size', 'strategy.rounds']],
  ])('names the field of %s', (_, changes, id, fields) => {
    expect(wrongFields(changes, preset(id))).toEqual(fields);
  });

  it('tells all problems at once, each as a code with its values', () => {
    const problems = checkPreset({ ...rankK, id: '', messages: user('{foo}'), passage: '' });
    expect(problems.length).toBeGreaterThan(4);
    expect(problems).toContainEqual({
      path: 'messages[0].content',
      code: 'unknown-name',
      name: 'foo',
      known: ['query', 'passages', 'count', 'take'],
    });
  });
});
