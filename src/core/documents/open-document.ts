import { documentWriter } from './document.ts';
import type { DocumentWriter } from './document.ts';
import type { DocumentNote } from './facts.ts';
import { walkXml } from './xml.ts';

/** Parts of a text whose words are no text of it: what tracked changes took out, comments, and a note's own number. */
const SILENT: ReadonlySet<string> = new Set([
  'text:tracked-changes',
  'office:annotation',
  'text:note-citation',
  'text:sequence-decls',
  'office:scripts',
]);

/**
 * The text of an OpenDocument text's `content.xml` (OASIS OpenDocument 1.3, part 3): headings with their levels, paragraphs, lists and tables row by row;
 * footnotes stand as paragraphs of their own behind the one that they are in. Linear.
 */
export function readOpenDocument(xml: string): ReturnType<DocumentWriter['done']> & { readonly notes: readonly DocumentNote[] } {
  const writer = documentWriter();
  const open: { readonly level: number; readonly words: string[]; readonly silent: boolean }[] = [];
  const notes: string[] = [];
  let silent = 0;
  let inBody = false;
  let pictures = 0;
  let row: string[] | null = null;
  const say = (text: string): void => {
    if (silent === 0) open.at(-1)?.words.push(text);
  };
  const end = (): void => {
    const paragraph = open.pop();
    if (paragraph === undefined || paragraph.silent) return;
    const text = paragraph.words.join('');
    if (open.length > 0) notes.push(text);
    else if (row !== null) row.push(text);
    else if (paragraph.level > 0) writer.heading(text, paragraph.level);
    else writer.paragraph(text);
    if (open.length === 0 && row === null) for (const note of notes.splice(0)) writer.paragraph(note);
  };
  walkXml(xml, {
    open(name, attributes) {
      if (name === 'office:text') inBody = true;
      if (SILENT.has(name)) silent += 1;
      if (!inBody) return;
      if (name === 'text:p' || name === 'text:h') {
        const level = name === 'text:h' ? Math.max(1, Number(attributes['text:outline-level'] ?? 1) || 1) : 0;
        open.push({ level, words: [], silent: silent > 0 });
      } else if (name === 'text:s') say(' '.repeat(Math.min(100, Math.max(1, Number(attributes['text:c'] ?? 1) || 1))));
      else if (name === 'text:tab') say('\t');
      else if (name === 'text:line-break') say('\n');
      else if (name === 'draw:image') pictures += 1;
      else if (name === 'table:table-row') row ??= [];
    },
    text: (text) => say(text.replaceAll(/\s+/gu, ' ')),
    close(name) {
      if (SILENT.has(name)) silent -= 1;
      if (!inBody) return;
      if (name === 'text:p' || name === 'text:h') end();
      else if (name === 'table:table-row' && row !== null) {
        writer.paragraph(row.filter((cell) => cell.trim() !== '').join(' | '));
        row = null;
      }
    },
  });
  return { ...writer.done(), notes: pictures > 0 ? [{ code: 'pictures', count: pictures }] : [] };
}

/** What an OpenDocument file's `meta.xml` calls it; empty where it does not. */
export function openDocumentTitle(xml: string): string {
  let title = '';
  let inside = false;
  walkXml(xml, {
    open: (name) => void (inside = name === 'dc:title'),
    text: (text) => void (title += inside ? text : ''),
    close: () => void (inside = false),
  });
  return title.trim();
}
