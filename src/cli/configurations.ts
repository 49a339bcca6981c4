import { presetFaults } from '../app/words/en/preset.ts';
import type { Configuration } from '../core/experiment/plan.ts';
import { sweep } from '../core/experiment/sweep.ts';
import type { SweepAxis } from '../core/experiment/sweep.ts';
import { parseRankLlmYaml } from '../core/preset/yaml-read.ts';
import { PRESETS } from '../core/preset/built-in.ts';
import { ANSWER_MODES } from '../core/run/settings.ts';
import { methodLimits, PLAIN_SCALING } from '../core/run/method.ts';
import type { LoadedModel } from '../engines/engine-client.ts';
import type { RunSettings } from '../core/log/event.ts';
import type { RunMethod, Scaling } from '../core/run/method.ts';
import type { Preset } from '../core/preset/preset.ts';
import type { Result } from '../core/request.ts';
import type { StrategySpec } from '../core/strategy/index.ts';
import { defaultStrategy, STRATEGY_TYPES, strategyOf } from '../core/strategy/index.ts';
import { PARSER_IDS } from '../core/parser/index.ts';
import { readPresetJson } from '../core/preset/own.ts';
import { inEnglish } from './english.ts';

/** A strategy's type and numbers; `window` and `group` are other words for its size. What is left out is the preset's, or usual. */
export type StrategyEntry = Readonly<Record<string, unknown>> & { readonly type?: string };

/** A method as a person names it: whatever is left out is the preset's own. */
export interface MethodEntry {
  /** The id of a built-in preset, a whole one, or the text of a preset's file (JSON or RankLLM's YAML). Absent: the model's own prompt. */
  readonly preset?: string | Preset | { readonly file: string; readonly text: string };
  /** Words kept of each passage, instead of the preset's cut. */
  readonly words?: number;
  readonly strategy?: StrategyEntry;
  readonly parser?: string;
  readonly scaling?: Partial<Scaling>;
}

export type SweepEntry =
  | Exclude<SweepAxis, { setting: 'strategy' }>
  | { readonly setting: 'strategy'; readonly values: readonly StrategyEntry[] };

export interface ConfigurationEntry {
  readonly name?: string;
  readonly settings?: Omit<Partial<RunSettings>, 'method'> & { readonly method?: MethodEntry };
  readonly sweep?: SweepEntry | null;
}

/** An entry as whole configurations of the loaded model: one, or those of its sweep. Numbers are checked by the engine's forecast. */
export function evaluationConfigurations(
  { name, settings = {}, sweep: axis = null }: ConfigurationEntry,
  { identity, defaults }: Pick<LoadedModel, 'identity' | 'defaults'>,
): Result<readonly Configuration[], string> {
  const { method: entry, ...own } = settings;
  const unknown = Object.keys(own).filter((field) => !(field in defaults));
  if (unknown.length > 0) return fail(`There is no setting ${list(unknown)}; there are ${list(Object.keys(defaults))}, method.`);
  if (own.answerMode !== undefined && !ANSWER_MODES.includes(own.answerMode))
    return fail(`There is no answer mode ${own.answerMode}; there are ${list(ANSWER_MODES)}.`);
  const plain: RunSettings = { ...defaults, ...own };
  if (entry === undefined && (axis === null || axis.setting === 'thoughtTokens'))
    return configurations({ name, settings: plain, modelId: identity.id, axis });
  const method = readMethod(entry ?? {}, identity.template);
  if (!method.ok) return method;
  const whole = { ...plain, ...usualMode(method.value, own), method: method.value };
  if (axis?.setting !== 'strategy') return configurations({ name, settings: whole, modelId: identity.id, axis });
  const values: StrategySpec[] = [];
  for (const value of axis.values) {
    const read = readStrategy(value, method.value.preset);
    if (!read.ok) return read;
    values.push(read.value);
  }
  return configurations({ name, settings: whole, modelId: identity.id, axis: { setting: 'strategy', values } });
}

function configurations({
  name,
  settings,
  modelId,
  axis,
}: {
  name: string | undefined;
  settings: RunSettings;
  modelId: string;
  axis: SweepAxis | null;
}): Result<readonly Configuration[], string> {
  const title = name ?? describe(settings, axis);
  const base: Configuration = { id: title, name: title, settings, modelId };
  if (axis === null) return { ok: true, value: [base] };
  const swept = sweep(base, axis);
  return swept.ok ? swept : fail(inEnglish(swept.error));
}

/** Nobody has asked for a mode, and the usual one is not to be had with the preset. */
function usualMode(method: RunMethod, own: Partial<RunSettings>): Partial<RunSettings> {
  if (own.answerMode !== undefined || methodLimits(method, 'locked').modes.locked === null) return {};
  return { answerMode: 'constrained' };
}

function readMethod(entry: MethodEntry, template: string): Result<RunMethod, string> {
  const found = readPreset(entry.preset ?? template);
  if (!found.ok) return found;
  const { words } = entry;
  const preset: Preset =
    words === undefined ? found.value : { ...found.value, cut: { unit: 'words', most: words, from: found.value.cut.from } };
  const strategy = readStrategy(entry.strategy ?? {}, preset);
  if (!strategy.ok) return strategy;
  const parser = entry.parser === undefined ? preset.parser : PARSER_IDS.find((id) => id === entry.parser);
  if (parser === undefined) return fail(`There is no parser ${String(entry.parser)}; there are ${list(PARSER_IDS)}.`);
  const scaling = { ...PLAIN_SCALING, ...entry.scaling };
  const unknown = Object.keys(scaling).filter((field) => !(field in PLAIN_SCALING));
  if (unknown.length > 0) return fail(`Scaling has no ${list(unknown)}; it has ${list(Object.keys(PLAIN_SCALING))}.`);
  return { ok: true, value: { preset, strategy: strategy.value, parser, scaling } };
}

function readStrategy({ type: asked, ...numbers }: StrategyEntry, preset: Preset): Result<StrategySpec, string> {
  const type = asked === undefined ? preset.strategy.type : STRATEGY_TYPES.find((known) => known === asked);
  if (type === undefined) return fail(`There is no strategy ${String(asked)}; there are ${list(STRATEGY_TYPES)}.`);
  const usual = defaultStrategy(type, preset);
  const size = strategyOf(usual).window ?? 'size';
  const given = Object.entries(numbers).map(([field, value]) => [field === 'window' || field === 'group' ? size : field, value]);
  const unknown = given.map(([field]) => String(field)).filter((field) => !(field in usual));
  if (unknown.length === 0) return { ok: true, value: { ...usual, ...(Object.fromEntries(given) as object) } as StrategySpec };
  const known = Object.keys(usual).filter((field) => field !== 'type');
  return fail(`The strategy ${type} has no ${list(unknown)}; it has ${known.length === 0 ? 'no numbers' : list(known)}.`);
}

function readPreset(asked: NonNullable<MethodEntry['preset']>): Result<Preset, string> {
  if (typeof asked === 'string') {
    const found = PRESETS.find(({ id }) => id === asked);
    if (found !== undefined) return { ok: true, value: found };
    return fail(`There is no preset ${asked}; there are ${list(PRESETS.map(({ id }) => id))}.`);
  }
  if (!('file' in asked)) return readJsonPreset(JSON.stringify(asked), 'the preset');
  if (!/\.ya?ml$/i.test(asked.file)) return readJsonPreset(asked.text, asked.file);
  const id = asked.file.replace(/^.*[\\/]/, '').replace(/\.[^.]*$/, '');
  const read = parseRankLlmYaml(asked.text, { id, title: id });
  if (read.ok) return { ok: true, value: read.value.preset };
  return fail(
    read.error.map(({ line, column, ...fault }) => `${asked.file}:${line}:${column}: ${presetFaults.problem(fault)}`).join('\n'),
  );
}

function readJsonPreset(text: string, name: string): Result<Preset, string> {
  const read = readPresetJson(text);
  return read.ok
    ? read
    : fail(read.error.map(({ place, ...fault }) => `${name}:${place}: ${presetFaults.problem(fault)}`).join('\n'));
}

/** `Rank-K, sliding, locked, thought 192`: what a configuration is called that nobody named. */
function describe({ method, answerMode, thoughtTokens }: RunSettings, axis: SweepAxis | null): string {
  const way = method === undefined ? 'own prompt, sliding' : `${method.preset.title}, ${method.strategy.type}`;
  return `${way}, ${answerMode}${axis?.setting === 'thoughtTokens' ? '' : `, thought ${thoughtTokens}`}`;
}

function list(names: readonly string[]): string {
  return names.join(', ');
}

function fail(error: string): Result<never, string> {
  return { ok: false, error };
}
