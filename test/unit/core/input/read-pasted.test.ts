import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InputProblem } from '../../../../src/core/input/problems.ts';
import type { InputChoices, InputReading } from '../../../../src/core/input/reading.ts';
import { readInput } from '../../../../src/core/input/input.ts';
import type { RankRequest } from '../../../../src/core/request.ts';
import { expectLinear } from '../../../support/growth.ts';
import { cases } from '../../../support/profile.ts';

const paste = (text: string, choices: InputChoices = {}): InputReading => readInput({ files: [{ name: '', text }], choices });

/** What a paste is read as, of which something can be read. */
function read(text: string, choices: InputChoices = {}): InputReading & { readonly request: RankRequest } {
  const reading = paste(text, choices);
  const { request } = reading;
  if (request === null) expect.fail(JSON.stringify(reading.problems));
  return { ...reading, request };
}

const problems = (text: string, choices: InputChoices = {}): readonly InputProblem[] => paste(text, choices).problems;

const texts = ({ request }: { readonly request: RankRequest }): string[] => request.candidates.map(({ text }) => text);

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

const json = JSON.stringify({
  query: { text: 'which?', qid: 12 },
  candidates: [
    { docid: 'a', score: 2.5, doc: { title: 'T', segment: 'one' } },
    { docid: 7, score: '1', doc: 'two' },
    { docid: 'c', doc: { contents: 'three' } },
    { docid: 'd', text: 'four' },
  ],
});

describe('RankLLM JSON', () => {
  it('reads text, qid, docids, scores and titles in every shape RankLLM has', () => {
    expect(read(json)).toMatchObject({
      format: 'rank-llm-json',
      request: {
        query: { id: '12', text: 'which?' },
        candidates: [
          { docId: 'a', score: 2.5, title: 'T', text: 'one' },
          { docId: '7', score: 1, text: 'two' },
          { docId: 'c', text: 'three' },
          { docId: 'd', text: 'four' },
        ],
      },
      problems: [],
      notes: [],
    });
  });

  it.each(['text', 'segment', 'contents', 'content', 'body', 'passage'])('finds the text under %j', (name) => {
    const text = JSON.stringify([{ query: 'q', candidates: [{ docid: '1', doc: { [name]: 'x', title: '' } }] }]);
    expect(read(text).request.candidates).toEqual([{ docId: '1', text: 'x' }]);
  });

  it('reads an array and JSON Lines of several requests, and numbers queries without qid', () => {
    const request = '{"query": "x", "candidates": ["a", "b"]}';
    const array = read(`[${request},\n${request}]`);
    expect(array.format).toBe('rank-llm-json');
    const lines = read(`${request}\n\n${request}\n`);
    expect(lines.format).toBe('rank-llm-jsonl');
    for (const { requests, request: first } of [array, lines]) {
      expect(requests.map(({ query }) => query)).toEqual([
        { id: 'q1', text: 'x' },
        { id: 'q2', text: 'x' },
      ]);
      expect(requests[0]).toBe(first);
    }
  });

  it('takes the query of the page where the text has none, and only there', () => {
    expect(read('{"candidates": ["a"]}', { query: 'mine' }).request.query.text).toBe('mine');
    expect(read('{"query": "theirs", "candidates": ["a"]}', { query: 'mine' }).request.query.text).toBe('theirs');
  });

  it('keeps identifiers exact that a double cannot hold', () => {
    expect(read('{"candidates": [{"docid": 12345678901234567891, "doc": "a"}]}').request.candidates[0]?.docId).toBe(
      '12345678901234567891',
    );
  });

  it('repeated docids get a suffix that is free, and a note says so', () => {
    const text =
      '{"query": "q", "candidates": [{"docid": "a", "doc": "1"}, {"docid": "a", "doc": "2"}, {"docid": "a#2", "doc": "3"}, {"docid": "a", "doc": "4"}, {"doc": "5"}]}';
    const parsed = read(text);
    expect(parsed.request.candidates.map(({ docId }) => docId)).toEqual(['a', 'a#3', 'a#2', 'a#4', 'p5']);
    expect(parsed.notes).toEqual([
      { code: 'unnamed-candidates', count: 1 },
      { code: 'renamed-docids', count: 2, names: ['a#3', 'a#4'] },
    ]);
  });

  it('escapes cannot smuggle in NULs or half characters', () => {
    expect(texts(read('{"candidates": ["a\\u0000b\\ud800"]}'))).toEqual(['a b\uFFFD']);
  });

  it.each([
    ['{"query": "x",\n "candidates": [}', 2, 17, 'bad-json'],
    ['{"query": "x"\n "candidates": []}', 2, 2, 'bad-json'],
    ['{"query": "x", "candidates": ["a"]} extra', 1, 37, 'bad-json'],
    ['{"query": "x', 1, 11, 'bad-json'],
    ['{"query": "a\nb"}', 1, 13, 'bad-json'],
    ['{"query": "\\q"}', 1, 12, 'bad-json'],
    [`{"a":${'['.repeat(100)}`, 1, 70, 'too-deep'],
    ['{"query": "x"}', 1, 1, 'no-candidates'],
    ['{"query": "x",\n "candidates": []}', 2, 16, 'no-candidates'],
    ['{"query": "x",\n "candidates": {}}', 2, 16, 'no-candidates'],
    ['{"query": 5,\n "candidates": ["a"]}', 1, 11, 'not-a-request'],
    ['[]', 1, 1, 'not-a-request'],
  ])('%j has its problem at line %i, column %i: %s', (text, line, column, code) => {
    const [problem, ...others] = problems(text);
    expect(others).toEqual([]);
    expect(problem).toMatchObject({ line, column, code });
  });

  it('what can be read is read beside what cannot, with the place of each', () => {
    const parsed = read(
      '{"query": "x", "candidates": [\n{"docid": 1, "doc": "a"},\n{"docid": 2},\n {"docid": 3, "doc": "c", "score": "high"}]}',
    );
    expect(texts(parsed)).toEqual(['a']);
    expect(parsed.problems.map(({ line, column, code }) => [line, column, code])).toEqual([
      [3, 1, 'no-text'],
      [4, 2, 'bad-number'],
    ]);
    const lines = read('{"query": "x", "candidates": ["a"]}\n{broken\n{"query": "y", "candidates": ["b"]}');
    expect(lines.requests).toHaveLength(2);
    expect(lines.problems).toMatchObject([{ line: 2, column: 2, code: 'bad-json' }]);
  });

  it('a pretty-printed request with a candidate on a line of its own is not JSON Lines', () => {
    expect(read('{"query": "x", "candidates": [\n{"docid": "1", "doc": "a"}\n]}').format).toBe('rank-llm-json');
  });

  it('every cut of a request is read or names a place inside the text', () => {
    const pretty = JSON.stringify(JSON.parse(json), null, 1);
    for (let cut = 1; cut < pretty.length; cut += 1) {
      const found = problems(pretty.slice(0, cut), { format: 'rank-llm-json' });
      expect(found).toHaveLength(1);
      const [{ line, column } = { line: 0, column: 0 }] = found;
      const lines = pretty.slice(0, cut).split('\n');
      expect(line).toBeGreaterThanOrEqual(1);
      expect(line).toBeLessThanOrEqual(lines.length);
      expect(column).toBeGreaterThanOrEqual(1);
      expect(column).toBeLessThanOrEqual((lines[line - 1]?.length ?? 0) + 1);
    }
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
