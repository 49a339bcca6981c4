import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { preset, PRESETS } from '../../../../src/core/preset/built-in.ts';
import { readPreset } from '../../../../src/core/preset/preset.ts';
import { cases } from '../../../support/profile.ts';

const copy = (id: string): Record<string, unknown> => JSON.parse(JSON.stringify(preset(id))) as Record<string, unknown>;
const fieldsOf = (value: unknown): readonly string[] => {
  const read = readPreset(value);
  return read.ok ? [] : read.error.map(({ path }) => path);
};

describe('readPreset', () => {
  it.each(PRESETS)('reads $id back from its JSON, the same', (built) => {
    expect(readPreset(JSON.parse(JSON.stringify(built)))).toEqual({ ok: true, value: built });
  });

  it('never throws, whatever JSON it is given, and says something of all that is wrong', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const read = readPreset(value);
        expect(read.ok).toBe(false);
        if (!read.ok) expect(read.error.length).toBeGreaterThan(0);
      }),
    );
  });

  it('never throws for a preset with one field of another kind, and names that field', () => {
    const fields = Object.keys(preset('rank-k'));
    fc.assert(
      fc.property(fc.constantFrom(...PRESETS), fc.constantFrom(...fields), fc.jsonValue(), (built, field, value) => {
        const read = readPreset({ ...built, [field]: value });
        if (!read.ok)
          for (const { code, path } of read.error) expect([code, path].every((one) => typeof one === 'string')).toBe(true);
        if (typeof value !== typeof (built as unknown as Record<string, unknown>)[field])
          expect(fieldsOf({ ...built, [field]: value }).some((name) => name.startsWith(field))).toBe(true);
      }),
      { numRuns: cases(500) },
    );
  });

  it('tells all wrong, missing and unknown fields at once, by their paths', () => {
    const { fallback: _, ...rest } = copy('rank-k');
    const wrong = {
      ...rest,
      title: 3,
      messages: [{ role: 'model', content: 'x', eech: true }],
      sampling: { temperature: '0' },
      titel: '',
    };
    expect(fieldsOf(wrong).toSorted()).toEqual(
      [
        'fallback',
        'messages[0].eech',
        'messages[0].role',
        'sampling.temperature',
        'sampling.topK',
        'sampling.topP',
        'titel',
        'title',
      ].toSorted(),
    );
    expect(readPreset(wrong)).toMatchObject({
      error: expect.arrayContaining([{ path: 'titel', code: 'unknown-field' }]) as unknown,
    });
  });

  it('does not take a name of every object for a field or a type', () => {
    expect(fieldsOf(JSON.parse('{"__proto__":1,"constructor":2}'))).toContain('constructor');
    expect(fieldsOf({ ...copy('rank-k'), strategy: { type: 'constructor' } })).toEqual(['strategy.type']);
    expect(fieldsOf(null)).toEqual(['']);
  });
});
