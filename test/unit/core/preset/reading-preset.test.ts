import { describe, expect, test } from 'vitest';
import { preset, PRESETS, template } from '../../../../src/core/preset/built-in.ts';
import { aloneInPrompt, placedPassages } from '../../../../src/core/preset/passage-places.ts';
import { readingOf, readPreset } from '../../../../src/core/preset/preset.ts';
import { sampleCandidates, samplePrompt } from './preset-sample.ts';

describe('a prompt with scores at its passages’ ends', () => {
  test('is Glassrank 2 alone; its weight and its way of reading are where a run with it begins', () => {
    expect(PRESETS.filter((one) => readingOf(one) !== null).map(({ id }) => id)).toEqual(['glassrank-2']);
    expect(template('glassrank-2')).toMatchObject({ readingWeight: readingOf(preset('glassrank-2'))?.weight });
    expect(template('glassrank-2')).not.toHaveProperty('reading');
    expect(template('glassrank-1')).toMatchObject({ reading: 'off' });
  });

  test.each([
    [{ tokens: ['a', 'a'], weight: 1 }, 'reading.tokens'],
    [{ tokens: ['', 'b'], weight: 1 }, 'reading.tokens[0]'],
    [{ tokens: ['a'], weight: 1 }, 'reading.tokens[1]'],
    [{ tokens: ['a', 'b', 'c'], weight: 1 }, 'reading.tokens[2]'],
    [{ tokens: ['a', 'b'], weight: -1 }, 'reading.weight'],
    [{ tokens: ['a', 'b'] }, 'reading.weight'],
  ])('a prompt with %j is told where it is wrong', (reading, path) => {
    const read = readPreset({ ...preset('glassrank-2'), reading });
    expect(read.ok ? [] : read.error.map((one) => one.path)).toEqual([path]);
  });

  test.each([
    ['the last passage without an end', { messages: [{ role: 'user', content: '{query} {passages} end' }] }],
    ['nothing between passages', { separator: '' }],
    [
      'a message for each passage',
      {
        messages: [
          { role: 'user', content: '{query}' },
          { role: 'user', content: '{text}', each: true },
          { role: 'user', content: 'rank' },
        ],
      },
    ],
  ])('a prompt with %s has no place for scores', (_, change) => {
    const read = readPreset({ ...preset('glassrank-2'), ...change });
    expect(read.ok ? [] : read.error.map(({ code }) => code)).toContain('passages-endless');
  });
});

describe('the places of a prompt’s passages', () => {
  const shown = samplePrompt(preset('glassrank-2'), { candidates: sampleCandidates.slice(0, 5) });

  test('hold each passage’s line with its line break, one behind the other', () => {
    const placed = placedPassages(shown, preset('glassrank-2'));
    const content = placed?.messages[placed.message]?.content ?? '';
    const lines = (placed?.passages ?? []).map(({ from, to }) => content.slice(from, to));
    expect(lines).toHaveLength(5);
    for (const [place, line] of lines.entries()) expect(line).toMatch(new RegExp(`^\\[${place + 1}\\] [^\n]+\n$`, 'u'));
    expect(content).toContain(lines.join(''));
  });

  test('of a passage alone are those of its line as the first one, behind the same query', () => {
    const content = shown.messages[0]?.content ?? '';
    for (const [place, { from, to }] of (placedPassages(shown, preset('glassrank-2'))?.passages ?? []).entries()) {
      const alone = aloneInPrompt(shown, place, { preset: preset('glassrank-2'), take: 1 });
      const written = alone?.messages[alone.message]?.content.slice(0, alone.passages[0]?.to);
      expect(written).toBe(content.slice(0, content.indexOf('[1]')) + content.slice(from, to).replace(`[${place + 1}]`, '[1]'));
    }
  });

  test('are none where passages have messages of their own, or the last has no end', () => {
    for (const id of ['rankgpt', 'rearank'])
      expect(placedPassages(samplePrompt(preset(id), { candidates: sampleCandidates.slice(0, 3) }), preset(id))).toBeNull();
  });
});
