import { presetFor } from '../../core/preset/choose.ts';
import { familyOf } from '../../core/preset/families.ts';
import type { ModelFamily } from '../../core/preset/families.ts';
import type { Preset } from '../../core/preset/preset.ts';
import { conversationOf } from './chat-template.ts';
import type { ConversationSource } from './chat-template.ts';
import { GgufError } from './gguf-flaws.ts';
import type { GgufHead, GgufValue } from './gguf-head.ts';
import { tensorTypeName } from './gguf-head.ts';
import { ggufTokenizer } from './gguf-vocabulary.ts';
import type { GgufTokenizer } from './gguf-vocabulary.ts';
import type { ConversationTemplate } from '../webllm/template.ts';

/** All that is known of a GGUF file before it is loaded, and how it will be asked. */
export interface GgufOutline {
  /** As its maker names it, else the file's. */
  readonly name: string;
  /** By which its family and its prompt are found: the first of the two names that says a known one. */
  readonly knownAs: string;
  readonly architecture: string;
  /** Weights, counted. */
  readonly parameters: number;
  /** As llama.cpp names it: Q4_K_M. */
  readonly quantization: string;
  readonly bytes: number;
  /** SPDX name, where the file tells one. */
  readonly licence: string | null;
  /** Tokens that it was made for. */
  readonly trainedContext: number;
  /** Tokens that it is loaded with. */
  readonly contextTokens: number;
  /** Of the tab's memory with that context, estimated: weights, keys and values, what is computed at once. */
  readonly memoryBytes: number;
  readonly family: ModelFamily;
  readonly preset: Preset;
  readonly conversation: ConversationTemplate;
  /** Where the form of its conversations comes from. */
  readonly conversationFrom: ConversationSource;
  readonly tokenizer: GgufTokenizer;
}

/** wllama gives its module 32 bits of address: 4 GiB for everything, and one file of less than 2 GiB. */
export const MOST_FILE: number = 2 ** 31 - 1;
export const MOST_MEMORY: number = 2 ** 32 - 2 ** 16;
/** Tokens that a model is loaded with where nobody says more, and the fewest that a list can be shown in. */
const USUAL_CONTEXT = 4096;
const LEAST_CONTEXT = 512;

/**
 * Architectures that llama.cpp, as it is compiled here, builds, that answer in text, and whose memory of keys and values can go back, as the guide and the
 * reading of passages need. The names stand in its WebAssembly; a test looks there.
 */
export const ARCHITECTURES: readonly string[] = (
  'llama llama4 deci falcon grok gpt2 gptj gptneox mpt baichuan starcoder starcoder2 refact stablelm qwen qwen2 qwen2moe qwen3 qwen3moe phi2 phi3 phimoe ' +
  'plamo orion internlm2 minicpm minicpm3 gemma gemma2 gemma3 xverse command-r cohere2 dbrx olmo olmo2 olmoe openelm arctic deepseek deepseek2 chatglm glm4 ' +
  'glm4moe bitnet jais nemotron exaone exaone4 granite granitemoe chameleon smollm3 ernie4_5 ernie4_5-moe hunyuan-moe hunyuan-dense gpt-oss arcee dots1 ' +
  'bailingmoe bailingmoe2 seed_oss apertus plm codeshell bloom minimax-m2'
).split(' ');

/** `general.file_type` (llama.h, `llama_ftype`). */
const FILE_TYPES: Readonly<Record<number, string>> = Object.fromEntries(
  (
    '0 F32 1 F16 2 Q4_0 3 Q4_1 7 Q8_0 8 Q5_0 9 Q5_1 10 Q2_K 11 Q3_K_S 12 Q3_K_M 13 Q3_K_L 14 Q4_K_S 15 Q4_K_M 16 Q5_K_S 17 Q5_K_M 18 Q6_K 19 IQ2_XXS ' +
    '20 IQ2_XS 21 Q2_K_S 22 IQ3_XS 23 IQ3_XXS 24 IQ1_S 25 IQ4_NL 26 IQ3_S 27 IQ3_M 28 IQ2_S 29 IQ2_M 30 IQ4_XS 31 IQ1_M 32 BF16 36 TQ1_0 37 TQ2_0 38 MXFP4'
  )
    .split(' ')
    .flatMap((word, place, words) => (place % 2 === 0 ? [[Number(word), words[place + 1] ?? '']] : [])),
);

/**
 * What a file's head says of the model, and how it is loaded and asked: the context as far as memory goes, the conversation by its own template, the prompt by
 * its name or a general one. Throws `GgufError` for what does not run here. Nothing is loaded.
 * @param fileName for what its makers left unnamed.
 * @param wantedContext tokens; less where the model was made for less, or has no room for more.
 */
export async function outlineGguf(head: GgufHead, fileName: string, wantedContext: number = USUAL_CONTEXT): Promise<GgufOutline> {
  const { metadata } = head;
  const text = (key: string): string => textOf(metadata.get(key));
  const architecture = text('general.architecture');
  refuseParts(head, architecture);
  if (!ARCHITECTURES.includes(architecture)) throw new GgufError({ code: 'architecture', architecture });
  if (head.bytes > MOST_FILE) throw new GgufError({ code: 'too-large', needed: head.bytes, most: MOST_FILE });
  const tokenizer = ggufTokenizer(metadata);
  const number = (key: string, otherwise: number): number => numberOf(metadata.get(`${architecture}.${key}`)) ?? otherwise;
  const trainedContext = Math.max(1, number('context_length', USUAL_CONTEXT));
  const shape = {
    layers: number('block_count', 32),
    width: number('embedding_length', 4096),
    inner: number('feed_forward_length', 4 * number('embedding_length', 4096)),
    vocabulary: tokenizer.size,
    keys: keyValues(number, metadata.get(`${architecture}.attention.head_count_kv`)),
  };
  const contextTokens = contextThatFits(Math.min(wantedContext, trainedContext), head.bytes, shape);
  const template = text('tokenizer.chat_template');
  const { conversation, source } = await conversationOf(template, tokenizer);
  const given = text('general.name');
  // A name that says which model it is; packers' names of both kinds are known.
  const named = [given, fileName.replace(/\.gguf$/iu, '')].filter((one) => one !== '');
  const name = named.find((one) => familyOf({ name: one }).id !== 'plain') ?? named[0] ?? 'model';
  const prompt = conversation.roles.assistant + (conversation.role_empty_sep ?? '');
  const family = familyOf({ name, ...(template === '' ? {} : { template }), prompt });
  return {
    name: given === '' ? name : given,
    knownAs: name,
    architecture,
    parameters: head.tensors.reduce((sum, { values }) => sum + values, 0),
    quantization: FILE_TYPES[numberOf(metadata.get('general.file_type')) ?? -1] ?? commonType(head),
    bytes: head.bytes,
    licence: text('general.license') || null,
    trainedContext,
    contextTokens,
    memoryBytes: memoryAt(contextTokens, head.bytes, shape),
    family,
    preset: presetFor({ name, family }).preset,
    conversation,
    conversationFrom: source,
    tokenizer,
  };
}

/** Asks the browser for as much memory as a load would take, and gives it back. False: it does not give so much now. */
export function tabGives(bytes: number): boolean {
  try {
    const memory = new WebAssembly.Memory({ initial: Math.ceil(Math.min(bytes, MOST_MEMORY) / 65_536) });
    return memory.buffer.byteLength > 0;
  } catch {
    // What it says is that there is no room.
    return false;
  }
}

/** Throws for files of the same format that are no whole model of text. */
function refuseParts({ metadata, tensors }: GgufHead, architecture: string): void {
  const type = textOf(metadata.get('general.type'));
  if (type !== '' && type !== 'model') throw new GgufError({ code: 'part', kind: type });
  if (architecture === 'clip') throw new GgufError({ code: 'part', kind: 'mmproj' });
  const parts = numberOf(metadata.get('split.count')) ?? 1;
  if (parts > 1) throw new GgufError({ code: 'split', part: 1 + (numberOf(metadata.get('split.no')) ?? 0), parts });
  if (tensors.length === 0) throw new GgufError({ code: 'vocabulary-only' });
}

interface Shape {
  readonly layers: number;
  readonly width: number;
  readonly inner: number;
  readonly vocabulary: number;
  /** Numbers that a layer keeps of each token. */
  readonly keys: number;
}

function keyValues(number: (key: string, otherwise: number) => number, heads: GgufValue | undefined): number {
  const all = number('attention.head_count', 32);
  const size = number('embedding_length', 4096) / Math.max(1, all);
  // Some models have another number of heads in each layer.
  const kept = Array.isArray(heads) ? Math.max(...heads.map(Number)) : (numberOf(heads) ?? all);
  return kept * (number('attention.key_length', size) + number('attention.value_length', size));
}

/** Keys and values in float16; what is computed at once for 16 tokens; all logits; the module itself. */
function memoryAt(context: number, fileBytes: number, { layers, width, inner, vocabulary, keys }: Shape): number {
  const atOnce = 16 * 4 * (8 * width + 3 * inner + vocabulary);
  return Math.ceil(fileBytes + 2 * keys * layers * context + atOnce + 24 * vocabulary + (64 << 20));
}

/** The largest context up to the one wanted that memory has room for. Throws `too-large` where not even the least fits. */
function contextThatFits(wanted: number, fileBytes: number, shape: Shape): number {
  for (let context = wanted; ; context = Math.floor(context / 2)) {
    const needed = memoryAt(context, fileBytes, shape);
    if (needed <= MOST_MEMORY) return context;
    if (context / 2 < LEAST_CONTEXT) throw new GgufError({ code: 'too-large', needed, most: MOST_MEMORY });
  }
}

/** The type that most of a file's bytes have. */
function commonType({ tensors }: GgufHead): string {
  const bytes = new Map<number, number>();
  for (const { type, bytes: length } of tensors) bytes.set(type, (bytes.get(type) ?? 0) + length);
  const [most] = [...bytes].toSorted(([, one], [, other]) => other - one);
  return most === undefined ? '' : tensorTypeName(most[0]);
}

function textOf(value: GgufValue | undefined): string {
  return typeof value === 'string' ? value : '';
}

function numberOf(value: GgufValue | undefined): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
