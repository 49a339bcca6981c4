import { fitTo, presetFor } from '../../core/preset/choose.ts';
import type { ChoiceReason, ContextFit } from '../../core/preset/choose.ts';
import type { ModelFamily } from '../../core/preset/families.ts';
import type { Preset } from '../../core/preset/preset.ts';
import { oncePer } from '../../core/once.ts';
import { factsOf, publishedFigure } from './facts.ts';
import type { Licence, ModelShape, PublishedFigure } from './facts.ts';
import type { KnownModel } from './plan.ts';
import { PREBUILT } from './prebuilt.ts';
import type { PrebuiltRecord } from './prebuilt.ts';

/** The quantizations that are offered: 4 bits a weight, reckoned with 16 or 32 bits. The second runs on any GPU. */
export type Quantization = 'q4f16_1' | 'q4f32_1';

/** Why a record of WebLLM's list is not offered for ranking. */
export type Unsuited =
  | 'embedding'
  | 'vision'
  | 'code'
  | 'mathematics'
  | 'base'
  | 'one-language'
  | 'short-context'
  | 'quantization'
  | 'superseded';

/** One quantization of a model. Sizes in bytes. */
export interface CatalogueVariant {
  /** WebLLM's name for it; it is stored under this name. */
  readonly id: string;
  readonly quantization: Quantization;
  /** Address of the hub's folder. */
  readonly repository: string;
  /** Address of the compiled library. */
  readonly library: string;
  /** WebGPU features that it cannot run without. */
  readonly features: readonly string[];
  /** About; null where the model's size is not known. */
  readonly downloadBytes: number | null;
  /** Graphics memory at `contextTokens`: as WebLLM states it, or weights and cache alone where that is more. */
  readonly memoryBytes: number;
  /** The context that WebLLM's record sets. */
  readonly contextTokens: number;
  /** Memory that each token of the context takes; null where the shape is not known. */
  readonly bytesPerToken: number | null;
  /** The largest single buffer; null where the shape is not known. */
  readonly largestBufferBytes: number | null;
}

/** One model of WebLLM's list that suits a reranker. */
export interface CatalogueModel {
  /** The public name, as Qwen3-4B. */
  readonly name: string;
  readonly family: ModelFamily;
  readonly preset: Preset;
  readonly presetReason: ChoiceReason;
  /** Null: not known here; the hub's page says. */
  readonly licence: Licence | null;
  readonly parameters: number | null;
  /** Null: nobody published one that we know of. */
  readonly published: PublishedFigure | null;
  /** In the order of `Quantization`; never empty. */
  readonly variants: readonly CatalogueVariant[];
}

/** Tokens below which a prompt with ten passages of forty words and a thought has no room. */
const LEAST_CONTEXT = 4096;

/** Bytes of a weight: half a byte, and a 16-bit scale for each 32 of them. Files of both quantizations hold scales in 16 bits. */
const FILE_BYTES_PER_WEIGHT = 0.5 + 2 / 32;
/** On the GPU, scales of the second quantization have 32 bits. */
const GPU_BYTES_PER_WEIGHT_32 = 0.5 + 4 / 32;
/** Tokenizer and library, about. */
const FILE_BYTES_AROUND = 16e6;

/** Newer models of the same makers and sizes are on the list. */
const SUPERSEDED =
  /^(?:Llama-2-|Llama-3-|Hermes-2-|OpenHermes-|NeuralHermes-|Mistral-7B-Instruct-v0\.2|Qwen2-|Phi-3-|phi-|gemma-2b-|stablelm-|RedPajama-|TinyLlama-)/;

/** Why a record is not offered; null: it is. */
export function unsuited({ model_id: id, model_type: type = 0, overrides }: PrebuiltRecord): Unsuited | null {
  if (type === 1) return 'embedding';
  if (type === 2 || /vision/i.test(id)) return 'vision';
  if (/coder/i.test(id)) return 'code';
  if (/math/i.test(id)) return 'mathematics';
  if (/-base-/i.test(id)) return 'base';
  if (/-jpn-/i.test(id)) return 'one-language';
  if (quantizationOf(id) === null) return 'quantization';
  if (SUPERSEDED.test(id)) return 'superseded';
  return (overrides?.context_window_size ?? 0) < LEAST_CONTEXT ? 'short-context' : null;
}

/** The models that are offered, the smallest first; each has at least one quantization. */
export function readCatalogue(records: readonly PrebuiltRecord[]): readonly CatalogueModel[] {
  const byName = new Map<string, CatalogueVariant[]>();
  for (const record of records) {
    const quantization = quantizationOf(record.model_id);
    if (quantization === null || unsuited(record) !== null) continue;
    const name = nameOf(record.model_id);
    byName.set(name, [...(byName.get(name) ?? []), variantOf(record, name, quantization)]);
  }
  const models = [...byName].map(([name, variants]): CatalogueModel => {
    const { preset, reason, family } = presetFor({ name });
    const facts = factsOf(name);
    return {
      name,
      family,
      preset,
      presetReason: reason,
      licence: facts?.licence ?? null,
      parameters: facts?.parameters ?? null,
      published: publishedFigure(name),
      variants: variants.toSorted((one, other) => one.quantization.localeCompare(other.quantization)),
    };
  });
  return models.toSorted((one, other) => sizeOf(one) - sizeOf(other) || one.name.localeCompare(other.name));
}

/** The installed package's list, read. The list is the same for as long as the page lives. */
export function catalogue(): readonly CatalogueModel[] {
  return readOnce(PREBUILT);
}

const readOnce = oncePer(readCatalogue);

/**
 * Graphics memory at another context than the record's: its own figure, and the cache of keys and values for as many tokens more or fewer. Null where the
 * shape is not known and the context is another.
 */
export function memoryAt(variant: CatalogueVariant, contextTokens: number): number | null {
  const more = contextTokens - variant.contextTokens;
  if (more === 0) return variant.memoryBytes;
  return variant.bytesPerToken === null ? null : variant.memoryBytes + more * variant.bytesPerToken;
}

/** Contexts that a model can be loaded with here: up to what it was made for, where its memory can be told. Never empty. */
export function contextsOf({ family, variants }: CatalogueModel): readonly number[] {
  const known = variants.every(({ bytesPerToken }) => bytesPerToken !== null);
  const own = variants[0]?.contextTokens ?? LEAST_CONTEXT;
  return known ? CONTEXTS.filter((tokens) => tokens === own || tokens <= family.contextTokens) : [own];
}

/** The context that a model is loaded with where so many tokens are wanted: no more than it can be. */
export function contextFor(model: CatalogueModel, wanted: number): number {
  const contexts = contextsOf(model);
  return Math.max(...contexts.filter((tokens) => tokens <= wanted), contexts[0] ?? LEAST_CONTEXT);
}

/** Offered contexts, in tokens. */
const CONTEXTS: readonly number[] = [4096, 8192, 16_384];

/** Windows, passage cut and thought budget that the model's preset gets in a context. `count`: passages of the list. */
export function windowsAt(
  model: Pick<CatalogueModel, 'preset'>,
  contextTokens: number,
  count: number = TYPICAL_LIST,
): ContextFit | null {
  return fitTo({ preset: model.preset, context: contextTokens, count });
}

/** As long as the lists that the published figures are of slide over: a window of twenty. */
const TYPICAL_LIST = 20;

function quantizationOf(id: string): Quantization | null {
  const found = /-(q4f(?:16|32)_1)-MLC$/.exec(id)?.[1];
  return found === 'q4f16_1' || found === 'q4f32_1' ? found : null;
}

function nameOf(id: string): string {
  return id.replace(/-q4f(?:16|32)_1-MLC$/, '');
}

function sizeOf({ parameters, variants }: CatalogueModel): number {
  return parameters ?? (variants[0]?.memoryBytes ?? 0) / FILE_BYTES_PER_WEIGHT;
}

function variantOf(record: PrebuiltRecord, name: string, quantization: Quantization): CatalogueVariant {
  const facts = factsOf(name);
  const half = quantization === 'q4f16_1';
  const contextTokens = record.overrides?.context_window_size ?? LEAST_CONTEXT;
  const perToken = facts === null ? null : bytesPerToken(facts.shape, half ? 2 : 4);
  // For some models WebLLM states less than the weights and the cache take.
  const least =
    (facts?.parameters ?? 0) * (half ? FILE_BYTES_PER_WEIGHT : GPU_BYTES_PER_WEIGHT_32) + contextTokens * (perToken ?? 0);
  return {
    id: record.model_id,
    quantization,
    repository: record.model,
    library: record.model_lib,
    // The records of Qwen3, Qwen3.5 and others name no features, though all code for 16 bits needs them.
    features: [...new Set([...(half ? ['shader-f16'] : []), ...(record.required_features ?? [])])],
    downloadBytes: facts === null ? null : Math.round(facts.parameters * FILE_BYTES_PER_WEIGHT + FILE_BYTES_AROUND),
    memoryBytes: Math.max((record.vram_required_MB ?? 0) * 1e6, least),
    contextTokens,
    bytesPerToken: perToken,
    largestBufferBytes:
      record.buffer_size_required_bytes ?? (facts === null ? null : (facts.shape.vocabulary * facts.shape.hidden) / 2),
  };
}

/** A key and a value for each token, head and layer. */
function bytesPerToken({ cachedLayers, keyValueHeads, headDim }: ModelShape, bytes: number): number | null {
  return cachedLayers === null ? null : 2 * cachedLayers * keyValueHeads * headDim * bytes;
}

/** What the catalogue knows of a model at an address: what an installation is told of it. Null: the address is no model's of the list. */
export function knownAt(models: readonly CatalogueModel[], url: string, contextTokens?: number): KnownModel | null {
  const asked = repositoryOf(url);
  for (const model of models)
    for (const variant of model.variants)
      if (repositoryOf(variant.repository) === asked) return knownOf(model, variant, contextTokens);
  return null;
}

/** What an installation is told of a quantization. */
export function knownOf(
  model: CatalogueModel,
  variant: CatalogueVariant,
  contextTokens: number = variant.contextTokens,
): KnownModel {
  const { name, licence } = model;
  return {
    id: variant.id,
    title: name,
    name,
    libraries: [{ url: variant.library, needs: variant.features }],
    contextTokens: contextFor(model, contextTokens),
    ...(licence === null ? {} : { licence: licence.name }),
  };
}

/** An address as it is compared: without what hubs and people put behind a repository's name. */
function repositoryOf(url: string): string {
  return url
    .trim()
    .replace(/^https?:\/\//, '')
    .replace(/[?#].*$/, '')
    .replace(/\/(?:tree|resolve|blob)\/.*$/, '')
    .replace(/\/+$/, '')
    .toLowerCase();
}
