import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../../src/core/input/decode.ts';
import type { DecodedText } from '../../../../src/core/input/decode.ts';

function decode(bytes: Uint8Array): DecodedText {
  const result = decodeText(bytes);
  if (!result.ok) expect.fail(result.error.code);
  return result.value;
}

function utf16(text: string, order: 'le' | 'be', mark: boolean): Uint8Array {
  const bytes = Buffer.from((mark ? '\uFEFF' : '') + text, 'utf16le');
  return new Uint8Array(order === 'le' ? bytes : bytes.swap16());
}

describe('decodeText', () => {
  it.each([
    ['Latin', 'why does iron rust\nbecause of water\n'],
    ['Persian', 'چرا آهن زنگ می‌زند؟ چون آب و اکسیژن به سطح آن می‌رسند.\n'.repeat(3)],
    ['Chinese', '铁为什么会生锈？因为水和氧气在它的表面相遇。月亮引起潮汐，每天两次。\n'.repeat(4)],
    ['Russian', 'Почему железо ржавеет? Потому что вода и кислород встречаются.\n'.repeat(3)],
  ])('%s is read in UTF-8 and UTF-16 of both byte orders, with and without a byte order mark', (_, text) => {
    const cases: [Uint8Array, DecodedText['encoding'], boolean][] = [
      [new TextEncoder().encode(text), 'utf-8', false],
      [new TextEncoder().encode(`\uFEFF${text}`), 'utf-8', true],
      [utf16(text, 'le', true), 'utf-16le', true],
      [utf16(text, 'be', true), 'utf-16be', true],
      [utf16(text, 'le', false), 'utf-16le', false],
      [utf16(text, 'be', false), 'utf-16be', false],
    ];
    for (const [bytes, encoding, byteOrderMark] of cases) {
      expect(decode(bytes)).toEqual({ text, encoding, byteOrderMark, invalid: 0, nuls: 0 });
    }
  });

  it('counts invalid sequences and NULs, and does not count a replacement character that was written', () => {
    const bytes = new Uint8Array([0x61, 0xff, 0x62, 0xc3, 0x0a, 0xef, 0xbf, 0xbd, 0x00, 0x63]);
    expect(decode(bytes)).toEqual({
      text: 'a\uFFFDb\uFFFD\n\uFFFD\0c',
      encoding: 'utf-8',
      byteOrderMark: false,
      invalid: 2,
      nuls: 1,
    });
    expect(decode(new Uint8Array([0xff, 0xfe, 0x61, 0x00, 0x00, 0xd8, 0x62, 0x00])).invalid).toBe(1);
  });

  it('any text survives UTF-8, and any bytes become some text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.uint8Array({ maxLength: 200 }), (text, bytes) => {
        const { text: again, invalid } = decode(new TextEncoder().encode(`\uFEFF${text}`));
        return again === text && invalid === 0 && decode(bytes).invalid >= 0;
      }),
    );
  });
});
