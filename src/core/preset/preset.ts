import type { AnswerShape, Question } from '../answer/shape.ts';
import type { ParserId } from '../parser/index.ts';
import type { SettingValues } from '../run/settings.ts';
import { readPreset } from './read.ts';
import first from './templates/first.json' with { type: 'json' };
import glassrank from './templates/glassrank-1.json' with { type: 'json' };
import groupRank from './templates/grouprank.json' with { type: 'json' };
import instructDirect from './templates/instruct-direct.json' with { type: 'json' };
import instructThink from './templates/instruct-think.json' with { type: 'json' };
import qwen3Reranker from './templates/qwen3-reranker.json' with { type: 'json' };
import rankK from './templates/rank-k.json' with { type: 'json' };
import rankR1 from './templates/rank-r1.json' with { type: 'json' };
import rank1 from './templates/rank1.json' with { type: 'json' };
import rankGpt from './templates/rankgpt.json' with { type: 'json' };
import rankVicuna from './templates/rankvicuna.json' with { type: 'json' };
import rankZephyr from './templates/rankzephyr.json' with { type: 'json' };
import rearank from './templates/rearank.json' with { type: 'json' };
import reasonRank8b from './templates/reasonrank-8b.json' with { type: 'json' };
import reasonRank from './templates/reasonrank.json' with { type: 'json' };
import tfRank from './templates/tfrank.json' with { type: 'json' };
import tourRank from './templates/tourrank.json' with { type: 'json' };
import type { StrategySpec } from '../strategy/index.ts';

/**
 * One message of a preset. Curly names are filled in, nothing else is changed: `{query}`, `{passages}` (all, by `Preset.passage` and
 * `separator`), `{count}`, `{take}`; in a message that is repeated for each passage also `{identifier}`, `{text}`.
 */
export interface PresetMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
  /** Neighbours with `each` are repeated together, once a passage (RankGPT's and Rearank's multi-turn form). */
  readonly each?: boolean;
}

/** How a published system asks and answers, as data, byte for byte. */
export interface Preset {
  readonly id: string;
  /** As people call it. */
  readonly title: string;
  /** Where prompt and settings come from: paper, repository and file. */
  readonly source: string;
  /** Models that were trained with it, by their public names; empty where it is for any instruct model. */
  readonly models: readonly string[];
  readonly question: Question;
  /** True: the one message is continued as plain text, without the conversation template. */
  readonly completion: boolean;
  readonly messages: readonly PresetMessage[];
  /** One passage: `{identifier}` (a number, or a letter where the answer's labels are letters), `{text}`, `{bucket}` (first-stage score 0–9). */
  readonly passage: string;
  readonly separator: string;
  /** `{title}` and `{text}`, where a passage has a title. */
  readonly titled: string;
  /** What is done to look-alikes in query and passages. marks: ours (`neutralise`). brackets: `[n]` → `(n)`, as ReasonRank and RankLLM. */
  readonly escape: 'marks' | 'brackets' | 'none';
  /** `from` best: our best window for the query; start: the passage's beginning. */
  readonly cut: { readonly unit: 'words' | 'characters' | 'tokens'; readonly most: number; readonly from: 'best' | 'start' };
  /** What the assistant's turn begins with; the model goes on from there. */
  readonly prefill: string;
  /** Null: the system does not think. `tokens` 0: the thought is opened and closed at once. */
  readonly thought: { readonly open: string; readonly close: string; readonly tokens: number } | null;
  readonly answer: AnswerShape;
  /** As published; topK 0 = all. Kept as facts: greedy decoding is ours unless the person takes these. */
  readonly sampling: { readonly temperature: number; readonly topP: number; readonly topK: number };
  readonly strategy: StrategySpec;
  readonly parser: ParserId;
  /** What the system does with an answer that it cannot read, in words. */
  readonly fallback: string;
  /** Weight of the first stage in the choice of identifiers; 0 for every system but ours. */
  readonly priorWeight: number;
}

/** What is wrong with a preset. */
export interface PresetProblem {
  /** Path to the field: `messages[1].content`; empty for the preset as a whole. */
  readonly field: string;
  /** One sentence on what is wrong, one on what to do. */
  readonly message: string;
}

/** Every way to ask that is built in: ours first, then the published systems. */
export const PRESETS: readonly Preset[] = [
  glassrank,
  instructThink,
  instructDirect,
  rankK,
  reasonRank,
  reasonRank8b,
  rearank,
  rankZephyr,
  rankVicuna,
  rankGpt,
  first,
  rank1,
  tfRank,
  qwen3Reranker,
  rankR1,
  tourRank,
  groupRank,
].map(known);

/** The built-in preset with this id. Throws RangeError for an unknown one. */
export function preset(id: string): Preset {
  const found = PRESETS.find((candidate) => candidate.id === id);
  if (found === undefined) throw new RangeError(`no preset is called ${JSON.stringify(id)}`);
  return found;
}

function known(value: unknown): Preset {
  const read = readPreset(value);
  if (!read.ok) throw new TypeError(`a built-in preset is wrong: ${JSON.stringify(read.error)}`);
  return read.value;
}

/** How a model was taught to write, and the settings of a run with it where nobody has chosen others. What it reads is its preset's. */
export interface PromptTemplate extends Partial<SettingValues> {
  readonly id: string;
  readonly thoughtOpen: string;
  readonly thoughtClose: string;
  readonly answerOpen: string;
  readonly answerClose: string;
  readonly answerSeparator: string;
}

/** The template of models that were trained with this preset. Throws RangeError for an unknown one: the catalog names only presets that are here. */
export function template(id: string): PromptTemplate {
  const { thought, answer, cut, strategy, priorWeight } = preset(id);
  const { open, close } = thought ?? { open: '<think>', close: '</think>' };
  return {
    id,
    thoughtOpen: open,
    thoughtClose: close,
    answerOpen: answer.open,
    answerClose: answer.close,
    answerSeparator: 'separator' in answer ? answer.separator : ' > ',
    ...(cut.unit === 'words' ? { passageWords: cut.most } : {}),
    ...(strategy.type === 'sliding' ? { windowSize: strategy.size, windowStride: strategy.stride } : {}),
    thoughtTokens: thought?.tokens ?? 0,
    priorWeight,
  };
}
