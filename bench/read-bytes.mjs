import { readFileSync } from 'node:fs';
import path from 'node:path';

const SIZES = { float32: 4, uint32: 4, int32: 4, float16: 2, bfloat16: 2, int8: 1, uint8: 1 };

/**
 * Bytes that one decode step must read at least: every parameter once, in the type it is loaded as (of an embedding that is not the output
 * matrix too, only a row), and keys and values of `context` tokens.
 * @param {{ folder: string, context: number, cacheBytes: 2 | 4 }} input `cacheBytes`: of one number in the KV cache
 */
export function readBytes({ folder, context, cacheBytes }) {
  const read = (name) => JSON.parse(readFileSync(path.join(folder, name), 'utf8'));
  const parameters = read('tensor-cache.json').records.flatMap(({ records }) => records);
  const untied = parameters.some(({ name }) => name.startsWith('lm_head'));
  const weights = parameters
    .map(({ name, shape, dtype }) => {
      const rows = untied && name.startsWith('model.embed_tokens') ? 1 : shape[0];
      return shape.slice(1).reduce((product, size) => product * size, rows) * sizeOf(dtype);
    })
    .reduce((sum, bytes) => sum + bytes, 0);
  const model = read('mlc-chat-config.json').model_config;
  const keysAndValues = 2 * model.num_hidden_layers * model.num_key_value_heads * model.head_dim * cacheBytes * context;
  return { weights, keysAndValues };
}

function sizeOf(dtype) {
  const size = SIZES[dtype];
  if (size === undefined)
    throw new Error(`tensor-cache.json has parameters of type ${dtype}, whose size bench/read-bytes.mjs does not know.`);
  return size;
}
