import { readFileSync } from 'node:fs';
import startModule from '@wllama/wllama/src/single-thread/wllama.js';
import { Tokenizer } from '@huggingface/tokenizers';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { chunkFor, startLlama } from '../../../../src/engines/wasm/llama.ts';
import type { Llama, StartModule } from '../../../../src/engines/wasm/llama.ts';
import { WLLAMA_VERSION } from '../../../../src/engines/wasm/timed.ts';
import { logitsOf } from '../../../../src/engines/wasm/logits.ts';
import { transcode } from '../../../../src/engines/wasm/transcode.ts';
import { llamaWasm, startCpuModel } from '../../../support/cpu-model.ts';
import { mlcModel } from '../../../support/mlc-model.ts';
import golden from '../../../fixtures/guard/test-tiny.json' with { type: 'json' };
import installed from '../../../../node_modules/@wllama/wllama/package.json' with { type: 'json' };

/** A real model computes here, whatever else this machine does. */
const PATIENCE_MS = 120_000;
vi.setConfig({ testTimeout: PATIENCE_MS });
afterAll(() => vi.resetConfig());

let llama: Llama;
beforeAll(async () => {
  ({ llama } = await startCpuModel('test-tiny'));
}, PATIENCE_MS);

const best = (logits: Float32Array): number => logits.indexOf(Math.max(...logits));

/** Logits behind a text that is read anew, in steps of at most `step` tokens. */
async function readAnew(tokens: readonly number[], step = llama.cache.chunk): Promise<Float32Array> {
  llama.cache.clear();
  let logits = new Float32Array() as Float32Array;
  for (let at = 0; at < tokens.length; at += step) logits = await llama.cache.append(tokens.slice(at, at + step));
  return logits;
}

it('is the version that run logs name', () => {
  expect(WLLAMA_VERSION).toBe(`@wllama/wllama ${installed.version}`);
});

describe('llama.cpp over the weights that were written anew', () => {
  const short = golden.prompts.filter(({ promptTokens }) => promptTokens <= 130).slice(0, 12);

  it.each(short)('writes torch’s tokens after “$name”', async ({ text, promptTokens, tokens }) => {
    const read = llama.encode(text);
    expect(read).toHaveLength(promptTokens);
    let logits = await readAnew(read);
    const written: number[] = [];
    for (const token of tokens) {
      written.push(best(logits));
      logits = await llama.cache.append([token]);
    }
    expect(written).toEqual(tokens);
  });

  it('computes the same in chunks, one by one, and after going back', async () => {
    const tokens = llama.encode(short[0]?.text ?? '');
    const whole = await readAnew(tokens);
    expect(await readAnew(tokens)).toEqual(whole);
    const single = await readAnew(tokens, 1);
    expect(Math.max(...whole.map((value, id) => Math.abs(value - (single[id] ?? NaN))))).toBeLessThan(1e-3);
    await llama.cache.append([5]);
    expect(llama.cache.drop(2)).toBe(true);
    expect(llama.cache.length).toBe(tokens.length - 1);
    const again = await llama.cache.append(tokens.slice(-1));
    expect(Math.max(...whole.map((value, id) => Math.abs(value - (again[id] ?? NaN))))).toBeLessThan(1e-3);
  });

  it('hears a message between two passes', async () => {
    let heard = 0;
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => (heard += 1);
    port2.postMessage('stop');
    await readAnew(llama.encode('a few words'));
    await llama.cache.append([5]);
    expect(heard).toBe(1);
    port1.close();
  });
});

it('reads fewer tokens at once of a larger model, so that a stop is heard as soon', () => {
  expect([1e6, 135e6, 500e6, 1.5e9, 8e9].map(chunkFor)).toEqual([16, 16, 4, 1, 1]);
});

describe('its tokenizer', () => {
  it('cuts any text as Hugging Face’s does, and its tokens spell the text', () => {
    const config = JSON.parse(readFileSync('public/models/test-tiny/tokenizer.json', 'utf8')) as object;
    const reference = new Tokenizer(config, {});
    const words = fc.constantFrom(
      'Passage',
      ' the',
      ' 1984',
      '  ',
      '\n',
      '[1]',
      ' > ',
      '<|im_end|>',
      '<think>',
      '“',
      'naïve',
      '東京',
      '🙂',
      "don't",
      '\t',
      '…',
    );
    const text = fc.oneof(
      fc.array(words, { maxLength: 12 }).map((parts) => parts.join('')),
      fc.string({ unit: 'grapheme', maxLength: 40 }),
    );
    fc.assert(
      fc.property(text, (drawn) => {
        const tokens = llama.encode(drawn);
        expect(tokens).toEqual(reference.encode(drawn, { add_special_tokens: false }).ids);
        expect(llama.decode(tokens)).toBe(drawn);
      }),
      { numRuns: 500 },
    );
  });
});

describe('logits out of what it tells', () => {
  it('differ as the model’s own do, and keep their order where their probabilities are nothing', () => {
    const ids = Int32Array.from([3, 1, 0, 2]);
    const logits = logitsOf(ids, Float32Array.from([0.75, 0.25, 0, 0]));
    expect((logits[3] ?? NaN) - (logits[1] ?? NaN)).toBeCloseTo(Math.log(3), 6);
    expect(logits[0]).toBeLessThan((logits[1] ?? NaN) - 100);
    expect(logits[2]).toBeLessThan(logits[0] ?? NaN);
  });

  it('are refused where they are none', () => {
    expect(() => logitsOf(Int32Array.from([0, 1]), Float32Array.from([NaN, NaN]))).toThrow(/numbers that are none/);
    expect(() => logitsOf(Int32Array.from([0, 1]), Float32Array.from([Infinity, 0]))).toThrow(/numbers that are none/);
  });
});

describe('a file that it cannot read', () => {
  const { bytes } = transcode(mlcModel('test-tiny'));
  const renamed = (from: string, to: string): Uint8Array<ArrayBuffer> => {
    const text = Buffer.from(bytes).toString('latin1').replaceAll(from, to);
    return new Uint8Array(Buffer.from(text, 'latin1'));
  };

  it.each([
    ['is cut short', bytes.slice(0, 600_000)],
    ['ends in its head', bytes.slice(0, 3000)],
    ['is no GGUF', new Uint8Array(4096).fill(7)],
    ['is of an architecture that nobody knows', renamed('llama', 'lorem')],
  ])('is told with llama.cpp’s words where it %s', async (_how, gguf) => {
    const started = startLlama({ start: startModule, wasm: llamaWasm(), gguf, contextTokens: 512 });
    await expect(started).rejects.toMatchObject({ info: { code: 'engine-failed', message: expect.stringMatching(/\(.+\)/) } });
  });
});

describe('a tab that has no more memory', () => {
  /** The package's script in a tab that gives the model's file no room, or runs out while it computes. */
  const fullTab =
    (fullAt: 'file' | 'load'): StartModule =>
    (module) => {
      const { onRuntimeInitialized } = module as { onRuntimeInitialized(): void };
      queueMicrotask(onRuntimeInitialized);
      const full = (): never => {
        throw new Error('Cannot enlarge memory arrays');
      };
      const stream = { read: full, llseek: full, mmap: full };
      return {
        HEAPU8: new Uint8Array(1 << 16),
        cwrap: (name: string) => (name === 'wllama_action' && fullAt === 'load' ? full : () => 8),
        mmapAlloc: fullAt === 'file' ? full : () => 1024,
        FS_createDataFile: () => {},
        FS: { mkdir: () => {}, mount: () => {} },
        MEMFS: { stream_ops: { ...stream }, ops_table: { file: { stream: { ...stream } } } },
      };
    };

  it.each(['file', 'load'] as const)('is told as such, whether the file or the loading finds no room (%s)', async (fullAt) => {
    const started = startLlama({
      start: fullTab(fullAt),
      wasm: new ArrayBuffer(0),
      gguf: new Uint8Array(64),
      contextTokens: 512,
    });
    await expect(started).rejects.toMatchObject({ info: { code: 'out-of-memory', retry: true } });
  });
});
