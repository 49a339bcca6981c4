import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkConsistency } from '../../../../src/core/trace/consistency.ts';
import { findAllMentions } from '../../../../src/core/trace/mentions.ts';
import { findPreferences } from '../../../../src/core/trace/preferences.ts';
import { segmentTrace } from '../../../../src/core/trace/segments.ts';
import { splitSentences } from '../../../../src/core/trace/sentences.ts';
import { passageStatements } from '../../../../src/core/trace/statements.ts';
import { answerLike } from '../../../support/arbitrary-answer.ts';
import { expectLinear } from '../../../support/growth.ts';
import { cases } from '../../../support/profile.ts';
import { readStream, STREAMS } from '../read/read-stream.ts';

/** Every thought of the stored logs, with its number of passages. */
const recorded = STREAMS.flatMap((name) => {
  const log = readStream(name);
  return log.flatMap((event) => {
    if (event.type !== 'window-start') return [];
    const texts = log.flatMap((one) => (one.type === 'reasoning-delta' && one.window === event.window ? [one.text] : []));
    return texts.length === 0 ? [] : [{ name: `${name} ${event.window}`, thought: texts.join(''), count: event.passages.length }];
  });
});

/** How models that were not taught this project's form write. */
const FREE = `Okay, let's see. I need to determine the final ranking of these passages.

Passage [1] talks about bees. It doesn't mention food. Passage [2] is highly relevant because it directly answers the question: "The angle. It points. See [4]". Passage 3 is somewhat relevant.

Wait, [1] does mention dances. However, [3] is better than [1], since it explains the angle. [4] vs. [5]: both are unrelated, e.g. they speak of honey.

On second thought, [5] is less relevant than passage [4].

So the order is:
1. [2]
2. [3]
3. [1]

Final answer: [2] > [3] > [1] = [4] > [5]`;

const PERSIAN =
  'متن [۱] به پرسش پاسخ می‌دهد. [۲] از [۳] بهتر است. با این حال [۳] تا حدی مرتبط است. بنابراین ترتیب نهایی این است: [۱] > [۲] > [۳].';
const RUSSIAN =
  'Отрывок 1 прямо отвечает на вопрос. [2] лучше, чем [3]. Однако [3] частично о деле. Итак, итоговый порядок: [1] > [2] > [3].';
const CHINESE = '段落[1]直接回答了问题。[2]比[3]更相关。不过第3段也提到了。[4]不如[3]。因此,最终排序为:[1] > [2] > [3] > [4]。';

const LINE_BREAKS = '- [1] answers it\n- [4] does not answer\n\n[2] … [4] say less...  [5, \n6] too. ';

function told(thought: string, count: number): [string, readonly number[], string][] {
  return segmentTrace(thought, count).map(({ kind, identifiers, from, to }) => [
    kind,
    identifiers,
    thought.slice(from, to).trim(),
  ]);
}

const texts = fc.oneof(
  answerLike,
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.constantFrom(
        '[1]',
        '[2]',
        '[3, 4]',
        ' > ',
        ' = ',
        '. ',
        '.',
        '\n',
        '\n\n',
        ' "',
        '" ',
        '“',
        '”',
        ' is better than ',
        ' answers it',
        ' says less',
        'Wait, ',
        'However, ',
        'So the order is ',
        'passage 3 ',
        'passages 1 and 2',
        '。',
        '比',
        '不如',
        'e.g. ',
        '1. ',
        '- ',
        '...',
        '…',
        '[',
        ']',
        'ا',
        'a',
      ),
      { maxLength: 60 },
    )
    .map((pieces) => pieces.join('')),
);

function grows(thought: string, count: number): void {
  const whole = segmentTrace(thought, count);
  const sentences = splitSentences(thought);
  for (let cut = 0; cut <= thought.length; cut += 1) {
    const now = segmentTrace(thought.slice(0, cut), count);
    const closed = now.filter((segment) => segment.closed);
    expect(closed, JSON.stringify(thought.slice(0, cut))).toEqual(
      whole.slice(0, closed.length).map((segment) => ({ ...segment, closed: true })),
    );
    expect(now.slice(closed.length).some((segment) => segment.closed)).toBe(false);
    const cutSentences = splitSentences(thought.slice(0, cut)).slice(0, -1);
    expect(cutSentences).toEqual(sentences.slice(0, cutSentences.length));
  }
}

describe('segmentTrace', () => {
  it.each(recorded)('$name: tells each passage of its own and the rest as a comparison', ({ thought, count }) => {
    for (const [kind, identifiers, text] of told(thought, count)) {
      if (text.includes('say less')) expect(kind).toBe('comparison');
      else if (identifiers.length > 0) expect(kind).toBe('passage');
      else expect(kind).toBe('other');
    }
  });

  it('tells what a free thought does', () => {
    expect(told(FREE, 5).map(([kind, identifiers]) => [kind, identifiers])).toEqual([
      ['other', []],
      ['passage', [1]],
      ['passage', [2]],
      ['passage', [3]],
      ['change-of-mind', [1]],
      ['change-of-mind', [3, 1]],
      ['comparison', [4, 5]],
      ['change-of-mind', [5, 4]],
      ['conclusion', [2, 3, 1, 4, 5]],
    ]);
  });

  it.each([
    ['Persian', PERSIAN, 3, ['passage', 'comparison', 'change-of-mind', 'conclusion']],
    ['Russian', RUSSIAN, 3, ['passage', 'comparison', 'change-of-mind', 'conclusion']],
    ['Chinese', CHINESE, 4, ['passage', 'comparison', 'change-of-mind', 'comparison', 'conclusion']],
  ] as const)('knows the cue words of %s', (_, thought, count, kinds) => {
    expect(told(thought, count).map(([kind]) => kind)).toEqual(kinds);
  });

  it('takes no plan for a conclusion and no quoted cue for the model’s own word', () => {
    expect(told('I need to find the final ranking of [1], [2] and [3].', 3)[0]?.[0]).toBe('passage');
    expect(told('[1] says: "wait. So the order is [3] > [2]".', 3).map(([kind]) => kind)).toEqual(['passage']);
  });

  it('goes on with a passage until a blank line', () => {
    expect(told('[1] is old. It has a map.\n\nThe query asks for a price. [2] gives one.', 2)).toEqual([
      ['passage', [1], '[1] is old. It has a map.'],
      ['other', [], 'The query asks for a price.'],
      ['passage', [2], '[2] gives one.'],
    ]);
  });

  it('covers any text letter for letter, in order, and names only passages there are', () => {
    fc.assert(
      fc.property(texts, fc.nat(6), (text, count) => {
        const segments = segmentTrace(text, count);
        expect(segments.map(({ from, to }) => text.slice(from, to)).join('')).toBe(text);
        for (const { from, to, sentences, identifiers } of segments) {
          expect(sentences.map((sentence) => text.slice(sentence.from, sentence.to)).join('')).toBe(text.slice(from, to));
          expect(identifiers.every((identifier) => identifier >= 1 && identifier <= count)).toBe(true);
          for (const sentence of sentences) expect(sentence.plain.length).toBe(sentence.to - sentence.from);
        }
      }),
      { numRuns: cases(500) },
    );
  });

  it.each([
    ...recorded,
    ...[FREE, PERSIAN, RUSSIAN, CHINESE, LINE_BREAKS].map((thought) => ({ name: thought.slice(0, 12), thought, count: 6 })),
  ])('$name: what is closed never changes, wherever the thought is cut', ({ thought, count }) => grows(thought, count));

  it('what is closed never changes in any text', () => {
    fc.assert(
      fc.property(texts, (text) => grows(text, 4)),
      { numRuns: 200 },
    );
  });

  it('every analysis takes any text', () => {
    fc.assert(
      fc.property(texts, fc.nat(6), (text, count) => {
        const segments = segmentTrace(text, count);
        for (const { better, worse } of findPreferences(segments)) expect(better).not.toBe(worse);
        for (const [identifier, statements] of passageStatements(segments)) {
          expect(identifier >= 1 && identifier <= count).toBe(true);
          for (const { from, to } of statements) expect(from < to && to <= text.length).toBe(true);
        }
        const order = Array.from({ length: count }, (_, place) => count - place);
        const report = checkConsistency({ segments, order, answered: order });
        expect(report.contradictions.every(({ better, worse }) => better < worse)).toBe(true);
      }),
      { numRuns: cases(500) },
    );
  });

  it.each([
    'a',
    '\0',
    '\n',
    '. ',
    '[1]',
    ' "',
    '[1]=',
    '[1]>',
    '[1] x ',
    'passage 3, ',
    '1. [2]\n',
    '比',
    '[1] > [2] > [3].\n',
    '[1] is better than [2] ',
  ])(
    'reads %j, however often, in linear time',
    (unit) =>
      expectLinear({
        make: (length) => unit.repeat(length / unit.length),
        read: (text) => {
          const segments = segmentTrace(text, 20);
          checkConsistency({ segments, order: [], answered: [] });
          passageStatements(segments);
        },
      }),
    60_000,
  );
});

describe('splitSentences', () => {
  it('ends no sentence at shortened words, numbers, items, or inside quotes', () => {
    const cut = (text: string) => splitSentences(text).map(({ from, to }) => text.slice(from, to));
    expect(cut('It costs 3.5 euros, e.g. at No. 3 vs. [2]. [1] says "It is. So there." Then more.')).toEqual([
      'It costs 3.5 euros, e.g. at No. 3 vs. [2]. ',
      '[1] says "It is. So there." ',
      'Then more.',
    ]);
    expect(cut('1. [2] is best\n2. [1]')).toEqual(['1. [2] is best\n', '2. [1]']);
    expect(cut('好。[2]说「是。不」。真的?')).toEqual(['好。', '[2]说「是。不」。', '真的?']);
    expect(cut('\n\n [1] so. \n')).toEqual(['\n\n [1] so. \n']);
    expect(cut('')).toEqual([]);
  });
});

describe('findAllMentions', () => {
  it('finds passages named by a word and a bare number in every script', () => {
    const named = (text: string) =>
      findAllMentions(text, 9).map(({ from, to, identifiers }) => [text.slice(from, to), identifiers]);
    expect(named('Passages 1, 3 and 4, passage [2], doc 5. See [6].')).toEqual([
      ['Passages 1, 3 and 4', [1, 3, 4]],
      ['[2]', [2]],
      ['doc 5', [5]],
      ['[6]', [6]],
    ]);
    expect(named('متن ۳ و отрывок 2, 第４段。').map(([, identifiers]) => identifiers)).toEqual([[3], [2], [4]]);
  });

  it('takes years, parts of numbers and the unfinished for no mention', () => {
    for (const text of [
      'document 2019 is',
      'passage 3.5 is',
      'passage 3',
      'the passage 3rd',
      'says "passage 3" and',
      'bypassage 3 x',
    ])
      expect(findAllMentions(text, 9)).toEqual([]);
  });

  it('reads bullets as single passages, not as a range', () => {
    expect(findAllMentions('- [1]\n- [4]\n', 9).map(({ identifiers }) => identifiers)).toEqual([[1], [4]]);
  });
});
