import { describe, expect, it } from 'vitest';
import { asciiDigits, digitClass } from '../../../../src/core/text/identifiers.ts';

const everyPoint = Array.from({ length: 0x110000 }, (_, point) => point).filter((point) => point < 0xd800 || point > 0xdfff);

describe('asciiDigits', () => {
  it('reads every decimal digit that Unicode knows as 0 to 9 in the order of its family', () => {
    const decimals = everyPoint.map((point) => String.fromCodePoint(point)).filter((mark) => /\p{Nd}/u.test(mark));
    expect(decimals.length).toBeGreaterThan(600);
    expect(decimals.map(asciiDigits).join('')).toBe('0123456789'.repeat(decimals.length / 10));
  });

  it.each([
    ['Persian', '[۱۲]'],
    ['Arabic-Indic', '[١٢]'],
    ['Devanagari', '[१२]'],
    ['full-width', '[１２]'],
    ['mathematical bold', '[𝟏𝟐]'],
    ['superscript', '[¹²]'],
    ['subscript', '[₁₂]'],
    ['circled', '[①②]'],
    ['circled as one number', '[⑫]'],
    ['negative circled', '[❶❷]'],
    ['negative circled as one number', '[⓬]'],
    ['in parentheses', '[⑴⑵]'],
    ['with a full stop', '[⒈⒉]'],
    ['with a comma', '[🄂🄃]'],
  ])('reads %s digits', (_, written) => {
    expect(asciiDigits(written)).toBe('[12]');
  });

  it('gives every character of its class digits, and leaves all others alone', () => {
    const inClass = new RegExp(`[${digitClass}]`, 'u');
    for (const point of everyPoint) {
      const mark = String.fromCodePoint(point);
      const written = asciiDigits(mark);
      if (inClass.test(mark) ? !/^[0-9]{1,2}$/.test(written) : written !== mark)
        expect.fail(`U+${point.toString(16)} became ${written}`);
    }
    expect(asciiDigits('Ⅳ ½ 五 x')).toBe('Ⅳ ½ 五 x');
  });
});
