import { zipSync } from 'fflate';
import mammoth from 'mammoth';
import type { Result } from '../request.ts';
import { documentWriter } from './document.ts';
import type { DocumentProblem, ReadDocument } from './document.ts';
import { writeMarkup } from './markup.ts';

/** A picture of no bytes: it is counted and not carried along. */
const NO_PICTURE = { src: '' };

/**
 * Reads a Word file's text with mammoth: headings by their styles, lists, tables, footnotes. `parts`: the XML files inside it, already unpacked within bounds;
 * pictures are counted by the reader and never unpacked.
 */
export async function readWord(
  parts: Readonly<Record<string, Uint8Array>>,
  pictures: number,
): Promise<Result<ReadDocument, DocumentProblem>> {
  // Packed anew without compression, so that what mammoth unpacks is what was counted.
  const packed = zipSync({ ...parts }, { level: 0 });
  const bytes = packed.buffer.slice(packed.byteOffset, packed.byteOffset + packed.byteLength);
  // In a browser it takes the one, in Node the other.
  const input = { arrayBuffer: bytes, buffer: bytes } as unknown as Parameters<typeof mammoth.convertToHtml>[0];
  const convertImage = mammoth.images.imgElement(() => Promise.resolve(NO_PICTURE));
  try {
    const { value } = await mammoth.convertToHtml(input, {
      convertImage,
      styleMap: ["p[style-name='Title'] => h1:fresh", "p[style-name='Subtitle'] => h2:fresh"],
      externalFileAccess: false,
    });
    const writer = documentWriter();
    // The way back from a footnote to where it stands.
    writeMarkup(value.replaceAll(/<a href="#[^"]*-ref-\d+">↑<\/a>/gu, ''), writer);
    const notes = pictures > 0 ? [{ code: 'pictures' as const, count: pictures }] : [];
    return { ok: true, value: { kind: 'docx', title: '', pages: null, ...writer.done(), notes } };
  } catch {
    return { ok: false, error: { type: 'damaged' } };
  }
}
