import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GgufError, ggufErrorInfo } from '../../../../src/engines/wasm/gguf-flaws.ts';
import type { GgufFlaw } from '../../../../src/engines/wasm/gguf-flaws.ts';
import { heldFile, readGgufHead } from '../../../../src/engines/wasm/gguf-head.ts';
import { ARCHITECTURES, MOST_FILE, MOST_MEMORY, outlineGguf, tabGives } from '../../../../src/engines/wasm/gguf-outline.ts';
import type { GgufOutline } from '../../../../src/engines/wasm/gguf-outline.ts';
import type { GgufEntry } from '../../../../src/engines/wasm/gguf.ts';
import { piecesGguf, tinyGguf } from '../../../support/gguf-files.ts';
import { readGguf } from '../../../support/read-gguf.ts';

const outlineOf = async (bytes: Uint8Array<ArrayBuffer>, context?: number): Promise<GgufOutline> =>
  outlineGguf(await readGgufHead(heldFile(bytes)), 'a-file-Q4_0.gguf', context);

async function flawOf(bytes: Uint8Array<ArrayBuffer>): Promise<GgufFlaw> {
  try {
    await outlineOf(bytes);
  } catch (error) {
    if (error instanceof GgufError) return error.flaw;
    throw error;
  }
  throw new Error('it was taken');
}

const tiny = tinyGguf();

describe('what is told of a GGUF file before it is loaded', () => {
  it('is its name, kind, weights, quantization, size, context, and how it will be asked', async () => {
    const outline = await outlineOf(tiny);
    const counted = readGguf(tiny).tensors.reduce((sum, { shape }) => sum + shape.reduce((all, extent) => all * extent, 1), 0);
    expect(outline).toMatchObject({
      name: 'Tiny Instruct',
      architecture: 'llama',
      parameters: counted,
      quantization: 'Q4_0',
      bytes: tiny.length,
      licence: null,
      contextTokens: 4096,
      conversationFrom: { type: 'template', turns: true },
    });
    expect(outline.preset.id).toBe('instruct-direct');
    expect(outline.memoryBytes).toBeGreaterThan(tiny.length);
    expect(tabGives(outline.memoryBytes)).toBe(true);
  });

  it('reads the head alone: the weights behind it are not looked at', async () => {
    const read: number[] = [];
    const held = heldFile(tiny);
    const zeroed = tiny.slice();
    await readGgufHead({
      size: 2 ** 33,
      slice: (from, to) => {
        read.push(to);
        return held.slice(from, to);
      },
    });
    expect(Math.max(...read)).toBeLessThan(2 ** 24);
    zeroed.fill(0, tiny.length - 500_000);
    expect(await outlineOf(zeroed)).toEqual(await outlineOf(tiny));
  });

  it('takes the file’s name where its makers gave none, and the family by whichever of the two says one', async () => {
    const unnamed = tinyGguf((entries) => void entries.delete('general.name'));
    expect(await outlineOf(unnamed)).toMatchObject({ name: 'a-file-Q4_0' });
    const qwen = await outlineGguf(await readGgufHead(heldFile(tiny)), 'Qwen3-0.6B-Q4_0.gguf');
    expect(qwen).toMatchObject({ name: 'Tiny Instruct', knownAs: 'Qwen3-0.6B-Q4_0', family: { id: 'qwen3' } });
    expect(qwen.preset.id).toBe('instruct-think');
  });

  it('takes no more context than is wanted, made for, or has room', async () => {
    expect((await outlineOf(tiny, 1000)).contextTokens).toBe(1000);
    expect((await outlineOf(tiny, 1e6)).contextTokens).toBe(readGguf(tiny).metadata['llama.context_length']);
    const long = tinyGguf((entries) => {
      entries.set('llama.context_length', { u32: 2 ** 30 });
    });
    const { contextTokens, memoryBytes } = await outlineOf(long, 2 ** 30);
    expect(contextTokens).toBeGreaterThan(4096);
    expect(memoryBytes).toBeLessThanOrEqual(MOST_MEMORY);
  });

  it('is the same of a version 2 file', async () => {
    const older = tiny.slice();
    older[4] = 2;
    expect(await outlineOf(older)).toEqual(await outlineOf(tiny));
  });
});

describe('a file that does not run here', () => {
  const bytes = (...codes: readonly number[]): Uint8Array<ArrayBuffer> => {
    const file = new Uint8Array(4096);
    file.set(codes);
    return file;
  };
  const ascii = (text: string): readonly number[] => [...text].map((letter) => letter.charCodeAt(0));
  const entry = (key: string, value: GgufEntry[1]) => tinyGguf((entries) => void entries.set(key, value));
  const headOnly = (file: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> => {
    // No tensors: the count stands behind the version.
    const copy = file.slice();
    copy.fill(0, 8, 16);
    return copy;
  };

  const cases: readonly (readonly [string, () => Uint8Array<ArrayBuffer>, GgufFlaw])[] = [
    ['is no GGUF', () => bytes(...ascii('<!doctype html>')), { code: 'not-gguf' }],
    ['is empty', () => new Uint8Array(0), { code: 'not-gguf' }],
    ['is of llama.cpp’s format before GGUF', () => bytes(...ascii('tjgg'), 3), { code: 'older', format: 'tjgg' }],
    ['is of GGUF’s first version', () => bytes(...ascii('GGUF'), 1), { code: 'version', version: 1 }],
    ['is of a version to come', () => bytes(...ascii('GGUF'), 9), { code: 'version', version: 9 }],
    ['was written for machines of the other byte order', () => bytes(...ascii('GGUF'), 0, 0, 0, 3), { code: 'byte-order' }],
    ['ends in its head', () => tiny.slice(0, 3000), { code: 'cut-short', bytes: 3000, wanted: null }],
    ['ends in its weights', () => tiny.slice(0, -1000), { code: 'cut-short', bytes: tiny.length - 1000, wanted: tiny.length }],
    ['holds a vocabulary alone', () => headOnly(tiny), { code: 'vocabulary-only' }],
    ['is an adapter (LoRA)', () => entry('general.type', { text: 'adapter' }), { code: 'part', kind: 'adapter' }],
    ['sees pictures for another', () => entry('general.architecture', { text: 'clip' }), { code: 'part', kind: 'mmproj' }],
    [
      'is one of three files',
      () => tinyGguf((entries) => void entries.set('split.count', { u32: 3 }).set('split.no', { u32: 1 })),
      { code: 'split', part: 2, parts: 3 },
    ],
    [
      'is of an architecture that nobody knows',
      () => entry('general.architecture', { text: 'lorem' }),
      { code: 'architecture', architecture: 'lorem' },
    ],
    ['cuts words in another way', () => entry('tokenizer.ggml.model', { text: 'bert' }), { code: 'tokenizer', kind: 'bert' }],
  ];

  it.each(cases)('is refused by what it is where it %s', async (_how, file, flaw) => {
    expect(await flawOf(file())).toEqual(flaw);
  });

  it('is refused where it is too large for a tab, with the bound', async () => {
    const head = await readGgufHead(heldFile(tiny));
    const large = outlineGguf({ ...head, bytes: 3e9 }, 'large.gguf');
    await expect(large).rejects.toMatchObject({ flaw: { code: 'too-large', needed: 3e9, most: MOST_FILE } });
    const wide = tinyGguf((entries) => void entries.set('llama.block_count', { u32: 2 ** 20 }));
    expect(await flawOf(wide)).toMatchObject({ code: 'too-large', most: MOST_MEMORY });
  });

  it('is refused by name and never half read, wherever it is cut or whichever byte of its head is another', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(40_000), fc.nat(255), fc.boolean(), async (at, byte, cut) => {
        const file = cut ? tiny.slice(0, at) : tiny.with(at, byte);
        const told = await outlineOf(file).then(
          ({ contextTokens }) => contextTokens,
          (error: unknown) => error,
        );
        if (cut) expect(told).toBeInstanceOf(GgufError);
        else if (typeof told === 'number') expect(told).toBeGreaterThan(0);
        else expect(told).toBeInstanceOf(GgufError);
      }),
      { numRuns: 60 },
    );
  });

  it('is told by the engine in its own codes', () => {
    const code = (flaw: GgufFlaw): string => ggufErrorInfo(new GgufError(flaw)).code;
    expect(code({ code: 'not-gguf' })).toBe('not-a-model');
    expect(code({ code: 'architecture', architecture: 'x' })).toBe('unknown-architecture');
    expect(code({ code: 'too-large', needed: 1, most: 1 })).toBe('out-of-memory');
  });
});

describe('its vocabulary', () => {
  it('says where SentencePiece’s space comes from, and what ends a turn', async () => {
    const { tokenizer, conversationFrom } = await outlineOf(piecesGguf());
    expect(tokenizer).toMatchObject({ addsSpace: true, addsBegin: true, stops: [2], decoder: { type: 'ByteFallback' } });
    expect(conversationFrom).toEqual({ type: 'form', form: 'chatml', why: 'none' });
  });
});

it('every architecture that is taken stands in llama.cpp as it is compiled here', () => {
  const module = readFileSync('node_modules/@wllama/wllama/src/single-thread/wllama.wasm').toString('latin1');
  // Names of one ending share their bytes: `qwen2` is the end of another word.
  expect(ARCHITECTURES.filter((name) => !module.includes(`${name}\0`))).toEqual([]);
});
