import { createHash } from 'node:crypto';
import type { HubFiles } from './hub-server.ts';
import { seeded } from './seeded.ts';

const json = (value: unknown): Uint8Array<ArrayBuffer> => new TextEncoder().encode(JSON.stringify(value));

/** Bytes that are the same for a seed on every machine; never the beginning of a web page. */
export function noise(length: number, seed: number): Uint8Array<ArrayBuffer> {
  const random = seeded(seed);
  const words = new Uint32Array(Math.ceil(length / 4));
  for (let index = 0; index < words.length; index += 1) words[index] = random() * 4294967296;
  return new Uint8Array(words.buffer, 0, length);
}

export interface ToyOptions {
  /** Bytes of each file of weights. */
  readonly shards?: readonly number[];
  readonly seed?: number;
  readonly architecture?: string;
  readonly vocabulary?: number;
  /** Tokens of the tokenizer. */
  readonly tokens?: number;
  readonly layers?: number;
  /** Name of the compiled library; null: none. */
  readonly library?: string | null;
  /** With md5 sums in the list of weights, as older conversions have them. */
  readonly md5?: boolean;
  /** Name of the list of weights. */
  readonly list?: 'tensor-cache.json' | 'ndarray-cache.json';
}

/** A folder in MLC layout whose small files are true to form and whose weights are noise: to be moved, not to be run. */
export function toyModel({
  shards = [6_000_000, 4_194_304, 5_000],
  seed = 7,
  architecture = 'qwen3',
  vocabulary = 64,
  tokens = vocabulary - 4,
  layers = 2,
  library = 'toy-webgpu.wasm',
  md5 = false,
  list = 'tensor-cache.json',
}: ToyOptions = {}): HubFiles {
  const weights = shards.map((bytes, index) => [`params_shard_${index}.bin`, noise(bytes, seed + index)] as const);
  const tensors = [
    { name: 'model.embed_tokens.q_weight', shape: [vocabulary, 4], dtype: 'uint32', format: 'raw', nbytes: 16, byteOffset: 0 },
    ...Array.from({ length: layers }, (_, layer) =>
      ['self_attn.qkv_proj.q_weight', 'mlp.down_proj.q_weight'].map((part) => ({
        name: `model.layers.${layer}.${part}`,
        shape: [4, 4],
        dtype: 'uint32',
        format: 'raw',
        nbytes: 16,
        byteOffset: 16,
      })),
    ).flat(),
  ];
  const records = weights.map(([dataPath, bytes], index) => ({
    dataPath,
    format: 'raw-shard',
    nbytes: bytes.byteLength,
    ...(md5 ? { md5sum: createHash('md5').update(bytes).digest('hex') } : {}),
    records: index === 0 ? tensors : [],
  }));
  const vocab = Object.fromEntries(Array.from({ length: tokens }, (_, id) => [`t${id}`, id]));
  return {
    'README.md': new TextEncoder().encode('---\nlibrary_name: mlc-llm\n---\n'),
    'mlc-chat-config.json': json({
      model_type: architecture,
      quantization: 'q4f16_1',
      vocab_size: vocabulary,
      context_window_size: 40_960,
      tokenizer_files: ['tokenizer.json', 'tokenizer_config.json'],
      model_config: { num_hidden_layers: layers, context_window_size: 40_960 },
      conv_template: { roles: { user: '<|im_start|>user', assistant: '<|im_start|>assistant' }, role_empty_sep: '\n' },
    }),
    [list]: json({ metadata: {}, records }),
    'tokenizer.json': json({ version: '1.0', added_tokens: [], model: { type: 'BPE', vocab, merges: [] } }),
    ...(library === null ? {} : { [library]: toyLibrary(seed) }),
    ...Object.fromEntries(weights),
  };
}

/** Begins as a library does. */
export function toyLibrary(seed: number, bytes = 70_000): Uint8Array<ArrayBuffer> {
  const library = noise(bytes, seed + 1000);
  library.set([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
  return library;
}

/** The same folder with our own manifest. */
export function withOwnManifest(files: HubFiles, more: object = {}): HubFiles {
  const listed = Object.entries(files).map(([name, bytes]) => ({
    name,
    bytes: bytes.byteLength,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  }));
  const about = { schema: 1, id: 'toy-q4f16_1', template: 'rankgpt', quantization: 'q4f16_1', licence: 'MIT' };
  return { ...files, 'manifest.json': json({ ...about, files: listed, ...more }) };
}
