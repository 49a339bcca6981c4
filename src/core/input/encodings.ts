/** Encodings that a text can be read in, by their names in the Encoding Standard, and what people call them. */
export const ENCODINGS = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16 LE',
  'utf-16be': 'UTF-16 BE',
  'windows-1252': 'Windows-1252',
  'windows-1251': 'Windows-1251',
  'koi8-r': 'KOI8-R',
  'iso-8859-5': 'ISO 8859-5',
  ibm866: 'IBM 866',
  'windows-1250': 'Windows-1250',
  'iso-8859-2': 'ISO 8859-2',
  'windows-1253': 'Windows-1253',
  'windows-1254': 'Windows-1254',
  'windows-1255': 'Windows-1255',
  'windows-1256': 'Windows-1256',
  gb18030: 'GB 18030 (GBK)',
  big5: 'Big5',
  shift_jis: 'Shift_JIS',
  'euc-jp': 'EUC-JP',
  'iso-2022-jp': 'ISO-2022-JP',
  'euc-kr': 'EUC-KR',
} as const;

export type EncodingName = keyof typeof ENCODINGS;

/** True for an encoding that is guessed by what the text looks like: nothing in the bytes says it. */
export function isGuessed(encoding: EncodingName): boolean {
  return !encoding.startsWith('utf-');
}
