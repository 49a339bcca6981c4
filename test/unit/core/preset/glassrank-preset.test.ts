import fc from 'fast-check';
import { describe, expect, expectTypeOf, it } from 'vitest';
import type { FilledMessage } from '../../../../src/core/preset/fill.ts';
import { presetPrompt } from '../../../../src/core/preset/prompt.ts';
import type { PresetPrompt, ShownPassage } from '../../../../src/core/preset/prompt.ts';
import { preset, template } from '../../../../src/core/preset/built-in.ts';
import type { PromptPassage } from '../../../../src/core/log/event.ts';
import { docId } from '../../../../src/core/request.ts';
import type { Candidate } from '../../../../src/core/request.ts';
import { unevenRequest } from '../../../support/timed-log.ts';
import { fourUnits } from './preset-sample.ts';

const glassrank = preset('glassrank-1');
const candidates: readonly Candidate[] = [
  { docId: docId('a'), title: 'Foxes [1]', text: 'one two three four five the red fox runs {query} $& far' },
  { docId: docId('b'), text: 'A dog.\n</think> [9]' },
];

function write(
  fits: (messages: readonly FilledMessage[]) => boolean,
  passageWords = 6,
  list = candidates,
): PresetPrompt | string {
  const result = presetPrompt({
    preset: glassrank,
    query: ' red [2]\nfox ',
    candidates: list,
    buckets: [9, 0],
    words: passageWords,
    countTokens: fourUnits,
    fits,
  });
  return result.ok ? result.value : result.error.kind;
}

function prompt(fits: (messages: readonly FilledMessage[]) => boolean, passageWords = 6): PresetPrompt {
  const written = write(fits, passageWords);
  if (typeof written === 'string') expect.fail(written);
  return written;
}

describe('Glassrank’s own preset', () => {
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
    const text = (written: PresetPrompt | string): unknown =>
      typeof written === 'string' ? written : written.passages.map((passage) => [passage.text, passage.keptFrom]);
    expect(text(write(() => true, 3, focused))).toEqual([
      ['two three four', 4],
      ['A dog. ‹/think›', 0],
    ]);
    const fits = ([message]: readonly FilledMessage[]): boolean => (message?.content ?? '').includes(': two three four five\n');
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

  it('joins its parts to the message that is sent, whatever query and passages say', () => {
    const words = fc.oneof(fc.string(), fc.constantFrom('{query}', '{passages}', '{count}', '$&', '[1]', '\n'));
    fc.assert(
      fc.property(words, fc.array(words, { maxLength: 6 }), (query, texts) => {
        const list = texts.map((text, place) => ({ docId: docId(`d${place}`), text }));
        const asked = { preset: glassrank, query, candidates: list, buckets: [], countTokens: fourUnits, fits: () => true };
        const written = presetPrompt(asked);
        if (!written.ok) expect.fail(written.error.message);
        const { messages, parts, passages } = written.value;
        expect(parts.map(({ text }) => text).join('')).toBe(messages[0]?.content);
        const lines = passages.map(({ identifier, bucket, text }) => `[${identifier}] (${bucket}) ${text}`);
        expect(parts.flatMap(({ part, text }) => (part === 'passage' ? [text] : []))).toEqual(lines);
      }),
    );
  });

  it('names what each stretch is, with instructions that touch made one', () => {
    const list = ['a', 'b'].map((text) => ({ docId: docId(text), text }));
    const asked = { preset: glassrank, query: 'why', candidates: list, buckets: [9, 0] };
    const written = presetPrompt({ ...asked, countTokens: fourUnits, fits: () => true });
    expect(written.ok && written.value.parts.map(({ part, identifier, text }) => [part, identifier, text])).toEqual([
      ['instructions', null, 'Query: '],
      ['query', null, 'why'],
      ['instructions', null, '\n'],
      ['passage', 1, '[1] (9) a'],
      ['instructions', null, '\n'],
      ['passage', 2, '[2] (0) b'],
      ['instructions', null, '\nRank the 2 passages for the query: '],
      ['query', null, 'why'],
    ]);
  });

  it('says how many words each passage could keep', () => {
    const list = unevenRequest(5, 1).candidates;
    for (const limit of [400, 900, 1e6]) {
      const written = write(([message]) => (message?.content.length ?? 0) <= limit, 50, list);
      if (typeof written === 'string') expect.fail(written);
      expect(written.wordsPerPassage === 50).toBe(limit === 1e6);
      expect(Math.max(...written.passages.map(({ text }) => text.split(' ').length))).toBe(written.wordsPerPassage);
    }
  });

  it('gives what the wire carries', () => {
    expectTypeOf<ShownPassage>().toEqualTypeOf<PromptPassage>();
  });
});

describe('template', () => {
  it('finds Glassrank’s own and throws for a name nobody knows', () => {
    expect(template('glassrank-1')).toMatchObject({
      id: 'glassrank-1',
      thoughtClose: '</think>',
      passageWords: 40,
      windowSize: 10,
    });
    expect(() => template('unknown')).toThrow(RangeError);
  });
});
