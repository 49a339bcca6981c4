import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readInput } from '../../../../src/core/input/input.ts';
import type { InputFile, InputReading } from '../../../../src/core/input/reading.ts';
import { cases } from '../../../support/profile.ts';
import { ids, paste, places, queries } from './readings.ts';

// TREC's own markup: documents and topics, in SGML and in XML, known by what they hold and not by their names.

const together = (...files: readonly InputFile[]): InputReading => readInput({ files });
const DOCUMENTS = `<DOC>
<DOCNO>d1</DOCNO>
<DATE>870320</DATE>
<HEADLINE>
Rust &amp; iron,
  again
</HEADLINE>
<TEXT>
<P>
Iron rusts in <b>wet</b> air &#8211; slowly.
</P>
<P>
AT&T says 1 < 2.
</P>
</TEXT>
</DOC>

<DOC>
<DOCNO> d2 </DOCNO>
<!-- a note -->
<TEXT>beta</TEXT>
</DOC>
`;
const run: InputFile = { name: 'run', text: '51 Q0 d2 1 2.5 t\n51 Q0 d1 2 1.5 t\n52 Q0 d1 1 1 t\n' };

describe('documents', () => {
  it('have their names, titles and texts, with entities decoded and without marks', () => {
    for (const reading of [paste(DOCUMENTS), together({ name: 'any.txt', text: DOCUMENTS })]) {
      expect(reading.request?.candidates).toEqual([
        { docId: 'd1', title: 'Rust & iron, again', text: 'Iron rusts in wet air – slowly.\n\nAT&T says 1 < 2.' },
        { docId: 'd2', text: 'beta' },
      ]);
      expect(reading.problems).toEqual([]);
    }
  });

  it.each([
    [
      'WikiExtractor’s',
      '<doc id="1" url="http://x" title="A &amp; B">\nalpha\n</doc>\n<doc id="2" title="C">\nbeta\n</doc>\n',
      ['A & B', 'C'],
    ],
    [
      'of the web track',
      '<DOC>\n<DOCNO>1</DOCNO>\n<DOCHDR>\nhttp://x 200\n</DOCHDR>\n<html><head><title>A</title><style>p {}</style></head><body><p>al<i>pha</i></body></html>\n</DOC>\n<DOC>\n<DOCNO>2</DOCNO>\nbeta\n</DOC>',
      ['A', undefined],
    ],
    [
      'Solr’s',
      '<?xml version="1.0"?>\n<add><doc><field name="id">1</field><field name="title">A</field><field name="text">alpha</field></doc><doc><field name="id">2</field><field name="text"><![CDATA[beta]]></field></doc></add>',
      ['A', undefined],
    ],
    ['without ends', '<DOC>\n<DOCNO>1\n<TITLE>A\n<TEXT>alpha\n<DOC>\n<DOCNO>2\n<TEXT>beta\n</DOC>', ['A', undefined]],
  ])('%s', (_, text, titles) => {
    const reading = paste(text);
    expect(reading.request?.candidates).toEqual([
      { docId: '1', ...(titles[0] === undefined ? {} : { title: titles[0] }), text: 'alpha' },
      { docId: '2', ...(titles[1] === undefined ? {} : { title: titles[1] }), text: 'beta' },
    ]);
  });

  it('one without a text is told by its line, the others are kept', () => {
    const reading = paste(
      '<DOC>\n<DOCNO>d1</DOCNO>\n<TEXT>\n</TEXT>\n</DOC>\n<DOC>\n<DOCNO>d2</DOCNO><TEXT>beta</TEXT>\n</DOC>\n',
    );
    expect(ids(reading)).toEqual([['d2']]);
    expect(places(reading)).toEqual([[undefined, 1, 1, 'no-text']]);
  });

  it('say what they were written to say, in any element', () => {
    const escaped = (text: string): string =>
      text.replaceAll(/[&<>]/g, (mark) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[mark] ?? mark);
    const plain = (text: string): string => text.replaceAll(/\s+/gu, ' ').trim();
    fc.assert(
      fc.property(
        fc.array(
          fc.string({ unit: 'grapheme' }).filter((text) => /[\p{L}\p{N}]/u.test(text)),
          { minLength: 1, maxLength: 4 },
        ),
        fc.constantFrom('DOC', 'doc', 'document'),
        fc.constantFrom('TEXT', 'body', 'contents'),
        (texts, element, part) => {
          const written = texts.map(
            (text, place) => `<${element}><DOCNO>d${place}</DOCNO>\n<${part}>${escaped(text)}</${part}></${element}>`,
          );
          const reading = paste(written.join('\n'));
          const read = reading.request?.candidates.map(({ docId, text }) => [docId, plain(text)]);
          expect(read).toEqual(texts.map((text, place) => [`d${place}`, plain(text)]));
        },
      ),
      { numRuns: cases(150) },
    );
  });
});

describe('topics', () => {
  it.each([
    [
      'TREC’s, whose elements do not end',
      '<top>\n<head> Tipster\n<num> Number:  051\n<dom> Domain: x\n<title> Topic:  why rust\n\n<desc> Description:\nwhat\n\n<narr> Narrative:\nall\n</top>\n\n<top>\n<num> Number: 052 \n<desc> Description: \nwhat is\ntea\n\n<narr> Narrative: x\n</top>\n',
    ],
    [
      'in XML, by attributes',
      '<?xml version="1.0" encoding="UTF-8"?>\n<topics>\n<topic number="51" type="faceted">\n<query>why rust</query>\n<question>what</question>\n<subtopic number="1">sub</subtopic>\n</topic>\n<topic number="52"><description>what is\ntea</description></topic>\n</topics>\n',
    ],
    [
      'with nothing but their text',
      '<topics task="x">\n<topic number="51">\nwhy\nrust\n</topic>\n<topic number="52">what is tea</topic>\n</topics>',
    ],
    [
      'CLEF’s',
      '<topics><top lang="en">\n<num>51</num>\n<EN-title>why rust</EN-title>\n<EN-desc>x</EN-desc>\n</top><top><num>52</num><EN-title>what is tea</EN-title></top></topics>',
    ],
    [
      'Indri’s',
      '<parameters>\n<query><number>51</number><text>why rust</text></query>\n<query><number>52</number><text>what is tea</text></query>\n</parameters>',
    ],
  ])('%s', (_, text) => {
    const reading = together({ name: 'a', text: DOCUMENTS }, { name: 'b', text }, run);
    expect(queries(reading)).toEqual(['51: why rust', '52: what is tea']);
    expect(ids(reading)).toEqual([['d2', 'd1'], ['d1']]);
    expect([reading.notes, reading.problems]).toEqual([[], []]);
  });
});

it.each(['<html><body><p>alpha</p></body></html>', '<b>doc</b> alpha', '<topics> are these\nand those', 'a <doc id="1"> b'])(
  '%j is none',
  (text) => {
    expect(paste(text).format).toBe('lines');
  },
);
