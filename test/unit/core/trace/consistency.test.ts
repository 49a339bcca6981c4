import { describe, expect, it } from 'vitest';
import { checkConsistency } from '../../../../src/core/trace/consistency.ts';
import type { ConsistencyReport } from '../../../../src/core/trace/consistency.ts';
import { findPreferences } from '../../../../src/core/trace/preferences.ts';
import { gradeSentence } from '../../../../src/core/trace/grades.ts';
import { placeQuote } from '../../../../src/core/trace/quotes.ts';
import { readSentences } from '../../../../src/core/trace/sentences.ts';
import { segmentTrace } from '../../../../src/core/trace/segments.ts';
import { termSpans } from '../../../../src/core/text/terms.ts';

function preferred(thought: string, count = 6): string[] {
  return findPreferences(segmentTrace(thought, count)).map(({ better, worse, source }) => `${better}>${worse} ${source}`);
}

function check(thought: string, order: readonly number[], answered = order): ConsistencyReport {
  return checkConsistency({ segments: segmentTrace(thought, order.length), order, answered });
}

describe('findPreferences', () => {
  it.each([
    ['[2] is better than [3].', ['2>3 comparison']],
    ['Passage 2 is more relevant to the query than the one in [3] and [4].', ['2>3 comparison', '2>4 comparison']],
    ['[2] is less clear than [3].', ['3>2 comparison']],
    ['[2] is not as clear as [3].', ['3>2 comparison']],
    ['[1] is better than [2], and [3] is worse than [4].', ['1>2 comparison', '4>3 comparison']],
    ['[5] should be ranked above [1].', ['5>1 comparison']],
    ['[2] > [1] = [3].', ['2>1 conclusion', '2>3 conclusion']],
    ['[1] = [2] > [3]', ['1>3 conclusion', '2>3 conclusion']],
    ['So the final order is [3], [1], then [2].', ['3>1 conclusion', '3>2 conclusion', '1>2 conclusion']],
    ['So [3] should come first, then [1], followed by [2].', ['3>1 conclusion', '3>2 conclusion', '1>2 conclusion']],
    ['The ranking is:\n1. [3], which beats none\n2. [1]', ['3>1 conclusion']],
    ['[2] лучше, чем [3]. [4] уступает [1].', ['2>3 comparison', '1>4 comparison']],
    ['[۲] نسبت به [۳] مرتبط‌تر است. [۴] بدتر از [۱] است.', ['2>3 comparison', '1>4 comparison']],
    ['[2]比[3]更相关。[4]不如[1]。[5]比[6]更不相关。', ['2>3 comparison', '1>4 comparison', '6>5 comparison']],
    ['[3] answers it: "x". [1] is close: "y". [2] says less.', ['3>1 grading', '3>2 grading', '1>2 grading']],
  ])('reads %j', (thought, pairs) => {
    expect(preferred(thought)).toEqual(pairs);
  });

  it.each([
    '[2] is not better than [3].',
    '[2] no worse than [3].',
    '[2] talks of [3].',
    '[2] не лучше [3].',
    '[۲] از [۳] بهتر نیست.',
    '[2]不比[3]好。',
    '[1] says "[2] > [3]".',
    'Overall, [1], [2] and [3] are off topic.',
    'So [3], [1] and [2] are irrelevant.',
    '[1] = [2]',
  ])('says nothing of %j', (thought) => expect(preferred(thought)).toEqual([]));

  it('lets the last word on a pair count, and grading words only where nothing else was said', () => {
    expect(preferred('[1] is better than [2]. Wait, [2] is better than [1].')).toEqual(['2>1 comparison']);
    expect(preferred('[1] answers it. [2] says less. Still, [2] is better than [1].')).toEqual(['2>1 comparison']);
    expect(preferred('[1] says less. [2] is close. However, [1] directly answers it.')).toEqual(['1>2 grading']);
  });
});

describe('gradeSentence', () => {
  const grade = (text: string): (number | null)[] => {
    const [sentence] = readSentences(text, 9);
    return sentence === undefined
      ? []
      : sentence.identifiers.map((identifier) => gradeSentence(sentence).get(identifier) ?? null);
  };

  it.each([
    [4, ['[1] answers it: "q".', '[1] says it: "q".', 'The answer is in [1]: "q".', '[1] has the answer: "q".', '[1] too: "q".']],
    [
      4,
      [
        '[1] also answers it: "q".',
        'So does [1]: "q".',
        '[1] says the same: "q".',
        '[1] confirms it: "q".',
        '[1] answers it as well.',
      ],
    ],
    [4, ['[1] and [2] answer it as well.']],
    [3, ['[1] may hold it: "q".', '[1] is the likeliest: "q".', '[1] is right on the subject: "q".', '[1] may hold it too.']],
    [2, ['[1] is close: "q".', '[1] comes near: "q".', '[1] is on the subject: "q".', '[1] is nearer than the rest: "q".']],
    [
      2,
      [
        '[1] is close but gives no date: "q".',
        '[1] is on the subject, without a date: "q".',
        '[1] comes nearest, but no date: "q".',
      ],
    ],
    [1, ['[1] says less.', '[1], [2] and [5] say less.', '[1] does not answer.', '[1] and [2] are about something else.']],
    [1, ['[1] and [2] only share words.', '[1] gives no date.', '[1] and [2] give no date.', 'There is no date in [1] and [2].']],
  ] as const)('gives %i to what the project’s own thoughts say: %j', (expected, sentences) => {
    for (const text of sentences) expect(new Set(grade(text)), text).toEqual(new Set([expected]));
  });

  it.each([
    [4, ['Passage 1 is highly relevant.', '[1] directly addresses the question.', '[1] answers the query.']],
    [3, ['[1] is relevant.', '[1] is also relevant here.']],
    [2, ['[1] is somewhat relevant.', '[1] is only partially relevant.', '[1] partially answers the question.']],
    [
      1,
      [
        '[1] is not relevant.',
        "[1] doesn't really mention it.",
        '[1] is unrelated.',
        '[1] does not answer the question.',
        '[1] is less relevant.',
      ],
    ],
    [null, ['[1] is a long text.', '[1] is irrelevant at first sight but highly relevant.', '[1] says "highly relevant".']],
  ] as const)('gives %s to free words: %j', (expected, sentences) => {
    for (const text of sentences) expect(grade(text), text).toEqual([expected]);
  });

  it('keeps the clauses of two passages apart', () => {
    expect(grade('[1] answers it, [2] is irrelevant.')).toEqual([4, 1]);
  });
});

describe('checkConsistency', () => {
  it('names the pair and the sentence that the order contradicts', () => {
    const thought = '[1] is old. [2] is better than [1]. [3] says less.';
    const report = check(thought, [1, 2, 3]);
    expect(
      report.contradictions.map(({ better, worse, sentence }) => [better, worse, thought.slice(sentence.from, sentence.to)]),
    ).toEqual([[2, 1, '[2] is better than [1]. ']]);
    expect(check(thought, [2, 1, 3]).contradictions).toEqual([]);
  });

  it('names both sentences of a contradicted grading', () => {
    const thought = '[1] says less. [2] answers it.';
    const [found] = check(thought, [1, 2]).contradictions;
    expect(found?.with).toEqual({ from: 0, to: 15 });
    expect(found?.sentence).toEqual({ from: 15, to: 30 });
  });

  it('names what a conclusion lists and the answer leaves out', () => {
    expect(check('So the order is [3] > [1] > [2].', [3, 1, 2], [3, 1]).concludedNotAnswered).toEqual([2]);
  });

  it('names passages that went past others without a word, and not those that others went past', () => {
    expect(check('[3] answers it.', [3, 1, 2]).movedUnmentioned).toEqual([]);
    expect(check('[3] answers it.', [2, 3, 1]).movedUnmentioned).toEqual([{ identifier: 2, from: 1, to: 0 }]);
  });
});

describe('placeQuote', () => {
  const text = 'Intro words.  The  café [12]\nsays <think> more   here. End';
  const [keptFrom, keptTo] = [text.indexOf('The'), text.indexOf(' End')];
  const shown = 'The café (12) says ‹think› more here.';

  it('finds the place in the whole passage of what was quoted from its cut and neutralised form', () => {
    const place = (quote: string) => {
      const span = placeQuote({ quote, shown, text, keptFrom, keptTo });
      return span === null ? null : text.slice(span.from, span.to);
    };
    expect(place('The café (12) says')).toBe('The  café [12]\nsays');
    expect(place('cafe\u0301 (12)')).toBe('café [12]');
    expect(place('‹think›  more here.')).toBe('<think> more   here.');
    expect(place('Intro')).toBeNull();
    expect(place(' ')).toBeNull();
  });

  it('finds composed letters in a passage that writes them decomposed', () => {
    const whole = 'x cafe\u0301 y';
    expect(placeQuote({ quote: 'café y', shown: whole, text: whole, keptFrom: 0, keptTo: whole.length })).toEqual({
      from: 2,
      to: 9,
    });
  });

  it('says nothing of a place when the shown text was made in another way', () => {
    expect(placeQuote({ quote: 'b', shown: 'a b', text: 'a long b', keptFrom: 0, keptTo: 8 })).toBeNull();
  });
});

describe('termSpans', () => {
  const marked = (query: string, text: string) =>
    termSpans(query, text).map(({ from, to, term }) => [text.slice(from, to), term]);

  it('marks whole words by the rule of the query terms', () => {
    expect(marked('glass boxes', 'Box, boxes and GLASS; glasses')).toEqual([
      ['boxes', 'boxe'],
      ['GLASS', 'glass'],
    ]);
    expect(marked('قیمت بلیت', 'این قیمت است')).toEqual([['قیمت', 'قیمت']]);
  });

  it('marks shared stretches in scripts without spaces', () => {
    expect(marked('蜜蜂如何交流', '我们看蜜蜂交流食物')).toEqual([
      ['蜜蜂', '蜜蜂'],
      ['交流', '交流'],
    ]);
  });
});
