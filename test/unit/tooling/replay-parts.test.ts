import { parseAst } from 'vite';
import { describe, expect, it } from 'vitest';
import { groupsSaid, onlyWorn, withoutPrompt, withoutUnsaid } from '../../../scripts/replay-parts.mjs';
import { readPreset } from '../../../src/core/preset/preset.ts';
import { PRESETS } from '../../../src/core/preset/built-in.ts';

describe('the words of a replay file', () => {
  it('groups are found by how modules name them, and those that a code chooses from are told', () => {
    const { taken, computed } = groupsSaid([
      'const words = useWords().run; return words.stop;',
      'const { row, format: shown } = useWords(); return row[code] + shown.bytes(1);',
      'return wordsIn(language).errors[error.code].title;',
      'const logs = useWords().logs;\nreturn logs . note;',
    ]);
    expect([...taken].toSorted()).toEqual(['errors', 'format', 'logs', 'row', 'run']);
    expect([...computed].toSorted()).toEqual(['errors', 'row']);
  });

  it('whoever takes all words at once is an error: nothing could be left out', () => {
    expect(() => groupsSaid(['show(useWords())'])).toThrow(/can’t be told/u);
  });

  const kept = (code: string, names: readonly string[], whole: readonly string[] = []): string =>
    withoutUnsaid(parseAst(code), code, { names: new Set(names), whole: new Set(whole) });

  it('a word whose name stands nowhere goes, wherever it stands in its group', () => {
    const code = "export const run = { first: 'a', second: () => 'b', third: { x: 1 }, };";
    expect(kept(code, ['second'])).toBe("export const run = { second: () => 'b', };");
    expect(kept(code, ['first', 'third'])).toBe("export const run = { first: 'a', third: { x: 1 }, };");
    expect(kept(code, [])).toBe('export const run = { };');
    expect(kept(code, ['first', 'second', 'third'])).toBe(code);
  });

  it('a group that a code chooses from stays whole, and so does what is no group', () => {
    const coded = "export const ends = { 'no-answer': 'a', complete: 'b' };";
    expect(kept(coded, [])).toBe(coded);
    const computed = "export const ends = { failed: 'a' };";
    expect(kept(computed, [], ['ends'])).toBe(computed);
    const other = 'const local = { a: 1 };\nexport const made = makeIn(local);\nexport function say() {}';
    expect(kept(other, [])).toBe(other);
  });
});

describe('the methods of a replay file', () => {
  it('are sound presets that read answers as before, without what they ask', () => {
    for (const preset of PRESETS) {
      const read = readPreset(JSON.parse(withoutPrompt(JSON.stringify(preset))));
      if (!read.ok) throw new Error(`${preset.id}: ${JSON.stringify(read.error)}`);
      const { answer, thought, parser, passage, question } = read.value;
      expect({ answer, thought, parser, passage, question }).toEqual({
        answer: preset.answer,
        thought: preset.thought,
        parser: preset.parser,
        passage: preset.passage,
        question: preset.question,
      });
    }
  });
});

describe('the styles of a replay file', () => {
  const after = (selectors: readonly string[], modules: readonly string[]): readonly string[] | null => {
    let gone = false;
    const rule = { selectors: [...selectors], remove: () => (gone = true) };
    onlyWorn(modules).Rule(rule);
    return gone ? null : rule.selectors;
  };
  const modules = ['<p className={`row row-${kind}`}>', "'ranked-list'"];

  it('a rule for a class that nothing wears goes; elements, attributes and what stands in :not() stay', () => {
    expect(after(['.input-panel'], modules)).toBeNull();
    expect(after(['.ranked-list', '.input-panel .row'], modules)).toEqual(['.ranked-list']);
    expect(after(['ol > li', '[data-x]', '.row:not(.input-panel:hover)'], modules)).toHaveLength(3);
  });

  it('a class that is put together is worn by its beginning', () => {
    expect(after(['.row-open'], modules)).toEqual(['.row-open']);
    expect(after(['.rows-open'], modules)).toBeNull();
  });
});
