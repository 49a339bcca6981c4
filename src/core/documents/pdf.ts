import type { Result } from '../request.ts';
import { documentWriter, firstOf } from './document.ts';
import type { DocumentProblem, ReadDocument } from './document.ts';
import type { DocumentNote } from './facts.ts';
import { linesOf, writePages } from './pdf-layout.ts';
import type { PageLines, PlacedText } from './pdf-layout.ts';

/** What is used of PDF.js. Its places are points from the lower left corner; `transform` is a matrix `[a b c d x y]`. */
export interface PdfLibrary {
  getDocument(options: Readonly<Record<string, unknown>>): { readonly promise: Promise<PdfFile>; destroy(): Promise<void> };
}

interface PdfFile {
  readonly numPages: number;
  getPage(page: number): Promise<{ getTextContent(): Promise<{ readonly items: readonly PdfItem[] }>; cleanup(): boolean }>;
  getMetadata(): Promise<{ readonly info: Readonly<Record<string, unknown>> }>;
}

interface PdfItem {
  readonly str?: string;
  readonly transform?: readonly number[];
  readonly width?: number;
  readonly hasEOL?: boolean;
}

/** What a reader tells while it reads, and how it waits. */
export interface Watch {
  /** Fetches the library when it is first needed. */
  readonly pdf: () => Promise<PdfLibrary>;
  /** Page `page` of `of` is read next. */
  readonly page: (page: number, of: number) => void;
  /** Resolves when that is too long for a page. */
  readonly tooLong: () => { readonly passed: Promise<void>; readonly end: () => void };
}

/** More pages of one file are not read: at a hundred a second that would be minutes. */
const MOST_PAGES = 5000;
/** So many pages of one file may be too slow before the rest is left. */
const MOST_SLOW = 3;
/** Bytes at the end of a file in which its end mark stands. */
const TAIL = 2048;

/** A table of letters was asked for that is not here. */
const missing = { asked: false };

/** PDF.js asks this for tables and fonts that stand in files of their own; none is here. */
class NothingBeside {
  fetch({ kind }: { readonly kind: string }): Promise<never> {
    if (kind === 'cMapUrl') missing.asked = true;
    return Promise.reject(new Error('not here'));
  }
}

/**
 * Reads a PDF's text layer with PDF.js, in this thread and without evaluating code. Pages keep their numbers. Told: pages without text (scans), pages that cannot be
 * read or take too long, pages behind the five-thousandth, running lines left out, a file that breaks off.
 */
export async function readPdf(bytes: Uint8Array, watch: Watch): Promise<Result<ReadDocument, DocumentProblem>> {
  const { getDocument } = await watch.pdf();
  missing.asked = false;
  const task = getDocument({
    // It takes the bytes away.
    data: bytes.slice(),
    isEvalSupported: false,
    useWorkerFetch: false,
    disableFontFace: true,
    useSystemFonts: false,
    isOffscreenCanvasSupported: false,
    enableXfa: false,
    stopAtErrors: false,
    verbosity: 0,
    BinaryDataFactory: NothingBeside,
  });
  try {
    const file = await inTime(task.promise, watch);
    if (file === 'slow') return { ok: false, error: { type: 'too-slow', page: null } };
    const count = file.numPages;
    const pages: PageLines[] = [];
    const unreadable: number[] = [];
    let slow = 0;
    let read = 0;
    for (let page = 1; page <= Math.min(count, MOST_PAGES) && slow < MOST_SLOW; page += 1) {
      watch.page(page, count);
      const lines = await inTime(pageLines(file, page), watch).catch(() => null);
      if (lines === 'slow') slow += 1;
      if (lines === 'slow' || lines === null) unreadable.push(page);
      else pages.push({ page, lines });
      read = page;
    }
    const bare = pages.filter(({ lines }) => lines.length === 0).map(({ page }) => page);
    if (pages.length > 0 && bare.length === pages.length) return { ok: false, error: { type: 'scan', pages: count } };
    if (pages.length === 0)
      return { ok: false, error: slow > 0 ? { type: 'too-slow', page: unreadable[0] ?? null } : { type: 'damaged' } };
    const writer = documentWriter();
    const running = writePages(pages, writer);
    const info: Readonly<Record<string, unknown>> = await file.getMetadata().then(
      (found) => found.info,
      () => ({}),
    );
    const title = typeof info['Title'] === 'string' ? info['Title'].trim() : '';
    const notes: DocumentNote[] = [];
    const listed = (code: 'pages-without-text' | 'pages-unreadable', all: readonly number[]): void => {
      const { count: found, first } = firstOf(all);
      if (found > 0) notes.push({ code, count: found, pages: first });
    };
    listed('pages-without-text', bare);
    listed('pages-unreadable', unreadable);
    if (read < count) notes.push({ code: 'pages-unread', read, of: count });
    if (running > 0) notes.push({ code: 'running-lines', count: running });
    if (missing.asked) notes.push({ code: 'letters-missing' });
    if (breaksOff(bytes)) notes.push({ code: 'damaged' });
    return { ok: true, value: { kind: 'pdf', title, pages: count, ...writer.done(), notes } };
  } catch (thrown) {
    const name = thrown instanceof Error ? thrown.name : '';
    return { ok: false, error: { type: name === 'PasswordException' ? 'password' : 'damaged' } };
  } finally {
    await task.destroy().catch(() => {});
  }
}

async function inTime<T>(work: Promise<T>, watch: Watch): Promise<T | 'slow'> {
  const limit = watch.tooLong();
  try {
    return await Promise.race([work, limit.passed.then(() => 'slow' as const)]);
  } finally {
    limit.end();
  }
}

async function pageLines(file: PdfFile, number: number): Promise<PageLines['lines']> {
  const page = await file.getPage(number);
  try {
    const { items } = await page.getTextContent();
    return linesOf(
      items.flatMap(({ str, transform, width = 0, hasEOL = false }): readonly PlacedText[] => {
        if (str === undefined || transform === undefined) return [];
        const [a = 0, b = 0, , , x = 0, y = 0] = transform;
        const size = Math.hypot(transform[2] ?? 0, transform[3] ?? 0) || Math.hypot(a, b);
        return [{ text: str, x, y, width, size, turned: Math.abs(b) > Math.abs(a) * 0.1, endsLine: hasEOL }];
      }),
    );
  } finally {
    page.cleanup();
  }
}

/** A whole file says at its end that it ends (ISO 32000-2, 7.5.5). */
function breaksOff(bytes: Uint8Array): boolean {
  const tail = String.fromCharCode(...bytes.subarray(-TAIL));
  return !tail.includes('%%EOF');
}
