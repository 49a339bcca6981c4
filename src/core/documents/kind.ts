import type { ArchiveEntry } from './archive.ts';
import type { ForeignFormat } from './document.ts';
import type { DocumentKind } from './facts.ts';
import { isMarkdownName } from './plain.ts';

/** What a file is, by its first bytes and its name. `plain`: anything that is read as text, tables and lists among them. */
export type FileKind =
  | Exclude<DocumentKind, 'text' | 'markdown' | 'docx' | 'odt' | 'epub'>
  | 'word-locked'
  | ForeignFormat
  | 'zip'
  | 'plain';

/** What a zip is. `documents`: one that holds documents. `packed`: any other. */
export type ArchiveKind = 'docx' | 'odt' | 'epub' | 'xlsx' | 'pptx' | 'documents' | 'packed';

const HEAD = 4096;
const PICTURES: readonly (readonly number[])[] = [
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0x47, 0x49, 0x46, 0x38],
  [0x49, 0x49, 0x2a, 0x00],
  [0x4d, 0x4d, 0x00, 0x2a],
];
/** Microsoft's compound file: old Office formats, Outlook's messages, and locked new ones. */
const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const DOCUMENT_NAME = /\.(?:pdf|docx?|odt|epub|x?html?|eml|md|markdown)$/iu;

/** True for a name that documents have: such a file is opened in the worker, however small it is. */
export function isDocumentName(name: string): boolean {
  return DOCUMENT_NAME.test(name) || /\.(?:zip|rtf|xlsx?|pptx?|msg|png|jpe?g|gif|tiff?)$/iu.test(name);
}

/** Tells a file's kind; a name decides only between kinds that the bytes allow. */
export function fileKind({ name, bytes }: { readonly name: string; readonly bytes: Uint8Array }): FileKind {
  const begins = (with_: readonly number[]): boolean => with_.every((byte, at) => bytes[at] === byte);
  if (begins([0x50, 0x4b, 3, 4]) || begins([0x50, 0x4b, 5, 6])) return 'zip';
  if (begins(COMPOUND)) return compoundKind(name, bytes);
  if (PICTURES.some(begins)) return 'picture';
  const head = asciiOf(bytes.subarray(0, HEAD));
  if (/^.{0,1024}%PDF-\d/su.test(head.slice(0, 1032))) return 'pdf';
  const written = head.replace(/^\u00EF\u00BB\u00BF/u, '').trimStart();
  if (written.startsWith('{\\rtf')) return 'rtf';
  const marked = /^(?:<\?xml[^>]*>\s*)?(?:<!--[^]*?-->\s*)*(?:<!doctype html|<html[\s>])/iu.test(written);
  if (marked || (/\.x?html?$/iu.test(name) && written.includes('<'))) return 'html';
  if (/\.eml$/iu.test(name) || isMailHead(written)) return 'mail';
  return 'plain';
}

/** Header lines from the first on, and one of them says where it is from or how it is written. */
function isMailHead(head: string): boolean {
  const [headers = ''] = head.split(/\r?\n\r?\n/u, 1);
  const lines = headers.split(/\r?\n/u);
  if (lines.length < 3 || !lines.every((line) => /^(?:[A-Za-z][A-Za-z0-9-]*:|[ \t])/u.test(line))) return false;
  const has = (name: string): boolean => lines.some((line) => line.toLowerCase().startsWith(`${name}:`));
  return has('from') && (has('subject') || has('date')) && (has('mime-version') || has('message-id') || has('received'));
}

function compoundKind(name: string, bytes: Uint8Array): FileKind {
  // Names of its parts stand in UTF-16.
  const parts = asciiOf(bytes).replaceAll('\0', '');
  if (parts.includes('EncryptedPackage')) return 'word-locked';
  if (parts.includes('WordDocument')) return 'doc';
  if (parts.includes('Workbook')) return 'xls';
  if (parts.includes('PowerPoint Document')) return 'ppt';
  if (parts.includes('__substg1.0') || /\.msg$/iu.test(name)) return 'msg';
  return 'doc';
}

function asciiOf(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += HEAD) text += String.fromCharCode(...bytes.subarray(at, at + HEAD));
  return text;
}

/** Tells by a zip's directory what it is. */
export function archiveKind(entries: readonly ArchiveEntry[]): ArchiveKind {
  const names = new Set(entries.map(({ name }) => name));
  if (names.has('word/document.xml')) return 'docx';
  if (names.has('xl/workbook.xml')) return 'xlsx';
  if (names.has('ppt/presentation.xml')) return 'pptx';
  if (names.has('META-INF/container.xml')) return 'epub';
  if (names.has('content.xml') && names.has('mimetype')) return 'odt';
  const shown = entries.filter(({ name }) => !isHidden(name));
  const holds = shown.some(({ name }) => DOCUMENT_NAME.test(name) || isMarkdownName(name) || isDocumentName(name));
  return holds ? 'documents' : 'packed';
}

/** Files that programs leave beside those of people. */
export function isHidden(path: string): boolean {
  return path.split('/').some((part) => part.startsWith('.') || part === '__MACOSX');
}
