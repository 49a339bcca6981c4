import { afterAll, afterEach, beforeAll } from 'vitest';
import { install } from '../../src/engines/models/install.ts';
import { planInstall } from '../../src/engines/models/plan.ts';
import type { InstallPlan, InstallSource } from '../../src/engines/models/plan.ts';
import type { InstallEvent } from '../../src/engines/models/progress.ts';
import type { StoredModel } from '../../src/engines/models/stored.ts';
import type { InstallWorld } from '../../src/engines/models/world.ts';
import type { ErrorInfo } from '../../src/core/errors.ts';
import type { Result } from '../../src/core/request.ts';
import { startHub } from './hub-server.ts';
import type { Hub, HubFiles, HubRequest } from './hub-server.ts';
import { BLOCK_BYTES, installWorld } from './install-world.ts';
import type { MapCaches } from './install-world.ts';
import { sha256 } from './memory-store.ts';
import { toyModel } from './toy-model.ts';

/** A file of several blocks. */
export const LARGE = 'params_shard_0.bin';
export const LARGE_BYTES = 2 * BLOCK_BYTES + 20_000;
/** On the hub it is told by git's hash. */
export const SMALL = 'params_shard_2.bin';
export const TOY: HubFiles = toyModel({ shards: [LARGE_BYTES, BLOCK_BYTES, 5000] });
/** Of the files that are stored. */
export const NAMES: readonly string[] = Object.keys(TOY).filter((name) => name !== 'README.md');
export const TOY_BYTES: number = NAMES.reduce((sum, name) => sum + (TOY[name]?.byteLength ?? 0), 0);

/** An installation as it ended, with all that it told. */
export interface Run {
  readonly result: Result<StoredModel, ErrorInfo>;
  readonly events: readonly InstallEvent[];
}

export async function run(plan: InstallPlan, world: InstallWorld, signal?: AbortSignal): Promise<Run> {
  const events: InstallEvent[] = [];
  const onEvent = (event: InstallEvent): void => void events.push(event);
  const result = await install(plan, world, { onEvent, ...(signal === undefined ? {} : { signal }) });
  return { result, events };
}

/** The model; throws where there is none. */
export function valueOf({ result }: Run): StoredModel {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value;
}

/** Hashes of what lies where WebLLM looks, by file name, without the manifest. */
export function stored(caches: MapCaches): Readonly<Record<string, string>> {
  const found = [...caches.entries].filter(([name]) => name.startsWith('webllm/')).flatMap(([, entries]) => [...entries]);
  const named = found.map(([key, { bytes }]) => [key.split('/').at(-1) ?? '', sha256(bytes)] as const);
  return Object.fromEntries(named.filter(([name]) => name !== 'manifest.json'));
}

export function expectedHashes(files: HubFiles = TOY): Readonly<Record<string, string>> {
  return Object.fromEntries(NAMES.map((name) => [name, sha256(files[name] ?? '')]));
}

/** The line to the large file breaks after so many bytes of an answer, as often as there are numbers. */
export function cutAt(...bytes: number[]): { readonly file: RegExp; readonly after: number }[] {
  return bytes.map((after) => ({ file: new RegExp(LARGE), after }));
}

export function restarts(events: readonly InstallEvent[]): readonly (readonly [string, string])[] {
  return events.flatMap((event) => (event.type === 'file-restart' ? [[event.file, event.reason] as const] : []));
}

/** A hub for the tests of a file, and how it is asked. */
export interface ToyHub {
  readonly hub: Hub;
  readonly requests: HubRequest[];
  /** The toy on the hub. */
  readonly onHub: InstallSource;
  /** The toy as a plain folder, its library named by a catalogue. */
  readonly plain: InstallSource;
  planned(source?: InstallSource): Promise<InstallPlan>;
  /** File and range of each request since the last plan. */
  asked(): readonly string[];
}

/** Starts a hub before the tests of a file and ends it after them; faults and requests of one test do not reach the next. */
export function startToyHub(): ToyHub {
  let hub: Hub | null = null;
  const running = (): Hub => {
    if (hub === null) throw new Error('the hub runs only while tests do');
    return hub;
  };
  beforeAll(async () => {
    const summed = toyModel({ shards: [LARGE_BYTES, 9000], md5: true });
    hub = await startHub({ models: { 'someone/toy': TOY, 'someone/summed': summed }, largeFrom: 50_000 });
  });
  afterAll(() => running().close());
  afterEach(() => {
    running().disarm();
    running().requests.length = 0;
  });
  return {
    get hub() {
      return running();
    },
    get requests() {
      return running().requests;
    },
    get onHub(): InstallSource {
      return { type: 'address', url: `${running().origin}/someone/toy` };
    },
    get plain(): InstallSource {
      const folder = `${running().origin}/plain/someone/toy/`;
      return { type: 'address', url: folder, known: { libraries: [{ url: `${folder}toy-webgpu.wasm`, needs: [] }] } };
    },
    async planned(source) {
      const result = await planInstall(source ?? this.onHub, installWorld());
      if (!result.ok) throw new Error(result.error.message);
      running().requests.length = 0;
      return result.value;
    },
    asked: () => running().requests.map(({ file, range }) => `${file} ${range ?? 'whole'}`),
  };
}
