import { checkPreset } from './check-preset.ts';
import { readPreset } from './read.ts';
import type { Preset } from './preset.ts';
import type { OwnPreset } from './own-preset.ts';

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
    return [{ preset: read.value, draft: readDraft(draft) }];
  });
}

/** A preset that may say wrong things, in the right shape. */
function readDraft(value: unknown): Preset | null {
  if (value === null || value === undefined) return null;
  const read = readPreset(value);
  if (read.ok) return read.value;
  try {
    // Of a sound shape `readPreset` tells exactly what `checkPreset` finds, of any other it tells the shape.
    const draft = value as Preset;
    return JSON.stringify(checkPreset(draft)) === JSON.stringify(read.error) ? draft : null;
  } catch {
    return null;
  }
}
