import type { AdapterSummary, LibraryChoice, MeasuredLibrary } from './engine-api.ts';
import type { ModelManifest } from './read-manifest.ts';
import type { ModelStore } from './take-file.ts';

/** Our own cache: `webllm/*` holds only what WebLLM reads. */
const CACHE = 'glassrank/library-choice';

/** What was measured on an earlier visit. Storage that refuses is no error: then it is measured again. */
export interface LibraryMemory {
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
