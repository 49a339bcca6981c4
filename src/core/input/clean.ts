import type { InputRemark } from './reading.ts';

/** A pasted text made safe to read, and remarks about what was changed. */
interface CleanText {
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
    notes.push({ code: 'nul-characters' });
  }
  if (!text.isWellFormed()) {
    text = text.toWellFormed();
    notes.push({ code: 'broken-characters' });
  }
  return { text, notes };
}

/** A text from inside a file, cleaned without remarks: JSON's escapes can hide what was already cleaned from the text around them. */
export function cleaned(raw: string): string {
  return cleanText(raw).text;
}
