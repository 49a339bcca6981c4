import type { StrategySpec } from '../strategy/index.ts';
import { preset as builtIn, PRESETS } from './built-in.ts';
import { familyOf } from './families.ts';
import type { ModelFamily, Sampling } from './families.ts';
import type { Preset } from './preset.ts';

/** trained: the model was trained with this prompt. thinks: the best general one for models that think. direct: for those that do not. */
export type ChoiceReason = 'trained' | 'thinks' | 'direct';

export interface PresetChoice {
  /** Its thought tags are the family's, where it is a general one. */
  readonly preset: Preset;
  readonly reason: ChoiceReason;
  readonly family: ModelFamily;
  /** As published with the prompt where it was trained with it, else as whoever made the model recommends. */
  readonly sampling: Sampling;
}

/**
 * Which prompt a model is best asked by: its own where a preset names it, else a general one by whether its family thinks.
 * @param model.name public name, also with what packers add to it (`Rank-K-32B-Q4_K_M.gguf`, `Qwen3-4B-q4f16_1-MLC`) or a path before it.
 * @param model.family absent: by the name.
 */
export function presetFor({
  name,
  family = familyOf({ name }),
}: {
  readonly name: string;
  readonly family?: ModelFamily;
}): PresetChoice {
  const own =
    PRESETS.find(({ models }) => models.some((model) => isNamed(name, model))) ?? PRESETS.find(({ id }) => id === family.preset);
  if (own !== undefined) return { preset: own, reason: 'trained', family, sampling: own.sampling };
  const thinks = family.thought !== null;
  const general = fitPreset(builtIn(thinks ? 'instruct-think' : 'instruct-direct'), family);
  const sampling = (thinks ? family.sampling.thinking : family.sampling.direct) ?? general.sampling;
  return { preset: general, reason: thinks ? 'thinks' : 'direct', family, sampling };
}

/** Whether a name, as a server or a file has it, is that of a public model. */
function isNamed(name: string, model: string): boolean {
  const last = (text: string): string => text.toLowerCase().split(/[/\\]/).at(-1) ?? '';
  const [found, wanted] = [last(name), last(model)];
  if (!found.startsWith(wanted)) return false;
  const rest = found.slice(wanted.length);
  // What packers add: a format, a number of bits. Anything else is another model.
  return /^(?:[-_.](?:gguf|mlc|awq|gptq|fp8|fp16|bf16|f16|f32|int[48]|nvfp4|mxfp4|i1|[\dw]*bit|(?:i?q)\d\w*|v\d[\w.]*))*$/.test(
    rest,
  );
}

/** A general preset with the family's thought tags, in its messages too. Prompts of trained models stay byte for byte. */
export function fitPreset(preset: Preset, family: ModelFamily | undefined): Preset {
  const own = family?.thought ?? null;
  const { thought } = preset;
  if (own === null || thought === null || preset.models.length > 0 || (thought.open === own.open && thought.close === own.close))
    return preset;
  const messages = preset.messages.map((message) => ({
    ...message,
    content: message.content.replaceAll(thought.open, own.open).replaceAll(thought.close, own.close),
  }));
  return { ...preset, messages, thought: { ...thought, ...own } };
}

/** What was made smaller than the preset says, in the order in which it was. */
export type FitCut = 'passages' | 'window' | 'thought';

export interface ContextFit {
  /** Most passages of one call. */
  readonly windowSize: number;
  readonly windowStride: number;
  /** Words kept of each passage; null: the preset's own cut. */
  readonly passageWords: number | null;
  readonly thoughtTokens: number;
  /** Upper estimate of prompt, thought and answer of the largest call. Never above the context. */
  readonly tokens: number;
  readonly cut: readonly FitCut[];
}

/** Usual for English is 1.3 tokens a word; other languages and names take more. */
const TOKENS_PER_WORD = 2;
/** Label, bucket, title mark, line ends; a turn's own marks; template and marks of the whole. */
const TOKENS_AROUND = { passage: 12, turn: 8, prompt: 64 };

/** Steps down, the least harmful first: whole passages matter less than a window that compares many, thoughts least below 256 tokens. */
const FLOORS = [
  { passageWords: 100, windowSize: Infinity, thoughtTokens: Infinity },
  { passageWords: 100, windowSize: Infinity, thoughtTokens: 1024 },
  { passageWords: 60, windowSize: 10, thoughtTokens: 768 },
  { passageWords: 40, windowSize: 5, thoughtTokens: 384 },
  { passageWords: 20, windowSize: 3, thoughtTokens: 192 },
  { passageWords: 8, windowSize: 2, thoughtTokens: 64 },
  { passageWords: 4, windowSize: 1, thoughtTokens: 0 },
] as const;

/**
 * Window, passage cut and thought budget so that the largest call fits a context: the preset's own where they do, else smaller by steps. Null where not even
 * one passage of four words fits.
 * @param input.context tokens of prompt and output together.
 * @param input.count passages of the list.
 * @param input.queryTokens of the query; it may stand in the prompt more than once. 48 unless told.
 * @param input.tokensPerWord upper estimate for the texts' language; 2 unless told.
 */
export function fitTo({
  preset,
  context,
  count,
  queryTokens = 48,
  tokensPerWord = TOKENS_PER_WORD,
}: {
  readonly preset: Preset;
  readonly context: number;
  readonly count: number;
  readonly queryTokens?: number;
  readonly tokensPerWord?: number;
}): ContextFit | null {
  const { size, stride } = windowOf(preset.strategy, count);
  const own = {
    passageWords: wordsOf(preset, tokensPerWord),
    windowSize: size,
    thoughtTokens: preset.thought?.tokens ?? 0,
  };
  const once = preset.messages.filter(({ each }) => each !== true);
  const each = preset.messages.filter((message) => message.each === true);
  const texts = once.map(({ content }) => content).join(' ') + preset.prefill;
  // A turn of its own for each passage (RankGPT's and Rearank's form), with what the conversation puts around a turn.
  const eachPassage =
    TOKENS_AROUND.passage +
    Math.ceil((each.reduce((sum, { content }) => sum + content.length, 0) + preset.passage.length) / 2) +
    each.length * TOKENS_AROUND.turn;
  const queries = texts.split('{query}').length - 1;
  // A token for two characters of the prompt's own words: more than any vocabulary takes.
  const around = Math.ceil(texts.length / 2) + queries * queryTokens + TOKENS_AROUND.prompt;
  const answer = (passages: number): number =>
    preset.answer.open.length +
    preset.answer.close.length +
    (preset.thought === null ? 0 : preset.thought.open.length + preset.thought.close.length) +
    passages * 20;
  const tokensOf = (fit: typeof own): number =>
    around +
    fit.windowSize * (Math.ceil(fit.passageWords * tokensPerWord) + eachPassage) +
    fit.thoughtTokens +
    answer(fit.windowSize);

  let fit = own;
  for (const floor of [null, ...FLOORS]) {
    if (floor !== null) fit = lowered(fit, floor, (tried) => tokensOf(tried) <= context);
    const tokens = tokensOf(fit);
    if (tokens > context) continue;
    const cut: FitCut[] = [];
    if (fit.passageWords < own.passageWords) cut.push('passages');
    if (fit.windowSize < own.windowSize) cut.push('window');
    if (fit.thoughtTokens < own.thoughtTokens) cut.push('thought');
    return {
      windowSize: fit.windowSize,
      windowStride: Math.max(1, Math.min(stride, Math.ceil(fit.windowSize / 2))),
      passageWords: fit.passageWords < own.passageWords ? fit.passageWords : null,
      thoughtTokens: fit.thoughtTokens,
      tokens,
      cut,
    };
  }
  return null;
}

/** Each figure down to the floor, one after another, and no further than is needed. */
function lowered<Fit extends { passageWords: number; windowSize: number; thoughtTokens: number }>(
  from: Fit,
  floor: { readonly passageWords: number; readonly windowSize: number; readonly thoughtTokens: number },
  fits: (fit: Fit) => boolean,
): Fit {
  let fit = from;
  for (const name of ['passageWords', 'thoughtTokens', 'windowSize'] as const) {
    const least = Math.min(fit[name], floor[name]);
    if (fits(fit)) return fit;
    let [low, high] = [least, fit[name]];
    // The greatest that fits; the floor where none does.
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (fits({ ...fit, [name]: middle })) low = middle;
      else high = middle - 1;
    }
    fit = { ...fit, [name]: low };
  }
  return fit;
}

function windowOf(strategy: StrategySpec, count: number): { readonly size: number; readonly stride: number } {
  const own = strategy as { readonly size?: number; readonly stride?: number };
  const size = Math.max(1, Math.min(own.size ?? (strategy.type === 'pointwise' ? 1 : count), count));
  return { size, stride: Math.max(1, own.stride ?? size) };
}

function wordsOf({ cut }: Preset, tokensPerWord: number): number {
  switch (cut.unit) {
    case 'words':
      return cut.most;
    case 'characters':
      // One-letter words with a blank are the most there can be.
      return Math.ceil(cut.most / 2);
    case 'tokens':
      return Math.ceil(cut.most / tokensPerWord);
  }
}
