import type { InputRemark } from './input-remark.ts';

/** A pasted text made safe to read, and remarks about what was changed. */
export interface CleanText {
  readonly text: string;
  readonly notes: readonly InputRemark[];
}

/** Takes out the byte order mark, writes every line end as \n, replaces NULs by spaces and half characters (lone surrogates) by �. */
export function cleanText(raw: string): CleanText {
  const notes: InputRemark[] = [];
  let text = raw.startsWith('\uFEFF') ? raw.slice(1) : raw;
  if (text.includes('\r')) text = text.replaceAll(/\r\n?/g, '\n');
  if (text.includes('\0')) {
    text = text.replaceAll('\0', ' ');
    notes.push({ code: 'nul-characters', message: 'The text held NUL characters: each is read as a space.' });
  }
  if (!text.isWellFormed()) {
    text = text.toWellFormed();
    const message = 'The text held broken characters (half of a surrogate pair): each is read as �.';
    notes.push({ code: 'broken-characters', message });
  }
  return { text, notes };
}
