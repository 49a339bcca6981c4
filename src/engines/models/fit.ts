import { MODEL_CATALOG } from '../webllm/catalog.ts';
import { contextFor, memoryAt } from './catalogue.ts';
import type { CatalogueModel, CatalogueVariant } from './catalogue.ts';
import { FIRST_STAGE } from './facts.ts';

/** This machine's GPU as far as a page may know it. Sizes in bytes. */
export interface Machine {
  /** True where shaders run on a processor: everything works, and takes minutes. */
  readonly software: boolean;
  /** WebGPU features that matter here. */
  readonly features: readonly string[];
  readonly maxBufferBytes: number;
  readonly maxBindingBytes: number;
  /** What an upload has shown; null: not tried. Browsers do not tell how much graphics memory there is. */
  readonly memory: MeasuredMemory | null;
}

/** What an upload has shown. */
export interface MeasuredMemory {
  /** So much was held at once. */
  readonly bytes: number;
  /** True where the GPU gave no more; false where no more was asked for. */
  readonly isAll: boolean;
}

/** What two uploads have shown together. */
export function measuredTogether(one: MeasuredMemory | null, other: MeasuredMemory): MeasuredMemory {
  if (one === null) return other;
  return { bytes: Math.max(one.bytes, other.bytes), isAll: one.bytes > other.bytes ? one.isAll : other.isAll };
}

/** What a model asks of a machine. */
export interface Demand {
  readonly id: string;
  readonly features: readonly string[];
  /** Of graphics memory, whole. */
  readonly memoryBytes: number;
  /** Its largest single buffer; null: not known. */
  readonly largestBufferBytes: number | null;
  /** Models of one kind are nearer to each other than to others. */
  readonly kind?: string;
}

/** Why a model cannot run. Sizes in bytes. */
export type Misfit =
  | { readonly code: 'no-gpu' }
  | { readonly code: 'feature'; readonly feature: string }
  /** Its largest buffer is more than WebLLM gets from this adapter. */
  | { readonly code: 'buffer'; readonly needed: number; readonly offered: number }
  /** An upload of as much failed. */
  | { readonly code: 'memory'; readonly needed: number; readonly measured: number };

/**
 * Whether a model can run. measured: as much memory was held at once. unmeasured: its limits allow it, its memory was not tried. slow: on a processor, where
 * only the smallest is of use.
 */
export type Fit = { readonly fits: 'measured' | 'unmeasured' | 'slow' } | { readonly fits: 'no'; readonly why: Misfit };

/** Of what an upload holds this much must be left over: the display, other tabs, and buffers of the moment. */
const SPARE_SHARE = 0.05;

const GIB = 1 << 30;
const MIB = 1 << 20;

/**
 * The largest buffer that a storage binding can hold. WebLLM 0.2.86 asks an adapter for one gibibyte, and for the least that WebGPU guarantees where it does
 * not offer that; what lies between is never used.
 */
export function usableBufferBytes({
  maxBufferBytes,
  maxBindingBytes,
}: Pick<Machine, 'maxBufferBytes' | 'maxBindingBytes'>): number {
  return Math.min(maxBufferBytes >= GIB ? GIB : 256 * MIB, maxBindingBytes >= GIB ? GIB : 128 * MIB);
}

/** Whether a machine (null: without WebGPU) can hold a model. */
export function fitOn(machine: Machine | null, demand: Demand): Fit {
  if (machine === null) return { fits: 'no', why: { code: 'no-gpu' } };
  const missing = demand.features.find((feature) => !machine.features.includes(feature));
  if (missing !== undefined) return { fits: 'no', why: { code: 'feature', feature: missing } };
  const offered = usableBufferBytes(machine);
  const needed = demand.largestBufferBytes ?? 0;
  if (needed > offered) return { fits: 'no', why: { code: 'buffer', needed, offered } };
  const { memory } = machine;
  const whole = memoryToHold(demand);
  if (memory !== null && memory.isAll && memory.bytes < whole)
    return { fits: 'no', why: { code: 'memory', needed: whole, measured: memory.bytes } };
  if (machine.software) return { fits: 'slow' };
  return { fits: memory !== null && memory.bytes >= whole ? 'measured' : 'unmeasured' };
}

/** What an upload must hold for a model to be sure of its place. */
export function memoryToHold({ memoryBytes }: Pick<Demand, 'memoryBytes'>): number {
  return Math.ceil(memoryBytes * (1 + SPARE_SHARE));
}

/** Whether a model can run, at whatever speed. */
export function canRun(fit: Fit): boolean {
  return fit.fits !== 'no';
}

/**
 * The model nearest to one that does not fit: of those that fit, of its own kind where there are such, the largest that takes no more memory, else the
 * smallest. Null where none fits.
 */
export function nearestFitting<One extends Demand>(machine: Machine | null, demand: Demand, others: readonly One[]): One | null {
  const fitting = others
    .filter((other) => canRun(fitOn(machine, other)))
    .toSorted((one, other) => one.memoryBytes - other.memoryBytes);
  const kin = fitting.filter(({ kind }) => kind !== undefined && kind === demand.kind);
  const near = kin.length > 0 ? kin : fitting;
  return near.findLast(({ memoryBytes }) => memoryBytes <= demand.memoryBytes) ?? near[0] ?? null;
}

/** The quantization of a model that suits a machine best, with what it asks and whether it fits. */
export interface FittedVariant {
  readonly variant: CatalogueVariant;
  readonly demand: Demand;
  readonly fit: Fit;
}

/** The first quantization that runs, which is the smaller one; the one that comes nearest to running where none does. `contextTokens`: to be loaded with. */
export function bestVariant(machine: Machine | null, model: CatalogueModel, contextTokens: number): FittedVariant {
  const fitted = model.variants.map((variant): FittedVariant => {
    const demand = { ...demandOf(variant, contextTokens), kind: model.family.id };
    return { variant, demand, fit: fitOn(machine, demand) };
  });
  // Of those that do not run, one that lacks memory says more than one that lacks a feature.
  const best = fitted.find(({ fit }) => canRun(fit)) ?? fitted.find(({ fit }) => lacksSize(fit)) ?? fitted[0];
  if (best === undefined) throw new RangeError(`${model.name} has no quantization`);
  return best;
}

function lacksSize(fit: Fit): boolean {
  return fit.fits === 'no' && (fit.why.code === 'memory' || fit.why.code === 'buffer');
}

/** What a quantization asks in a context. Where another context's memory is not known, its own context's. */
export function demandOf(variant: CatalogueVariant, contextTokens: number): Demand {
  return {
    id: variant.id,
    features: variant.features,
    memoryBytes: memoryAt(variant, contextTokens) ?? variant.memoryBytes,
    largestBufferBytes: variant.largestBufferBytes,
  };
}

/** What the built-in model asks: weights of 76 MB in 4 bits with 32-bit scales, the cache of 8,192 tokens (30 layers, 3 heads of 64), working memory. */
const EMBEDDED_MEMORY = 84e6 + 8192 * 2 * 30 * 3 * 64 * 4 + 120e6;

/** The model that comes with the page. */
export function embeddedDemand(): Demand {
  const id = MODEL_CATALOG.find((model) => !model.id.startsWith('test-'))?.id ?? '';
  return { id, features: [], memoryBytes: EMBEDDED_MEMORY, largestBufferBytes: (49_152 * 576) / 2 };
}

/** Which model is best used on a machine, and why. */
export type Recommendation =
  /** No model runs: the instant order is what there is. */
  | { readonly type: 'instant' }
  /**
   * The built-in model. processor: there is no GPU, and it runs in another engine. software: larger ones would take minutes a window. small: what fits of those with published figures hardly beats the order that it is
   * given, or falls below it; `best` names the best of them.
   */
  | { readonly type: 'embedded'; readonly id: string; readonly reason: 'processor' | 'software' }
  | {
      readonly type: 'embedded';
      readonly id: string;
      readonly reason: 'small';
      readonly best: RankedModel | null;
      /** The smallest model that is worth it, and why it does not fit. */
      readonly short: { readonly name: string; readonly why: Misfit } | null;
    }
  /** measured: of those that were shown to fit the best. unmeasured: the smallest that is worth it, if an upload shows that it fits. */
  | {
      readonly type: 'catalogue';
      readonly reason: 'measured' | 'unmeasured';
      readonly model: CatalogueModel;
      readonly fitted: FittedVariant;
      readonly best: RankedModel;
    };

/** A model's published zero-shot nDCG@10. */
export interface RankedModel {
  readonly name: string;
  readonly figure: number;
}

/** Above the first stage's figure, for a model to be worth gigabytes and minutes. Qwen3-1.7B is .006 above, Qwen3-4B .047. */
const WORTH_MARGIN = 0.02;

/**
 * One model for this machine. By published figures: a model is recommended only where it ranks clearly better than the first stage that it starts from. Of
 * several that were shown to fit, the one that ranks best; where memory was not tried, the smallest that is worth it.
 */
export function recommend(machine: Machine | null, models: readonly CatalogueModel[], contextTokens: number): Recommendation {
  const embedded = embeddedDemand();
  if (machine === null) return { type: 'embedded', id: embedded.id, reason: 'processor' };
  if (!canRun(fitOn(machine, embedded))) return { type: 'instant' };
  if (machine.software) return { type: 'embedded', id: embedded.id, reason: 'software' };
  const published = models
    .flatMap((model) => (model.published === null ? [] : [{ model, figure: model.published.thinking }]))
    .map((one) => ({ ...one, fitted: bestVariant(machine, one.model, contextFor(one.model, contextTokens)) }))
    .toSorted((one, other) => one.figure - other.figure);
  const worth = published.filter(({ figure }) => figure >= FIRST_STAGE + WORTH_MARGIN);
  const measured = worth.findLast(({ fitted }) => fitted.fit.fits === 'measured');
  const chosen = measured ?? worth.find(({ fitted }) => fitted.fit.fits === 'unmeasured');
  if (chosen !== undefined) {
    const { model, fitted, figure } = chosen;
    const reason = measured === undefined ? 'unmeasured' : 'measured';
    return { type: 'catalogue', reason, model, fitted, best: { name: model.name, figure } };
  }
  const best = published.findLast(({ fitted }) => canRun(fitted.fit));
  const [least] = worth;
  return {
    type: 'embedded',
    id: embedded.id,
    reason: 'small',
    best: best === undefined ? null : { name: best.model.name, figure: best.figure },
    short: least?.fitted.fit.fits === 'no' ? { name: least.model.name, why: least.fitted.fit.why } : null,
  };
}
