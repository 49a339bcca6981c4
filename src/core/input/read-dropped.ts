import { decodeText } from './decode-text.ts';
import type { InputFile } from './input-reading.ts';
import type { InputNotice } from './input-notice.ts';
import { parseLogFile } from '../log/parse-log-file.ts';
import type { ParsedLogFile } from '../log/parse-log-file.ts';

/** What dropped files are: run logs to be opened, texts to be read as input, and what can be neither. */
export interface Dropped {
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
      const { message: detail, facts } = decoded.error;
      notices.push({ type: 'too-large', name, mebibytes: facts?.mebibytes ?? 0, detail });
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
