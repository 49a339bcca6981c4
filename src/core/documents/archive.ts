import { Inflate } from 'fflate';
import { decodeText } from '../input/decode.ts';

/** A file inside a zip, as its directory tells of it. */
export interface ArchiveEntry {
  readonly name: string;
  /** Bytes when unpacked, as the directory says. */
  readonly size: number;
  readonly packed: number;
  readonly method: number;
  readonly encrypted: boolean;
  readonly crc: number;
  /** Where its own header begins. */
  readonly at: number;
}

/** How much may still be unpacked, over all files of one zip together. */
export interface Budget {
  left: number;
}

/** Why a file inside a zip cannot be had. */
export type EntryProblem = 'damaged' | 'password' | 'too-large';

const END = 0x06_05_4b_50;
const ENTRY = 0x02_01_4b_50;
const LOCAL = 0x04_03_4b_50;
const END_64 = 0x06_06_4b_50;
const LOCATOR_64 = 0x07_06_4b_50;
/** Bytes that are unpacked at a time: each may unfold to a thousand. */
const STEP = 1 << 14;

/** True for bytes that begin as a zip does. */
export function isArchive(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);
}

/** The files of a zip by its directory, folders left out; null: it is damaged, or breaks off before its directory. */
export function archiveEntries(bytes: Uint8Array): readonly ArchiveEntry[] | null {
  const view = viewOf(bytes);
  const end = endOf(view);
  if (end === null) return null;
  const entries: ArchiveEntry[] = [];
  let { at } = end;
  for (let index = 0; index < end.count; index += 1) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== ENTRY) return null;
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((place) => view.getUint16(at + place, true));
    const nameEnd = at + 46 + (nameLength ?? 0);
    const next = nameEnd + (extraLength ?? 0) + (commentLength ?? 0);
    if (next > bytes.length) return null;
    const name = nameOf(bytes.subarray(at + 46, nameEnd));
    const flags = view.getUint16(at + 8, true);
    const long = longSizes(view, nameEnd, nameEnd + (extraLength ?? 0));
    const of = (place: number): number => {
      const short = view.getUint32(at + place, true);
      return short === 0xff_ff_ff_ff ? (long.shift() ?? short) : short;
    };
    const size = of(24);
    const packed = of(20);
    const own = of(42);
    const method = view.getUint16(at + 10, true);
    if (!name.endsWith('/'))
      entries.push({ name, size, packed, method, encrypted: (flags & 1) === 1, crc: view.getUint32(at + 16, true), at: own });
    at = next;
  }
  return entries;
}

/** The bytes of one file, checked against size and checksum; what it unfolds to is taken from the budget. */
export function readEntry(bytes: Uint8Array, entry: ArchiveEntry, budget: Budget): Uint8Array | EntryProblem {
  if (entry.encrypted) return 'password';
  if (entry.size > budget.left) return 'too-large';
  const view = viewOf(bytes);
  const { at } = entry;
  if (at + 30 > bytes.length || view.getUint32(at, true) !== LOCAL) return 'damaged';
  const from = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  if (from + entry.packed > bytes.length) return 'damaged';
  const packed = bytes.subarray(from, from + entry.packed);
  if (entry.method !== 0 && entry.method !== 8) return 'damaged';
  const inner = entry.method === 0 ? packed : inflated(packed, entry.size);
  if (inner === null || inner.length !== entry.size || checksum(inner) !== entry.crc) return 'damaged';
  budget.left -= inner.length;
  return inner;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** The directory's place and its count of files. A comment of up to 64 KiB may stand behind its end. */
function endOf(view: DataView): { readonly at: number; readonly count: number } | null {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 22 - 0xff_ff); at -= 1) {
    if (view.getUint32(at, true) !== END) continue;
    const short = { at: view.getUint32(at + 16, true), count: view.getUint16(at + 10, true) };
    if (short.at !== 0xff_ff_ff_ff && short.count !== 0xff_ff) return short;
    if (at < 20 || view.getUint32(at - 20, true) !== LOCATOR_64) return short;
    const long = Number(view.getBigUint64(at - 12, true));
    if (long + 56 > view.byteLength || view.getUint32(long, true) !== END_64) return null;
    return { at: Number(view.getBigUint64(long + 48, true)), count: Number(view.getBigUint64(long + 32, true)) };
  }
  return null;
}

/** Sizes and places of more than four bytes, in the order in which the entry lacks them. */
function longSizes(view: DataView, from: number, to: number): number[] {
  for (let at = from; at + 4 <= to; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== 1) continue;
    const length = Math.min(view.getUint16(at + 2, true), to - at - 4);
    return Array.from({ length: Math.floor(length / 8) }, (_, index) => Number(view.getBigUint64(at + 4 + index * 8, true)));
  }
  return [];
}

function nameOf(bytes: Uint8Array): string {
  const decoded = decodeText(bytes);
  return decoded.ok ? decoded.value.text.replaceAll('\\', '/') : '';
}

/** Null where it unfolds to more than its directory says, or cannot be unfolded. */
function inflated(packed: Uint8Array, size: number): Uint8Array | null {
  const all = new Uint8Array(size);
  let length = 0;
  let over = false;
  const stream = new Inflate((chunk) => {
    if (length + chunk.length > size) over = true;
    else all.set(chunk, length);
    length += chunk.length;
  });
  try {
    for (let at = 0; (at < packed.length || at === 0) && !over; at += STEP)
      stream.push(packed.subarray(at, at + STEP), at + STEP >= packed.length);
  } catch {
    return null;
  }
  return over || length !== size ? null : all;
}

const TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) value = (value & 1) === 1 ? (value >>> 1) ^ 0xed_b8_83_20 : value >>> 1;
  return value;
});

/** CRC-32 as zip has it. */
function checksum(bytes: Uint8Array): number {
  let sum = 0xff_ff_ff_ff;
  for (const byte of bytes) sum = (TABLE[(sum ^ byte) & 0xff] ?? 0) ^ (sum >>> 8);
  return (sum ^ 0xff_ff_ff_ff) >>> 0;
}
