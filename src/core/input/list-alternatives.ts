import type { RoledFile } from './assign-roles.ts';
import { guessTable } from './guess-table.ts';
import type { SourceFormat } from './input-reading.ts';
import { parseList } from './parse-list.ts';

/** Below this many characters a text is hardly a document to cut. */
const shortDocument = 500;

/** Formats, other than the one in use, that would also read the input; likeliest first. Judged by the beginning of the text. */
export function listAlternatives(files: readonly RoledFile[], format: SourceFormat | null): readonly SourceFormat[] {
  const found: SourceFormat[] = [];
  const [file] = files;
  if (files.length > 1) found.push('files');
  else if (file !== undefined) {
    const head = file.text.slice(0, 200_000);
    if (/^\s*[[{]\s*["{[\]}]/.test(head.slice(0, 1000))) {
      if (head.includes('"candidates"')) found.push(file.shape === 'jsonl' ? 'rank-llm-jsonl' : 'rank-llm-json');
      if (head.includes('"invocations_history"')) found.push('rank-llm-invocations');
      if (!head.includes('"candidates"')) found.push('passages-json');
    }
    if (guessTable(file.text) !== null) found.push('table');
    if (parseList(head).pieces.length > 0) found.push('numbered');
    if (hasBlankLine(head)) found.push('blocks');
    if (head.includes('\n') || format !== 'lines') found.push('lines');
    if (head.length > shortDocument) found.push('document');
  }
  return found.filter((each) => each !== format);
}

function hasBlankLine(text: string): boolean {
  const from = text.search(/\S/);
  return from !== -1 && /\n[ \t]{0,100}\n/.test(text.slice(from).trimEnd());
}
