import type { AdapterSummary, LibraryChoice } from './engine-api.ts';
import { errorInfo } from '../../core/errors.ts';
import type { ErrorInfo } from '../../core/errors.ts';
import type { Result } from '../../core/result.ts';
import { libraryCandidates } from './library-candidates.ts';
import type { LibraryMemory } from './library-memory.ts';
import { librariesOf } from './read-manifest.ts';
import type { ModelManifest } from './read-manifest.ts';

/** `measure`: several fit, and which is fastest here is not known yet. */
export type LibraryPlan =
  | { readonly type: 'use'; readonly choice: LibraryChoice }
  | { readonly type: 'measure'; readonly candidates: readonly string[] };

/** The one place that decides which compiled library is used, before any is loaded: asked for, the only one, measured earlier, or to be measured. */
export async function chooseLibrary({
  adapter,
  manifest,
  wanted,
  memory,
  candidatesOf = libraryCandidates,
}: {
  adapter: AdapterSummary;
  manifest: ModelManifest;
  /** A name without `.wasm` (`?library=`). */
  wanted: string | undefined;
  memory: LibraryMemory;
  candidatesOf?: typeof libraryCandidates;
}): Promise<Result<LibraryPlan, ErrorInfo>> {
  const names = librariesOf(manifest);
  const settled = (library: string, reason: LibraryChoice['reason']): Result<LibraryPlan, ErrorInfo> => ({
    ok: true,
    value: { type: 'use', choice: { library, reason, measured: [] } },
  });
  const missing = (message: string): Result<LibraryPlan, ErrorInfo> => ({
    ok: false,
    error: errorInfo('model-missing', message),
  });
  if (wanted !== undefined) {
    const library = `${wanted}.wasm`;
    if (names.includes(library)) return settled(library, 'asked');
    const known = names.map((name) => name.slice(0, -'.wasm'.length)).join(', ');
    return missing(
      `the model ${manifest.id} has no library called ${JSON.stringify(wanted)}; there are ${known}. Change ?library= in the address, or leave it out.`,
    );
  }
  const candidates = candidatesOf(adapter, names);
  const [only, second] = candidates;
  if (only === undefined) {
    const needed = adapter.software ? 'software.wasm' : 'gpu.wasm';
    return missing(
      `the model ${manifest.id} has no ${needed}. Choose another model, or compile this one for your kind of GPU (models/README.md).`,
    );
  }
  if (second === undefined) return settled(only, 'only');
  const earlier = await memory.recall(candidates);
  return { ok: true, value: earlier === null ? { type: 'measure', candidates } : { type: 'use', choice: earlier } };
}
