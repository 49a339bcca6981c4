import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAnswerAutomaton } from '../../../../src/core/answer/automaton.ts';
import { labelsOf } from '../../../../src/core/answer/labels.ts';
import { readAnswer } from '../../../../src/core/answer/reading.ts';
import type { AnswerShape } from '../../../../src/core/answer/shape.ts';
import { neededLabels } from '../../../../src/core/answer/shape.ts';
import { cases } from '../../../support/profile.ts';

const many = { numRuns: cases(2000) };

/** What a person may type into a preset's fields: all of ASCII that prints, what means something in patterns, other scripts, marks, emoji, what is not seen. */
const written = fc
  .array(
    fc.oneof(
      fc.integer({ min: 0x20, max: 0x7e }).map((point) => String.fromCodePoint(point)),
      fc.constantFrom(
        '-',
        ']',
        '^',
        '\\',
        '[',
        '(',
        '.',
        '*',
        '$',
        '|',
        '/',
        '&&',
        '--',
        '{1}',
        '(?:',
        '\\p{L}',
        '🙂',
        '👩‍🚀',
        'é',
        'e\u0301',
        'ه',
        'ی',
        '段',
        '第',
        'Ж',
        'İ',
        'ß',
        'ﬁ',
        '\u200b',
        '\u00ad',
        '［',
        '１',
      ),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
    ),
    { maxLength: 5 },
  )
  .map((pieces) => pieces.join(''));

const filled = written.filter((text) => text.trim() !== '');
const label = fc.record({ before: written, after: written, numerals: fc.constantFrom('numbers' as const, 'letters' as const) });
const range = fc.record({ least: fc.integer({ min: 0, max: 5 }), span: fc.integer({ min: 1, max: 120 }) });
const words = fc.tuple(filled, filled).filter(([yes, no]) => !yes.startsWith(no) && !no.startsWith(yes));

const anyShape: fc.Arbitrary<AnswerShape> = fc.oneof(
  fc
    .record({ open: written, close: written, label, separator: filled, tie: fc.option(filled) })
    .filter(({ separator, tie }) => tie !== separator)
    .map((shape) => ({ type: 'order' as const, ...shape })),
  fc.record({ open: written, close: written, label }).map((shape) => ({ type: 'best' as const, ...shape })),
  fc.record({ open: written, close: written, label, separator: filled }).map((shape) => ({ type: 'select' as const, ...shape })),
  fc
    .record({ open: written, close: written, label, range })
    .map(({ range: { least, span }, ...shape }) => ({ type: 'scores' as const, ...shape, least, most: least + span })),
  fc
    .record({ open: written, close: written, words })
    .map(({ words: [yes, no], ...shape }) => ({ type: 'word' as const, ...shape, yes, no })),
  fc.record({ open: written, close: written, words, range }).map(({ words: [yes, no], range: { least, span }, ...shape }) => ({
    type: 'grade' as const,
    ...shape,
    yes,
    no,
    least,
    most: least + span,
  })),
);

/** A whole answer of a shape, and what it says. */
const answers = anyShape.chain((shape) => {
  const judges = shape.type === 'word' || shape.type === 'grade';
  return fc
    .record({
      count: judges ? fc.constant(1) : fc.integer({ min: 1, max: 12 }),
      take: fc.option(fc.integer({ min: 1, max: 12 })),
      picks: fc.array(fc.nat(1000), { minLength: 13, maxLength: 13 }),
    })
    .map(({ count, take, picks }) => {
      const call = { shape, count, ...(take === null ? {} : { take }) };
      const labels = labelsOf(shape, count);
      const left = Array.from({ length: count }, (_, position) => position);
      const order = Array.from(
        { length: neededLabels(call) },
        (_, step) => left.splice((picks[step] ?? 0) % left.length, 1)[0] ?? 0,
      );
      const number = (step: number): number =>
        'least' in shape ? shape.least + ((picks[step] ?? 0) % (shape.most - shape.least + 1)) : 0;
      const inner = (): { readonly text: string; readonly groups?: number[][]; readonly scores?: number[] } => {
        switch (shape.type) {
          case 'order':
          case 'select':
          case 'best': {
            const groups: number[][] = [];
            let text = '';
            for (const [step, position] of order.entries()) {
              const tied = step > 0 && shape.type === 'order' && shape.tie !== null && (picks[step] ?? 0) % 2 === 1;
              text +=
                (step === 0 || shape.type === 'best' ? '' : tied ? (shape.tie ?? '') : shape.separator) +
                (labels[position] ?? '');
              if (tied || (step > 0 && shape.type !== 'order')) groups.at(-1)?.push(position);
              else groups.push([position]);
            }
            return { text, groups };
          }
          case 'scores': {
            const scores = labels.map((_, position) => number(position));
            return {
              text: `{${labels.map((one, position) => `${JSON.stringify(one)}: ${scores[position]}`).join(', ')}}`,
              scores,
            };
          }
          case 'word':
            return (picks[0] ?? 0) % 2 === 0 ? { text: shape.yes, scores: [1] } : { text: shape.no, scores: [0] };
          case 'grade': {
            const yes = (picks[1] ?? 0) % 2 === 0;
            const grade = number(0);
            return {
              text: `${yes ? shape.yes : shape.no}(${grade})`,
              scores: [((yes ? 1 : 0) + (grade - shape.least) / (shape.most - shape.least)) / 2],
            };
          }
        }
      };
      const said = inner();
      return { call, said, text: shape.open + said.text + shape.close };
    });
});

describe('a form of answer with any labels, words and marks', () => {
  it('reads whole answers of it as complete, to the letter', () => {
    fc.assert(
      fc.property(answers, ({ call, said, text }) => {
        const automaton = createAnswerAutomaton(call);
        expect(automaton.isWhole(text)).toBe(true);
        const reading = readAnswer({ ...call, text });
        expect(reading.outcome, JSON.stringify(text)).toEqual({ type: 'complete' });
        // Marks of digits may be read in two ways; the automaton says which.
        const read = automaton.read(text);
        if (
          said.groups !== undefined &&
          read?.type === 'labels' &&
          JSON.stringify(read.groups.flat()) === JSON.stringify(said.groups.flat())
        )
          expect(reading.groups.slice(0, said.groups.length)).toEqual(said.groups);
        if (said.scores !== undefined) expect(reading.scores).toEqual(said.scores);
      }),
      many,
    );
  }, 60_000);

  it('reads any text in it, without a pattern that breaks', () => {
    fc.assert(
      fc.property(
        anyShape,
        fc.nat(6),
        fc.array(fc.oneof(written, fc.constantFrom('1', '2', 'A', 'B', ' > ', '\n')), { maxLength: 12 }),
        (shape, count, pieces) => {
          const text = pieces.join('');
          const { groups } = readAnswer({ shape, count, text });
          expect(groups.flat().toSorted((one, other) => one - other)).toEqual(
            Array.from({ length: count }, (_, position) => position),
          );
        },
      ),
      many,
    );
  }, 60_000);

  it.each(Array.from({ length: 95 }, (_, step) => String.fromCharCode(0x20 + step)))(
    'takes %j in a label, a word and a mark among other words',
    (mark) => {
      const order = {
        type: 'order',
        open: '',
        close: '',
        label: { before: `p${mark}`, after: '', numerals: 'numbers' },
        separator: ` ${mark}${mark} `,
        tie: null,
      } as const;
      const text = ['3', '1', '2'].map((number) => `p${mark}${number}`).join(` ${mark}${mark} `);
      expect(readAnswer({ shape: order, text, count: 3 })).toMatchObject({
        groups: [[2], [0], [1]],
        outcome: { type: 'complete' },
      });
      const word = { type: 'word', open: '', close: '', yes: `a${mark}b`, no: `c${mark}d` } as const;
      expect(readAnswer({ shape: word, text: `It is ${word.yes}.`, count: 1 }).scores).toEqual([1]);
    },
  );
});
