import { describe, expect, it } from 'vitest';
import { readInput } from '../../../../src/core/input/input.ts';
import { codes, ids, paste, problems, read, texts } from './readings.ts';

describe('plain passages', () => {
  it('one per line when there are neither blank lines nor markers', () => {
    const parsed = read('first one\n second one \nthird', { query: ' which? ' });
    expect(parsed).toMatchObject({ format: 'lines', problems: [], notes: [] });
    expect(parsed.request).toEqual({
      query: { id: 'q1', text: 'which?' },
      candidates: [
        { docId: 'p1', text: 'first one' },
        { docId: 'p2', text: 'second one' },
        { docId: 'p3', text: 'third' },
      ],
    });
  });

  it('blocks between blank lines keep their line breaks', () => {
    const parsed = read('\n\na\nb\n \t\nc\n\n\n\nd\n');
    expect(parsed.format).toBe('blocks');
    expect(texts(parsed)).toEqual(['a\nb', 'c', 'd']);
    expect(parsed.request.query.text).toBe('');
  });

  it.each([
    ['[1] a\n[2] b\n[3] c'],
    ['[1] a\n\n[2] b\n\n[3] c'],
    ['[1]a\n[2]b\n[3]c'],
    ['(1) a\n(2) b\n(3) c'],
    ['1. a\n2. b\n3. c'],
    ['1) a\n2) b\n3) c'],
    ['1. a\n1. b\n1. c'],
    ['7. a\n8. b\n10. c'],
    ['[۱] a\n[۲] b\n[۳] c'],
    ['【1】a\n【2】b\n【3】c'],
    ['１、a\n２、b\n３、c'],
    ['- a\n- b\n- c'],
    ['• a\n\n• b\n\n• c'],
    ['  * a\n  * b\n  * c'],
    ['[1]\na\n[2]\nb\n[3]\nc'],
    ['\uFEFF[1] a\r\n[2] b\r[3] c\r\n'],
  ])('reads the list %j without its markers', (text) => {
    const parsed = read(text);
    expect(parsed.format).toBe('numbered');
    expect(texts(parsed)).toEqual(['a', 'b', 'c']);
  });

  it('a line without a marker goes on with the item before it; a year at a line’s start is no marker', () => {
    expect(texts(read('1. a\n2019. was a year\n2. b'))).toEqual(['a\n2019. was a year', 'b']);
  });

  it('a heading before a list is left out and said to be', () => {
    const parsed = read('Results:\n\n1. a\n2. b');
    expect(texts(parsed)).toEqual(['a', 'b']);
    expect(parsed.notes).toEqual([{ code: 'before-list', line: 3 }]);
  });

  it('blocks that hold bullets, and lines of which one has a marker, are not taken for lists', () => {
    expect(read('Title\n- a\n- b\n\nOther\n- c').format).toBe('blocks');
    expect(read('one\n2. two\nthree').format).toBe('lines');
    expect(read('1.5 litres\n2.5 litres').format).toBe('lines');
  });

  it('a format that was chosen wins over the guess', () => {
    expect(texts(read('[1] a\n[2] b', { format: 'lines' }))).toEqual(['[1] a', '[2] b']);
    expect(texts(read('a\nb\n\nc', { format: 'blocks' }))).toEqual(['a\nb', 'c']);
    expect(texts(read('{"query": 1}', { format: 'lines' }))).toEqual(['{"query": 1}']);
    expect(problems('\na\nb', { format: 'numbered' })).toMatchObject([{ line: 2, column: 1, code: 'no-list-marker' }]);
  });

  it('an empty text is a problem with a next step', () => {
    for (const text of ['', ' \n\t', '\uFEFF', '\0'])
      expect(problems(text)).toMatchObject([{ line: 1, column: 1, code: 'empty-input' }]);
  });

  it('NULs and half characters are replaced and said to be; nothing else is changed', () => {
    const parsed = read('a\0b\nc\uD83Dd\ne😀');
    expect(texts(parsed)).toEqual(['a b', 'c\uFFFDd', 'e😀']);
    expect(parsed.notes).toHaveLength(2);
  });
});

describe('plain text', () => {
  it.each([
    ['a\nb\n\nc', 'blocks', 2],
    ['1. a\n2. b', 'numbered', 2],
    ['- a\n- b\n- c', 'numbered', 3],
    ['a\nb\nc', 'lines', 3],
    ['[1] a\n[2] b', 'numbered', 2],
  ])('%j is read as %s with %i passages, and the choice can change it', (text, format, passages) => {
    expect(paste(text).saidAs).toMatchObject({ key: format, passages });
    expect(paste(text).alternatives).not.toContain(format);
    expect(paste(text, { format: 'lines' }).format).toBe('lines');
  });

  it('one long text is a document, cut with overlap', () => {
    const text = Array.from({ length: 60 }, (_, index) => `This is sentence number ${index} of a long page.`).join(' ');
    const reading = paste(text, { cut: { words: 50, overlap: 10 } });
    expect(reading.format).toBe('document');
    expect(reading.pieces).toHaveLength(reading.saidAs.passages);
    expect(reading.saidAs.passages).toBeGreaterThan(10);
    expect(paste(text, { format: 'lines' }).saidAs.passages).toBe(1);
    expect(paste(`Title\n\n${text}`, { format: 'document' }).format).toBe('document');
  });

  it('above a million characters a text is cut only where the person chooses so, and the note says that', () => {
    const text = 'Iron rusts where water meets air. '.repeat(30_000);
    const reading = paste(text);
    expect(reading.saidAs).toMatchObject({ key: 'lines', passages: 1 });
    expect(codes(reading)).toEqual(['uncut-document']);
    expect(reading.alternatives).toContain('document');
    expect(paste(text, { format: 'document' }).saidAs).toMatchObject({ key: 'document', passages: 1500 });
  });

  it('several text files are a passage each, named by their files', () => {
    const reading = readInput({
      files: [
        { name: 'a.txt', text: 'one\n\ntwo' },
        { name: 'b.txt', text: 'three' },
      ],
    });
    expect(reading.saidAs).toMatchObject({ key: 'files', passages: 2, files: 2 });
    expect(ids(reading)).toEqual([['a.txt', 'b.txt']]);
    expect(texts(reading)).toEqual(['one\n\ntwo', 'three']);
  });
});
