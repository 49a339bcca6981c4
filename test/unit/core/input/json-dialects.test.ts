import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cases } from '../../../support/profile.ts';
import { ids, paste, texts } from './readings.ts';

// What other languages write for JSON, and JSON that is broken.

describe('what looks like JSON is read, or told with its place, and never cut in lines', () => {
  const two = '[{"id": "1", "text": "alpha"},\n{"id": "2", "text": "beta"}]';
  it.each([
    ['comments', '[\n// one\n{"id":"1","text":"alpha"}, // and\n/* two,\nof lines */ {"id":"2", /* t */ "text":"beta"}\n]'],
    ['a comment before it', '/* x */ // y\n[{"id":"1","text":"alpha"},{"id":"2","text":"beta"}]'],
    ['comments between lines', '// x\n{"id":"1","text":"alpha"}\n// y\n{"id":"2","text":"beta"}\n'],
    ['Python’s own writing', "[{'id': '1', 'text': 'alpha', 'gold': None}, {'id': '2', 'text': \"beta\", 'score': nan}]"],
    ['Python’s own writing, on lines', "{'id': '1', 'text': 'alpha', 'x': True}\n{'id': '2', 'text': 'beta', 'x': False}\n"],
    ['names without quotes', '[{id: "1", text: "alpha"}, {id: "2", text: "beta",},]'],
    ['a program’s variable', `const passages: Passage[] = ${two};\n`],
    ['a variable of Python', `docs = ${two}\n`],
    ['marks of code', `\`\`\`json\n${two}\n\`\`\`\n`],
  ])('%s', (_, text) => {
    const reading = paste(text);
    expect(reading.request?.candidates.map(({ docId, text: passage }) => [docId, passage])).toEqual([
      ['1', 'alpha'],
      ['2', 'beta'],
    ]);
    expect([reading.notes, reading.problems]).toEqual([[], []]);
  });

  it('strings of Python mean what they mean there', () => {
    const reading = paste(String.raw`[{'text': 'it\'s "so"\n\xe9\u00e9\U0001f600'}, {'text': "it's"}]`);
    expect(texts(reading)).toEqual(['it\'s "so"\néé😀', "it's"]);
  });

  it('words before it are left out, which is told', () => {
    for (const text of [`Here they are:\n\n${two}\n`, `Here they are:\n\`\`\`json\n${two}\n\`\`\`\n`]) {
      const reading = paste(text);
      expect(texts(reading)).toEqual(['alpha', 'beta']);
      expect(reading.notes).toEqual([{ code: 'before-json', line: 3 }]);
      expect(reading.problems).toEqual([]);
    }
    // A text in which JSON is an example stays one.
    expect(paste('# A collection\n\nEach line is\n\n{"id": 1}\n\nand has a text of some length.\n').format).toBe('blocks');
  });

  it.each([
    ['a bracket that lacks behind the entries', '[{"id":"1","text":"alpha"},\n{"id":"2","text":"beta"}\n', ['1', '2'], [3, 1]],
    ['one that lacks behind an entry', '[{"id":"1","text":"alpha",\n{"id":"2","text":"beta"}]', ['2'], [2, 1]],
    ['a mark that lacks', '[{"id":"1" "text":"alpha"},\n{"id":"2","text":"beta"}]', ['2'], [1, 12]],
    ['text behind it', '[{"id":"1","text":"alpha"},\n{"id":"2","text":"beta"}]\nThat is all.', ['1', '2'], [3, 1]],
    ['a comment without an end', '[{"id":"1","text":"alpha"},\n/* {"id":"2","text":"beta"}]', ['1'], [2, 1]],
    ['a break in a string', '[{"id":"1","text":"al\npha"},\n{"id":"2","text":"beta"}]', ['2'], [1, 22]],
    ['quotes of prose', '[{“id”: “1”, “text”: “alpha”},\n{"id":"2","text":"beta"}]', ['2'], [1, 3]],
  ])('%s', (_, text, kept, [line, column]) => {
    const reading = paste(text);
    expect(ids(reading)).toEqual([kept]);
    expect(reading.problems).toMatchObject([{ line, column, code: 'bad-json' }]);
  });

  it.each(['{ text }', '[1] alpha\n[2] beta', '[[link]] is one\n[[other]] another', '[note] a\n[note] b', "['tis] a\nb"])(
    '%j is none',
    (text) => {
      expect(['lines', 'numbered']).toContain(paste(text).format);
      expect(paste(text).problems).toEqual([]);
    },
  );
});

describe('the same entries, however they are written', () => {
  const python = (text: string): string => {
    const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
    const inner = text.replaceAll(/[\\\n\r\t]|\p{Cc}|['"]/gu, (mark) => {
      if (mark === '\n') return '\\n';
      if (mark === '\r') return '\\r';
      if (mark === '\t') return '\\t';
      if (mark === '\\' || mark === quote) return `\\${mark}`;
      return mark === '"' || mark === "'" ? mark : `\\x${(mark.codePointAt(0) ?? 0).toString(16).padStart(2, '0')}`;
    });
    return quote + inner + quote;
  };
  const entry = fc.record({
    id: fc.string({ unit: 'grapheme', minLength: 1 }),
    text: fc.string({ unit: 'grapheme' }),
    kept: fc.boolean(),
  });
  const writers: Readonly<Record<string, (entries: readonly { id: string; text: string; kept: boolean }[]) => string>> = {
    Python: (entries) =>
      `[${entries.map(({ id, text, kept }) => `{'id': ${python(id)}, 'text': ${python(text)}, 'kept': ${kept ? 'True' : 'None'}}`).join(', ')}]`,
    JavaScript: (entries) =>
      `export default [\n${entries.map(({ id, text, kept }) => `  { id: ${JSON.stringify(id)}, text: ${JSON.stringify(text)}, kept: ${kept} },\n`).join('')}];\n`,
    comments: (entries) => `/* a */ [ // b\n${entries.map((one) => `${JSON.stringify(one)} /* , */`).join(', // "]\n')}\n// c\n]`,
    'marks of code': (entries) => `\`\`\`\n${JSON.stringify(entries)}\n\`\`\``,
  };
  it.each(Object.entries(writers))('in %s', (_, write) => {
    fc.assert(
      fc.property(fc.array(entry, { minLength: 1, maxLength: 4 }), (entries) => {
        const plain = paste(JSON.stringify(entries));
        const reading = paste(write(entries));
        expect(reading.requests).toEqual(plain.requests);
        expect(reading.notes).toEqual(plain.notes);
        expect(reading.problems.map(({ code }) => code)).toEqual(plain.problems.map(({ code }) => code));
      }),
      { numRuns: cases(150) },
    );
  });
});
