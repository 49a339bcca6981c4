import { markdownText } from './markdown-text.ts';

/** A text of several lines as one Markdown block quote: every line keeps its own line, and none can leave the quote. */
export function markdownQuote(text: string): string {
  const lines = text.split(/\r\n|[\r\n]/u);
  return lines
    .map((line, index) => {
      if (line.trim() === '') return '>';
      const follows = (lines[index + 1] ?? '').trim() !== '';
      return `> ${markdownText(line)}${follows ? '\\' : ''}`;
    })
    .join('\n');
}
