import { analyse } from 'chardet';
import type { EncodingName } from './encodings.ts';

type DoubleByte = 'gb18030' | 'big5' | 'shift_jis' | 'euc-jp' | 'euc-kr';
const DOUBLE_BYTE: readonly DoubleByte[] = ['gb18030', 'big5', 'shift_jis', 'euc-jp', 'euc-kr'];
/** Of these only the library tells one from another: what they write looks alike. */
const LATIN: readonly EncodingName[] = ['windows-1252', 'windows-1250', 'windows-1254', 'iso-8859-2'];
const OTHERS: readonly EncodingName[] = [
  'windows-1251',
  'koi8-r',
  'iso-8859-5',
  'ibm866',
  'windows-1253',
  'windows-1255',
  'windows-1256',
];
/** What the library calls an encoding, where that is not the name here: of ISO's Latin sets Windows has each letter, and more. */
const SAID: Readonly<Partial<Record<EncodingName, readonly string[]>>> = {
  'windows-1252': ['windows-1252', 'iso-8859-1'],
  'windows-1250': ['windows-1250', 'iso-8859-2'],
  'windows-1253': ['windows-1253', 'iso-8859-7'],
  'windows-1254': ['windows-1254', 'iso-8859-9'],
  'windows-1255': ['windows-1255', 'iso-8859-8'],
  'windows-1256': ['windows-1256', 'iso-8859-6'],
};

/** As much as is looked at. */
const LOOKED = 8192;

/**
 * The encoding of bytes that are no UTF-8 and no UTF-16: chardet's guess weighed with what the text would look like, since of a line or two chardet alone
 * takes one in four for something else (docs/decisions). Never utf-8 or utf-16; windows-1252 where nothing fits better, which reads any bytes. `score`: how
 * much the text looks like one, up to 115.
 */
export function guessLegacy(bytes: Uint8Array): { readonly encoding: EncodingName; readonly score: number } {
  const sample = sampleOf(bytes);
  const found = analyse(sample);
  const said = (encoding: EncodingName): number =>
    Math.max(
      0,
      ...found
        .filter(({ name }) => (SAID[encoding] ?? [encoding]).includes(name.toLowerCase()))
        .map(({ confidence }) => confidence),
    );
  if (found.some(({ name, confidence }) => name === 'ISO-2022-JP' && confidence > 50))
    return { encoding: 'iso-2022-jp', score: 100 };
  const scored: { readonly encoding: EncodingName; readonly score: number }[] = [];
  for (const encoding of DOUBLE_BYTE) {
    if (decoded(sample, encoding) !== null)
      scored.push({ encoding, score: doubleByteScore(sample, encoding) + said(encoding) * 0.3 });
  }
  for (const encoding of OTHERS) {
    const text = decoded(sample, encoding);
    if (text === null) continue;
    const looks = likelihood(text);
    const usual = encoding === 'windows-1251' || encoding === 'koi8-r' ? 1 : 0.85;
    scored.push({ encoding, score: looks * (85 * usual + said(encoding) * 0.3) });
  }
  const latin = LATIN.flatMap((encoding) => {
    const text = decoded(sample, encoding);
    if (text === null) return [];
    const [looks, confidence] = [likelihood(text), said(encoding)];
    return [{ encoding, looks, said: confidence, weight: looks * 60 + confidence * 0.8 }];
  }).sort((one, other) => other.weight - one.weight);
  const [best] = latin;
  if (best !== undefined) {
    const looks = Math.max(...latin.map((one) => one.looks));
    scored.push({ encoding: best.encoding, score: looks * (85 + Math.max(...latin.map((one) => one.said)) * 0.3) });
  }
  return scored.sort((one, other) => other.score - one.score)[0] ?? { encoding: 'windows-1252', score: 0 };
}

/** Bytes from the line on in which the first one stands that is no ASCII: a header may be long. */
function sampleOf(bytes: Uint8Array): Uint8Array {
  let first = 0;
  while (first < bytes.length && (bytes[first] ?? 0) < 0x80 && bytes[first] !== 0x1b) first += 1;
  const line = bytes.lastIndexOf(0x0a, first) + 1;
  return bytes.subarray(line, line + LOOKED);
}

/** Windows-1252 from 0x80 to 0x9F. Node up to 22 reads it as ISO 8859-1, which has controls there. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ';

/** The bytes as text; what is no character of the encoding is �. */
export function decodeBytes(bytes: Uint8Array, encoding: EncodingName): string {
  const text = new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);
  return encoding === 'windows-1252' ? inWindows1252(text) : text;
}

function inWindows1252(text: string): string {
  return text.replaceAll(/[\u0080-\u009F]/g, (control) => WINDOWS_1252[control.charCodeAt(0) - 0x80] ?? control);
}

/** The bytes as text, but for a character that the sample's end cuts; null where they are none in this encoding. */
function decoded(bytes: Uint8Array, encoding: EncodingName): string | null {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
    return encoding === 'windows-1252' ? inWindows1252(text) : text;
  } catch {
    return null;
  }
}

/** How much double bytes look like text of that encoding, up to 85: by the rows of its table that common characters and kana stand in. */
function doubleByteScore(bytes: Uint8Array, encoding: DoubleByte): number {
  let characters = 0;
  let common = 0;
  let kana = 0;
  let frequent = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const lead = bytes[at] ?? 0;
    if (lead < 0x80) continue;
    characters += 1;
    // Half-width katakana are one byte, and rare.
    if (encoding === 'shift_jis' && lead >= 0xa1 && lead <= 0xdf) continue;
    at += 1;
    const trail = bytes[at] ?? 0;
    const of = ZONES[encoding](lead, trail);
    if (of !== null) common += 1;
    if (of === 'kana') kana += 1;
    if (of === 'frequent') frequent += 1;
  }
  if (characters === 0) return 0;
  const share = common / characters;
  const syllables = kana / characters;
  switch (encoding) {
    case 'gb18030':
      // Chinese has no kana, which stand in the same places in EUC-JP.
      return share * 70 - (syllables > 0.15 ? 30 : 0);
    case 'big5':
      return share * 70;
    case 'shift_jis':
    case 'euc-jp':
      return share * 45 + Math.min(1, syllables * 3) * 40;
    case 'euc-kr':
      return share === 1 ? (frequent / characters > 0.08 ? 80 : 66) : share * 50;
  }
}

/** Rows of common characters of each table: `kana`, `frequent` (Korean's twenty commonest syllables) or other ones; null: the rest. */
const ZONES: Readonly<Record<DoubleByte, (lead: number, trail: number) => 'kana' | 'frequent' | 'common' | null>> = {
  gb18030: (lead, trail) => {
    if (trail >= 0xa1 && (lead === 0xa4 || lead === 0xa5)) return 'kana';
    return trail >= 0xa1 && ((lead >= 0xb0 && lead <= 0xd7) || (lead >= 0xa1 && lead <= 0xa3)) ? 'common' : null;
  },
  big5: (lead) => (lead >= 0xa1 && lead <= 0xc6 ? 'common' : null),
  shift_jis: (lead, trail) => {
    if (lead === 0x83 || (lead === 0x82 && trail >= 0x9f)) return 'kana';
    return lead === 0x81 || lead === 0x82 || (lead >= 0x88 && lead <= 0x97) ? 'common' : null;
  },
  'euc-jp': (lead) => {
    if (lead === 0xa4 || lead === 0xa5) return 'kana';
    return lead === 0xa1 || lead === 0xa3 || (lead >= 0xb0 && lead <= 0xcf) ? 'common' : null;
  },
  'euc-kr': (lead, trail) => {
    if (FREQUENT_SYLLABLES.has(lead * 256 + trail)) return 'frequent';
    return trail >= 0xa1 && ((lead >= 0xb0 && lead <= 0xc8) || lead === 0xa1 || lead === 0xa3) ? 'common' : null;
  },
};

/** 이 다 는 을 를 의 에 가 은 로 하 고 지 한 도 기 서 인 사 나, as EUC-KR writes them. */
const FREQUENT_SYLLABLES: ReadonlySet<number> = new Set(
  'c0cc b4d9 b4c2 c0bb b8a6 c0c7 bfa1 b0a1 c0ba b7ce c7cf b0ed c1f6 c7d1 b5b5 b1e2 bcad c0ce bbe7 b3aa'
    .split(' ')
    .map((code) => Number.parseInt(code, 16)),
);

const COMMON_CYRILLIC = /[оеаинтсрвл]/iu;
const MARKS = /[«»“”„‘’–—…№°§©®€£·¿¡]/u;

function scriptOf(character: string): string {
  return ['Latin', 'Cyrillic', 'Greek', 'Hebrew', 'Arabic'].find((script) => SCRIPTS[script]?.test(character) === true) ?? '';
}

const SCRIPTS: Readonly<Record<string, RegExp>> = {
  Latin: /\p{Script=Latin}/u,
  Cyrillic: /\p{Script=Cyrillic}/u,
  Greek: /\p{Script=Greek}/u,
  Hebrew: /\p{Script=Hebrew}/u,
  Arabic: /\p{Script=Arabic}/u,
};

/**
 * From 0 to 1, how much a text of an alphabet looks like one: its characters beyond ASCII are letters and usual marks, no capital stands behind a small
 * letter, no word is of two scripts, Cyrillic is full of its common letters, and Latin letters with marks stand between plain ones.
 */
function likelihood(text: string): number {
  const characters = [...text];
  let high = 0;
  let good = 0;
  let capitals = 0;
  let controls = 0;
  let pairs = 0;
  let wrongCase = 0;
  let mixed = 0;
  const cyrillic = { all: 0, common: 0 };
  const latin = { all: 0, alone: 0 };
  const isHighLetter = (character: string | undefined): boolean =>
    character !== undefined && character > '\u007F' && /\p{L}/u.test(character);
  for (const [index, character] of characters.entries()) {
    const isLetter = /\p{L}/u.test(character);
    const before = characters[index - 1] ?? ' ';
    if (character > '\u007F') {
      high += 1;
      if (character <= '\u009F') controls += 1;
      if (/\p{Lu}/u.test(character)) capitals += 1;
      if (isLetter) {
        good += 1;
        const script = scriptOf(character);
        if (script === 'Cyrillic') {
          cyrillic.all += 1;
          if (COMMON_CYRILLIC.test(character)) cyrillic.common += 1;
        } else if (script === 'Latin') {
          latin.all += 1;
          if (!isHighLetter(before) && !isHighLetter(characters[index + 1])) latin.alone += 1;
        }
      } else if (MARKS.test(character)) good += 0.8;
    }
    if (isLetter && /\p{L}/u.test(before) && (character > '\u007F' || before > '\u007F')) {
      pairs += 1;
      if (/\p{Lu}/u.test(character) && /\p{Ll}/u.test(before)) wrongCase += 1;
      if (scriptOf(character) !== scriptOf(before)) mixed += 1;
    }
  }
  if (high === 0) return 1;
  let looks = (good / high) * (1 - controls / high) * (1 - (0.15 * capitals) / high);
  if (pairs > 0) looks *= Math.max(0, 1 - (2 * wrongCase) / pairs) * Math.max(0, 1 - (2 * mixed) / pairs);
  if (cyrillic.all > 0) looks *= Math.min(1, 0.4 + (1.2 * cyrillic.common) / cyrillic.all);
  if (latin.all > 0) looks *= 0.1 + (0.9 * latin.alone) / latin.all;
  return looks;
}
