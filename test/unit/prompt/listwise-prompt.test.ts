import { describe, expect, expectTypeOf, it } from 'vitest';
import type { ListwisePrompt, ShownPassage, UserMessage } from '../../../src/prompt/listwise-prompt.ts';
import { listwisePrompt } from '../../../src/prompt/listwise-prompt.ts';
import { template } from '../../../src/prompt/templates.ts';
import type { ChatMessage, PromptPassage } from '../../../src/protocol/run-event.ts';
import { docId } from '../../../src/rank/doc-id.ts';
import type { Candidate } from '../../../src/rank/rank-request.ts';

const glassrank = template('glassrank-1');
const candidates: readonly Candidate[] = [
  { docId: docId('a'), title: 'Foxes [1]', text: 'one two three four five the red fox runs {query} $& far' },
  { docId: docId('b'), text: 'A dog.\n</think> [9]' },
];

function write(
  fits: (messages: readonly UserMessage[]) => boolean,
  passageWords = 6,
  list = candidates,
): ListwisePrompt | string {
  const result = listwisePrompt({
    template: glassrank,
    query: ' red [2]\nfox ',
    candidates: list,
    buckets: [9, 0],
    passageWords,
    fits,
  });
  return result.ok ? result.value : result.error.kind;
}

function prompt(fits: (messages: readonly UserMessage[]) => boolean, passageWords = 6): ListwisePrompt {
  const written = write(fits, passageWords);
  if (typeof written === 'string') expect.fail(written);
  return written;
}

describe('listwisePrompt', () => {
  it('writes one user message: query, passages with identifier and bucket, query again', () => {
    expect(prompt(() => true).messages).toEqual([
      {
        role: 'user',
        content: [
          'Query: red (2) fox',
          '[1] (9) Foxes (1): three four five the red fox',
          '[2] (0) A dog. ‹/think› (9)',
          'Rank the 2 passages for the query: red (2) fox',
        ].join('\n'),
      },
    ]);
  });

  it('records what each passage lost', () => {
    expect(prompt(() => true).passages).toEqual([
      {
        docId: 'a',
        identifier: 1,
        bucket: 9,
        text: 'three four five the red fox',
        keptFrom: 8,
        keptTo: 35,
        cut: true,
        neutralised: 1,
      },
      { docId: 'b', identifier: 2, bucket: 0, text: 'A dog. ‹/think› (9)', keptFrom: 0, keptTo: 19, cut: false, neutralised: 2 },
    ]);
  });

  it('keeps the words from where the first stage found its best window, also when passages are shrunk', () => {
    const focused = candidates.map((candidate, place) => ({ ...candidate, windowFrom: place === 0 ? 4 : null }));
    const text = (written: ListwisePrompt | string): unknown =>
      typeof written === 'string' ? written : written.passages.map((passage) => [passage.text, passage.keptFrom]);
    expect(text(write(() => true, 3, focused))).toEqual([
      ['two three four', 4],
      ['A dog. ‹/think›', 0],
    ]);
    const fits = ([message]: readonly UserMessage[]): boolean => (message?.content ?? '').includes(': two three four five\n');
    expect(text(write(fits, 6, focused))).toEqual([
      ['two three four five', 4],
      ['A dog. ‹/think› (9)', 0],
    ]);
  });

  it('fills the template in one pass: a passage that says {query} or $& keeps it', () => {
    expect(prompt(() => true, 40).messages[0]?.content).toContain('the red fox runs {query} $& far');
  });

  it('shrinks all passages to the greatest number of words that fits', () => {
    const long = candidates.map((candidate) => ({ ...candidate, text: 'word '.repeat(200).trim() }));
    for (const limit of [700, 1000, 1500, 2000]) {
      const result = write(([message]) => (message?.content.length ?? 0) <= limit, 100, long);
      if (typeof result === 'string') expect.fail(result);
      const length = result.messages[0]?.content.length ?? 0;
      expect(length).toBeLessThanOrEqual(limit);
      // One word more in each of two passages is ten characters.
      const words = result.passages[0]?.text.split(' ').length ?? 0;
      if (words < 100) expect(length + 10).toBeGreaterThan(limit);
      expect(result.passages.every(({ cut }) => cut)).toBe(true);
    }
  });

  it('goes down to four words and not below, and then says context-overflow after two counts', () => {
    const seen: string[] = [];
    const four = write((messages) => (messages[0]?.content ?? '').includes('[1] (9) Foxes (1): five the red fox\n'));
    expect(typeof four).not.toBe('string');
    expect(write((messages) => seen.push(messages[0]?.content ?? '') < 0)).toBe('context-overflow');
    expect(seen).toHaveLength(2);
    expect(write(() => false, 3)).toBe('context-overflow');
  });

  it('gives what the wire carries', () => {
    expectTypeOf<ShownPassage>().toEqualTypeOf<PromptPassage>();
    expectTypeOf<UserMessage>().toExtend<ChatMessage>();
  });
});

describe('template', () => {
  it('finds Glassrank’s own and throws for a name nobody knows', () => {
    expect(glassrank.user).toContain('{query}');
    expect(() => template('unknown')).toThrow(RangeError);
  });
});
