import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { listwisePrompt } from '../../../src/prompt/listwise-prompt.ts';
import { template } from '../../../src/prompt/templates.ts';
import { userParts } from '../../../src/prompt/user-parts.ts';
import { unevenRequest } from '../../support/timed-log.ts';

const glassrank = template('glassrank-1');

describe('the parts of a prompt', () => {
  test('joined are the message that is sent, whatever query and passages say', () => {
    const words = fc.oneof(fc.string(), fc.constantFrom('{query}', '{passages}', '{count}', '$&', '[1]', '\n'));
    fc.assert(
      fc.property(words, fc.array(words, { maxLength: 6 }), (query, lines) => {
        const joined = userParts({ template: glassrank, query, lines })
          .map(({ text }) => text)
          .join('');
        expect(joined).toBe(`Query: ${query}\n${lines.join('\n')}\nRank the ${lines.length} passages for the query: ${query}`);
      }),
    );
  });

  test('name what each stretch is, with instructions that touch made one', () => {
    expect(userParts({ template: glassrank, query: 'why', lines: ['[1] (9) a', '[2] (0) b'] })).toEqual([
      { part: 'instructions', identifier: null, text: 'Query: ' },
      { part: 'query', identifier: null, text: 'why' },
      { part: 'instructions', identifier: null, text: '\n' },
      { part: 'passage', identifier: 1, text: '[1] (9) a' },
      { part: 'instructions', identifier: null, text: '\n' },
      { part: 'passage', identifier: 2, text: '[2] (0) b' },
      { part: 'instructions', identifier: null, text: '\nRank the 2 passages for the query: ' },
      { part: 'query', identifier: null, text: 'why' },
    ]);
  });

  test('come with the prompt, and with the number of words that each passage could keep', () => {
    const { candidates } = unevenRequest(5, 1);
    for (const limit of [400, 900, 1e6]) {
      const written = listwisePrompt({
        template: glassrank,
        query: 'why',
        candidates,
        buckets: [],
        passageWords: 50,
        fits: ([message]) => (message?.content.length ?? 0) <= limit,
      });
      if (!written.ok) expect.fail(written.error.message);
      const { messages, parts, passages, wordsPerPassage } = written.value;
      expect(parts.map(({ text }) => text).join('')).toBe(messages[0]?.content);
      expect(wordsPerPassage === 50).toBe(limit === 1e6);
      expect(Math.max(...passages.map(({ text }) => text.split(' ').length))).toBe(wordsPerPassage);
    }
  });
});
