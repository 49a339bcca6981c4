/** Marks that mean something anywhere in a line of GitHub's Markdown, and what stands for them. An entity never begins a structure. */
const MARKS: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '|': '&#124;',
  '@': '&#64;',
  '#': '&#35;',
  '\\': '\\\\',
  '`': '\\`',
  '*': '\\*',
  _: '\\_',
  '~': '\\~',
  '[': '\\[',
  ']': '\\]',
  '!': '\\!',
  $: '\\$',
};

/** A list, a rule or an underline begins with one of these at a line's start. */
const LINE_START = /^(?:([-+=])|(\d{1,9})([.)]))/u;

/**
 * One line of any text as Markdown that shows exactly this text and can open no structure: no tag, list, heading, table cell or named link (a bare
 * address may be shown as a link to itself). Line breaks become spaces, so what must keep its lines is written with `markdownQuote`.
 */
export function markdownText(text: string): string {
  const marked = text
    .replaceAll(/\r\n|[\r\n]/gu, ' ')
    .replaceAll(/[&<>|@#\\`*_~[\]!$]/gu, (mark) => MARKS[mark] ?? mark)
    // A bare address would take the marks behind it into itself, with what escapes them.
    .replaceAll(/:(?=\/\/)|(?<=mailto|xmpp):/giu, '&#58;')
    .replaceAll(/(?<=www)\./giu, '&#46;');
  return keepBlanks(
    marked.replace(LINE_START, (_, mark: string | undefined, digits: string, dot: string) =>
      mark === undefined ? `${digits}\\${dot}` : `\\${mark}`,
    ),
  );
}

/** White space at a line's ends would be dropped, or taken for an indented code block. */
function keepBlanks(line: string): string {
  return line.replaceAll(/^[ \t]+|[ \t]+$/gu, (blanks) =>
    [...blanks].map((blank) => (blank === '\t' ? '&#9;' : '&#32;')).join(''),
  );
}
