import { describe, expect, it, test } from 'vitest';
import { isInitial, isShortened } from '../../../../src/core/text/abbreviations.ts';
import { scanWords } from '../../../../src/core/input/words.ts';
import { splitSentences } from '../../../../src/core/trace/sentences.ts';

const stopOf = (text: string): number => text.indexOf('|') - 1;
const shortened = (text: string): boolean => isShortened(text.replace('|', ''), stopOf(text));

describe('the full stop of a shortened word', () => {
  it.each([
    'Dr.| Smith',
    'seen by Mrs.| Lee',
    'e.g.| tea',
    'i.e.| hot',
    'the U.S.| Army',
    'at 5 a.m.| sharp',
    'Müller et al.| (2020)',
    'see Fig.| 3',
    'No.| 7',
    'pp.| 12',
    'on Jan.| 5',
    'см.| ниже',
    'т.е.| так',
    'на стр.| 5',
    'рис.| 12',
    'проф.| Иванов',
    'vgl.| Kant',
    'z.B.| Tee',
    'Mme.| Curie',
    'Sra.| López',
  ])('is found in “%s”', (text) => expect(shortened(text)).toBe(true));

  it.each([
    'the answer is no.| Then',
    'it was mar.| Then',
    'He left.| Then',
    'vitamins.| Then',
    '3.| Then',
    '۳.| بعد',
    'adr.| X',
    'хлеб с.| Потом',
    '是的.| 然后',
    '.| Then',
  ])('is not found in “%s”', (text) => expect(shortened(text)).toBe(false));
});

test('an initial is one capital letter, and no number or pronoun', () => {
  const initial = (text: string): boolean => isInitial(text.replace('|', ''), stopOf(text));
  expect(['J.| Smith', 'by A.| Einstein', 'М.| Булгаков'].map(initial)).toEqual([true, true, true]);
  expect(['it was I.| Then', 'USA.| Then', 'B2.| Then', 'b.| Then', 'ends.| Then'].map(initial)).toEqual([
    false,
    false,
    false,
    false,
    false,
  ]);
});

describe('every place where sentences are told apart asks the one table', () => {
  const TEXT = 'It was found by Dr. Smith of the U.S. Army, e.g. on p. 3. Then he left.';

  test('where documents are cut', () => {
    const { sentences, starts } = scanWords(TEXT);
    expect(sentences.map((word) => TEXT.slice(starts[word]).split(' ')[0])).toEqual(['It', 'Then']);
    const named = 'Written by J. R. Smith. Read by all.';
    const scan = scanWords(named);
    expect(scan.sentences.map((word) => named.slice(scan.starts[word]).split(' ')[0])).toEqual(['Written', 'Read']);
  });

  test('in the model’s thoughts', () => {
    expect(splitSentences(TEXT).map(({ from, to }) => TEXT.slice(from, to))).toEqual([
      'It was found by Dr. Smith of the U.S. Army, e.g. on p. 3. ',
      'Then he left.',
    ]);
    // There a capital letter may be a passage's name.
    expect(splitSentences('The best is C. It says so.')).toHaveLength(2);
  });
});
