import { checkPreset } from './check-preset.ts';
import type { Preset } from './preset.ts';
import type { OwnPreset } from './own-preset.ts';

/** What stands in the editor takes the place of the preset with its id as soon as it has no problem; until then the last sound version stays. */
export function editOwnPreset(all: readonly OwnPreset[], edited: Preset): readonly OwnPreset[] {
  const sound = checkPreset(edited).length === 0;
  return all.map((own) =>
    own.preset.id === edited.id ? { preset: sound ? edited : own.preset, draft: sound ? null : edited } : own,
  );
}
