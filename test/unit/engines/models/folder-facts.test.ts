import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkTokenizer, readChatConfig, readShards } from '../../../../src/engines/models/folder-facts.ts';
import type { ChatConfig } from '../../../../src/engines/models/folder-facts.ts';
import { listFolder, readAddress, readOwnManifest } from '../../../../src/engines/models/listing.ts';
import { Trouble } from '../../../../src/engines/models/trouble.ts';
import { filesOf } from '../../../support/hub-server.ts';
import { toyModel, withOwnManifest } from '../../../support/toy-model.ts';

const textOf = (files: Readonly<Record<string, Uint8Array>>, name: string): string => new TextDecoder().decode(files[name]);
const TOY = withOwnManifest(toyModel({ shards: [100, 50], md5: true }));
const CONFIG = readChatConfig(textOf(TOY, 'mlc-chat-config.json'));

const READERS: readonly (readonly [string, string, (source: string) => unknown])[] = [
  ['mlc-chat-config.json', textOf(TOY, 'mlc-chat-config.json'), readChatConfig],
  ['tensor-cache.json', textOf(TOY, 'tensor-cache.json'), (source) => readShards(source, 'tensor-cache.json', CONFIG)],
  ['tokenizer.json', textOf(TOY, 'tokenizer.json'), (source) => checkTokenizer(source, CONFIG)],
  ['manifest.json', textOf(TOY, 'manifest.json'), readOwnManifest],
];

/** Reads, or refuses by a code; anything else is a bug. */
function readsOrRefuses(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    expect(error.info.code).toMatch(/^(?:not-a-model|unknown-architecture|model-incomplete|wrong-tokenizer)$/);
    expect(error.message).not.toBe('');
    return false;
  }
}

/** One value somewhere in it is another. */
function replaced(value: unknown, path: number, instead: unknown): unknown {
  if (typeof value !== 'object' || value === null) return instead;
  const keys = Object.keys(value);
  const key = keys[path % Math.max(1, keys.length)];
  if (key === undefined || path % 7 === 0) return instead;
  const inner = replaced((value as Record<string, unknown>)[key], Math.floor(path / 3), instead);
  return Array.isArray(value)
    ? value.map((item: unknown, index) => (String(index) === key ? inner : item))
    : { ...value, [key]: inner };
}

describe('files from outside are read or refused by a code, whatever they hold', () => {
  test.each(READERS)('%s of any JSON', (_name, _source, read) => {
    fc.assert(fc.property(fc.json(), (source) => void readsOrRefuses(() => read(source))));
  });

  test.each(READERS)('%s of any text', (_name, _source, read) => {
    fc.assert(fc.property(fc.string(), (source) => void readsOrRefuses(() => read(source))));
  });

  test.each(READERS)('%s that is true to form but for one value', (_name, source, read) => {
    expect(readsOrRefuses(() => read(source))).toBe(true);
    const values = fc.oneof(fc.constantFrom(null, '', 0, -1, 1.5, [], {}, true, '../x'), fc.jsonValue());
    fc.assert(
      fc.property(fc.nat(), values, (path, instead) => {
        void readsOrRefuses(() => read(JSON.stringify(replaced(JSON.parse(source), path, instead))));
      }),
    );
  });

  test('any text as an address', () => {
    const parts = fc.array(
      fc.constantFrom('https://', 'http://', 'localhost', 'a.b', '/', '..', 'resolve', 'main', '?', '#', '%', '@', ':', ' '),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.webUrl(),
          parts.map((list) => list.join('')),
        ),
        (written) => {
          const address = readAddress(written);
          if (address === null) return;
          // Only where browsers may fetch from, and a folder.
          expect(address.folder).toMatch(/^https:\/\/|^http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?\//);
          expect(address.folder.endsWith('/')).toBe(true);
        },
      ),
    );
  });

  test('an address whose path begins with two slashes stays on its host', () => {
    expect(readAddress('https://a.aa//:')?.folder).toBe('https://a.aa//:/');
    expect(readAddress('https://a.aa//b.bb/c')?.folder).toBe('https://a.aa//b.bb/c/');
  });

  test('any paths as a folder', () => {
    const names = fc.constantFrom('mlc-chat-config.json', 'a', '..', 'x.bin', 'weights.safetensors', '');
    fc.assert(
      fc.property(fc.array(fc.array(names, { minLength: 1, maxLength: 4 })), (paths) => {
        const picked = paths.map((path) => ({ path: path.join('/'), file: new Blob() }));
        readsOrRefuses(() => {
          for (const name of listFolder('f', picked).files.keys()) expect(name).toMatch(/^[\w][\w.+-]*$/);
        });
      }),
    );
  });
});

describe('the embedded models', () => {
  test.each(['glassrank-135m-q4f32_1', 'test-tiny'])('%s pass every check', (id) => {
    const files = filesOf(`public/models/${id}`);
    const config = readChatConfig(textOf(files, 'mlc-chat-config.json'));
    expect(config).toMatchObject({ architecture: 'llama', quantization: 'q4f32_1' });
    for (const { name, bytes } of readShards(textOf(files, 'tensor-cache.json'), 'tensor-cache.json', config))
      expect(files[name]?.byteLength).toBe(bytes);
    checkTokenizer(textOf(files, 'tokenizer.json'), config);
  });
});

test.each([
  { a: 0, b: null },
  { a: 0, b: '1' },
  { a: 0, b: 1.5 },
])('a tokenizer whose tokens have no numbers (%j) is refused, and not taken for a small one', (vocab) => {
  expect(() => checkTokenizer(JSON.stringify({ model: { vocab } }), CONFIG)).toThrow(/gives a token the number/);
});

describe('the context of a configuration', () => {
  const context = (more: object): ChatConfig =>
    readChatConfig(JSON.stringify({ model_type: 'mistral', quantization: 'q4f16_1', vocab_size: 9, ...more }));
  test.each([
    [{ context_window_size: 8192 }, 8192],
    [{ context_window_size: -1, sliding_window_size: 4096 }, 4096],
    [{ model_config: { context_window_size: 2048 } }, 2048],
    [{}, 4096],
  ])('%j: %i tokens', (more, tokens) => {
    expect(context(more).contextTokens).toBe(tokens);
  });
});
