import { parseJson } from '../input/parse-json.ts';
import { readPreset } from './read.ts';
import type { Preset } from './preset.ts';
import type { Result } from '../result.ts';

/** What is wrong with a prompt's file: where (a line and column, 1-based, or a field), and what to do. */
export interface PresetFileProblem {
  readonly place: string;
  readonly message: string;
}

/** A preset from the JSON that this page saves. */
export function readPresetJson(text: string): Result<Preset, readonly PresetFileProblem[]> {
  const read = parseJson(text);
  if (!read.ok) {
    const before = text.slice(0, read.error.at).split('\n');
    const place = `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
    return { ok: false, error: [{ place, message: `This is not JSON: ${read.error.message}. Correct the line.` }] };
  }
  const preset = readPreset(JSON.parse(text));
  if (preset.ok) return preset;
  return { ok: false, error: preset.error.map(({ field, message }) => ({ place: field, message })) };
}
