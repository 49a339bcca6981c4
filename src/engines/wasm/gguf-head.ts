import { GgufError } from './gguf-flaws.ts';
import type { GgufFlaw } from './gguf-flaws.ts';

// What stands at the beginning of a GGUF file (https://github.com/ggml-org/ggml/blob/master/docs/gguf.md, versions 2 and 3): all that is known of a model before
// a weight of it is read. @huggingface/gguf reads the same, but from an address alone, and a page that may ask no address has a file.

/** A value of the metadata. Whole numbers of 64 bits are given as numbers; beyond 2⁵³ they are not exact. */
export type GgufValue = number | boolean | string | readonly GgufValue[];

/** A tensor as the head lists it. */
export interface ListedTensor {
  readonly name: string;
  /** ggml's number of how its values lie. */
  readonly type: number;
  /** Values. */
  readonly values: number;
  readonly bytes: number;
}

export interface GgufHead {
  readonly version: number;
  readonly metadata: ReadonlyMap<string, GgufValue>;
  readonly tensors: readonly ListedTensor[];
  /** Of the whole file. */
  readonly bytes: number;
}

/** Whatever holds a file's bytes: a `File`, or what `heldFile` makes of bytes. */
export interface GgufSource {
  readonly size: number;
  slice(from: number, to: number): { arrayBuffer(): Promise<ArrayBuffer> };
}

/** Bytes that are here already as a file, without a copy of them all. */
export function heldFile(bytes: Uint8Array<ArrayBuffer>): GgufSource {
  return { size: bytes.length, slice: (from, to) => ({ arrayBuffer: async () => bytes.slice(from, to).buffer }) };
}

/** Values of a block and bytes of it, by ggml's number of the type (ggml.h, `type_traits`). */
const BLOCKS: Readonly<Record<number, readonly [values: number, bytes: number, name: string]>> = {
  0: [1, 4, 'F32'],
  1: [1, 2, 'F16'],
  2: [32, 18, 'Q4_0'],
  3: [32, 20, 'Q4_1'],
  6: [32, 22, 'Q5_0'],
  7: [32, 24, 'Q5_1'],
  8: [32, 34, 'Q8_0'],
  10: [256, 84, 'Q2_K'],
  11: [256, 110, 'Q3_K'],
  12: [256, 144, 'Q4_K'],
  13: [256, 176, 'Q5_K'],
  14: [256, 210, 'Q6_K'],
  16: [256, 66, 'IQ2_XXS'],
  17: [256, 74, 'IQ2_XS'],
  18: [256, 98, 'IQ3_XXS'],
  19: [256, 50, 'IQ1_S'],
  20: [32, 18, 'IQ4_NL'],
  21: [256, 110, 'IQ3_S'],
  22: [256, 82, 'IQ2_S'],
  23: [256, 136, 'IQ4_XS'],
  24: [1, 1, 'I8'],
  25: [1, 2, 'I16'],
  26: [1, 4, 'I32'],
  27: [1, 8, 'I64'],
  28: [1, 8, 'F64'],
  29: [256, 56, 'IQ1_M'],
  30: [1, 2, 'BF16'],
  34: [256, 54, 'TQ1_0'],
  35: [256, 66, 'TQ2_0'],
  39: [32, 17, 'MXFP4'],
};

/** ggml's name of a type; its number where it has none here. */
export function tensorTypeName(type: number): string {
  return BLOCKS[type]?.[2] ?? `type ${type}`;
}

/** Read first; a head that is longer is read again, twice as much each time. Vocabularies of 150,000 tokens take 6 MB. */
const FIRST = 1 << 23;
/** A head of more is none. */
const MOST_HEAD = 1 << 28;
/** No text, list or dimension of a true file is longer. */
const MOST_ITEMS = 1 << 24;

/**
 * Reads the head of a file, and holds the length of the file to what the head says. Only the head's bytes are read. Throws `GgufError` with what is wrong: it is
 * no GGUF, of a version or byte order that is not read, cut short, or its head is damaged.
 */
export async function readGgufHead(file: GgufSource): Promise<GgufHead> {
  for (let length = FIRST; ; length *= 2) {
    const bytes = new Uint8Array(await file.slice(0, length).arrayBuffer());
    try {
      return parseHead(bytes, file.size);
    } catch (error) {
      if (!(error instanceof Short)) throw error;
      if (bytes.length >= file.size) throw flaw({ code: 'cut-short', bytes: file.size, wanted: null });
      if (length >= MOST_HEAD) throw flaw({ code: 'damaged', what: `its head is longer than ${MOST_HEAD} bytes` });
    }
  }
}

/** The bytes end within the head. */
class Short extends Error {}

function flaw(what: GgufFlaw): GgufError {
  return new GgufError(what);
}

/** What a file of another kind begins with, as far as people take it for a GGUF: llama.cpp's formats of before, turned round in memory. */
const OLDER: ReadonlySet<string> = new Set(['lmgg', 'fmgg', 'tjgg', 'algg', 'ggml', 'ggmf', 'ggjt', 'ggla']);

function parseHead(bytes: Uint8Array, fileBytes: number): GgufHead {
  const magic = String.fromCharCode(...bytes.subarray(0, 4));
  if (OLDER.has(magic)) throw flaw({ code: 'older', format: magic });
  if (magic !== 'GGUF') throw flaw({ code: 'not-gguf' });
  const reader = new HeadReader(bytes);
  const version = reader.u32();
  if (version !== 0 && version % 65_536 === 0) throw flaw({ code: 'byte-order' });
  if (version !== 2 && version !== 3) throw flaw({ code: 'version', version });
  const tensorCount = reader.length();
  const metadata = new Map<string, GgufValue>();
  for (let left = reader.length(); left > 0; left -= 1) {
    const key = reader.text();
    metadata.set(key, reader.value(reader.u32()));
  }
  let end = 0;
  const tensors = Array.from({ length: tensorCount }, (): ListedTensor => {
    const name = reader.text();
    const dimensions = Array.from({ length: reader.length(32) }, () => reader.u64());
    const type = reader.u32();
    const from = reader.u64();
    const values = dimensions.reduce((product, extent) => product * extent, 1);
    const block = BLOCKS[type];
    if (block === undefined) throw flaw({ code: 'tensor-type', type, tensor: name });
    const [perBlock, blockBytes] = block;
    const size = (values / perBlock) * blockBytes;
    if (!Number.isSafeInteger(size) || !Number.isSafeInteger(from))
      throw flaw({ code: 'damaged', what: `its tensor ${name} has no whole number of blocks` });
    end = Math.max(end, from + size);
    return { name, type, values, bytes: size };
  });
  const alignment = Number(metadata.get('general.alignment') ?? 32);
  if (!(alignment > 0)) throw flaw({ code: 'damaged', what: `its alignment is ${alignment}` });
  const wanted = tensors.length === 0 ? 0 : Math.ceil(reader.at / alignment) * alignment + end;
  if (fileBytes < wanted) throw flaw({ code: 'cut-short', bytes: fileBytes, wanted });
  return { version, metadata, tensors, bytes: fileBytes };
}

/** Bytes of a head, one after the other, little-endian. */
class HeadReader {
  at = 4;
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  #take(length: number): number {
    const from = this.at;
    if (from + length > this.#bytes.length) throw new Short();
    this.at += length;
    return from;
  }

  u32(): number {
    return this.#view.getUint32(this.#take(4), true);
  }

  u64(): number {
    return Number(this.#view.getBigUint64(this.#take(8), true));
  }

  /** How many of something follow: of 64 bits, or of 32 where the format has it so. */
  length(bits: 32 | 64 = 64): number {
    const items = bits === 32 ? this.u32() : this.u64();
    if (items > MOST_ITEMS) throw flaw({ code: 'damaged', what: `its head speaks of ${items} items in a row` });
    return items;
  }

  text(): string {
    const length = this.length();
    const from = this.#take(length);
    return this.#decoder.decode(this.#bytes.subarray(from, from + length));
  }

  value(type: number): GgufValue {
    const view = this.#view;
    switch (type) {
      case 0:
        return view.getUint8(this.#take(1));
      case 1:
        return view.getInt8(this.#take(1));
      case 2:
        return view.getUint16(this.#take(2), true);
      case 3:
        return view.getInt16(this.#take(2), true);
      case 4:
        return this.u32();
      case 5:
        return view.getInt32(this.#take(4), true);
      case 6:
        return view.getFloat32(this.#take(4), true);
      case 7:
        return view.getUint8(this.#take(1)) !== 0;
      case 8:
        return this.text();
      case 9: {
        const inner = this.u32();
        const items = this.length();
        if (inner === 9) throw flaw({ code: 'damaged', what: 'it has lists within lists' });
        return Array.from({ length: items }, () => this.value(inner));
      }
      case 10:
        return this.u64();
      case 11:
        return Number(view.getBigInt64(this.#take(8), true));
      case 12:
        return view.getFloat64(this.#take(8), true);
      default:
        throw flaw({ code: 'damaged', what: `its head holds a value of type ${type}` });
    }
  }
}
