import type { ErrorInfo } from '../../core/errors.ts';
import { amount, anything, count, fields, jsonOf, list, maybe, orNull, read, text } from '../../core/schema.ts';
import type { Fields } from '../../core/schema.ts';
import { Trouble } from './trouble.ts';

/*
 * What the three small files of a compiled model say of it, and whether they belong together: mlc-chat-config.json (how it is run), tensor-cache.json (which
 * weights lie where) and tokenizer.json. All of it is looked at before a byte of weights is fetched. Functions throw `Trouble`.
 */

/** Architectures of MLC LLM that answer in text; what else it compiles are encoders, models of pictures and speech, and drafts for other models. */
export const ARCHITECTURES: ReadonlySet<string> = new Set([
  'llama',
  'mistral',
  'ministral3',
  'mixtral',
  'qwen',
  'qwen2',
  'qwen2_moe',
  'qwen3',
  'qwen3_moe',
  'qwen3_5',
  'qwen3_5_text',
  'gemma',
  'gemma2',
  'gemma3',
  'gemma3_text',
  'gemma4',
  'gemma4_text',
  'phi',
  'phi-msft',
  'phi3',
  'gpt_neox',
  'gpt_bigcode',
  'gpt2',
  'stablelm',
  'internlm',
  'internlm2',
  'olmo',
  'olmo2',
  'cohere',
  'starcoder2',
  'deepseek',
  'deepseek_v2',
  'minicpm',
  'nemotron',
  'baichuan',
  'orion',
  'chatglm',
]);
/** All layers of these hold the same tensors. */
const UNIFORM: ReadonlySet<string> = new Set(['llama', 'mistral', 'qwen2', 'qwen3']);

/** What mlc-chat-config.json says that is used here. */
export interface ChatConfig {
  /** `model_type`, one of `ARCHITECTURES`. */
  readonly architecture: string;
  readonly quantization: string;
  readonly vocabulary: number;
  /** Tokens of context that it was made for. */
  readonly contextTokens: number;
  readonly layers: number | null;
  readonly tokenizerFiles: readonly string[];
  /** What stands before an answer, when the conversation's template is followed. */
  readonly answerStart: string;
}

interface WrittenConfig {
  readonly model_type: string;
  readonly quantization: string;
  readonly vocab_size: number;
  readonly context_window_size?: number | null;
  readonly sliding_window_size?: number | null;
  readonly tokenizer_files?: readonly string[];
  readonly model_config?: {
    readonly context_window_size?: number;
    readonly num_hidden_layers?: number;
  };
  readonly conv_template?: { readonly roles?: { readonly assistant?: string }; readonly role_empty_sep?: string | null };
}

const writtenConfig = fields({
  model_type: text,
  quantization: text,
  vocab_size: count,
  tokenizer_files: maybe(list(text)),
}) as unknown as Fields<WrittenConfig>;

const CONFIG = 'mlc-chat-config.json';

export function readChatConfig(source: string): ChatConfig {
  const said = jsonOf(source);
  const config = read(writtenConfig, said);
  if (config === null) {
    const kind = (said as { readonly model_type?: unknown } | null | undefined)?.model_type;
    throw notAModel(
      typeof kind === 'string'
        ? `${CONFIG} lacks quantization or vocab_size`
        : `${CONFIG} is not the configuration of a compiled model (no model_type)`,
    );
  }
  const { model_type: architecture, quantization, vocab_size: vocabulary, model_config: made, conv_template: template } = config;
  if (!ARCHITECTURES.has(architecture)) {
    throw new Trouble(
      'unknown-architecture',
      `${CONFIG} says model_type ${JSON.stringify(architecture)}; known are ${[...ARCHITECTURES].join(', ')}`,
      { file: CONFIG, architecture },
    );
  }
  const sizes = [config.context_window_size, config.sliding_window_size, made?.context_window_size].filter(
    (size): size is number => typeof size === 'number' && size > 0,
  );
  return {
    architecture,
    quantization,
    vocabulary,
    contextTokens: sizes[0] ?? 4096,
    layers: typeof made?.num_hidden_layers === 'number' ? made.num_hidden_layers : null,
    tokenizerFiles: config.tokenizer_files ?? ['tokenizer.json'],
    answerStart: [template?.roles?.assistant, template?.role_empty_sep].filter((part) => typeof part === 'string').join(''),
  };
}

/** One file of weights. */
export interface Shard {
  readonly name: string;
  readonly bytes: number;
  /** Lower-case hex; null: not told. */
  readonly md5: string | null;
}

const tensorCache = fields({
  records: list(
    fields({
      dataPath: text,
      nbytes: count,
      md5sum: maybe(orNull(text)),
      records: list(fields({ name: text, shape: list(amount), byteOffset: maybe(count), nbytes: maybe(count) })),
    }),
  ),
});

/** The files of weights, when the list of tensors is whole: every layer is there, no tensor lies past its file's end, the vocabulary is the configuration's. */
export function readShards(source: string, file: string, config: ChatConfig): readonly Shard[] {
  const cache = read(tensorCache, jsonOf(source));
  if (cache === null || cache.records.length === 0) throw notAModel(`${file} is not a list of weights`, file);
  const tensors = cache.records.flatMap((shard) => shard.records);
  for (const shard of cache.records) {
    if (!/^[\w.-]+$/.test(shard.dataPath)) throw notAModel(`${file} names ${JSON.stringify(shard.dataPath)} as a file`, file);
    const past = shard.records.find(({ byteOffset = 0, nbytes = 0 }) => byteOffset + nbytes > shard.nbytes);
    if (past !== undefined)
      throw incomplete(`${file}: ${past.name} lies past the end of ${shard.dataPath} (${shard.nbytes} bytes)`, shard.dataPath);
  }
  checkLayers(new Set(tensors.map(({ name }) => name)), file, config);
  const rows = tensors.find(({ name }) => /embed_tokens\.(?:q_)?weight$/.test(name))?.shape[0];
  if (rows !== undefined && rows !== config.vocabulary)
    throw incomplete(`${file}: the embedding has ${rows} rows, and ${CONFIG} says vocab_size ${config.vocabulary}`, file);
  return cache.records.map(({ dataPath, nbytes, md5sum }) => ({
    name: dataPath,
    bytes: nbytes,
    md5: /^[\da-f]{32}$/.test(md5sum ?? '') ? (md5sum ?? null) : null,
  }));
}

/** Throws with the name of the first tensor that lacks. */
function checkLayers(names: ReadonlySet<string>, file: string, { architecture, layers }: ChatConfig): void {
  if (layers === null || !UNIFORM.has(architecture)) return;
  const prefix = (layer: number): string => `model.layers.${layer}.`;
  const parts = new Set([...names].flatMap((name) => /^model\.layers\.\d+\.(.+)$/.exec(name)?.[1] ?? []));
  if (parts.size === 0) return;
  for (let layer = 0; layer < layers; layer += 1)
    for (const part of parts)
      if (!names.has(prefix(layer) + part)) throw incomplete(`${file} lacks the tensor ${prefix(layer)}${part}`, file);
}

const tokenizerFile = fields({
  model: fields({ vocab: anything }),
  added_tokens: maybe(list(fields({ id: count }))),
});

/** The most tokens that a vocabulary is rounded up by: the next multiple of 1024, or a twentieth. */
const MOST_PADDING = { tokens: 1024, share: 1 / 20 };

/** Throws where a tokenizer has tokens that the weights have no row for, or so few that it must be another model's. */
export function checkTokenizer(source: string, { vocabulary }: ChatConfig): void {
  const tokenizer = read(tokenizerFile, jsonOf(source));
  const vocab = tokenizer?.model.vocab;
  if (typeof vocab !== 'object' || vocab === null) throw wrongTokenizer('tokenizer.json has no vocabulary', 0, vocabulary);
  // Unigram models list pairs, all others name each token's number.
  const numbers: readonly unknown[] = Array.isArray(vocab) ? [vocab.length - 1] : Object.values(vocab);
  let tokens = 0;
  for (const id of [...numbers, ...(tokenizer?.added_tokens ?? []).map((token) => token.id)]) {
    if (typeof id !== 'number' || !Number.isInteger(id) || id < -1)
      throw wrongTokenizer(`tokenizer.json gives a token the number ${JSON.stringify(id)}`, tokens, vocabulary);
    tokens = Math.max(tokens, id + 1);
  }
  if (tokens > vocabulary)
    throw wrongTokenizer(`tokenizer.json has ${tokens} tokens, and the weights ${vocabulary} rows`, tokens, vocabulary);
  if (vocabulary - tokens > Math.max(MOST_PADDING.tokens, vocabulary * MOST_PADDING.share))
    throw wrongTokenizer(`tokenizer.json has only ${tokens} tokens for the weights' ${vocabulary} rows`, tokens, vocabulary);
}

export function notAModel(message: string, file = CONFIG): Trouble {
  return new Trouble('not-a-model', message, { file });
}

export function incomplete(message: string, file: string, more: ErrorInfo['details'] = {}): Trouble {
  return new Trouble('model-incomplete', message, { file, ...more });
}

function wrongTokenizer(message: string, tokens: number, rows: number): Trouble {
  return new Trouble('wrong-tokenizer', message, { file: 'tokenizer.json', tokens, rows });
}
