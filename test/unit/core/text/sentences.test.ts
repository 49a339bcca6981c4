import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { preset } from '../../../../src/core/preset/built-in.ts';
import { presetPrompt } from '../../../../src/core/preset/prompt.ts';
import { docId } from '../../../../src/core/request.ts';
import { evidenceUnits, evidenceWindow } from '../../../../src/core/text/evidence-units.ts';
import { countWords, SENTENCE_MARKS, sizeInWords } from '../../../../src/core/text/spans.ts';
import { listIdf } from '../../../../src/core/text/terms.ts';
import { bestWindow, passageWindows, windowAt } from '../../../../src/core/text/windows.ts';
import { splitSentences } from '../../../../src/core/trace/sentences.ts';
import golden from '../../../fixtures/text/sentences.json' with { type: 'json' };
import { cases } from '../../../support/profile.ts';

describe('sentences of any script', () => {
  it.each(golden)('are cut as the pipeline cuts them: $text', ({ text, longest, units, windows, shown }) => {
    const found = evidenceUnits(text, longest);
    const cut = (span: { readonly from: number; readonly to: number }): string => text.slice(span.from, span.to);
    expect(found.map(cut)).toEqual(units);
    expect(passageWindows(text, 6, 30).map(cut)).toEqual(windows);
    const near = found.map((unit, place) => ({ ...unit, similar: [place === found.length - 1 ? 1 : 0] }));
    const queryWords = [{ from: 0, to: 1, weight: 1 }];
    expect([2, 5, 9].map((words) => cut(evidenceWindow({ text, units: near, queryWords, words })))).toEqual(shown);
  });

  it.each([...SENTENCE_MARKS])('end at %j, in passages and in thoughts', (mark) => {
    const text = `один${mark} два${mark}`;
    expect(evidenceUnits(text).map(({ from, to }) => text.slice(from, to))).toEqual([`один${mark}`, `два${mark}`]);
    expect(splitSentences(text).map(({ from, to }) => text.slice(from, to))).toEqual([`один${mark} `, `два${mark}`]);
  });

  it('hold every letter once, in order, and part no mark from its letter', () => {
    const piece = fc.constantFrom(
      '水',
      '沸騰',
      'กำ',
      'ที่นี่',
      'は',
      'か\u3099',
      'word',
      ' ',
      '。',
      '！',
      '。」',
      '।',
      'हिन्दी',
      '.',
      ', ',
      '\n',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), fc.integer({ min: 1, max: 12 }), (pieces, longest) => {
        const text = pieces.join('');
        const units = evidenceUnits(text, longest).map(({ from, to }) => text.slice(from, to));
        expect(units.join('').replaceAll(/\s/gu, '')).toBe(text.replaceAll(/\s/gu, ''));
        for (const unit of units) if (!/^\p{M}/u.test(text)) expect(unit).not.toMatch(/^\p{M}/u);
      }),
      { numRuns: cases(1000) },
    );
  });

  it('are measured by words where a script has spaces', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => {
        expect(sizeInWords(text)).toBe(countWords(text));
      }),
      { numRuns: cases(500) },
    );
  });
});

describe('a passage of a script without spaces', () => {
  const sentences = ['今天天气很好。', '我们去公园散步。', '水在一百度沸腾。', '晚上吃米饭。', '明天下雨。'];
  const text = sentences.join('');

  it('is cut to whole sentences, those that share most with the query', () => {
    const { from, to } = bestWindow({ query: '水多少度沸腾', text, words: 6, idf: listIdf([text]) });
    expect(text.slice(from, to)).toBe('水在一百度沸腾。');
    expect(windowAt({ text, words: 9, from: 0 })).toEqual({ from: 0, to: sentences.slice(0, 2).join('').length });
  });

  it('is shortened until the prompt fits, as any other', () => {
    const long = text.repeat(200);
    const prompt = presetPrompt({
      preset: preset('instruct-direct'),
      query: '水多少度沸腾',
      candidates: ['a', 'b'].map((id) => ({ docId: docId(id), text: long })),
      buckets: [5, 5],
      words: 100_000,
      countTokens: (written) => written.length,
      fits: (messages) => messages.map(({ content }) => content).join('').length < 3000,
    });
    if (!prompt.ok) expect.fail(prompt.error.message);
    for (const { text: shown } of prompt.value.passages) {
      expect(shown.length).toBeGreaterThan(300);
      expect(shown.endsWith('。')).toBe(true);
    }
  });
});
