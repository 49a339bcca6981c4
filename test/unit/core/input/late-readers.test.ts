import { describe, expect, it, vi } from 'vitest';
import type { readInput as ReadInput } from '../../../../src/core/input/read-input.ts';
import { ANSWERS } from './sample-answers.ts';

// On the page plain texts and tables are read before what reads JSON, markup and collections has come. Nothing may be misread meanwhile.

async function before(): Promise<{ readonly readInput: typeof ReadInput }> {
  vi.resetModules();
  return import('../../../../src/core/input/read-input.ts');
}

describe('before the readers of JSON, markup and collections have come', () => {
  it.each([
    ['a list', '1. alpha\n2. beta'],
    ['blocks', 'alpha one\n\nbeta two'],
    ['a table', 'id\ttext\n1\talpha\n2\tbeta'],
  ])('%s is read as it is read afterwards', async (_, text) => {
    const early = (await before()).readInput({ files: [{ name: '', text }] });
    const { readInput } = await import('../../../../src/core/input/input.ts');
    expect(readInput({ files: [{ name: '', text }] })).toEqual(early);
  });

  it.each([
    ['JSON', '[{"id": "1", "text": "alpha"}]'],
    ['JSON in a code fence', '```json\n{"query": "q", "candidates": []}\n```'],
    ['JSON behind words', 'Here it is: {"query": "q", "passages": ["a", "b"]}'],
    ['a run', 'q1 Q0 d1 1 3.2 t\nq1 Q0 d2 2 1.2 t\n'],
    ['markup', '<DOC>\n<DOCNO>d1</DOCNO>\n<TEXT>alpha</TEXT>\n</DOC>\n'],
  ])('%s is not read as something else: it waits', async (_, text) => {
    const { readInput } = await before();
    expect(() => readInput({ files: [{ name: '', text }] })).toThrow('has not come');
  });

  it.each(ANSWERS.map(([name, value]) => [name, value] as const))('an answer of %s waits', async (_, value) => {
    const { readInput } = await before();
    expect(() => readInput({ files: [{ name: '', text: JSON.stringify(value) }] })).toThrow('has not come');
  });
});
