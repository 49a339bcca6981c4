import { decodeText } from '../input/decode.ts';
import type { DecodedText } from '../input/decode.ts';
import { logText, readDropped } from '../input/dropped.ts';
import type { Dropped, DroppedBytes } from '../input/dropped.ts';
import { ENCODINGS } from '../input/encodings.ts';
import type { EncodingName } from '../input/encodings.ts';
import type { Result } from '../request.ts';
import { archiveEntries, readEntry } from './archive.ts';
import type { ArchiveEntry, Budget } from './archive.ts';
import { MOST_DOCUMENT_BYTES } from './document.ts';
import type { DocumentProblem, ReadDocument } from './document.ts';
import type { DocumentNote } from './facts.ts';
import { archiveKind, fileKind, isHidden } from './kind.ts';
import type { Watch } from './pdf.ts';

/** How a file is opened: what is told meanwhile, and how long one page may take. */
export interface OpenWatch extends Pick<Watch, 'tooLong' | 'pdf'> {
  /** `name` is read, at page `page` of `of`; null: it has no pages, or they are not known yet. */
  readonly file: (name: string, page: number | null, of: number | null) => void;
}

const EMPTY: Dropped = { logs: [], files: [], notices: [] };

/**
 * Opens one dropped file: documents by a reader of their kind, whose library is fetched when it is first needed; zips of documents file by file; everything else as
 * `readDropped` does. Yields what it found, a document at a time, so that nothing read is lost when a later one never ends.
 */
export async function* openFile(given: DroppedBytes, watch: OpenWatch): AsyncGenerator<Dropped> {
  const { name, bytes } = given;
  const kind = fileKind(given);
  if (kind === 'plain') {
    yield readDropped([given]);
    return;
  }
  if (bytes.length > MOST_DOCUMENT_BYTES && kind !== 'zip') {
    yield refused(name, tooLarge(bytes.length));
    return;
  }
  if (kind !== 'zip') {
    watch.file(name, null, null);
    yield await orDamaged(name, () => openSingle(given, watch));
    return;
  }
  const entries = archiveEntries(bytes);
  if (entries === null) {
    yield refused(name, { type: 'damaged' });
    return;
  }
  const packed = archiveKind(entries);
  if (packed === 'packed') yield readDropped([given]);
  else if (packed === 'documents') yield* openZip(given, entries, watch);
  else {
    watch.file(name, null, null);
    yield await orDamaged(name, () => openPackage(given, entries, packed));
  }
}

/** Whatever a library throws is about this one document: the others are read. */
async function orDamaged(name: string, open: () => Promise<Dropped>): Promise<Dropped> {
  try {
    return await open();
  } catch {
    return refused(name, { type: 'damaged' });
  }
}

/** A document with its name, a problem with its file's. */
function taken(name: string, read: Result<ReadDocument, DocumentProblem>, encoding: EncodingName = 'utf-8'): Dropped {
  if (!read.ok) return refused(name, read.error);
  const { text, ...document } = read.value;
  if (text.trim() === '') return refused(name, { type: 'no-words' });
  return { ...EMPTY, files: [{ name, text, encoding, document }] };
}

function refused(name: string, problem: DocumentProblem): Dropped {
  return { ...EMPTY, refused: [{ name, ...problem }] };
}

function tooLarge(bytes: number): DocumentProblem {
  return { type: 'too-large', mebibytes: Math.ceil(bytes / 2 ** 20) };
}

async function openSingle(given: DroppedBytes, watch: OpenWatch): Promise<Dropped> {
  const { name, bytes } = given;
  const kind = fileKind(given);
  switch (kind) {
    case 'pdf': {
      const { readPdf } = await import('./pdf.ts');
      return taken(name, await readPdf(bytes, { ...watch, page: (page, of) => watch.file(name, page, of) }));
    }
    case 'mail': {
      const { readMail } = await import('./mail.ts');
      return taken(name, await readMail(bytes));
    }
    case 'html':
      return openPage(given);
    case 'word-locked':
      return refused(name, { type: 'password' });
    case 'doc':
    case 'xls':
    case 'ppt':
    case 'msg':
    case 'rtf':
    case 'xlsx':
    case 'pptx':
    case 'picture':
      return refused(name, { type: 'foreign', format: kind });
    case 'zip':
    case 'plain':
      return readDropped([given]);
  }
}

async function openPage(given: DroppedBytes): Promise<Dropped> {
  const { name } = given;
  const { declaredEncoding, readPage } = await import('./markup.ts');
  const decoded = decodedAs(given, declaredEncoding);
  if (decoded === null) return refused(name, tooLarge(given.bytes.length));
  // A replay page of ours.
  if (logText('a.html', decoded.text) !== null) return readDropped([given]);
  const page = readPage(decoded.text);
  const broken: readonly DocumentNote[] = decoded.invalid > 0 ? [{ code: 'broken-bytes', count: decoded.invalid }] : [];
  const read = { kind: 'html' as const, pages: null, ...page, notes: [...page.notes, ...broken] };
  return taken(name, { ok: true, value: read }, decoded.encoding);
}

/** Text in the encoding that was chosen, else the one that its bytes show, else the one that it declares. */
function decodedAs({ bytes, encoding }: DroppedBytes, declared: (head: string) => string | null): DecodedText | null {
  const first = decodeText(bytes, encoding);
  if (!first.ok) return null;
  const seen = first.value;
  if (encoding !== undefined || seen.byteOrderMark || (seen.encoding === 'utf-8' && seen.invalid === 0)) return seen;
  const label = (declared(seen.text.slice(0, 4096)) ?? '').toLowerCase();
  const known = ALIASES[label] ?? (Object.hasOwn(ENCODINGS, label) ? (label as EncodingName) : undefined);
  const again = known === undefined || known.startsWith('utf-16') ? null : decodeText(bytes, known);
  return again?.ok === true && again.value.invalid <= seen.invalid ? again.value : seen;
}

/** Other names of encodings, as pages have them (Encoding Standard, 4.2). */
const ALIASES: Readonly<Record<string, EncodingName>> = {
  'iso-8859-1': 'windows-1252',
  latin1: 'windows-1252',
  ascii: 'windows-1252',
  'us-ascii': 'windows-1252',
  utf8: 'utf-8',
  gbk: 'gb18030',
  gb2312: 'gb18030',
  'shift-jis': 'shift_jis',
  sjis: 'shift_jis',
  'iso-8859-9': 'windows-1254',
};

/** XML parts of a package, unpacked within bounds. */
class Parts {
  readonly #budget: Budget = { left: MOST_DOCUMENT_BYTES };
  readonly #byName: ReadonlyMap<string, ArchiveEntry>;
  readonly #bytes: Uint8Array;
  /** The first thing that was wrong with a part that was asked for. */
  problem: DocumentProblem | null = null;

  constructor(bytes: Uint8Array, entries: readonly ArchiveEntry[]) {
    this.#bytes = bytes;
    this.#byName = new Map(entries.map((entry) => [entry.name, entry]));
  }

  bytes(name: string): Uint8Array | null {
    const entry = this.#byName.get(name);
    if (entry === undefined) return null;
    const read = readEntry(this.#bytes, entry, this.#budget);
    if (typeof read !== 'string') return read;
    this.problem ??= read === 'too-large' ? tooLarge(entry.size) : { type: read };
    return null;
  }

  text(name: string): string | null {
    const bytes = this.bytes(name);
    const decoded = bytes === null ? null : decodeText(bytes);
    return decoded?.ok === true ? decoded.value.text : null;
  }
}

async function openPackage(
  { name, bytes }: DroppedBytes,
  entries: readonly ArchiveEntry[],
  kind: 'docx' | 'odt' | 'epub' | 'xlsx' | 'pptx',
): Promise<Dropped> {
  const parts = new Parts(bytes, entries);
  const bad = (): Dropped => refused(name, parts.problem ?? { type: 'damaged' });
  switch (kind) {
    case 'xlsx':
    case 'pptx':
      return refused(name, { type: 'foreign', format: kind });
    case 'docx': {
      const xml: Record<string, Uint8Array> = {};
      for (const { name: part } of entries)
        if (/\.(?:xml|rels)$/iu.test(part)) {
          const unpacked = parts.bytes(part);
          if (unpacked === null) return bad();
          xml[part] = unpacked;
        }
      const pictures = entries.filter(({ name: part }) => part.startsWith('word/media/')).length;
      const { readWord } = await import('./word.ts');
      return taken(name, await readWord(xml, pictures));
    }
    case 'odt': {
      const { openDocumentTitle, readOpenDocument } = await import('./open-document.ts');
      if (/<manifest:encryption-data/u.test(parts.text('META-INF/manifest.xml') ?? ''))
        return refused(name, { type: 'password' });
      const content = parts.text('content.xml');
      if (content === null) return bad();
      const title = openDocumentTitle(parts.text('meta.xml') ?? '');
      return taken(name, { ok: true, value: { kind: 'odt', title, pages: null, ...readOpenDocument(content) } });
    }
    case 'epub': {
      const { readBook } = await import('./book.ts');
      // Fonts may be scrambled in a free book; chapters are not.
      const locked = /<enc:CipherReference\s+URI="[^"]+\.x?html?"/iu.test(parts.text('META-INF/encryption.xml') ?? '');
      if (locked) return refused(name, { type: 'password' });
      const book = readBook((path) => parts.text(path));
      if (book === null || (book.text === '' && parts.problem !== null)) return bad();
      return taken(name, { ok: true, value: { kind: 'epub', pages: null, ...book } });
    }
  }
}

async function* openZip(
  { name, bytes, encoding }: DroppedBytes,
  entries: readonly ArchiveEntry[],
  watch: OpenWatch,
): AsyncGenerator<Dropped> {
  const folder = name.replace(/\.zip$/iu, '');
  const budget: Budget = { left: MOST_DOCUMENT_BYTES };
  const shown = entries.filter((entry) => !isHidden(entry.name));
  const size = shown.reduce((sum, entry) => sum + entry.size, 0);
  if (size > MOST_DOCUMENT_BYTES) {
    yield refused(name, tooLarge(size));
    return;
  }
  for (const entry of shown) {
    const path = `${folder}/${entry.name}`;
    watch.file(path, null, null);
    const inner = readEntry(bytes, entry, budget);
    if (typeof inner === 'string') {
      yield refused(path, inner === 'too-large' ? tooLarge(entry.size) : { type: inner });
      continue;
    }
    const given = { name: path, bytes: inner, encoding };
    if (fileKind(given) !== 'zip') {
      yield* openFile(given, watch);
      continue;
    }
    const innerEntries = archiveEntries(inner);
    const kind = innerEntries === null ? null : archiveKind(innerEntries);
    if (kind === 'documents' || kind === 'packed') yield refused(path, { type: 'nested' });
    else yield* openFile(given, watch);
  }
}
