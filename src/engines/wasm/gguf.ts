// GGUF, the file that llama.cpp reads: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md, version 3, little-endian.

/** One entry of a file's metadata. */
export type GgufEntry = readonly [
  key: string,
  value:
    | { readonly u32: number }
    | { readonly f32: number }
    | { readonly bool: boolean }
    | { readonly text: string }
    | { readonly texts: readonly string[] }
    | { readonly i32s: readonly number[] },
];

/** How a tensor's values lie: float32, or blocks of 32 with a float16 scale and 4 bits a value. */
export type GgufKind = 'f32' | 'q4_0';

/** A tensor as it is to be written. */
export interface GgufTensor {
  readonly name: string;
  /** Rows first, as the models' own files name them; GGUF names them the other way round. Columns of a q4_0 are a multiple of 32. */
  readonly shape: readonly number[];
  readonly kind: GgufKind;
  /** Fills its bytes, `tensorBytes` of them. */
  fill(target: Uint8Array): void;
}

const TYPES = { u32: 4, i32: 5, f32: 6, bool: 7, text: 8, array: 9 } as const;
const KIND_TYPES = { f32: 0, q4_0: 2 } as const;
/** Where a tensor may begin. */
const ALIGNMENT = 32;
/** Values that share a scale in q4_0, and the bytes that they take with it. */
export const BLOCK: { readonly values: number; readonly bytes: number } = { values: 32, bytes: 18 };

/** Bytes that a tensor takes in a file. */
export function tensorBytes({ shape, kind }: Pick<GgufTensor, 'shape' | 'kind'>): number {
  const values = shape.reduce((product, extent) => product * extent, 1);
  return kind === 'f32' ? 4 * values : (values / BLOCK.values) * BLOCK.bytes;
}

/** The whole file: metadata, the list of tensors, then each tensor's bytes from the next multiple of 32 on. */
export function writeGguf(metadata: readonly GgufEntry[], tensors: readonly GgufTensor[]): Uint8Array<ArrayBuffer> {
  const head = new ByteWriter();
  head.text('GGUF');
  head.u32(3);
  head.u64(tensors.length);
  head.u64(metadata.length);
  for (const [key, value] of metadata) {
    head.sized(key);
    writeValue(head, value);
  }
  const offsets: number[] = [];
  let at = 0;
  for (const tensor of tensors) {
    head.sized(tensor.name);
    head.u32(tensor.shape.length);
    for (const extent of tensor.shape.toReversed()) head.u64(extent);
    head.u32(KIND_TYPES[tensor.kind]);
    head.u64(at);
    offsets.push(at);
    at = aligned(at + tensorBytes(tensor));
  }
  const data = aligned(head.length);
  const file = new Uint8Array(data + at);
  head.copyTo(file);
  for (const [place, tensor] of tensors.entries()) {
    const begin = data + (offsets[place] ?? 0);
    tensor.fill(file.subarray(begin, begin + tensorBytes(tensor)));
  }
  return file;
}

function writeValue(head: ByteWriter, value: GgufEntry[1]): void {
  if ('u32' in value) {
    head.u32(TYPES.u32);
    head.u32(value.u32);
  } else if ('f32' in value) {
    head.u32(TYPES.f32);
    head.f32(value.f32);
  } else if ('bool' in value) {
    head.u32(TYPES.bool);
    head.bytes(Uint8Array.of(value.bool ? 1 : 0));
  } else if ('text' in value) {
    head.u32(TYPES.text);
    head.sized(value.text);
  } else if ('texts' in value) {
    head.u32(TYPES.array);
    head.u32(TYPES.text);
    head.u64(value.texts.length);
    for (const text of value.texts) head.sized(text);
  } else {
    head.u32(TYPES.array);
    head.u32(TYPES.i32);
    head.u64(value.i32s.length);
    for (const number of value.i32s) head.u32(number);
  }
}

function aligned(length: number): number {
  return Math.ceil(length / ALIGNMENT) * ALIGNMENT;
}

/** Bytes one after the other, little-endian. */
class ByteWriter {
  length = 0;
  #buffer = new Uint8Array(1 << 16);
  readonly #encoder = new TextEncoder();

  bytes(bytes: Uint8Array): void {
    if (this.length + bytes.length > this.#buffer.length) {
      const larger = new Uint8Array(2 * (this.length + bytes.length));
      larger.set(this.#buffer);
      this.#buffer = larger;
    }
    this.#buffer.set(bytes, this.length);
    this.length += bytes.length;
  }

  text(text: string): void {
    this.bytes(this.#encoder.encode(text));
  }

  /** A text with its length in bytes before it. */
  sized(text: string): void {
    const bytes = this.#encoder.encode(text);
    this.u64(bytes.length);
    this.bytes(bytes);
  }

  /** Whole, from −2³¹ to 2³² − 1. */
  u32(value: number): void {
    this.bytes(Uint8Array.of(value, value >>> 8, value >>> 16, value >>> 24));
  }

  u64(value: number): void {
    this.u32(value % 2 ** 32);
    this.u32(Math.floor(value / 2 ** 32));
  }

  f32(value: number): void {
    this.u32(new Uint32Array(Float32Array.of(value).buffer)[0] ?? 0);
  }

  copyTo(target: Uint8Array): void {
    target.set(this.#buffer.subarray(0, this.length));
  }
}
