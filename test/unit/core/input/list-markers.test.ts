import { describe, expect, it } from 'vitest';
import { codes, paste, texts } from './readings.ts';

// What stands before the items of lists, in the ways in which people and programs write them.

const ITEMS = ['alpha', 'beta', 'gamma', 'delta'];

describe('the marks of a list are no part of its passages', () => {
  const MARKS: readonly (readonly [name: string, marks: readonly string[]])[] = [
    ['letters', ['a) ', 'b) ', 'c) ', 'd) ']],
    ['letters and dots', ['a. ', 'b. ', 'c. ', 'd. ']],
    ['large letters', ['A. ', 'B. ', 'C. ', 'D. ']],
    ['letters in brackets', ['(a) ', '(b) ', '(c) ', '(d) ']],
    ['Roman numbers', ['i. ', 'ii. ', 'iii. ', 'iv. ']],
    ['large Roman numbers', ['I) ', 'II) ', 'III) ', 'IV) ']],
    ['Russian letters', ['а) ', 'б) ', 'в) ', 'г) ']],
    ['Persian letters', ['الف) ', 'ب) ', 'پ) ', 'ت) ']],
    ['Persian letters in abjad', ['الف) ', 'ب) ', 'ج) ', 'د) ']],
    ['Chinese numbers', ['一、', '二、', '三、', '四、']],
    ['Chinese numbers in brackets', ['（一）', '（二）', '（三）', '（四）']],
    ['wide brackets', ['（1）', '（2）', '（3）', '（4）']],
    ['circled numbers', ['①', '②', '③', '④']],
    ['numbers and colons', ['1: ', '2: ', '3: ', '4: ']],
    ['numbers and dashes', ['1 – ', '2 – ', '3 – ', '4 – ']],
    ['number signs', ['#1 ', '#2 ', '#3 ', '#4 ']],
    ['words', ['Passage 1: ', 'Passage 2: ', 'Passage 3: ', 'Passage 4: ']],
    ['words and brackets', ['Document [1] ', 'Document [2] ', 'Document [3] ', 'Document [4] ']],
    ['Russian words', ['Отрывок 1: ', 'Отрывок 2: ', 'Отрывок 3: ', 'Отрывок 4: ']],
    ['points and dashes', ['• ', '– ', '• ', '– ']],
    ['points of all kinds', ['- ', '* ', '+ ', '• ']],
    ['what is to be done', ['- [ ] ', '- [x] ', '- [ ] ', '- [X] ']],
    ['arrows', ['→ ', '→ ', '→ ', '→ ']],
    ['numbers written in two ways', ['1. ', '2) ', '3. ', '4) ']],
  ];
  it.each(MARKS)('%s', (_, marks) => {
    for (const between of ['\n', '\n\n']) {
      const reading = paste(ITEMS.map((item, place) => `${marks[place] ?? ''}${item}`).join(between));
      expect([reading.format, texts(reading)]).toEqual(['numbered', ITEMS]);
    }
    // Items of two lines.
    const longer = paste(ITEMS.map((item, place) => `${marks[place] ?? ''}${item}\n   and more`).join('\n'));
    if (!marks.includes('– ') && !marks.includes('+ ') && !marks.includes('2) '))
      expect(texts(longer).map((text) => text.split('\n')[0])).toEqual(ITEMS);
  });

  it('words before a list are left out, which is told', () => {
    const reading = paste('What do they say?\na) alpha\nb) beta\nc) gamma');
    expect(texts(reading)).toEqual(['alpha', 'beta', 'gamma']);
    expect(codes(reading)).toEqual(['before-list']);
  });

  it('an inner list of points is part of its item', () => {
    expect(texts(paste('• alpha\n  – one\n  – two\n• beta'))).toEqual(['alpha\n  – one\n  – two', 'beta']);
    expect(texts(paste('1. alpha\n   a) one\n   b) two\n2. beta'))).toEqual(['alpha\n   a) one\n   b) two', 'beta']);
  });
});

describe('what is no list keeps every character', () => {
  it.each([
    ['names', ['A. Smith wrote it.', 'C. Jones read it.', 'D. Brown did not.']],
    ['one letter', ['a) alpha', 'and so on', 'to the end']],
    ['letters that do not begin', ['b) beta', 'c) gamma']],
    ['hours', ['1:30 we met', '2:45 we left']],
    ['years', ['1990: a war', '1995: a peace']],
    ['words', ['no. 1 is best', 'no. 2 is not']],
    ['sentences', ['I. think', 'So it goes']],
    ['titles', ['Dr. Who came', 'Mr. X left']],
    ['passages that begin with the word', ['Passage rites are old', 'Document them']],
    ['numbers that count things', ['1 apple', '2 pears', '3 plums']],
    ['a word and its number', ['Text 1 is about iron', 'Text 2 is about tea']],
  ])('%s', (_, lines) => {
    expect(texts(paste(lines.join('\n')))).toEqual(lines);
  });

  it('a doubtful beginning takes nothing from a list behind it', () => {
    expect(texts(paste('Passage 1: what they say\n1. alpha\n2. beta\n3. gamma'))).toEqual(['alpha', 'beta', 'gamma']);
  });
});
