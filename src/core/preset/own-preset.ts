import type { Preset } from './preset.ts';

/** A preset of the person's own. */
export interface OwnPreset {
  /** The last version without a problem: what runs use. */
  readonly preset: Preset;
  /** What stands in the editor where it has problems; null: the same as `preset`. */
  readonly draft: Preset | null;
}
