/** A pasted text made safe to read, and sentences about what was changed. */
export interface CleanText {
  readonly text: string;
  readonly notes: readonly string[];
}

/** Takes out the byte order mark, writes every line end as \n, replaces NULs by spaces and half characters (lone surrogates) by �. */
export function cleanText(raw: string): CleanText {
  const notes: string[] = [];
  let text = raw.replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n');
  if (text.includes('\0')) {
    text = text.replaceAll('\0', ' ');
    notes.push('The text held NUL characters: each is read as a space.');
  }
  if (!text.isWellFormed()) {
    text = text.toWellFormed();
    notes.push('The text held broken characters (half of a surrogate pair): each is read as �.');
  }
  return { text, notes };
}
