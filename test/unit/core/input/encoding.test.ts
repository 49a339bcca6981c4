import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../../src/core/input/decode.ts';
import { readDropped } from '../../../../src/core/input/dropped.ts';
import type { Dropped } from '../../../../src/core/input/dropped.ts';
import { ENCODINGS } from '../../../../src/core/input/encodings.ts';
import type { EncodingName } from '../../../../src/core/input/encodings.ts';
import { unpack } from '../../../../src/core/input/unpack.ts';
import { readInput } from '../../../../src/core/input/input.ts';
import { legacyBytes } from '../../../support/legacy-bytes.ts';
import { texts } from './readings.ts';

const SENTENCES: Readonly<Record<string, readonly string[]>> = {
  Russian: [
    'Столица Франции это Париж',
    'Почему железо ржавеет на воздухе?',
    'Луна вызывает приливы дважды в день',
    'Ёжик в тумане',
    'Закон был принят в 1998 году',
  ],
  French: [
    'La capitale de la France est Paris, près de la Seine',
    'Pourquoi le fer rouille-t-il à l’air ?',
    'L’été dernier nous avons acheté une bouilloire',
    'Où est passé le garçon ?',
  ],
  German: [
    'Die Hauptstadt von Österreich heißt Wien',
    'Für Bücher gibt es zwölf Regale',
    'Der Zug fährt um fünf Uhr ab',
    'Viele Grüße aus München',
  ],
  Chinese: [
    '铁为什么会生锈',
    '法国的首都是巴黎',
    '因为水和氧气在它的表面相遇',
    '月亮引起潮汐，每天两次',
    '从北京到上海的高铁要多久？',
  ],
  'traditional Chinese': ['鐵為什麼會生鏽', '法國的首都是巴黎', '月亮引起潮汐，每天兩次', '從臺北到高雄的高鐵要多久？'],
  Japanese: [
    '鉄はなぜ錆びるのですか',
    'フランスの首都はパリです',
    '月は一日に二回潮の満ち引きを起こす',
    'この法律は1998年に成立した',
  ],
  Korean: ['철은 왜 녹이 스나요', '프랑스의 수도는 파리입니다', '달은 하루에 두 번 조수를 일으킨다', '오늘 날씨가 좋네요'],
  Greek: ['Η πρωτεύουσα της Γαλλίας είναι το Παρίσι', 'Γιατί σκουριάζει το σίδερο;', 'Η σελήνη προκαλεί παλίρροιες'],
  Czech: ['Hlavní město České republiky je Praha', 'Proč železo rezaví? Kvůli vlhkosti', 'Lékař doporučil pít více vody'],
  Arabic: ['عاصمة فرنسا هي باريس', 'لماذا يصدأ الحديد؟', 'القمر يسبب المد والجزر'],
};
const WRITTEN: readonly (readonly [language: string, encoding: EncodingName])[] = [
  ['Russian', 'windows-1251'],
  ['Russian', 'koi8-r'],
  ['Russian', 'iso-8859-5'],
  ['Russian', 'ibm866'],
  ['French', 'windows-1252'],
  ['German', 'windows-1252'],
  ['Czech', 'windows-1250'],
  ['Greek', 'windows-1253'],
  ['Arabic', 'windows-1256'],
  ['Chinese', 'gb18030'],
  ['traditional Chinese', 'big5'],
  ['Japanese', 'shift_jis'],
  ['Japanese', 'euc-jp'],
  ['Korean', 'euc-kr'],
];

function decoded(
  bytes: Uint8Array,
  chosen?: EncodingName,
): { readonly text: string; readonly encoding: EncodingName; readonly invalid: number } {
  const result = decodeText(bytes, chosen);
  if (!result.ok) expect.fail(result.error.code);
  return result.value;
}

describe('an encoding of old is told by what the text looks like', () => {
  it.each(WRITTEN)('%s in %s: one line, a table and a file', (language, encoding) => {
    const sentences = SENTENCES[language] ?? [];
    const shapes = [
      ...sentences,
      ...sentences.map((sentence, place) => `id;text\n1;${sentence}\n2;${sentences[(place + 1) % sentences.length]}\n`),
      `${'header line in plain letters, '.repeat(400)}\n${sentences.join('\n')}`,
      JSON.stringify(sentences.map((text, id) => ({ id, text }))),
    ];
    // Of two encodings that read the bytes alike either may be named.
    for (const text of shapes) expect(decoded(legacyBytes(text, encoding))).toMatchObject({ text, invalid: 0 });
  });

  it.each(Object.entries(SENTENCES))('%s in UTF-8 stays UTF-8, whole, cut anywhere, and with a byte gone', (_, sentences) => {
    for (const text of [...sentences, sentences.join('\n')]) {
      const bytes = new TextEncoder().encode(text);
      expect(decoded(bytes)).toMatchObject({ text, encoding: 'utf-8' });
      const long = new TextEncoder().encode(sentences.join('\n').repeat(2));
      for (let at = 20; at < 40; at += 1) {
        expect(decoded(long.subarray(0, long.length - at)).encoding).toBe('utf-8');
        expect(decoded(Uint8Array.from([...long.subarray(0, at), ...long.subarray(at + 1)])).encoding).toBe('utf-8');
      }
    }
  });

  it('the person’s choice wins over the guess, but not over a byte order mark of the chosen one', () => {
    const bytes = legacyBytes('Вода', 'koi8-r');
    expect(decoded(bytes, 'koi8-r').text).toBe('Вода');
    expect(decoded(bytes, 'windows-1251').text).toBe('чПДБ');
    expect(decoded(new TextEncoder().encode('\uFEFFВода'), 'utf-8').text).toBe('Вода');
    for (const encoding of Object.keys(ENCODINGS) as EncodingName[]) expect(decoded(bytes, encoding).encoding).toBe(encoding);
  });

  it('any bytes in any encoding become some text', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.constantFrom(undefined, ...(Object.keys(ENCODINGS) as EncodingName[])),
        (bytes, chosen) => {
          expect(decoded(bytes, chosen).invalid).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });
});

const notices = ({ notices: all }: Dropped): unknown[] => all.map(({ name, type }) => [name, type]);

describe('dropped files', () => {
  it('a Russian spreadsheet’s file is a table, and its encoding is said', () => {
    const text = 'id;text\n1;Столица Франции это Париж\n2;Берлин стоит на реке Шпре\n';
    const dropped = readDropped([{ name: 'ru.csv', bytes: legacyBytes(text, 'windows-1251') }]);
    expect(dropped).toMatchObject({ notices: [], files: [{ name: 'ru.csv', encoding: 'windows-1251' }] });
    expect(texts(readInput({ files: dropped.files }))).toEqual(['Столица Франции это Париж', 'Берлин стоит на реке Шпре']);
  });

  it('pictures, programs and documents of word processors are no text, whatever encoding would read them', () => {
    const noise = Uint8Array.from({ length: 5000 }, (_, index) => (index * 7919 + (index >> 3) * 31) % 256);
    for (const bytes of [
      noise,
      new TextEncoder().encode(`%PDF-1.7\n${'stream '.repeat(100)}`),
      Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 1, 2, 3, 0xff]),
    ])
      expect(notices(readDropped([{ name: 'x', bytes }]))).toEqual([['x', 'not-text']]);
  });

  it('an empty file is told, alone and beside others', () => {
    expect(
      notices(
        readDropped([
          { name: 'e', bytes: new Uint8Array() },
          { name: 'b', bytes: strToU8('\uFEFF \n') },
        ]),
      ),
    ).toEqual([
      ['e', 'empty'],
      ['b', 'empty'],
    ]);
  });

  it('gzip and zip files are unpacked, hidden files left out; damaged ones are told', () => {
    const inner = strToU8('{"_id":"d1","text":"alpha"}\n');
    const zipped = zipSync({
      'scifact/corpus.jsonl': inner,
      'scifact/qrels/test.tsv': strToU8('query-id\tcorpus-id\tscore\nq\td1\t1\n'),
      '__MACOSX/x': inner,
      'scifact/.DS_Store': inner,
    });
    const gzipped = new Uint8Array(gzipSync(inner));
    const dropped = readDropped([
      { name: 'scifact.zip', bytes: zipped },
      { name: 'a.jsonl.gz', bytes: gzipped },
    ]);
    expect(dropped.files.map(({ name }) => name)).toEqual(['scifact/corpus.jsonl', 'scifact/qrels/test.tsv', 'a.jsonl']);
    for (const bytes of [zipped, gzipped]) {
      expect(notices(readDropped([{ name: 'cut', bytes: bytes.subarray(0, bytes.length >> 1) }]))).toEqual([['cut', 'packed']]);
    }
  });

  it('what would unfold beyond a bound is refused, and not unfolded', () => {
    const most = 2 << 20;
    const megabyte = new Uint8Array(1 << 20);
    const member = new Uint8Array(gzipSync(megabyte, { level: 9 }));
    const members = (count: number): Uint8Array => Uint8Array.from(Array.from({ length: count }, () => [...member]).flat());
    expect(unpack({ name: 'a.gz', bytes: members(2) }, most)).toMatchObject({
      ok: true,
      files: [{ name: 'a', bytes: { length: most } }],
    });
    expect(unpack({ name: 'a.gz', bytes: members(3) }, most)).toEqual({ ok: false, error: { type: 'too-large', mebibytes: 2 } });
    const zipped = (count: number): Uint8Array =>
      zipSync(Object.fromEntries(Array.from({ length: count }, (_, index) => [`f${index}`, megabyte])));
    expect(unpack({ name: 'a.zip', bytes: zipped(2) }, most)).toMatchObject({ ok: true });
    expect(unpack({ name: 'a.zip', bytes: zipped(3) }, most)).toMatchObject({ ok: false, error: { type: 'too-large' } });
  });
});
