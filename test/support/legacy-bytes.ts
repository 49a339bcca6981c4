import type { EncodingName } from '../../src/core/input/encodings.ts';

const tables = new Map<EncodingName, ReadonlyMap<string, readonly number[]>>();

/** Characters of Windows-1252 above 0x7F that ISO 8859-1 has elsewhere or not at all; Node up to 22 decodes the one as the other. */
const WINDOWS_1252: Readonly<Record<string, number>> = {
  '€': 0x80,
  '„': 0x84,
  '…': 0x85,
  '‘': 0x91,
  '’': 0x92,
  '“': 0x93,
  '”': 0x94,
  '–': 0x96,
  '—': 0x97,
  œ: 0x9c,
};

/** A text's bytes in an encoding of old, as the decoder of the Encoding Standard reads them; throws for a character that it has not. */
export function legacyBytes(text: string, encoding: EncodingName): Uint8Array {
  const table = tables.get(encoding) ?? tableOf(encoding);
  tables.set(encoding, table);
  return Uint8Array.from(
    [...text].flatMap((character) => {
      const bytes = table.get(character);
      if (bytes === undefined) throw new RangeError(`${encoding} has no ${character}`);
      return bytes;
    }),
  );
}

function tableOf(encoding: EncodingName): ReadonlyMap<string, readonly number[]> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const table = new Map<string, readonly number[]>();
  const put = (bytes: readonly number[]): void => {
    try {
      const text = decoder.decode(Uint8Array.from(bytes));
      if ([...text].length === 1 && !table.has(text)) table.set(text, bytes);
    } catch {
      // No character of it.
    }
  };
  for (let byte = 0; byte < 256; byte += 1) put([byte]);
  if (encoding === 'windows-1252') {
    for (let byte = 0x80; byte < 0xa0; byte += 1) table.delete(String.fromCharCode(byte));
    for (const [character, byte] of Object.entries(WINDOWS_1252)) table.set(character, [byte]);
    return table;
  }
  for (let lead = 0x81; lead < 0xff; lead += 1) for (let trail = 0x40; trail < 0xff; trail += 1) put([lead, trail]);
  return table;
}
