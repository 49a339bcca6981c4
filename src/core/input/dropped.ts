import { parseLogFile } from '../log/file.ts';
import type { LogFileProblem, ParsedLogFile } from '../log/file.ts';
import { decodeText } from './decode.ts';
import type { InputFile } from './reading.ts';

/** Why a dropped file is not opened, or how it was read otherwise than it stands. The sentences stand in app/words. */
export type DropProblem = { readonly name: string } & (
  | { readonly type: 'not-text' }
  | { readonly type: 'too-large'; readonly mebibytes: number }
  /** Some bytes of the file are no character of its encoding: each is read as �. */
  | { readonly type: 'broken-bytes'; readonly count: number }
  /** It is a run log or a replay page, but the log in it cannot be shown. */
  | { readonly type: 'log'; readonly problem: LogFileProblem }
);

/** What dropped files are: run logs to be opened, texts to be read as input, and what can be neither. */
interface Dropped {
  readonly logs: readonly (ParsedLogFile & { readonly name: string })[];
  readonly files: readonly InputFile[];
  readonly notices: readonly DropProblem[];
}

/** More than this share of strange characters, and the bytes are a picture or a program and no text. */
const MOST_STRANGE = 0.02;
const SLOT = /<script type="application\/json" id="glassrank-log">([^<]+)<\/script>/u;

/** The log inside a text: a log file, or a replay page that holds one; null for any other text. */
function logText(name: string, text: string): string | null {
  // A replay page may hold its log in its very first lines.
  if (/\.html?$/iu.test(name)) return SLOT.exec(text)?.[1] ?? null;
  return text.slice(0, 2000).includes('"glassrank-run-log"') ? text : null;
}

/** Sorts files by what they hold, not by their names. Bytes that are no text at all are refused; a few broken ones are told. */
export function readDropped(files: readonly { readonly name: string; readonly bytes: Uint8Array }[]): Dropped {
  const logs: (ParsedLogFile & { readonly name: string })[] = [];
  const texts: InputFile[] = [];
  const notices: DropProblem[] = [];
  for (const { name, bytes } of files) {
    const decoded = decodeText(bytes);
    if (!decoded.ok) {
      notices.push({ type: 'too-large', name, mebibytes: decoded.error.mebibytes });
      continue;
    }
    const { text, invalid, nuls } = decoded.value;
    if (invalid + nuls > text.length * MOST_STRANGE) {
      notices.push({ type: 'not-text', name });
      continue;
    }
    const log = logText(name, text);
    if (log === null) {
      texts.push({ name, text });
      if (invalid > 0) notices.push({ type: 'broken-bytes', name, count: invalid });
      continue;
    }
    const parsed = parseLogFile(log);
    if (parsed.ok) logs.push({ name, ...parsed.value });
    else for (const problem of parsed.error.slice(0, 1)) notices.push({ type: 'log', name, problem });
  }
  return { logs, files: texts, notices };
}
