import { SHIPPED_PRESET } from './shipped.ts';

/** What a thought stands between. */
export interface ThoughtTags {
  readonly open: string;
  readonly close: string;
}

/**
 * How a model that thinks by default is told not to. `writes`: what its conversation template then begins the assistant's turn with, for engines that
 * run no such template; absent where that is not known.
 */
export type ThoughtSwitch =
  /** A variable of the conversation template: vLLM's and llama.cpp's `chat_template_kwargs`. */
  | { readonly by: 'template'; readonly name: string; readonly writes?: string }
  /** A text at the end of the system message. */
  | { readonly by: 'system'; readonly text: string; readonly writes?: string };

/** Recommended by whoever made the model; topK 0: all. */
export interface Sampling {
  readonly temperature: number;
  readonly topP: number;
  readonly topK: number;
}

export type FamilyId =
  | 'glassrank'
  | 'qwen3'
  | 'qwen3-thinking'
  | 'qwen3-instruct'
  | 'qwen3.5'
  | 'qwq'
  | 'qwen2.5'
  | 'deepseek-r1'
  | 'smollm3'
  | 'smollm2'
  | 'mistral-reasoning'
  | 'mistral'
  | 'gpt-oss'
  | 'llama-3'
  | 'thinking'
  | 'plain';

/** Models that are written to and read in the same way. */
export interface ModelFamily {
  readonly id: FamilyId;
  /** Null: it does not think of itself. A prompt may still make it. */
  readonly thought: ThoughtTags | null;
  /** True where the conversation template itself ends in the opening tag, so output begins inside the thought. */
  readonly opensThought: boolean;
  /** Null where it cannot be told, or never thinks. */
  readonly silence: ThoughtSwitch | null;
  /** Id of the preset that all models of the family were trained with; absent: each has its own, or none. */
  readonly preset?: string;
  /** Texts that end its turn, as its tokenizer spells them. */
  readonly stops: readonly string[];
  /** Tokens it was made for, without stretching. A server or a library may allow fewer. */
  readonly contextTokens: number;
  /** `thinking` is null where it does not think, `direct` where it does nothing else. */
  readonly sampling: { readonly thinking: Sampling | null; readonly direct: Sampling | null };
}

/** By far the most common tags: what a prompt gets that asks any model to think. */
export const THINK_TAGS: ThoughtTags = { open: '<think>', close: '</think>' };

const CHAT_ML = ['<|im_end|>'] as const;
/** tokenizer_config.json of Qwen3 and Qwen3.5: what `enable_thinking=False` puts behind `<|im_start|>assistant\n`. */
const QWEN_SWITCH: ThoughtSwitch = { by: 'template', name: 'enable_thinking', writes: '<think>\n\n</think>\n\n' };
/** Qwen3's model cards: greedy decoding makes thoughts that never end. */
const QWEN3_THINKS: Sampling = { temperature: 0.6, topP: 0.95, topK: 20 };
const QWEN3_DIRECT: Sampling = { temperature: 0.7, topP: 0.8, topK: 20 };
const GREEDY: Sampling = { temperature: 0, topP: 1, topK: 0 };

interface FamilyRow extends ModelFamily {
  /** Public names, in lower case, without regard to what stands before them. */
  readonly names: RegExp | null;
}

/** One row a family. Rows are tried from the top, so the special stands before the general. Where a fact comes from is said above each row. */
const ROWS: readonly FamilyRow[] = [
  // Ours: public/models/glassrank-135m-q4f32_1/mlc-chat-config.json.
  {
    id: 'glassrank',
    names: /glassrank/,
    preset: SHIPPED_PRESET,
    thought: THINK_TAGS,
    opensThought: true,
    silence: null,
    stops: CHAT_ML,
    contextTokens: 8192,
    sampling: { thinking: GREEDY, direct: GREEDY },
  },
  // Model cards of QwQ-32B (its template opens the thought; T 0.6, top-p 0.95, top-k 20–40; 131,072 tokens). Rank-K-32B was trained from it
  // (arXiv 2505.14432) and keeps its template.
  {
    id: 'qwq',
    names: /qwq|rank-?k(?:-32b)?\b/,
    thought: THINK_TAGS,
    opensThought: true,
    silence: null,
    stops: CHAT_ML,
    contextTokens: 131_072,
    sampling: { thinking: { temperature: 0.6, topP: 0.95, topK: 20 }, direct: null },
  },
  // Model cards of DeepSeek-R1-Distill-*: T 0.6, top-p 0.95, 131,072 tokens; since February 2025 the template ends in `<think>\n`.
  {
    id: 'deepseek-r1',
    names: /deepseek-r1|r1-distill|r1-0528/,
    thought: THINK_TAGS,
    opensThought: true,
    silence: null,
    stops: ['<｜end▁of▁sentence｜>'],
    contextTokens: 131_072,
    sampling: { thinking: { temperature: 0.6, topP: 0.95, topK: 0 }, direct: null },
  },
  // Model cards of Qwen3-*-Thinking-2507: only thinks, the template opens the thought, 262,144 tokens.
  {
    id: 'qwen3-thinking',
    names: /qwen3-[\w.-]*thinking/,
    thought: THINK_TAGS,
    opensThought: true,
    silence: null,
    stops: CHAT_ML,
    contextTokens: 262_144,
    sampling: { thinking: QWEN3_THINKS, direct: null },
  },
  // Model cards of Qwen3-*-Instruct-2507: never thinks, 262,144 tokens.
  {
    id: 'qwen3-instruct',
    names: /qwen3-[\w.-]*instruct/,
    thought: null,
    opensThought: false,
    silence: null,
    stops: CHAT_ML,
    contextTokens: 262_144,
    sampling: { thinking: null, direct: QWEN3_DIRECT },
  },
  // Qwen3.5-0.8B and larger: 262,144 tokens, `enable_thinking`; small ones do not think unless told (a host's page on Qwen3.5-0.8B), so here
  // the rendered template decides where it can be had.
  {
    id: 'qwen3.5',
    names: /qwen-?3\.[5-9]/,
    thought: THINK_TAGS,
    opensThought: false,
    silence: QWEN_SWITCH,
    stops: CHAT_ML,
    contextTokens: 262_144,
    sampling: { thinking: QWEN3_THINKS, direct: QWEN3_DIRECT },
  },
  // Model cards of Qwen3 (0.6B to 32B, hybrid): `enable_thinking`, 32,768 tokens. TFRank, FirstQwen3 and ReasonRank-8B were trained from it.
  {
    id: 'qwen3',
    names: /qwen3|tfrank|reasonrank-8b/,
    thought: THINK_TAGS,
    opensThought: false,
    silence: QWEN_SWITCH,
    stops: CHAT_ML,
    contextTokens: 32_768,
    sampling: { thinking: QWEN3_THINKS, direct: QWEN3_DIRECT },
  },
  // Model cards of Qwen2.5-*-Instruct: 32,768 tokens, T 0.7, top-p 0.8, top-k 20 (generation_config.json). ReasonRank-7B and -32B, Rearank,
  // Rank1, Rank-R1 and GroupRank were trained from it: that they think is their prompt's doing.
  {
    id: 'qwen2.5',
    names: /qwen-?2(?:\.5)?|reasonrank|rearank|rank1|rank-r1|grouprank/,
    thought: null,
    opensThought: false,
    silence: null,
    stops: CHAT_ML,
    contextTokens: 32_768,
    sampling: { thinking: null, direct: { temperature: 0.7, topP: 0.8, topK: 20 } },
  },
  // Model card of SmolLM3-3B: `enable_thinking`, or `/no_think` in the system message, whereupon chat_template.jinja writes an empty thought;
  // T 0.6, top-p 0.95; 65,536 tokens.
  {
    id: 'smollm3',
    names: /smollm-?3/,
    thought: THINK_TAGS,
    opensThought: false,
    silence: { by: 'system', text: '/no_think', writes: '<think>\n\n</think>\n' },
    stops: CHAT_ML,
    contextTokens: 65_536,
    sampling: {
      thinking: { temperature: 0.6, topP: 0.95, topK: 0 },
      direct: { temperature: 0.6, topP: 0.95, topK: 0 },
    },
  },
  // Model cards of SmolLM2-*-Instruct: T 0.2, top-p 0.9, 8,192 tokens.
  {
    id: 'smollm2',
    names: /smollm-?2/,
    thought: null,
    opensThought: false,
    silence: null,
    stops: CHAT_ML,
    contextTokens: 8192,
    sampling: { thinking: null, direct: { temperature: 0.2, topP: 0.9, topK: 0 } },
  },
  // Magistral-Small (T 0.7, top-p 0.95) and Ministral-3-*-Reasoning-2512 (256k tokens): thoughts between [THINK] and [/THINK], asked for by
  // the template's own system prompt.
  {
    id: 'mistral-reasoning',
    names: /magistral|ministral[\w.-]*reasoning/,
    thought: { open: '[THINK]', close: '[/THINK]' },
    opensThought: false,
    silence: null,
    stops: ['</s>'],
    contextTokens: 131_072,
    sampling: { thinking: { temperature: 0.7, topP: 0.95, topK: 0 }, direct: null },
  },
  // Mistral's instruct models ask for low temperatures (0.15 on Mistral-Small's card). RankZephyr was trained from Mistral 7B.
  {
    id: 'mistral',
    names: /mistral|ministral|zephyr|first_model/,
    thought: null,
    opensThought: false,
    silence: null,
    stops: ['</s>'],
    contextTokens: 32_768,
    sampling: { thinking: null, direct: { temperature: 0.15, topP: 1, topK: 0 } },
  },
  // OpenAI's harmony format (openai/harmony, docs/format.md): the analysis channel is the thought, the final one the answer. T 1, top-p 1.
  {
    id: 'gpt-oss',
    names: /gpt-?oss/,
    thought: { open: '<|channel|>analysis<|message|>', close: '<|end|><|start|>assistant<|channel|>final<|message|>' },
    opensThought: false,
    silence: null,
    stops: ['<|return|>'],
    contextTokens: 131_072,
    sampling: { thinking: { temperature: 1, topP: 1, topK: 0 }, direct: null },
  },
  // Model cards of Llama 3.1 and 3.2: 131,072 tokens; T 0.6, top-p 0.9 (generation_config.json).
  {
    id: 'llama-3',
    names: /llama-?3/,
    thought: null,
    opensThought: false,
    silence: null,
    stops: ['<|eot_id|>'],
    contextTokens: 131_072,
    sampling: { thinking: null, direct: { temperature: 0.6, topP: 0.9, topK: 0 } },
  },
  // No names: a template that speaks of <think> and is none of the above.
  {
    id: 'thinking',
    names: null,
    thought: THINK_TAGS,
    opensThought: false,
    silence: null,
    stops: [],
    contextTokens: 32_768,
    sampling: { thinking: QWEN3_THINKS, direct: null },
  },
  // Nothing is known.
  {
    id: 'plain',
    names: null,
    thought: null,
    opensThought: false,
    silence: null,
    stops: [],
    contextTokens: 32_768,
    sampling: { thinking: null, direct: GREEDY },
  },
];

export const FAMILIES: readonly ModelFamily[] = ROWS.map(({ names: _names, ...family }) => family);

/** The family of this id. */
export function family(id: FamilyId): ModelFamily {
  const found = FAMILIES.find((one) => one.id === id);
  if (found === undefined) throw new RangeError(`no family is called ${id}`);
  return found;
}

/** The family of weights that were taught with a preset of our own, today's or one of before; undefined where a preset is of no family. */
export function familyTaughtWith(preset: string): ModelFamily | undefined {
  const row = ROWS.find(({ preset: own, names }) => own !== undefined && names?.test(preset) === true);
  return row === undefined ? undefined : family(row.id);
}

/**
 * Which family a model belongs to: by its public name, else by what its chat template (Jinja text) speaks of; `plain` where neither says. A template that is
 * given also corrects what the name says of it: whether it ends in an opened thought, and whether it has a switch.
 * @param model.prompt a rendered prompt that ends where the assistant begins: the surest sign of an opened thought.
 */
export function familyOf({
  name = '',
  template,
  prompt,
}: {
  readonly name?: string;
  readonly template?: string | undefined;
  readonly prompt?: string | undefined;
}): ModelFamily {
  const short = name.toLowerCase();
  const row = ROWS.find(({ names }) => names?.test(short) === true);
  const { names: _names, ...found } = row ?? rowOfTemplate(template ?? '');
  const open = found.thought?.open ?? THINK_TAGS.open;
  const opened = prompt === undefined ? templateOpens(template, open) : prompt.trimEnd().endsWith(open);
  const silence: ThoughtSwitch | null =
    found.silence ?? (template?.includes('enable_thinking') === true ? { by: 'template', name: 'enable_thinking' } : null);
  if (opened === null) return { ...found, silence };
  return { ...found, silence, opensThought: opened, thought: found.thought ?? (opened ? THINK_TAGS : null) };
}

function rowOfTemplate(template: string): FamilyRow {
  const id: FamilyId = template.includes('[THINK]')
    ? 'mistral-reasoning'
    : template.includes('<|channel|>')
      ? 'gpt-oss'
      : template.includes(THINK_TAGS.open)
        ? 'thinking'
        : 'plain';
  const row = ROWS.find((one) => one.id === id);
  if (row === undefined) throw new RangeError(`no family is called ${id}`);
  return row;
}

/** Whether the last thing that a template writes after `add_generation_prompt` is an opened thought; null where the text alone does not tell. */
function templateOpens(template: string | undefined, open: string): boolean | null {
  if (template === undefined) return null;
  const at = template.lastIndexOf('add_generation_prompt');
  if (at === -1) return null;
  const tail = template.slice(at);
  // A branch decides: only the rendered prompt can tell.
  if (/\bif\b[^%]*enable_thinking|enable_thinking[^%]*%\}/.test(tail)) return null;
  const last = tail.lastIndexOf(open);
  return last !== -1 && !tail.includes(open.replace('<', '</').replace('[', '[/'));
}
