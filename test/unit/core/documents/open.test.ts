import { readFileSync } from 'node:fs';
import { strToU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readInput } from '../../../../src/core/input/input.ts';
import {
  HANDBOOK,
  makeDocx,
  makeEpub,
  makeHtml,
  makeOdt,
  makePdf,
  pdfPages,
  samples,
  zip,
} from '../../../fixtures/documents/make.mjs';
import { opened } from '../../../support/open-documents.ts';

const FOLDER = 'test/fixtures/documents/';
const sample = (name: string): Uint8Array => new Uint8Array(readFileSync(FOLDER + name));
/** Every paragraph and heading of the handbook, in order. */
const WHOLE = HANDBOOK.sections.map(({ heading, paragraphs }) => [heading, ...paragraphs].join('\n\n')).join('\n\n');
const HEADINGS = HANDBOOK.sections.map(({ heading, level }) => ({ heading, level }));

const headingsOf = ({ text, document }: Awaited<ReturnType<typeof opened>>['files'][number]) =>
  document?.marks.flatMap((mark) =>
    mark.type === 'heading' ? [{ heading: text.slice(mark.at, mark.to), level: mark.level }] : [],
  );

describe('the samples', () => {
  it('are as their script makes them', () => {
    for (const [name, bytes] of Object.entries(samples())) expect(sample(name), name).toEqual(bytes);
  });
});

describe('a document of each kind', () => {
  it.each(['docx', 'odt', 'epub', 'html'])('%s: its text is read back as it was put in, with its headings', async (kind) => {
    const { files, refused } = await opened(`handbook.${kind}`, sample(`handbook.${kind}`));
    expect(refused).toEqual([]);
    expect(files.map(({ text }) => text)).toEqual([WHOLE]);
    expect(files.map(headingsOf)).toEqual([HEADINGS]);
    expect(files[0]?.document).toMatchObject({ kind, pages: null });
  });

  it('pdf: its text is read back, a paragraph over the end of a page in one, without page numbers and with one running line', async () => {
    const { files } = await opened('handbook.pdf', sample('handbook.pdf'));
    const [file] = files;
    // The running line of the first page stands before its heading.
    expect(file?.text).toBe(`${HANDBOOK.title}\n\n${WHOLE}`);
    expect(file?.document).toMatchObject({
      kind: 'pdf',
      title: HANDBOOK.title,
      pages: 2,
      notes: [{ code: 'running-lines', count: 3 }],
    });
    expect(file === undefined ? [] : headingsOf(file)).toEqual(HEADINGS);
    const second = file?.document?.marks.find((mark) => mark.type === 'page' && mark.page === 2);
    expect(file?.text.slice(second?.at).startsWith('an agreement with the town')).toBe(true);
  });

  it('an e-mail: subject, sender, receiver and date stand in front, what is attached is told and not read', async () => {
    const { files } = await opened('handbook.eml', sample('handbook.eml'));
    expect(files[0]?.text).toContain(
      'From: René Harbour <rene@example.org>\nTo: Tenants <tenants@example.org>\nDate: 2026-01-01T10:00:00.000Z',
    );
    expect(files[0]?.text).toContain('Vinegar dissolves it overnight; stronger acids harm the pipes');
    expect(files[0]?.document?.notes).toEqual([{ code: 'attachments', count: 1, names: ['plan.png'] }]);
  });

  it('a web page leaves out its menu, scripts, hidden parts and footer, and says how much', async () => {
    const { files } = await opened('handbook.html', sample('handbook.html'));
    expect(files[0]?.document?.notes).toEqual([{ code: 'furniture', words: 11 }]);
    const bare = await opened('menu.html', strToU8('<html><nav>only a menu</nav></html>'));
    expect(bare.files[0]?.text).toBe('only a menu');
  });

  it('a web page is read in the encoding that it declares', async () => {
    const head = '<!doctype html><meta charset="windows-1251"><p>';
    const cyrillic = Uint8Array.from([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2]);
    const { files } = await opened('a.html', new Uint8Array([...strToU8(head), ...cyrillic]));
    expect(files[0]).toMatchObject({ text: 'Привет', encoding: 'windows-1251' });
  });

  it('pictures of a Word file are counted, and a chapter that a book lacks is told by name', async () => {
    const word = await opened('handbook.docx', sample('handbook.docx'));
    expect(word.files[0]?.document?.notes).toEqual([{ code: 'pictures', count: 1 }]);
    const book = await opened('a.epub', makeEpub(HANDBOOK, { lacks: 'OEBPS/chapter 2.xhtml' }));
    expect(book.files[0]?.document?.notes).toEqual([{ code: 'chapters-unread', count: 1, names: ['OEBPS/chapter 2.xhtml'] }]);
    expect(book.files[0]?.text).not.toContain('Bicycles');
  });

  it('a zip of documents gives each of them with its path, and leaves hidden files out', async () => {
    const { files, refused } = await opened('folder.zip', sample('folder.zip'));
    expect(refused).toEqual([]);
    expect(files.map(({ name }) => name)).toEqual(['folder/letters/handbook.md', 'folder/letters/handbook.docx']);
  });

  it('what was never a document is read as before: tables, lists, runs, and zips of them', async () => {
    const text = 'q1 Q0 d1 1 2.5 run\n';
    expect((await opened('a.txt', strToU8(text))).files).toEqual([{ name: 'a.txt', text, encoding: 'utf-8' }]);
    const packed = await opened('a.zip', zip({ 'corpus.jsonl': '{"_id":"a","text":"b"}' }));
    expect(packed.files.map(({ name }) => name)).toEqual(['corpus.jsonl']);
  });
});

describe('a document that cannot be read is told, with what it is', () => {
  /** Of each file in a zip the directory says so many bytes. */
  const saying = (bytes: Uint8Array, size: number): Uint8Array => {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    for (let at = 0; at + 28 < bytes.length; at += 1)
      if (view.getUint32(at, true) === 0x02_01_4b_50) view.setUint32(at + 24, size, true);
    return bytes;
  };
  const bomb = (): Uint8Array => saying(zip({ 'a.md': 'a', 'b.md': 'b', 'c.md': 'c' }), 100 << 20);
  const compound = (part: string): Uint8Array =>
    new Uint8Array([
      0xd0,
      0xcf,
      0x11,
      0xe0,
      0xa1,
      0xb1,
      0x1a,
      0xe1,
      ...Array.from(part, (letter) => [letter.charCodeAt(0), 0]).flat(),
    ]);
  const understated = (): Uint8Array => saying(zip({ 'word/document.xml': 'x'.repeat(5000) }), 10);
  it.each([
    ['a scan', 'scan.pdf', () => sample('scan.pdf'), { type: 'scan', pages: 2 }],
    ['a PDF with a password', 'locked.pdf', () => sample('locked.pdf'), { type: 'password' }],
    ['a PDF of which only the first line is left', 'a.pdf', () => strToU8('%PDF-1.4\n'), { type: 'damaged' }],
    ['a Word file with a password', 'a.docx', () => compound('EncryptedPackage'), { type: 'password' }],
    ['Word of before 2007', 'a.doc', () => compound('WordDocument'), { type: 'foreign', format: 'doc' }],
    ['a picture', 'a.png', () => new Uint8Array([0x89, 0x50, 0x4e, 0x47, 1]), { type: 'foreign', format: 'picture' }],
    ['rich text', 'a.rtf', () => strToU8('{\\rtf1 hello}'), { type: 'foreign', format: 'rtf' }],
    ['a locked OpenDocument file', 'a.odt', () => makeOdt(HANDBOOK, { locked: true }), { type: 'password' }],
    ['a page without a word', 'a.html', () => strToU8('<!doctype html><script>1</script>'), { type: 'no-words' }],
    ['a page of elements in elements', 'a.html', () => strToU8(`<html>${'<div>'.repeat(100_000)}`), { type: 'damaged' }],
    ['a zip that unfolds to more than is read', 'a.zip', bomb, { type: 'too-large', mebibytes: 300 }],
    ['a part that unfolds to more than it says', 'a.docx', understated, { type: 'damaged' }],
  ])('%s', async (_, name, make, problem) => {
    const { files, refused } = await opened(name, make());
    expect(files).toEqual([]);
    expect(refused).toEqual([{ name, ...problem }]);
  });

  it('a zip inside a zip, while the files beside it are read', async () => {
    const inner = zip({ 'b.md': 'b' });
    const { files, refused } = await opened('a.zip', zip({ 'inner.zip': inner, 'c.md': '# C' }));
    expect(refused).toEqual([{ name: 'a/inner.zip', type: 'nested' }]);
    expect(files.map(({ name }) => name)).toEqual(['a/c.md']);
  });

  it('pages without text among others are told, and the others read', async () => {
    const pages = pdfPages(HANDBOOK);
    const { files } = await opened('a.pdf', makePdf([pages[0] ?? '', null, pages[1] ?? '']));
    expect(files[0]?.document).toMatchObject({ pages: 3 });
    expect(files[0]?.document?.notes).toContainEqual({ code: 'pages-without-text', count: 1, pages: [2] });
  });

  it('no half of a file is taken for all of it: at every cut a packed one is refused, and a PDF refused or told', async () => {
    const packed = {
      'a.docx': makeDocx(HANDBOOK),
      'a.odt': makeOdt(HANDBOOK),
      'a.epub': makeEpub(HANDBOOK),
      'a.zip': sample('folder.zip'),
    };
    for (const [name, bytes] of Object.entries(packed))
      for (let at = 4; at < bytes.length - 1; at += 61) {
        const { files, refused } = await opened(name, bytes.slice(0, at));
        expect(files, `${name} at ${at}`).toEqual([]);
        expect(refused.length, `${name} at ${at}`).toBeGreaterThan(0);
      }
    const pdf = makePdf(pdfPages(HANDBOOK));
    for (let at = 9; at < pdf.length - 8; at += 97) {
      const { files, refused } = await opened('a.pdf', pdf.slice(0, at));
      const told = files.every(({ document }) => document?.notes.some(({ code }) => code === 'damaged'));
      expect(refused.length > 0 || told, `at ${at}`).toBe(true);
    }
  });

  it('a page that never ends is left after its time, and told', async () => {
    const { openFile } = await import('../../../../src/core/documents/open.ts');
    const endless = {
      numPages: 3,
      getMetadata: () => Promise.resolve({ info: {} }),
      getPage: (page: number) =>
        Promise.resolve({
          cleanup: () => true,
          getTextContent: () =>
            page === 2
              ? new Promise<never>(() => {})
              : Promise.resolve({ items: [{ str: `page ${page}`, transform: [1, 0, 0, 10, 0, 0], width: 9, hasEOL: true }] }),
        }),
    };
    const pdf = () =>
      Promise.resolve({ getDocument: () => ({ promise: Promise.resolve(endless), destroy: () => Promise.resolve() }) });
    const tooLong = () => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      return { passed: new Promise<void>((resolve) => (timer = setTimeout(resolve, 20))), end: () => clearTimeout(timer) };
    };
    for await (const { files } of openFile({ name: 'a.pdf', bytes: makePdf(['']) }, { pdf, tooLong, file: () => {} }))
      expect(files[0]?.document?.notes).toContainEqual({ code: 'pages-unreadable', count: 1, pages: [2] });
  });
});

describe('dropped documents become passages', () => {
  it('of every kind at once: each passage knows its document, page and heading, and the request what was read of each', async () => {
    const names = ['handbook.pdf', 'handbook.docx', 'handbook.html', 'handbook.md', 'handbook.txt'];
    const files = (await Promise.all(names.map((name) => opened(name, sample(name))))).flatMap((one) => one.files);
    const { format, request, problems } = readInput({ files });
    expect({ format, problems }).toEqual({ format: 'documents', problems: [] });
    expect(request?.documents?.map(({ name, kind, pages }) => ({ name, kind, pages }))).toEqual([
      { name: 'handbook.pdf', kind: 'pdf', pages: 2 },
      { name: 'handbook.docx', kind: 'docx', pages: null },
      { name: 'handbook.html', kind: 'html', pages: null },
      { name: 'handbook.md', kind: 'markdown', pages: null },
      { name: 'handbook.txt', kind: 'text', pages: null },
    ]);
    const lease = request?.candidates.filter(({ text }) => text.startsWith('A tenant may end'));
    expect(lease?.map(({ title }) => title)).toEqual([
      'handbook.pdf › Handbook of the Harbour House › Ending the lease, p. 1',
      'handbook.docx › Handbook of the Harbour House › Ending the lease',
      'handbook.html › Handbook of the Harbour House › Ending the lease',
      'handbook.md › Handbook of the Harbour House › Ending the lease',
    ]);
    expect(lease?.[0]).toMatchObject({
      document: 'handbook.pdf',
      place: { page: 1, heading: 'Handbook of the Harbour House › Ending the lease' },
    });
    expect(request?.candidates.find(({ text }) => text.startsWith('Bicycles'))?.place).toMatchObject({ page: 1, lastPage: 2 });
  });

  it('a page that is not HTML by its name alone, and a web page without html tags, are told apart', async () => {
    expect((await opened('notes.html', strToU8('no tags at all'))).files[0]?.document).toBeUndefined();
    expect((await opened('x', makeHtml(HANDBOOK))).files[0]?.document?.kind).toBe('html');
  });
});
