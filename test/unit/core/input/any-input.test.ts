import { readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packs } from '../../../support/packs.ts';
import { decodeText } from '../../../../src/core/input/decode.ts';
import type { FileRole, InputFile, InputReading, SourceFormat } from '../../../../src/core/input/reading.ts';
import { readInput } from '../../../../src/core/input/input.ts';
import { cases, sized } from '../../../support/profile.ts';

const root = fileURLToPath(new URL('../../../fixtures/input/', import.meta.url));
const fixtures: readonly InputFile[] = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((name) => statSync(root + name).isFile() && !name.endsWith('.md'))
  .map((name) => ({ name, text: readFileSync(root + name, 'utf8') }));

/** What every reading promises, whatever was read; the sentence that is broken, or null. */
function broken(files: readonly InputFile[], reading: InputReading): string | null {
  const lines = new Map(files.map(({ name, text }) => [name, text.split(/\r\n?|\n/).length]));
  for (const problem of reading.problems) {
    const { file, line, column } = problem;
    if (line < 1 || line > (lines.get(file ?? '') ?? lines.get(files[0]?.name ?? '') ?? 1)) return `line ${line} is outside`;
    if (column < 1) return 'a column below 1';
    for (const {
      told: {
        problems: { problem: told },
      },
    } of Object.values(packs)) {
      const { what, next } = told(problem);
      if (what === '' || next === '') return 'a problem without words';
    }
  }
  if (reading.problemCount < reading.problems.length) return 'problems are not counted';
  if (reading.request !== (reading.requests[reading.requestIndex] ?? null)) return 'the request is not the chosen one';
  if (reading.requests.length === 0 && reading.problemCount + reading.notes.length + reading.invocations.length === 0)
    return 'silence';
  if (reading.saidAs.passages !== (reading.request?.candidates.length ?? 0)) return 'a wrong number of passages is said';
  if (reading.format !== null && reading.alternatives.includes(reading.format)) return 'the format in use is its own alternative';
  for (const { candidates, query } of reading.requests) {
    if (candidates.length === 0) return 'a request without candidates';
    if (new Set(candidates.map(({ docId }) => docId)).size !== candidates.length) return 'docids are not unique';
    for (const { text, title = '', score = 0, docId } of candidates) {
      if (docId === '' || !Number.isFinite(score)) return 'an empty docid or a score that is no number';
      for (const each of [text, title, query.text]) if (!each.isWellFormed() || each.includes('\0')) return 'a broken character';
    }
  }
  return null;
}

const formats: readonly SourceFormat[] = [
  'rank-llm-json',
  'rank-llm-jsonl',
  'rank-llm-invocations',
  'passages-json',
  'trec',
  'beir',
  'ms-marco',
  'table',
  'numbered',
  'blocks',
  'lines',
  'document',
  'files',
];
const roles: readonly FileRole[] = [
  'requests',
  'invocations',
  'documents',
  'corpus',
  'queries',
  'run',
  'qrels',
  'top1000',
  'table',
  'text',
];

describe('any input at all', () => {
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
    '\r\n',
    '\t',
    '1. ',
    '[2] ',
    '- ',
    ';',
    '|',
    '\\',
    '\0',
    '\uD800',
    'a',
    ' ',
    '"candidates":[',
    '"doc":"x"',
    '"_id":"a"',
    '"text":"b"',
    '"invocations_history":[',
    '"prompt":"[1] a"',
    '"response":"[1]"',
    '1 Q0 a 1 2.5 t\n',
    '1 0 a 2\n',
    'a\tpassage\n',
    '1\ta\tquery\tpassage\n',
    'id,text\n',
    'x,"y\nz"\n',
    '9',
    'query-id\tcorpus-id\tscore\n',
  );
  const anyText = fc.oneof(
    fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join('')),
    fc.string({ unit: 'binary' }),
    fc.json(),
    fc.constantFrom(...fixtures.map(({ text }) => text)),
  );
  const anyFiles = fc
    .array(anyText, { maxLength: 4 })
    .map((texts) => texts.map((text, index) => ({ name: index === 0 ? '' : `${index}.txt`, text })));

  it('is read or told about, in every format and role, and what is read holds together', () => {
    fc.assert(
      fc.property(
        anyFiles,
        fc.option(fc.constantFrom(...formats), { nil: undefined }),
        fc.dictionary(fc.constantFrom('', '1.txt', '2.txt'), fc.constantFrom(...roles)),
        fc.integer({ min: -1, max: 3 }),
        (files, format, chosen, queryIndex) => {
          const choices = { roles: chosen, queryIndex, ...(format === undefined ? {} : { format }) };
          expect(broken(files, readInput({ files, choices }))).toBeNull();
        },
      ),
      { numRuns: cases(600) },
    );
  }, 300_000);

  it('no mapping of a table’s columns, however wrong, breaks it', () => {
    const column = fc.option(fc.integer({ min: -2, max: 9 }), { nil: null });
    fc.assert(
      fc.property(
        anyText,
        fc.record({ text: column, id: column, score: column, query: column, grade: column }),
        (text, mapping) => {
          const files = [{ name: '', text }];
          expect(broken(files, readInput({ files, choices: { format: 'table', table: { mapping } } }))).toBeNull();
        },
      ),
      { numRuns: 300 },
    );
  }, 300_000);

  it.each(fixtures)('every cut of $name is read or names a place inside the text', ({ name, text }) => {
    for (let cut = 0; cut <= text.length; cut += 1) {
      const files = [{ name, text: text.slice(0, cut) }];
      expect(broken(files, readInput({ files })), `cut at ${cut}`).toBeNull();
    }
  });

  it.each(fixtures)(
    '$name gives the same reading with \\n, \\r\\n and \\r, in UTF-8 and UTF-16, with and without a byte order mark',
    ({ name, text }) => {
      const plain = text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
      const expected = readInput({ files: [{ name, text: plain }] });
      expect(expected.saidAs.key === 'nothing' || expected.requests.length > 0).toBe(true);
      for (const end of ['\n', '\r\n', '\r']) {
        const written = plain.replaceAll('\n', end);
        for (const bytes of [
          Buffer.from(written),
          Buffer.from(`\uFEFF${written}`),
          Buffer.from(written, 'utf16le'),
          Buffer.from(`\uFEFF${written}`, 'utf16le'),
        ]) {
          const decoded = decodeText(new Uint8Array(bytes));
          if (!decoded.ok) expect.fail(decoded.error.code);
          expect(readInput({ files: [{ name, text: decoded.value.text }] })).toEqual(expected);
        }
      }
    },
  );
});

describe('large inputs', () => {
  const ten = sized(10_000_000);
  const rows = sized(1_000_000);
  const middle = rows / 2;
  it.each([
    ['one line of one letter', 'x'.repeat(ten)],
    ['one line of words', 'word '.repeat(ten / 5)],
    ['one line of quotes', '"'.repeat(ten)],
    ['one line of commas', ','.repeat(ten)],
    ['one line of quoted cells', '"a"b,'.repeat(ten / 5)],
    ['one line of tabs', 'a\t'.repeat(ten / 2)],
    ['one line of brackets', '[{"'.repeat(ten / 3)],
    ['one line of spaces around a letter', `${' '.repeat(ten)}x${' '.repeat(ten)}`],
    ['one JSON string', `{"query": "q", "candidates": ["${'x'.repeat(ten)}", "b"]}`],
    ['one object name', `{"${'x'.repeat(ten)}`],
    ['one string of escapes', `"${'\\n'.repeat(ten / 2)}"\n"b"`],
  ])(
    '%s, megabytes long, is read without a hang',
    (_, text) => {
      const files = [{ name: '', text }];
      expect(broken(files, readInput({ files }))).toBeNull();
    },
    300_000,
  );

  const lines = (row: (index: number) => string): string => Array.from({ length: rows }, (_, index) => row(index)).join('\n');

  it('a million lines are a million passages', () => {
    expect(readInput({ files: [{ name: '', text: lines((index) => `p${index}`) }] }).saidAs).toMatchObject({
      key: 'lines',
      passages: rows,
    });
  }, 300_000);

  it('a million table rows, one of them bad, lose nothing', () => {
    const text = `id,text\n${lines((index) => (index === middle ? `${index},"open` : `${index},"text ${index}, of it"`))}`;
    const reading = readInput({ files: [{ name: '', text }] });
    expect(reading.saidAs).toMatchObject({ key: 'table', passages: rows });
    expect(reading.problems).toMatchObject([{ line: middle + 2, column: `${middle},"`.length, code: 'bad-quotes' }]);
  }, 300_000);

  it('a million broken lines are counted, two hundred are told, the good ones are kept', () => {
    const good = '{"_id": "a", "text": "A"}';
    const reading = readInput({
      files: [{ name: 'corpus.jsonl', text: `${good}\n${lines(() => '{"_id": ')}\n{"_id": "b", "text": "B"}` }],
    });
    expect(reading).toMatchObject({ saidAs: { passages: 2 }, problemCount: rows });
    expect(reading.problems).toHaveLength(200);
    expect(reading.problems[0]).toMatchObject({ file: 'corpus.jsonl', line: 2, column: 9, code: 'bad-json' });
  }, 300_000);

  it('a run of a million rows is matched to its corpus', () => {
    const reading = readInput({
      files: [
        { name: 'a.run', text: lines((index) => `${index % 1000} Q0 d${index % 4099} ${index} ${rows - index} t`) },
        { name: 'corpus.tsv', text: Array.from({ length: 4099 }, (_, index) => `d${index}\ttext ${index}`).join('\n') },
      ],
    });
    expect(reading.saidAs).toMatchObject({ key: 'trec', queries: 1000, allPassages: rows });
  }, 300_000);
});
