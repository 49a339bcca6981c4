import { parseLogFile } from '../log/file.ts';
import type { ParsedLogFile } from '../log/file.ts';
import { decodeText } from './decode.ts';
import type { InputFile } from './reading.ts';

/**
 * Why something that was to be opened is not, or what was read otherwise than it stands. `detail`: the reader's own words, in English; other languages go by `reason`. Nothing typed is
 * touched by any of them.
 */
export type InputNotice =
  | { readonly type: 'sample'; readonly detail: string }
  | { readonly type: 'not-text'; readonly name: string }
  | { readonly type: 'too-large'; readonly name: string; readonly mebibytes: number }
  /** Some bytes of the file are no character of its encoding: each is read as �. */
  | { readonly type: 'broken-bytes'; readonly name: string; readonly count: number }
  | {
      readonly type: 'log';
      readonly name: string;
      readonly line: number;
      readonly column: number;
      readonly reason: 'bad-json' | 'newer-schema' | 'not-a-log';
      readonly detail: string;
    }
  | { readonly type: 'log-while-running'; readonly name: string }
  | { readonly type: 'link'; readonly reason: 'other-version' | 'too-large' | 'damaged' | 'not-a-log'; readonly detail: string }
  | { readonly type: 'invocations'; readonly reason: 'no-prompts' | 'unmatched' | 'no-order' };

/** What dropped files are: run logs to be opened, texts to be read as input, and what can be neither. */
interface Dropped {
  readonly logs: readonly (ParsedLogFile & { readonly name: string })[];
  readonly files: readonly InputFile[];
  readonly notices: readonly InputNotice[];
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
  const notices: InputNotice[] = [];
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
    else {
      const [first] = parsed.error;
      const detail = `${first?.message ?? ''} ${first?.hint ?? ''}`.trim();
      const reason = first?.code === 'bad-json' || first?.code === 'newer-schema' ? first.code : 'not-a-log';
      notices.push({ type: 'log', name, line: first?.line ?? 1, column: first?.column ?? 1, reason, detail });
    }
  }
  return { logs, files: texts, notices };
}
