/** A tensor of a GGUF file. */
interface ReadTensor {
  readonly name: string;
  /** Rows first. */
  readonly shape: readonly number[];
  readonly kind: 'f32' | 'q4_0';
  readonly bytes: Uint8Array;
  /** What llama.cpp computes with, row by row. */
  values(): readonly number[];
}

/** Reads a GGUF file as its specification says, apart from the writer that it is to check. */
export function readGguf(file: Uint8Array): {
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly tensors: readonly ReadTensor[];
} {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  let at = 0;
  const u32 = (): number => view.getUint32((at += 4) - 4, true);
  const u64 = (): number => Number(view.getBigUint64((at += 8) - 8, true));
  const text = (): string => {
    const length = u64();
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(file.slice(at, (at += length)));
  };
  const valueOf = (type: number): unknown => {
    if (type === 4) return u32();
    if (type === 5) return view.getInt32((at += 4) - 4, true);
    if (type === 6) return view.getFloat32((at += 4) - 4, true);
    if (type === 7) return view.getUint8((at += 1) - 1) === 1;
    if (type === 8) return text();
    if (type !== 9) throw new Error(`type ${type}`);
    const inner = u32();
    return Array.from({ length: u64() }, () => valueOf(inner));
  };
  if (new TextDecoder().decode(file.slice(0, 4)) !== 'GGUF') throw new Error('no GGUF');
  at = 4;
  if (u32() !== 3) throw new Error('another version');
  const tensorCount = u64();
  const metadata = Object.fromEntries(Array.from({ length: u64() }, () => [text(), valueOf(u32())]));
  const listed = Array.from({ length: tensorCount }, () => ({
    name: text(),
    shape: Array.from({ length: u32() }, u64).toReversed(),
    kind: u32() === 0 ? ('f32' as const) : ('q4_0' as const),
    offset: u64(),
  }));
  const data = Math.ceil(at / 32) * 32;
  const tensors = listed.map(({ name, shape, kind, offset }): ReadTensor => {
    const count = shape.reduce((product, extent) => product * extent, 1);
    const length = kind === 'f32' ? 4 * count : (count / 32) * 18;
    const bytes = file.slice(data + offset, data + offset + length);
    return { name, shape, kind, bytes, values: () => (kind === 'f32' ? floats(bytes) : blocks(bytes)) };
  });
  return { metadata, tensors };
}

function floats(bytes: Uint8Array): readonly number[] {
  return [...new Float32Array(bytes.slice().buffer)];
}

/** https://github.com/ggml-org/ggml, dequantize_row_q4_0. */
function blocks(bytes: Uint8Array): readonly number[] {
  const values: number[] = [];
  for (let at = 0; at < bytes.length; at += 18) {
    const bits = (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
    const exponent = (bits >> 10) & 31;
    const mantissa = bits & 1023;
    const size = exponent === 0 ? mantissa * 2 ** -24 : (1 + mantissa / 1024) * 2 ** (exponent - 15);
    const scale = bits & 0x80_00 ? -size : size;
    const digits = bytes.slice(at + 2, at + 18);
    for (const byte of digits) values.push(((byte & 15) - 8) * scale);
    for (const byte of digits) values.push(((byte >> 4) - 8) * scale);
  }
  return values;
}
