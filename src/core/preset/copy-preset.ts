import type { Preset } from './preset.ts';
import { freePresetId } from './free-preset-id.ts';

/** An editable copy: the same in all but its id and title. `ids`: those that are taken. */
export function copyPreset(preset: Preset, { ids, title }: { readonly ids: readonly string[]; readonly title: string }): Preset {
  return { ...preset, id: freePresetId(`${preset.id}-copy`, ids), title };
}
