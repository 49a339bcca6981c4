import type { SettingValues } from '../run/settings.ts';
import { THINK_TAGS } from './families.ts';
import { readPreset } from './preset.ts';
import type { Preset } from './preset.ts';
import first from './templates/first.json' with { type: 'json' };
import glassrank from './templates/glassrank-1.json' with { type: 'json' };
import glassrank2 from './templates/glassrank-2.json' with { type: 'json' };
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

/** Every way to ask that is built in: ours first, then the published systems. */
export const PRESETS: readonly Preset[] = [
  glassrank,
  glassrank2,
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
  const { thought, answer, cut, strategy, priorWeight, reading } = preset(id);
  const { open, close } = thought ?? THINK_TAGS;
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
    ...(reading === null ? { reading: 'off' } : { readingWeight: reading.weight }),
  };
}
