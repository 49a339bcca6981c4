import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import type { MlcModel } from '../../src/engines/wasm/transcode.ts';

interface Listed {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly format: string;
  readonly nbytes: number;
  readonly byteOffset: number;
}
interface TensorCache {
  readonly records: readonly { readonly dataPath: string; readonly records: readonly Listed[] }[];
}

/** A model folder of public/models. */
export function mlcModel(id: string): MlcModel {
  const folder = `public/models/${id}`;
  const json = (name: string): unknown => JSON.parse(readFileSync(`${folder}/${name}`, 'utf8'));
  const tensors = json('tensor-cache.json') as TensorCache;
  return {
    config: json('mlc-chat-config.json'),
    tensors,
    tokenizer: json('tokenizer.json'),
    shards: new Map(tensors.records.map(({ dataPath }) => [dataPath, new Uint8Array(readFileSync(`${folder}/${dataPath}`))])),
  };
}

const HEADS = 2;
const KEY_HEADS = 1;
const HEAD = 32;
const HIDDEN = 64;
const INNER = 96;
const ROWS = 300;

/** A llama of one layer with digits and scales by chance; `exact`: every scale is one that float16 holds. Fifteens are among the digits. */
export function randomMlcModel(): fc.Arbitrary<{ readonly model: MlcModel; readonly exact: boolean }> {
  return fc.record({ seed: fc.integer({ min: 1 }), exact: fc.boolean(), half: fc.boolean() }).map(({ seed, exact, half }) => {
    let state = seed;
    const random = (): number => {
      state = (Math.imul(state, 1664525) + 1013904223) | 0;
      return (state >>> 8) / 2 ** 24;
    };
    const kept: number[] = [];
    const records: Listed[] = [];
    const add = (one: Omit<Listed, 'nbytes' | 'byteOffset'>, bytes: readonly number[]): void => {
      records.push({ ...one, nbytes: bytes.length, byteOffset: kept.length });
      kept.push(...bytes);
    };
    // Of a bfloat16 or float16, the two bytes: exponents around 1, or (not exact, bfloat16) so small that float16 loses bits.
    const small = (): readonly number[] => {
      const exponent = half
        ? 10 + Math.floor(random() * 8)
        : exact
          ? 118 + Math.floor(random() * 8)
          : 98 + Math.floor(random() * 24);
      const bits = half ? (exponent << 10) | Math.floor(random() * 1024) : (exponent << 7) | Math.floor(random() * 128);
      return [bits & 255, bits >> 8];
    };
    const kind = half ? { dtype: 'float16', format: 'raw' } : { dtype: 'float32', format: 'f32-to-bf16' };
    const matrix = (name: string, rows: number, columns: number): void => {
      add(
        { name: `${name}.q_weight`, shape: [rows, columns / 8], dtype: 'uint32', format: 'raw' },
        Array.from({ length: (rows * columns) / 2 }, () => Math.floor(random() * 256)),
      );
      add(
        { name: `${name}.q_scale`, shape: [rows, columns / 32], ...kind },
        Array.from({ length: (rows * columns) / 32 }, small).flat(),
      );
    };
    const norm = (name: string): void =>
      add({ name: `${name}.weight`, shape: [HIDDEN], ...kind }, Array.from({ length: HIDDEN }, small).flat());
    matrix('model.embed_tokens', ROWS, HIDDEN);
    matrix('model.layers.0.self_attn.qkv_proj', (HEADS + 2 * KEY_HEADS) * HEAD, HIDDEN);
    matrix('model.layers.0.self_attn.o_proj', HIDDEN, HEADS * HEAD);
    matrix('model.layers.0.mlp.gate_up_proj', 2 * INNER, HIDDEN);
    matrix('model.layers.0.mlp.down_proj', HIDDEN, INNER);
    norm('model.layers.0.input_layernorm');
    norm('model.layers.0.post_attention_layernorm');
    norm('model.norm');
    const own = mlcModel('test-tiny').tokenizer as { readonly model: { readonly vocab: object }; readonly added_tokens: object };
    const vocab = Object.fromEntries(Object.entries(own.model.vocab).filter(([, id]) => Number(id) < ROWS));
    const shape = {
      hidden_size: HIDDEN,
      num_hidden_layers: 1,
      num_attention_heads: HEADS,
      num_key_value_heads: KEY_HEADS,
      head_dim: HEAD,
      intermediate_size: INNER,
      vocab_size: ROWS,
      rms_norm_eps: 1e-5,
      rope_theta: 10_000,
    };
    const model = {
      config: { model_type: 'llama', model_config: shape, context_window_size: 512, bos_token_id: 1, eos_token_id: [2, 1] },
      tensors: { records: [{ dataPath: 'params_shard_0.bin', records }] },
      tokenizer: { ...own, model: { ...own.model, vocab } },
      shards: new Map([['params_shard_0.bin', Uint8Array.from(kept)]]),
    };
    return { model, exact: exact || half };
  });
}

/**
 * What a library computes with, by llama.cpp's names and in its order of rows, written down as the folder's layout says. `mostError`: how far float16 may
 * be off, where it does not hold every scale.
 */
export function mlcTensors(
  model: MlcModel,
): ReadonlyMap<string, { readonly values: readonly number[]; readonly mostError: number }> {
  const { records } = (model.tensors as TensorCache).records[0] ?? { records: [] };
  const bytes = [...model.shards.values()][0] ?? new Uint8Array();
  const view = new DataView(bytes.buffer);
  const numbers = ({ nbytes, byteOffset, format }: Listed): readonly number[] =>
    Array.from({ length: nbytes / 2 }, (_, at) => {
      const bits = view.getUint16(byteOffset + 2 * at, true);
      if (format === 'f32-to-bf16') return 2 ** ((bits >> 7) - 127) * (1 + (bits & 127) / 128);
      return 2 ** ((bits >> 10) - 15) * (1 + (bits & 1023) / 1024);
    });
  const found = new Map<string, readonly (readonly number[])[]>();
  for (const one of records) {
    if (one.name.endsWith('.q_scale')) continue;
    if (!one.name.endsWith('.q_weight')) {
      found.set(
        one.name,
        numbers(one).map((value) => [value]),
      );
      continue;
    }
    const scale = records.find(({ name }) => name === one.name.replace('.q_weight', '.q_scale'));
    if (scale === undefined) throw new Error(one.name);
    const scales = numbers(scale);
    const [rows = 0, words = 0] = one.shape;
    const digit = (at: number): number => (view.getUint32(one.byteOffset + 4 * Math.floor(at / 8), true) >>> (4 * (at % 8))) & 15;
    const row = (place: number): readonly number[] =>
      Array.from({ length: 8 * words }, (_, column) => {
        const at = place * 8 * words + column;
        return (digit(at) - 7) * (scales[Math.floor(at / 32)] ?? 0);
      });
    found.set(
      one.name.replace('q_weight', 'weight'),
      Array.from({ length: rows }, (_, place) => row(place)),
    );
  }
  const rowsOf = (name: string, from = 0, to?: number): readonly (readonly number[])[] => (found.get(name) ?? []).slice(from, to);
  // Neighbours here, halves there.
  const paired = (rows: readonly (readonly number[])[]): readonly (readonly number[])[] =>
    Array.from({ length: rows.length / HEAD }, (_, head) => {
      const whole = rows.slice(head * HEAD, (head + 1) * HEAD);
      return whole.slice(0, HEAD / 2).flatMap((row, at) => [row, whole[at + HEAD / 2] ?? []]);
    }).flat();
  const qkv = 'model.layers.0.self_attn.qkv_proj.weight';
  const gateUp = 'model.layers.0.mlp.gate_up_proj.weight';
  const named: Readonly<Record<string, readonly (readonly number[])[]>> = {
    'token_embd.weight': rowsOf('model.embed_tokens.weight'),
    'blk.0.attn_q.weight': paired(rowsOf(qkv, 0, HEADS * HEAD)),
    'blk.0.attn_k.weight': paired(rowsOf(qkv, HEADS * HEAD, (HEADS + KEY_HEADS) * HEAD)),
    'blk.0.attn_v.weight': rowsOf(qkv, (HEADS + KEY_HEADS) * HEAD),
    'blk.0.attn_output.weight': rowsOf('model.layers.0.self_attn.o_proj.weight'),
    'blk.0.ffn_gate.weight': rowsOf(gateUp, 0, INNER),
    'blk.0.ffn_up.weight': rowsOf(gateUp, INNER),
    'blk.0.ffn_down.weight': rowsOf('model.layers.0.mlp.down_proj.weight'),
    'blk.0.attn_norm.weight': rowsOf('model.layers.0.input_layernorm.weight'),
    'blk.0.ffn_norm.weight': rowsOf('model.layers.0.post_attention_layernorm.weight'),
    'output_norm.weight': rowsOf('model.norm.weight'),
  };
  return new Map(
    Object.entries(named).map(([name, rows]) => {
      const values = rows.flat();
      return [name, { values, mostError: 8 * 2 ** -25 + Math.max(...values.map(Math.abs)) * 2 ** -11 }];
    }),
  );
}
