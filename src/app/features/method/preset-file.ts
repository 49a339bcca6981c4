import { freePresetId } from '../../../core/preset/free-preset-id.ts';
import { readPresetJson } from '../../../core/preset/read-preset-json.ts';
import type { PresetFileProblem } from '../../../core/preset/read-preset-json.ts';
import type { Preset } from '../../../core/preset/preset.ts';

/** What came of reading a prompt's file. Notes and problems are the prompt room's own English. */
export type PresetFileReading =
  | { readonly ok: true; readonly preset: Preset; readonly notes: readonly string[] }
  | { readonly ok: false; readonly problems: readonly PresetFileProblem[] };

/** JSON or a RankLLM template, told apart by how it begins. The id is made free of those taken. The YAML reader is fetched only here. */
export async function readPresetFile({
  name,
  text,
  ids,
}: {
  readonly name: string;
  readonly text: string;
  readonly ids: readonly string[];
}): Promise<PresetFileReading> {
  const stem = name.replace(/\.[^.]*$/u, '') || 'preset';
  if (text.trimStart().startsWith('{')) {
    const read = readPresetJson(text);
    if (!read.ok) return { ok: false, problems: read.error };
    return { ok: true, preset: { ...read.value, id: freePresetId(read.value.id, ids) }, notes: [] };
  }
  const { parseRankLlmYaml } = await import('../../../core/preset/yaml-read.ts');
  const read = parseRankLlmYaml(text, { id: freePresetId(stem, ids), title: stem });
  if (read.ok) return { ok: true, ...read.value };
  return {
    ok: false,
    problems: read.error.map(({ line, column, message }) => ({ place: `${line}:${column}`, message })),
  };
}
