import { parseLogFile } from '../log/file.ts';
import type { LogFileProblem, ParsedLogFile } from '../log/file.ts';
import { decodeText } from './decode.ts';
import type { DocumentProblem } from '../documents/document.ts';
import type { DecodedText } from './decode.ts';
import { isGuessed } from './encodings.ts';
import type { EncodingName } from './encodings.ts';
import type { InputFile } from './reading.ts';
import { unpack } from './unpack.ts';

/** Why a dropped file is not opened, or how it was read otherwise than it stands. The sentences stand in app/words. */
export type DropProblem = { readonly name: string } & (
  | { readonly type: 'not-text' | 'empty' }
  /** A gzip or zip file that cannot be unpacked. */
  | { readonly type: 'packed' }
  | { readonly type: 'too-large'; readonly mebibytes: number }
  /** Some bytes of the file are no character of its encoding: each is read as �. */
  | { readonly type: 'broken-bytes'; readonly count: number }
  /** It is a run log or a replay page, but the log in it cannot be shown. */
  | { readonly type: 'log'; readonly problem: LogFileProblem }
);

/** Why a document, or a zip of documents, is not read. */
export type RefusedFile = { readonly name: string } & (
  | DocumentProblem
  /** Of a zip: what stands behind a file in it that took too long. */
  | { readonly type: 'rest-unread' }
  /** Documents are read in a worker, and none can be had. */
  | { readonly type: 'no-reader' }
);

/** A text with the encoding that it was read in. */
export interface DroppedText extends InputFile {
  readonly encoding: EncodingName;
}

/** What dropped files are: run logs to be opened, texts to be read as input, and what can be neither. */
export interface Dropped {
  readonly logs: readonly (ParsedLogFile & { readonly name: string })[];
  readonly files: readonly DroppedText[];
  readonly notices: readonly DropProblem[];
  /** Documents that are not read. */
  readonly refused?: readonly RefusedFile[];
}

/** A file as it is dropped. `encoding`: what the person chose to read it in. */
export interface DroppedBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly encoding?: EncodingName | undefined;
}

/** More than this share of strange characters, and the bytes are a picture or a program and no text. */
const MOST_STRANGE = 0.02;
/** So many bytes are looked at for controls, which text has hardly any of in any encoding. */
const LOOKED = 65_536;
const SLOT = /<script type="application\/json" id="glassrank-log">([^<]+)<\/script>/u;

/** The log inside a text: a log file, or a replay page that holds one; null for any other text. */
export function logText(name: string, text: string): string | null {
  // A replay page may hold its log in its very first lines.
  if (/\.html?$/iu.test(name)) return SLOT.exec(text)?.[1] ?? null;
  return text.slice(0, 2000).includes('"glassrank-run-log"') ? text : null;
}

/**
 * Sorts files by what they hold, not by their names; gzip and zip files are unpacked first. Bytes that are no text at all are refused; a few broken ones
 * are told, as is an empty file.
 */
export function readDropped(given: readonly DroppedBytes[]): Dropped {
  const logs: (ParsedLogFile & { readonly name: string })[] = [];
  const texts: DroppedText[] = [];
  const notices: DropProblem[] = [];
  const files = given.flatMap(({ name, bytes, encoding }): readonly DroppedBytes[] => {
    const unpacked = unpack({ name, bytes });
    if (unpacked === null) return [{ name, bytes, encoding }];
    if (unpacked.ok) return unpacked.files.map((file) => ({ ...file, encoding }));
    notices.push({ name, ...unpacked.error });
    return [];
  });
  for (const { name, bytes, encoding: chosen } of files) {
    const decoded = decodeText(bytes, chosen);
    if (!decoded.ok) {
      notices.push({ type: 'too-large', name, mebibytes: decoded.error.mebibytes });
      continue;
    }
    const { text, invalid, encoding } = decoded.value;
    if (text.trim() === '') {
      notices.push({ type: 'empty', name });
      continue;
    }
    if (!isText(bytes, decoded.value)) {
      notices.push({ type: 'not-text', name });
      continue;
    }
    const log = logText(name, text);
    if (log === null) {
      texts.push({ name, text, encoding });
      if (invalid > 0) notices.push({ type: 'broken-bytes', name, count: invalid });
      continue;
    }
    const parsed = parseLogFile(log);
    if (parsed.ok) logs.push({ name, ...parsed.value });
    else for (const problem of parsed.error.slice(0, 1)) notices.push({ type: 'log', name, problem });
  }
  return { logs, files: texts, notices };
}

function isText(bytes: Uint8Array, { text, invalid, nuls, encoding }: DecodedText): boolean {
  if (text.startsWith('%PDF-')) return false;
  if (!isGuessed(encoding)) return invalid + nuls <= text.length * MOST_STRANGE;
  const head = bytes.subarray(0, LOOKED);
  let controls = 0;
  // Tab, line ends, form feed, the end mark of DOS and the escape of ISO-2022 are no signs of a picture.
  for (const byte of head) if (byte < 0x20 && (byte < 0x09 || byte > 0x0d) && byte !== 0x1a && byte !== 0x1b) controls += 1;
  return controls <= head.length * (MOST_STRANGE / 4) && invalid <= text.length * MOST_STRANGE;
}
