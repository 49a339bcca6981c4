import { parseJson } from '../input/json.ts';
import type { ModelIdentity } from '../log/event.ts';
import type { Result } from '../request.ts';
import { checkPreset } from './check.ts';
import type { Preset } from './preset.ts';
import { readPreset, readPresetForm } from './preset.ts';
import type { PresetFileProblem } from './problem.ts';

/** A preset of the person's own. */
export interface OwnPreset {
  /** The last version without a problem: what runs use. */
  readonly preset: Preset;
  /** What stands in the editor where it has problems; null: the same as `preset`. */
  readonly draft: Preset | null;
}

/** The id wanted, or with the next number that is free. What an id may not hold becomes a dash. `ids`: those that are taken. */
export function freePresetId(wanted: string, ids: readonly string[]): string {
  const base = wanted.replaceAll(/[^\w.-]+/gu, '-').replaceAll(/^-+|-+$/gu, '') || 'preset';
  const taken = new Set(ids);
  let id = base;
  for (let number = 2; taken.has(id); number += 1) id = `${base}-${number}`;
  return id;
}

/** An editable copy: the same in all but its id and title. `ids`: those that are taken. */
export function copyPreset(preset: Preset, { ids, title }: { readonly ids: readonly string[]; readonly title: string }): Preset {
  return { ...preset, id: freePresetId(`${preset.id}-copy`, ids), title };
}

/** What stands in the editor takes the place of the preset with its id as soon as it has no problem; until then the last sound version stays. */
export function editOwnPreset(all: readonly OwnPreset[], edited: Preset): readonly OwnPreset[] {
  const sound = checkPreset(edited).length === 0;
  return all.map((own) =>
    own.preset.id === edited.id ? { preset: sound ? edited : own.preset, draft: sound ? null : edited } : own,
  );
}

/** Own presets from a browser's storage. One that is not sound is left out; of a draft, only one with the shape of a preset is kept. */
export function readOwnPresets(value: unknown): readonly OwnPreset[] {
  if (!Array.isArray(value)) return [];
  const ids = new Set<string>();
  return value.flatMap((one: unknown) => {
    if (typeof one !== 'object' || one === null) return [];
    const { preset, draft } = one as Readonly<Record<string, unknown>>;
    const read = readPreset(preset);
    if (!read.ok || ids.has(read.value.id)) return [];
    ids.add(read.value.id);
    const form = readPresetForm(draft);
    return [{ preset: read.value, draft: form.ok ? form.value : null }];
  });
}

/**
 * Bytes of the largest file that is opened as a prompt: some thirty times the longest published one. A reader of YAML takes a second for a hundred thousand bytes of
 * the wrong kind, so that what can be no prompt is refused by its size.
 */
export const MOST_PRESET_BYTES = 100_000;

/** A preset from the JSON that this page saves. */
export function readPresetJson(text: string): Result<Preset, readonly PresetFileProblem[]> {
  const read = parseJson(text);
  if (!read.ok) {
    const before = text.slice(0, read.error.at).split('\n');
    const place = `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
    return { ok: false, error: [{ place, code: 'not-json', problem: read.error }] };
  }
  const preset = readPreset(JSON.parse(text));
  return preset.ok ? preset : { ok: false, error: preset.error.map((problem) => ({ ...problem, place: problem.path })) };
}

/** yes, no: whether the model was trained with the prompt. any: the prompt is for instruct models at large, and this may be one. */
type TrainedWith = 'yes' | 'no' | 'any';

/** By the names that the preset gives; a quantised or renamed build counts where its name begins with one of them. */
export function isTrainedWith(preset: Preset, { id, template }: Pick<ModelIdentity, 'id' | 'template'>): TrainedWith {
  if (preset.id === template || preset.models.includes(template)) return 'yes';
  const model = plain(id);
  if (preset.models.some((name) => model.startsWith(plain(name)))) return 'yes';
  // Our own models know their own form only.
  return preset.models.length === 0 && !template.startsWith('glassrank') ? 'any' : 'no';
}

/** Without owner, case and punctuation. */
function plain(name: string): string {
  return (name.split('/').at(-1) ?? name).toLowerCase().replaceAll(/[^a-z0-9]/gu, '');
}
