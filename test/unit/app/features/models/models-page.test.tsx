import { renderToStaticMarkup } from 'react-dom/server';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ModelsActions } from '../../../../../src/app/features/models/controller.ts';
import { ModelsView } from '../../../../../src/app/features/models/models-page.tsx';
import { initialModels } from '../../../../../src/app/features/models/slice.ts';
import type { Job, ModelsState } from '../../../../../src/app/features/models/slice.ts';
import { ModelsContext } from '../../../../../src/app/features/models/use-models.ts';
import { LANGUAGE_CODES, LanguageContext, loadWords } from '../../../../../src/app/words/index.ts';
import type { Language } from '../../../../../src/app/words/index.ts';
import { errorInfo } from '../../../../../src/core/errors.ts';
import type { AdapterSummary } from '../../../../../src/engines/engine-client.ts';
import { catalogue } from '../../../../../src/engines/models/catalogue.ts';
import type { Machine } from '../../../../../src/engines/models/fit.ts';
import { START_PROGRESS } from '../../../../../src/engines/models/progress.ts';
import type { InstallEvent } from '../../../../../src/engines/models/progress.ts';
import type { StoredModel } from '../../../../../src/engines/models/stored.ts';

const ADAPTER: AdapterSummary = {
  vendor: 'acme',
  architecture: 'glass',
  device: '',
  description: 'Acme Glass 4000',
  software: false,
  shaderF16: true,
  subgroups: true,
  maxBufferBytes: 2 ** 31,
  maxStorageBuffersPerShaderStage: 16,
};
const MACHINE: Machine = {
  software: false,
  features: ['shader-f16'],
  maxBufferBytes: 2 ** 31,
  maxBindingBytes: 2 ** 31,
  memory: null,
};
const STORED: StoredModel = {
  schema: 1,
  id: 'Toy-q4f16_1-MLC',
  title: 'Toy 1B',
  name: 'Toy-1B',
  source: { type: 'hub', url: 'https://huggingface.co/someone/Toy-q4f16_1-MLC' },
  family: 'qwen3',
  preset: 'instruct-think',
  quantization: 'q4f16_1',
  contextTokens: 4096,
  licence: 'apache-2.0',
  libraries: [{ name: 'toy.wasm', needs: ['shader-f16'] }],
  files: [{ name: 'params_shard_0.bin', bytes: 5_000_000, sha256: 'a'.repeat(64), checkedBy: 'first-use' }],
  manifestSha256: 'b'.repeat(64),
  bytes: 5_000_000,
  added: '2026-11-30T12:00:00Z',
  lastUsed: null,
  whole: true,
};
const NOTICES: readonly InstallEvent[] = [
  { type: 'file-restart', file: 'a.bin', reason: 'no-ranges' },
  { type: 'file-restart', file: 'a.bin', reason: 'changed' },
  { type: 'file-restart', file: 'a.bin', reason: 'unsure' },
  { type: 'file-restart', file: 'a.bin', reason: 'hash' },
  { type: 'file-retry', file: 'a.bin', attempt: 1, waitMs: 4000, code: 'download-failed', status: 503 },
  { type: 'file-end', file: 'a.bin', bytes: 9, checkedBy: 'hub', note: 'repaired' },
];
const JOB: Job = {
  key: 'other',
  kind: 'install',
  title: 'Other 2B',
  step: 'running',
  progress: {
    ...START_PROGRESS,
    phase: 'fetching',
    bytes: 2e9,
    loadedBytes: 5e8,
    files: 9,
    filesDone: 3,
    file: 'params_shard_7.bin',
    bytesPerSecond: 1.2e7,
    secondsLeft: 125,
    notices: NOTICES,
  },
  error: null,
  misfit: null,
  source: { type: 'address', url: 'https://example.org/other/' },
};

/** What stands on the page, tags left out. */
function shown(language: Language, change: Partial<ModelsState>): string {
  const state: ModelsState = {
    ...initialModels(language, ''),
    stored: [],
    machine: { type: 'found', adapter: ADAPTER, machine: MACHINE },
    ...change,
  };
  const markup = renderToStaticMarkup(
    <ModelsContext
      value={{
        actions: {} as ModelsActions,
        models: catalogue(),
        builtIn: [{ id: 'glassrank-135m-q4f32_1', title: 'Glassrank 135M', bytes: 81_000_000 }],
      }}
    >
      <LanguageContext value={language}>
        <ModelsView state={state} />
      </LanguageContext>
    </ModelsContext>,
  );
  return markup.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
}

const job = (change: Partial<Job>): Partial<ModelsState> => ({ jobs: [{ ...JOB, ...change }] });
const holding = (memory: Machine['memory'], more: Partial<Machine> = {}): Partial<ModelsState> => ({
  machine: { type: 'found', adapter: ADAPTER, machine: { ...MACHINE, ...more, memory } },
});

/** Everything that the page can be in the middle of. */
const STATES: Readonly<Record<string, Partial<ModelsState>>> = {
  asking: { machine: { type: 'asking' }, stored: null },
  missing: { machine: { type: 'missing', error: errorInfo('no-webgpu', 'none') } },
  fresh: {},
  measuring: { measuring: { heldBytes: 1e9, neededBytes: 4e9 } },
  held: holding({ bytes: 4e9, isAll: false }),
  full: holding({ bytes: 2.5e9, isAll: true }),
  weak: holding(null, { features: [], maxBufferBytes: 2 ** 28, maxBindingBytes: 2 ** 27 }),
  software: holding(null, { software: true, features: [] }),
  stored: { stored: [STORED], storage: { usedBytes: 5e6, freeBytes: 9e9, persisted: false }, finished: 'Toy 1B' },
  damaged: {
    stored: [
      { ...STORED, whole: false, lastUsed: '2026-12-01T08:00:00Z', source: { type: 'folder', name: 'toy' }, licence: null },
    ],
    checks: { [STORED.id]: { damaged: [{ name: 'params_shard_0.bin', problem: 'differs' }], repaired: false } },
    unreadable: ['half'],
    begun: [
      { id: 'b', title: 'Begun', heldBytes: 3e8, source: JOB.source },
      { id: 'c', title: 'Folder', heldBytes: 3e8, source: null },
    ],
    storage: { usedBytes: 5e6, freeBytes: 9e9, persisted: true },
  },
  checked: { stored: [STORED], checks: { [STORED.id]: { damaged: [], repaired: true } }, removing: STORED.id },
  running: job({}),
  waiting: job({ progress: { ...START_PROGRESS, phase: 'waiting' } }),
  planning: job({ step: 'planning', progress: null }),
  paused: job({ step: 'paused' }),
  failed: job({ step: 'failed', error: errorInfo('no-space', 'full', { needed: 2 }) }),
  misfit: job({ step: 'misfit', misfit: { code: 'memory', needed: 4e9, measured: 2e9 } }),
  refused: { address: 'nonsense', ownTrouble: errorInfo('bad-address', 'nonsense'), trouble: errorInfo('no-storage', 'off') },
};

beforeAll(async () => {
  await Promise.all(LANGUAGE_CODES.map((language) => loadWords(language)));
});

describe('the page of models', () => {
  it.each(LANGUAGE_CODES)('says everything that it can be in the middle of in its language (%s)', (language) => {
    for (const [name, change] of Object.entries(STATES)) {
      const text = shown(language, change);
      expect(text, name).not.toMatch(/undefined|NaN|\[object|=>|Infinity/);
      expect(text.length, name).toBeGreaterThan(300);
      // Each language says it in its own words.
      if (language !== 'en') expect(text, name).not.toBe(shown('en', change));
    }
  });

  it('says what is going on in English as a person would', () => {
    expect(shown('en', STATES['running'] ?? {})).toMatch(
      /Fetching: Other 2B Pause : Other 2B 500 MB of 2\.0 GB 12 MB\/s about 3 min left params_shard_7\.bin \(3 of 9 files done\)/,
    );
    expect(shown('en', STATES['full'] ?? {})).toMatch(/about 2\.5 GB of graphics memory, tried/);
    expect(shown('en', STATES['weak'] ?? {})).toMatch(
      /It needs a buffer of 311 MB; this graphics processor gives the engine 134 MB/,
    );
    expect(shown('en', STATES['misfit'] ?? {})).toMatch(
      /Not fetched\. It needs 4\.0 GB of graphics memory; 2\.0 GB could be held/,
    );
    expect(shown('en', STATES['damaged'] ?? {})).toMatch(/1 file was damaged: params_shard_0\.bin\./);
    expect(shown('en', STATES['checked'] ?? {})).toMatch(/Delete Toy 1B \(5\.0 MB\)\? .*Delete it Keep it/);
  });

  it('shows nothing of a model that is on its way twice', () => {
    const qwen = catalogue().find(({ name }) => name === 'Qwen3-4B')?.variants[0]?.id ?? '';
    const text = shown('en', { ...job({ key: qwen, title: 'Qwen3-4B' }) });
    expect(text.match(/Fetching: Qwen3-4B/g)).toHaveLength(1);
    expect(text).toContain('on its way, see above');
  });
});
