import { GgufError } from '../wasm/gguf-flaws.ts';
import type { GgufFlaw } from '../wasm/gguf-flaws.ts';
import { readGgufHead } from '../wasm/gguf-head.ts';
import { outlineGguf, tabGives } from '../wasm/gguf-outline.ts';
import type { GgufOutline } from '../wasm/gguf-outline.ts';
import { idOf } from './model-id.ts';
import type { InstallPlan } from './plan.ts';

/** What a file is that a reader gave as a model, or what keeps it from running here. Reads its head alone, and asks the tab for the memory of a load. */
export async function examineGguf(
  file: File,
  contextTokens?: number,
): Promise<
  | { readonly ok: true; readonly outline: GgufOutline }
  | { readonly ok: false; readonly flaw: GgufFlaw | { readonly code: 'unread' } }
> {
  try {
    const outline = await outlineGguf(await readGgufHead(file), file.name, contextTokens);
    if (tabGives(outline.memoryBytes)) return { ok: true, outline };
    return { ok: false, flaw: { code: 'no-memory', needed: outline.memoryBytes } };
  } catch (error) {
    if (error instanceof GgufError) return { ok: false, flaw: error.flaw };
    // Moved or deleted since it was picked.
    if (error instanceof DOMException) return { ok: false, flaw: { code: 'unread' } };
    throw error;
  }
}

/** How a GGUF file that the reader gave is put on the shelf: one file, and nothing compiled. */
export function planGguf(
  { name: fileName, file }: { readonly name: string; readonly file: Blob },
  { name, knownAs, architecture, family, preset, quantization, contextTokens, licence }: GgufOutline,
): InstallPlan {
  const id = idOf(fileName.replace(/\.gguf$/iu, ''));
  return {
    id,
    title: name,
    name: knownAs,
    source: { type: 'folder', name: fileName },
    architecture,
    family: family.id,
    preset: preset.id,
    quantization,
    contextTokens,
    licence,
    libraries: [],
    files: [
      {
        name: `${id}.gguf`,
        origin: { type: 'blob', blob: file },
        bytes: file.size,
        sha256: null,
        gitSha1: null,
        md5: null,
        toldBy: null,
      },
    ],
    bytes: file.size,
  };
}
