import type { PresetProblem } from '../../../core/preset/preset-problem.ts';
import type { PresetFieldName } from '../../words/preset-catalogue.ts';

/** What every field of the editor has. */
export interface EditorFieldProps<T> {
  readonly name: PresetFieldName;
  /** Path in the preset, as its problems name it. */
  readonly field: string;
  readonly value: T;
  readonly problems: readonly PresetProblem[];
  readonly onChange: (value: T) => void;
}
