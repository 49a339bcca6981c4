import { errorInfo } from '../../core/errors.ts';
import type { ErrorInfo } from '../../core/errors.ts';
import type { Result } from '../../core/request.ts';
import type { AdapterSummary, LibraryChoice, MeasuredLibrary } from '../engine-client.ts';
import type { ModelManifest } from '../download.ts';
import { librariesOf } from './fetch-model.ts';
import type { ModelStore } from './fetch-model.ts';

/**
 * The libraries of `names` that an adapter can run, from the plainest to the most demanding: the last is likely the fastest, and what is
 * measured last need not be loaded again. Several are measured against each other; none: the model was not compiled for this kind of adapter.
 */
export function libraryCandidates(
  { software, subgroups, shaderF16 }: AdapterSummary,
  names: readonly string[],
): readonly string[] {
  const present = (name: string): boolean => names.includes(name);
  // One is enough: what a CPU does well is known, and measuring takes longest there. The library for CPUs shares values by subgroups;
  // where an adapter has none, the one that needs nothing runs, at minutes a list.
  if (software) return (subgroups ? ['software.wasm', 'gpu.wasm'] : ['gpu.wasm']).filter(present).slice(0, 1);
  return ['gpu.wasm', ...(subgroups ? ['gpu-subgroups.wasm'] : []), ...(subgroups && shaderF16 ? ['gpu-f16.wasm'] : [])].filter(
    present,
  );
}

/** Our own cache: `webllm/*` holds only what WebLLM reads. */
const CACHE = 'glassrank/library-choice';

/** What was measured on an earlier visit. Storage that refuses is no error: then it is measured again. */
interface LibraryMemory {
  /** The choice among exactly these candidates, with the same files, expected tokens and engine; null when there is none. */
  recall(candidates: readonly string[]): Promise<LibraryChoice | null>;
  keep(candidates: readonly string[], choice: LibraryChoice): Promise<void>;
  forget(): Promise<void>;
}

interface Entry {
  readonly subject: string;
  readonly library: string;
  readonly measured: readonly MeasuredLibrary[];
}

/**
 * One cache entry per model and adapter. What the choice rests on besides (hash of each candidate, guard, engine version) stands in the entry
 * and must be equal, so that an update overwrites what it outdates.
 */
export function createLibraryMemory({
  modelUrl,
  adapter,
  manifest,
  engine,
  store,
}: {
  /** Absolute, ends in `/`. */
  modelUrl: string;
  adapter: AdapterSummary;
  manifest: ModelManifest;
  /** Name and version of what runs the libraries. */
  engine: string;
  store: Pick<ModelStore, 'openCache'>;
}): LibraryMemory {
  const { vendor, architecture, device, description, software, shaderF16, subgroups } = adapter;
  const identity = JSON.stringify([vendor, architecture, device, description, software, shaderF16, subgroups]);
  const key = `${new URL('library-choice', modelUrl).href}?adapter=${encodeURIComponent(identity)}`;
  const subjectOf = (candidates: readonly string[]): string => {
    const files = candidates.map((name) => [name, manifest.files.find((file) => file.name === name)?.sha256]);
    return JSON.stringify([engine, files, manifest.guard ?? null]);
  };
  return {
    async recall(candidates) {
      try {
        const stored: unknown = await (await (await store.openCache(CACHE)).match(key))?.json();
        if (!isEntry(stored) || stored.subject !== subjectOf(candidates) || !candidates.includes(stored.library)) return null;
        return { library: stored.library, reason: 'measured-earlier', measured: stored.measured };
      } catch {
        return null;
      }
    },
    async keep(candidates, { library, measured }) {
      const entry: Entry = { subject: subjectOf(candidates), library, measured };
      try {
        const response = new Response(JSON.stringify(entry), { headers: { 'content-type': 'application/json' } });
        await (await store.openCache(CACHE)).put(key, response);
      } catch {
        // Measured again at the next load.
      }
    },
    async forget() {
      try {
        await (await store.openCache(CACHE)).delete(key);
      } catch {
        // A storage that refuses holds nothing either.
      }
    },
  };
}

function isEntry(value: unknown): value is Entry {
  const { subject, library, measured } = Object(value) as Partial<Record<keyof Entry, unknown>>;
  return typeof subject === 'string' && typeof library === 'string' && Array.isArray(measured) && measured.every(isMeasured);
}

function isMeasured(value: unknown): value is MeasuredLibrary {
  const one = Object(value) as Partial<Record<keyof MeasuredLibrary, unknown>>;
  return (
    typeof one.library === 'string' &&
    Number.isFinite(one.prefillTokensPerSecond) &&
    Number.isFinite(one.decodeTokensPerSecond) &&
    ['right', 'wrong', 'failed', 'unchecked'].includes(String(one.verdict)) &&
    (one.note === undefined || typeof one.note === 'string')
  );
}

/** `measure`: several fit, and which is fastest here is not known yet. */
type LibraryPlan =
  | { readonly type: 'use'; readonly choice: LibraryChoice }
  | { readonly type: 'measure'; readonly candidates: readonly string[] };

/** The one place that decides which compiled library is used, before any is loaded: asked for, the only one, measured earlier, or to be measured. */
export async function chooseLibrary({
  adapter,
  manifest,
  wanted,
  memory,
  candidatesOf = libraryCandidates,
  checksOne = false,
}: {
  adapter: AdapterSummary;
  manifest: ModelManifest;
  /** A name without `.wasm` (`?library=`). */
  wanted: string | undefined;
  memory: LibraryMemory;
  candidatesOf?: typeof libraryCandidates;
  /** True: one alone is held to what the manifest expects too, where it expects anything. */
  checksOne?: boolean;
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
  if (second === undefined && !(checksOne && manifest.guard !== undefined)) return settled(only, 'only');
  const earlier = await memory.recall(candidates);
  return { ok: true, value: earlier === null ? { type: 'measure', candidates } : { type: 'use', choice: earlier } };
}
