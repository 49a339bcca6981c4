import { fuseReading, orderWhileReading } from '../fusion/reading.ts';
import type { FusedReading } from '../fusion/reading.ts';
import type { RunEventBody, RunSettings } from '../log/event.ts';
import { aloneInPrompt, placedPassages } from '../preset/passage-places.ts';
import type { PlacedPassages } from '../preset/passage-places.ts';
import type { Preset } from '../preset/preset.ts';
import { readingOf } from '../preset/preset.ts';
import type { PresetPrompt } from '../preset/prompt.ts';
import { reorderPlaces } from '../ranking.ts';
import type { DocId } from '../request.ts';
import type { PassageChunk, RunSignal, TextModel } from './text-model.ts';

/** How a run reads the passages of its calls for a score of each; null: it does not. */
export function readsFor(
  preset: Pick<Preset, 'reading'>,
  { settings, model }: { readonly settings: Pick<RunSettings, 'reading'>; readonly model: Pick<TextModel, 'readPassages'> },
): 'list' | 'apart' | null {
  return wantsReading(preset, settings) && model.readPassages !== undefined && settings.reading !== 'off'
    ? settings.reading
    : null;
}

/** Whether prompt and settings ask for reading scores, whatever the model can. */
export function wantsReading(preset: Pick<Preset, 'reading'>, { reading }: Pick<RunSettings, 'reading'>): boolean {
  return reading !== 'off' && readingOf(preset) !== null;
}

/** A call whose passages are to be read. */
interface ReadCall {
  readonly index: number;
  readonly reads: 'list' | 'apart';
  readonly preset: Preset;
  readonly prompt: PresetPrompt;
  readonly take: number;
  readonly settings: Pick<RunSettings, 'readingWeight'>;
  readonly model: TextModel;
  readonly cancel: RunSignal;
  /** The call's passages in the order shown, and the whole list before the call. */
  readonly shown: readonly DocId[];
  readonly ranking: readonly DocId[];
  /** First-stage scores of the passages shown. */
  readonly instant: readonly number[];
}

/** What the reading came to. Cancelled, the run ends; left out, it goes on without. */
export type ReadingEnd =
  | { readonly type: 'cancelled' }
  | { readonly type: 'left-out' }
  | { readonly type: 'read'; readonly fused: FusedReading; readonly cost: ReadingCost };

export interface ReadingCost {
  /** Tokens read for the scores, each once: the query and what stands before the passages, and the passages. */
  readonly promptTokens: number;
  /** 0 where nobody measured it. */
  readonly prefillTokensPerSecond: number;
}

/**
 * Reads a call's passages in the order shown and tells each as soon as it has been read, with the order that the scores so far give; at the end what the
 * whole order is made of. In one go (`list`), or each alone behind the query (`apart`), where no passage knows another and no order sways a score.
 */
export async function* readForScores(call: ReadCall): AsyncGenerator<RunEventBody, ReadingEnd, undefined> {
  const { index, reads, preset, settings, cancel, shown, ranking, instant } = call;
  const weight = settings.readingWeight;
  const scores: number[] = [];
  const cost = createCost();
  for (const placed of promptsOf(call)) {
    for await (const chunk of chunksOf(call, placed)) {
      if (chunk.type === 'left-out') {
        yield { type: 'reading-left-out', window: index, reason: chunk.reason };
        return { type: 'left-out' };
      }
      cost.add(chunk);
      if (chunk.type === 'end') continue;
      const { score, tokens } = chunk;
      // What is not comparable orders nothing, and JSON knows no NaN.
      if (!Number.isFinite(score)) throw new Error(`the model read a score that is no number (passage ${scores.length + 1})`);
      yield { type: 'passage-read', window: index, position: scores.length, score, tokens, from: reads };
      scores.push(score);
      const order = orderWhileReading({ instant, reading: scores, weight });
      yield { type: 'order-update', window: index, ranking: reorderPlaces({ ranking, shown, order }), from: 'passages' };
      if (cancel.aborted) return { type: 'cancelled' };
    }
    if (cancel.aborted) return { type: 'cancelled' };
  }
  if (scores.length !== shown.length)
    throw new Error(`the model read ${scores.length} of ${shown.length} passages of ${preset.id}`);
  const fused = fuseReading({ instant, reading: scores, weight });
  yield { type: 'reading-fused', window: index, ...fused };
  return { type: 'read', fused, cost: cost.sum() };
}

/** The prompts to be read: the call's own, or one for each passage. */
function promptsOf({ reads, preset, prompt, take }: ReadCall): readonly PlacedPassages[] {
  const placed =
    reads === 'list'
      ? [placedPassages(prompt, preset)]
      : prompt.passages.map((_, place) => aloneInPrompt(prompt, place, { preset, take }));
  return placed.map((one) => {
    // A preset that would not have them is told when it is read (`checkPreset`).
    if (one === null) throw new Error(`the prompt ${preset.id} has no places where its passages end`);
    return one;
  });
}

function chunksOf({ model, preset, cancel }: ReadCall, placed: PlacedPassages): AsyncIterable<PassageChunk> {
  const reading = readingOf(preset);
  if (reading === null || model.readPassages === undefined) throw new Error('nothing can be read passage by passage');
  return model.readPassages({
    ...placed,
    ...(preset.completion ? { completion: true } : {}),
    tokens: reading.tokens,
    cancel,
  });
}

/** Sums up what was read. What stands before the passages is held from one prompt to the next, and counts once. */
function createCost(): { add(chunk: PassageChunk): void; sum(): ReadingCost } {
  let passageTokens = 0;
  let before: number | null = null;
  let passagesHere = 0;
  let computed = 0;
  let seconds = 0;
  return {
    add(chunk) {
      if (chunk.type === 'passage') {
        passageTokens += chunk.tokens;
        passagesHere += chunk.tokens;
      }
      if (chunk.type !== 'end') return;
      before ??= chunk.promptTokens - passagesHere;
      passagesHere = 0;
      if (chunk.prefillTokensPerSecond <= 0) return;
      computed += chunk.computedTokens;
      seconds += chunk.computedTokens / chunk.prefillTokensPerSecond;
    },
    sum: () => ({
      promptTokens: (before ?? 0) + passageTokens,
      prefillTokensPerSecond: seconds > 0 ? computed / seconds : 0,
    }),
  };
}
