import { errorInfo } from '../../core/errors.ts';
import { EngineError } from '../webllm/describe-error.ts';
import { BLOCK, writeGguf } from './gguf.ts';
import type { GgufEntry, GgufTensor } from './gguf.ts';
import { brainValue, halfBits, halfValue } from './half.ts';
import { vocabularyEntries } from './vocabulary.ts';

/** What a model folder holds of weights and words, as it was fetched and checked. */
export interface MlcModel {
  /** Of mlc-chat-config.json, tensor-cache.json and tokenizer.json. */
  readonly config: unknown;
  readonly tensors: unknown;
  readonly tokenizer: unknown;
  /** By the name that tensor-cache.json gives each. */
  readonly shards: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
}

/** The same model as llama.cpp reads it. */
export interface TranscodedModel {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Scales of groups, and how many of them float16 does not hold exactly: those were rounded to the nearest. */
  readonly scales: number;
  readonly inexactScales: number;
}

interface Shape {
  readonly hidden_size: number;
  readonly num_hidden_layers: number;
  readonly num_attention_heads: number;
  readonly num_key_value_heads: number;
  readonly head_dim: number;
  readonly intermediate_size: number;
  readonly vocab_size: number;
  readonly rms_norm_eps: number;
  readonly rope_theta: number;
  readonly rope_scaling?: unknown;
}

interface ChatConfig {
  readonly model_type?: string;
  readonly model_config?: Shape;
  readonly context_window_size: number;
  readonly bos_token_id?: unknown;
  readonly eos_token_id?: unknown;
}

/** One record of tensor-cache.json. */
interface StoredTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly format: string;
  readonly nbytes: number;
  readonly byteOffset: number;
  readonly shard: string;
}

/** Architectures whose layers both sides build alike. */
const ARCHITECTURES: readonly string[] = ['llama', 'qwen2', 'qwen3'];

const OUTSIDE: Readonly<Record<string, string>> = {
  'model.embed_tokens': 'token_embd',
  'model.norm': 'output_norm',
  lm_head: 'output',
};

const INSIDE: Readonly<Record<string, readonly string[]>> = {
  'self_attn.qkv_proj': ['attn_q', 'attn_k', 'attn_v'],
  'self_attn.o_proj': ['attn_output'],
  'self_attn.q_norm': ['attn_q_norm'],
  'self_attn.k_norm': ['attn_k_norm'],
  'mlp.gate_up_proj': ['ffn_gate', 'ffn_up'],
  'mlp.down_proj': ['ffn_down'],
  input_layernorm: ['attn_norm'],
  post_attention_layernorm: ['ffn_norm'],
};

/**
 * Writes a model that was compiled for WebGPU anew as GGUF for llama.cpp: the same groups of 32 with the same digits and scales (Q4_0), norms in float32,
 * the tokenizer beside them. A weight there is (digit − 7) · scale, here (digit − 8) · scale. llama.cpp turns neighbouring rows of a Llama's queries and
 * keys where others turn halves: these rows change places. The same bytes for the same files, always. Throws `unknown-architecture` for a model that it
 * does not know, `model-incomplete` for one that lacks a tensor.
 */
export function transcode({ config, tensors: cache, tokenizer, shards }: MlcModel): TranscodedModel {
  const { model_type: architecture = '', model_config: shape, ...about } = config as ChatConfig;
  if (!ARCHITECTURES.includes(architecture) || shape === undefined || shape.rope_scaling != null)
    throw unknown(
      `the engine for processors knows ${ARCHITECTURES.join(', ')} without stretched positions; this is ${architecture || 'none of them'}`,
    );
  const stored = storedTensors(cache);
  const count = { scales: 0, inexactScales: 0 };
  const tensors = [...stored.values()].flatMap((one): readonly GgufTensor[] => {
    if (one.name.endsWith('.q_scale')) return [];
    const bytes = bytesOf(one, shards);
    if (!one.name.endsWith('.q_weight'))
      return parts(one.name, one.shape, shape, architecture).map((part) => vector(part, one, bytes));
    const name = one.name.slice(0, -'.q_weight'.length);
    const scale = stored.get(`${name}.q_scale`);
    if (scale === undefined) throw incomplete(`${name}.q_scale`);
    const scales = { ...scale, bytes: bytesOf(scale, shards) };
    return parts(`${name}.weight`, one.shape, shape, architecture).map((part) =>
      matrix({ part, words: { ...one, bytes }, scales, count }),
    );
  });
  const { eos_token_id: end, bos_token_id: begin } = about;
  const vocabulary = vocabularyEntries({
    tokenizer,
    size: shape.vocab_size,
    begin: typeof begin === 'number' ? begin : null,
    end: Number(Array.isArray(end) ? end[0] : end),
  });
  const bytes = writeGguf([...shapeEntries(architecture, shape, about.context_window_size), ...vocabulary], tensors);
  return { bytes, ...count };
}

function shapeEntries(architecture: string, shape: Shape, context: number): readonly GgufEntry[] {
  const whole = (name: string, u32: number): GgufEntry => [`${architecture}.${name}`, { u32 }];
  return [
    ['general.architecture', { text: architecture }],
    ['general.file_type', { u32: 2 }],
    whole('context_length', context),
    whole('embedding_length', shape.hidden_size),
    whole('block_count', shape.num_hidden_layers),
    whole('feed_forward_length', shape.intermediate_size),
    whole('attention.head_count', shape.num_attention_heads),
    whole('attention.head_count_kv', shape.num_key_value_heads),
    whole('attention.key_length', shape.head_dim),
    whole('attention.value_length', shape.head_dim),
    whole('rope.dimension_count', shape.head_dim),
    whole('vocab_size', shape.vocab_size),
    [`${architecture}.attention.layer_norm_rms_epsilon`, { f32: shape.rms_norm_eps }],
    [`${architecture}.rope.freq_base`, { f32: shape.rope_theta }],
  ];
}

function storedTensors(cache: unknown): ReadonlyMap<string, StoredTensor> {
  const { records } = cache as {
    readonly records: readonly { readonly dataPath: string; readonly records: readonly Omit<StoredTensor, 'shard'>[] }[];
  };
  return new Map(
    records.flatMap(({ dataPath: shard, records: inner }) => inner.map((one) => [one.name, { ...one, shard }] as const)),
  );
}

function bytesOf({ name, shard, byteOffset, nbytes }: StoredTensor, shards: MlcModel['shards']): Uint8Array {
  const whole = shards.get(shard);
  if (whole === undefined || whole.byteLength < byteOffset + nbytes) throw incomplete(`${name} in ${shard}`);
  return whole.subarray(byteOffset, byteOffset + nbytes);
}

/** A tensor of llama.cpp's within one of MLC's, which holds several under one another. */
interface Part {
  readonly name: string;
  readonly shape: readonly number[];
  /** Its first row there. */
  readonly from: number;
  /** Which of its rows there stands at a row here. */
  rowAt(row: number): number;
}

function parts(name: string, [rows = 0, ...rest]: readonly number[], shape: Shape, architecture: string): readonly Part[] {
  const kind = name.slice(name.lastIndexOf('.'));
  const owner = name.slice(0, -kind.length);
  const [, layer = '', inner = ''] = /^model\.layers\.(\d+)\.(.+)$/.exec(owner) ?? [];
  const outside = OUTSIDE[owner];
  const names = outside === undefined ? (INSIDE[inner] ?? []) : [outside];
  if (names.length === 0) throw unknown(`there is no place for its tensor ${name}`);
  const { num_attention_heads: heads, num_key_value_heads: keyHeads, head_dim: size } = shape;
  const heights = names.length === 3 ? [heads * size, keyHeads * size, keyHeads * size] : names.map(() => rows / names.length);
  let from = 0;
  return names.map((short, place): Part => {
    const height = heights[place] ?? 0;
    const turned = architecture === 'llama' && (short === 'attn_q' || short === 'attn_k');
    const part = {
      name: `${outside === undefined ? `blk.${layer}.${short}` : short}${kind}`,
      shape: [height, ...rest],
      from,
      rowAt: turned ? (row: number) => pairedRow(row, size) : (row: number) => row,
    };
    from += height;
    return part;
  });
}

/** Row `row` of a head that turns neighbours stands at this row of one that turns its first half against its second. */
function pairedRow(row: number, headSize: number): number {
  const within = row % headSize;
  return row - within + (within % 2) * (headSize / 2) + Math.floor(within / 2);
}

function numbersOf(
  { dtype, format, name }: Pick<StoredTensor, 'dtype' | 'format' | 'name'>,
  bytes: Uint8Array,
): (at: number) => number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (format === 'f32-to-bf16') return (at) => brainValue(view.getUint16(2 * at, true));
  if (dtype === 'float32') return (at) => view.getFloat32(4 * at, true);
  if (dtype === 'float16') return (at) => halfValue(view.getUint16(2 * at, true));
  throw unknown(`its tensor ${name} is ${dtype}`);
}

/** A norm or a bias, in float32. */
function vector({ name, shape, from, rowAt }: Part, stored: StoredTensor, bytes: Uint8Array): GgufTensor {
  const numberAt = numbersOf(stored, bytes);
  return {
    name,
    shape,
    kind: 'f32',
    fill(target) {
      const view = new DataView(target.buffer, target.byteOffset, target.byteLength);
      for (let row = 0; row < (shape[0] ?? 0); row += 1) view.setFloat32(4 * row, numberAt(from + rowAt(row)), true);
    },
  };
}

type Held = StoredTensor & { readonly bytes: Uint8Array };

/** Rows of groups as q4_0: a float16 scale, then 32 digits, the first half of a group in the lower four bits. */
function matrix({
  part: {
    name,
    shape: [rows = 0, wordsPerRow = 0],
    from,
    rowAt,
  },
  words,
  scales,
  count,
}: {
  part: Part;
  words: Held;
  scales: Held;
  count: { scales: number; inexactScales: number };
}): GgufTensor {
  const groups = wordsPerRow / 4;
  const scaleAt = numbersOf(scales, scales.bytes);
  const view = new DataView(words.bytes.buffer, words.bytes.byteOffset, words.bytes.byteLength);
  return {
    name,
    shape: [rows, groups * BLOCK.values],
    kind: 'q4_0',
    fill(target) {
      let at = 0;
      for (let row = 0; row < rows; row += 1) {
        const source = from + rowAt(row);
        for (let group = source * groups; group < (source + 1) * groups; group += 1) {
          const scale = scaleAt(group);
          const half = halfBits(scale);
          count.scales += 1;
          if (halfValue(half) !== scale) count.inexactScales += 1;
          writeBlock(target, at, half, view, 16 * group);
          at += BLOCK.bytes;
        }
      }
    },
  };
}

/** One group of 32 digits out of four words, eight in each, the lowest first. */
function writeBlock(target: Uint8Array, at: number, half: number, words: DataView, from: number): void {
  const first = words.getUint32(from, true);
  const second = words.getUint32(from + 4, true);
  const third = words.getUint32(from + 8, true);
  const fourth = words.getUint32(from + 12, true);
  // A digit of 15 leaves no room for one more: such a group is written with the scale's other sign, where 15 − digit means the same.
  const turned = hasFifteen(first) || hasFifteen(second) || hasFifteen(third) || hasFifteen(fourth);
  const sign = turned ? half ^ 0x80_00 : half;
  target[at] = sign & 0xff;
  target[at + 1] = sign >>> 8;
  writeDigits(target, at + 2, first, third, turned);
  writeDigits(target, at + 10, second, fourth, turned);
}

function writeDigits(target: Uint8Array, at: number, low: number, high: number, turned: boolean): void {
  const one = turned ? ~low : low + 0x11_11_11_11;
  const other = turned ? ~high : high + 0x11_11_11_11;
  for (let digit = 0; digit < 8; digit += 1)
    target[at + digit] = ((one >>> (4 * digit)) & 15) | (((other >>> (4 * digit)) & 15) << 4);
}

function hasFifteen(word: number): boolean {
  return (word & (word >>> 1) & (word >>> 2) & (word >>> 3) & 0x11_11_11_11) !== 0;
}

function unknown(message: string): EngineError {
  return new EngineError(errorInfo('unknown-architecture', message));
}

function incomplete(what: string): EngineError {
  return new EngineError(errorInfo('model-incomplete', `the model lacks ${what}`));
}
