// "Glue", the messages in which wllama's module is asked and answers (wllama 2.3.7, cpp/glue.hpp): "GLUE", a version, a name of eight letters, then the fields
// in their order, each with its type. All numbers have 32 bits, little-endian.

/** A field of a question. */
export type GlueField =
  | null
  | boolean
  | { readonly int: number }
  | { readonly text: string }
  | { readonly ints: readonly number[] }
  | { readonly texts: readonly string[] };

const VERSION = 1;
const TYPE = { null: 0, bool: 1, int: 2, text: 4, bytes: 5, ints: 7, floats: 8, texts: 9 } as const;
const HEAD = 16;
const encoder = new TextEncoder();

/** A question as the module reads it. */
export function glueMessage(name: string, fields: readonly GlueField[]): Uint8Array {
  const pieces: Uint8Array[] = [encoder.encode('GLUE'), words(VERSION), encoder.encode(name)];
  const sized = (text: string): void => {
    const bytes = encoder.encode(text);
    pieces.push(words(bytes.length), bytes);
  };
  for (const field of fields) {
    if (field === null) pieces.push(words(TYPE.null));
    else if (typeof field === 'boolean') pieces.push(words(TYPE.bool, field ? 1 : 0));
    else if ('int' in field) pieces.push(words(TYPE.int, field.int));
    else if ('ints' in field) pieces.push(words(TYPE.ints, field.ints.length, ...field.ints));
    else if ('texts' in field) {
      pieces.push(words(TYPE.texts, field.texts.length));
      field.texts.forEach(sized);
    } else {
      pieces.push(words(TYPE.text));
      sized(field.text);
    }
  }
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

function words(...values: readonly number[]): Uint8Array {
  return new Uint8Array(Int32Array.from(values).buffer);
}

/** Reads an answer's fields in their order. Throws where a field has another type: then module and app do not fit. */
export class GlueAnswer {
  readonly #bytes: Uint8Array<ArrayBuffer>;
  readonly #view: DataView;
  #at = HEAD;

  /** @param bytes a copy: the module's memory changes with the next question. */
  constructor(bytes: Uint8Array<ArrayBuffer>) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer);
    if (new TextDecoder().decode(bytes.subarray(0, 4)) !== 'GLUE' || this.#view.getUint32(4, true) !== VERSION)
      throw new Error('the module answered in another language; its version and this app do not fit');
  }

  bool(): boolean {
    this.#expect(TYPE.bool);
    return this.#word() !== 0;
  }

  int(): number {
    this.#expect(TYPE.int);
    return this.#word() | 0;
  }

  text(): string {
    this.#expect(TYPE.text);
    return new TextDecoder().decode(this.#run(this.#word()));
  }

  bytes(): Uint8Array<ArrayBuffer> {
    this.#expect(TYPE.bytes);
    return this.#run(this.#word());
  }

  ints(): Int32Array {
    this.#expect(TYPE.ints);
    return new Int32Array(this.#run(4 * this.#word()).buffer);
  }

  floats(): Float32Array {
    this.#expect(TYPE.floats);
    return new Float32Array(this.#run(4 * this.#word()).buffer);
  }

  #expect(type: number): void {
    const found = this.#word();
    if (found !== type) throw new Error(`the module answered with a field of type ${found} in place of ${type}`);
  }

  #word(): number {
    this.#at += 4;
    return this.#view.getUint32(this.#at - 4, true);
  }

  #run(length: number): Uint8Array<ArrayBuffer> {
    this.#at += length;
    return this.#bytes.slice(this.#at - length, this.#at);
  }
}
