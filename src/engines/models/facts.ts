/**
 * What the makers of a model publish of it and WebLLM's list does not: under what terms, how large, of what shape. By the public name, which is the list's
 * without quantization. A name that is not here is still listed, with what the list alone says.
 */

/** A licence, or the name of own terms. */
export interface Licence {
  /** As the hub writes it, or the title of the terms. */
  readonly name: string;
  /** open: an open-source licence. terms: own conditions, to be read before use. research: not for commercial use. */
  readonly use: 'open' | 'terms' | 'research';
}

/** What decides memory: the cache of keys and values grows with the context, the token embedding is the largest single buffer. */
export interface ModelShape {
  /** Layers that keep keys and values of every token; fewer than there are in models that mix in linear attention. Null: not known. */
  readonly cachedLayers: number | null;
  readonly keyValueHeads: number;
  readonly headDim: number;
  readonly vocabulary: number;
  readonly hidden: number;
}

export interface ModelFacts {
  readonly licence: Licence;
  /** Of the language model, without vision. */
  readonly parameters: number;
  readonly shape: ModelShape;
}

const APACHE: Licence = { name: 'Apache-2.0', use: 'open' };
const MIT: Licence = { name: 'MIT', use: 'open' };
const LLAMA_32: Licence = { name: 'Llama 3.2 Community License', use: 'terms' };
const LLAMA_31: Licence = { name: 'Llama 3.1 Community License', use: 'terms' };
const GEMMA: Licence = { name: 'Gemma Terms of Use', use: 'terms' };
const QWEN_RESEARCH: Licence = { name: 'Qwen Research License', use: 'research' };

const MILLION = 1e6;

// prettier-ignore
type Row = readonly [licence: Licence, millions: number, cachedLayers: number | null, keyValueHeads: number, headDim: number, vocabulary: number, hidden: number];

/** From each model's card and config.json. In Qwen3.5 every fourth layer attends, the others keep a state of fixed size. */
const ROWS: Readonly<Record<string, Row>> = {
  'Qwen3-0.6B': [APACHE, 596, 28, 8, 128, 151_936, 1024],
  'Qwen3-1.7B': [APACHE, 1721, 28, 8, 128, 151_936, 2048],
  'Qwen3-4B': [APACHE, 4022, 36, 8, 128, 151_936, 2560],
  'Qwen3-8B': [APACHE, 8191, 36, 8, 128, 151_936, 4096],
  'Qwen3.5-0.8B': [APACHE, 752, 6, 2, 256, 248_320, 1024],
  'Qwen3.5-2B': [APACHE, 1882, 6, 2, 256, 248_320, 2048],
  'Qwen3.5-4B': [APACHE, 4206, 8, 4, 256, 248_320, 2560],
  'Qwen3.5-9B': [APACHE, 8954, 8, 4, 256, 248_320, 4096],
  'Qwen2.5-0.5B-Instruct': [APACHE, 494, 24, 2, 64, 151_936, 896],
  'Qwen2.5-1.5B-Instruct': [APACHE, 1544, 28, 2, 128, 151_936, 1536],
  'Qwen2.5-3B-Instruct': [QWEN_RESEARCH, 3086, 36, 2, 128, 151_936, 2048],
  'Qwen2.5-7B-Instruct': [APACHE, 7616, 28, 4, 128, 152_064, 3584],
  'DeepSeek-R1-Distill-Qwen-7B': [MIT, 7616, 28, 4, 128, 152_064, 3584],
  // MIT by its makers, on Meta's weights: Meta's terms hold too.
  'DeepSeek-R1-Distill-Llama-8B': [LLAMA_31, 8030, 32, 8, 128, 128_256, 4096],
  'SmolLM2-360M-Instruct': [APACHE, 362, 32, 5, 64, 49_152, 960],
  'SmolLM2-1.7B-Instruct': [APACHE, 1711, 24, 32, 64, 49_152, 2048],
  'Llama-3.2-1B-Instruct': [LLAMA_32, 1236, 16, 8, 64, 128_256, 2048],
  'Llama-3.2-3B-Instruct': [LLAMA_32, 3213, 28, 8, 128, 128_256, 3072],
  'Llama-3.1-8B-Instruct': [LLAMA_31, 8030, 32, 8, 128, 128_256, 4096],
  'Hermes-3-Llama-3.2-3B': [LLAMA_32, 3213, 28, 8, 128, 128_256, 3072],
  'Hermes-3-Llama-3.1-8B': [LLAMA_31, 8030, 32, 8, 128, 128_256, 4096],
  'Ministral-3-3B-Reasoning-2512': [APACHE, 3430, 26, 8, 128, 131_072, 3072],
  'Ministral-3-3B-Instruct-2512-BF16': [APACHE, 3430, 26, 8, 128, 131_072, 3072],
  'Mistral-7B-Instruct-v0.3': [APACHE, 7248, 32, 8, 128, 32_768, 4096],
  'Phi-3.5-mini-instruct': [MIT, 3821, 32, 32, 96, 32_064, 3072],
  'Phi-4-mini-instruct': [MIT, 3836, 32, 8, 128, 200_064, 3072],
  'gemma3-1b-it': [GEMMA, 1000, 26, 1, 256, 262_144, 1152],
  'gemma-2-2b-it': [GEMMA, 2614, 26, 4, 256, 256_000, 2304],
  'gemma-2-9b-it': [GEMMA, 9242, 42, 8, 256, 256_000, 3584],
  'gemma-4-E2B-it': [APACHE, 5100, null, 1, 256, 262_144, 1536],
  'OLMo-2-0425-1B-Instruct': [APACHE, 1485, 16, 16, 128, 100_352, 2048],
  'OLMo-2-1124-7B-Instruct': [APACHE, 7299, 32, 32, 128, 100_352, 4096],
};

/** What is known of a model by its public name; null: nothing. */
export function factsOf(name: string): ModelFacts | null {
  if (!Object.hasOwn(ROWS, name)) return null;
  const row = ROWS[name];
  if (row === undefined) return null;
  const [licence, millions, cachedLayers, keyValueHeads, headDim, vocabulary, hidden] = row;
  return {
    licence,
    parameters: millions * MILLION,
    shape: { cachedLayers, keyValueHeads, headDim, vocabulary, hidden },
  };
}

/** How well a model ranks without having been trained for it, nDCG@10. */
export interface PublishedFigure {
  readonly thinking: number;
  readonly direct: number;
}

/**
 * Zero-shot listwise ranking of SPLADE++ ED's first hundred, mean of TREC Deep Learning 2019 to 2023: the model card of castorini/first_qwen3_0.6b. The
 * first stage alone has `FIRST_STAGE`.
 */
const PUBLISHED: Readonly<Record<string, PublishedFigure>> = {
  'Qwen3-0.6B': { thinking: 0.633, direct: 0.5088 },
  'Qwen3-1.7B': { thinking: 0.6412, direct: 0.5836 },
  'Qwen3-4B': { thinking: 0.6827, direct: 0.6791 },
  'Qwen3-8B': { thinking: 0.7034, direct: 0.6975 },
};

/** nDCG@10 of the order that those models were given. */
export const FIRST_STAGE = 0.6356;

/** A model's published figure; null: none is known. */
export function publishedFigure(name: string): PublishedFigure | null {
  return (Object.hasOwn(PUBLISHED, name) ? PUBLISHED[name] : undefined) ?? null;
}
