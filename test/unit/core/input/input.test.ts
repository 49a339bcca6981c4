import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readInput } from '../../../../src/core/input/input.ts';
import type { InputChoices } from '../../../../src/core/input/reading.ts';
import { expectLinear } from '../../../support/growth.ts';
import { cases } from '../../../support/profile.ts';
import { paste, texts } from './readings.ts';

describe('what a person chooses, and nothing at all', () => {
  it('roles can be changed: a file is ignored, a list of documents becomes the queries', () => {
    const two = [
      { name: 'a.txt', text: 'one\ntwo' },
      { name: 'b.txt', text: 'three' },
    ];
    expect(readInput({ files: two, choices: { roles: { 'b.txt': 'ignored' } } })).toMatchObject({
      format: 'lines',
      saidAs: { passages: 2 },
    });
  });

  it('nothing at all is said with a next step, and an empty file beside others is named', () => {
    expect(paste(' \r\n')).toMatchObject({ format: null, saidAs: { key: 'nothing' }, problems: [{ code: 'empty-input' }] });
    expect(readInput({ files: [] }).problems).toMatchObject([{ code: 'empty-input' }]);
    const reading = readInput({
      files: [
        { name: 'a', text: 'one\ntwo' },
        { name: 'b', text: '\uFEFF' },
      ],
    });
    expect(reading.problems).toMatchObject([{ file: 'b', code: 'empty-input' }]);
    expect(texts(reading)).toEqual(['one', 'two']);
  });
});

describe('any text at all', () => {
  const piece = fc.constantFrom(
    '{"',
    '"',
    '[',
    ']',
    '{',
    '}',
    ':',
    ',',
    '\n',
    '\n\n',
    '\r',
    '1. ',
    '[2] ',
    '- ',
    '(3) ',
    '\\',
    '\0',
    '\uD800',
    'a',
    ' ',
    '"candidates":[',
    '"doc"',
    '9',
  );
  const anyText = fc.oneof(
    fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join('')),
    fc.string({ unit: 'binary' }),
    fc.json(),
  );
  const format = fc.constantFrom(undefined, 'rank-llm-json', 'rank-llm-jsonl', 'blocks', 'numbered', 'lines') as fc.Arbitrary<
    InputChoices['format'] | undefined
  >;

  it('is read into requests with unique docids and whole characters, or into problems with places', () => {
    fc.assert(
      fc.property(anyText, format, (text, chosen) => {
        const { problems: named, requests } = paste(text, chosen === undefined ? {} : { format: chosen });
        const lines = text.split(/\r\n?|\n/).length;
        if (!named.every(({ line, column }) => line >= 1 && line <= lines && column >= 1)) return false;
        if (requests.length === 0) return named.length > 0;
        return requests.every(({ candidates }) => {
          const ids = candidates.map(({ docId }) => docId);
          return (
            ids.length > 0 &&
            new Set(ids).size === ids.length &&
            candidates.every((each) => each.text.isWellFormed() && !each.text.includes('\0'))
          );
        });
      }),
      { numRuns: cases(1000) },
    );
  });

  it.each([
    ['a line without a space', 'x'],
    ['open brackets', '['],
    ['open JSON arrays', '[{"a":'],
    ['quotes', '"'],
    ['digits', '1'],
    ['line breaks', 'a\n'],
    ['spaces', ' '],
    ['list markers', '1. '],
    ['broken JSON Lines', '{"\n'],
    ['candidates without text', '{"candidates":[{}]}\n'],
  ])(
    'reads %s, however long, in linear time',
    (_, unit) => {
      expectLinear({ make: (length) => unit.repeat(length / unit.length), read: paste });
      expectLinear({ make: (length) => `{"candidates": ["${unit.repeat(length / unit.length)}`, read: paste });
    },
    60_000,
  );
});
