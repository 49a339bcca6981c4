import { ERRORS } from '../core/errors.ts';
import type { ErrorInfo } from '../core/errors.ts';
import type { Result } from '../core/request.ts';
import { isWorthComparing, quickest, timeEngine } from './engine-choice.ts';
import type { EngineMemory } from './engine-choice.ts';
import type { AdapterSummary, EngineClient, EngineSpeed, EngineWanted, LoadedModel, LoadEvent } from './engine-client.ts';

/** A model larger than this is not held in two engines at once, bytes: the slower one's memory is given back before the other starts. */
const MOST_TWICE = 400e6;

interface Automatic {
  /** `automatic`: as is said below; else that one, whatever there is. */
  readonly wanted: EngineWanted;
  readonly connectGpu: () => EngineClient;
  readonly connectProcessor: () => EngineClient;
  /** Models that no library for a GPU is compiled of: they run on the processor, whatever is wanted. Absent: there are none. */
  readonly runsOnProcessor?: (modelId: string) => Promise<boolean>;
  /** How two slow engines are held against each other; absent: they are not, and the GPU's runs. */
  readonly compare?: {
    /** Milliseconds of a clock that never goes back. */
    readonly now: () => number;
    readonly memory: EngineMemory;
    /** What a timing holds for beside adapter and model: browser, cores, version of this app. */
    readonly machine: string;
  };
}

type Loaded = Result<LoadedModel, ErrorInfo>;
type OnEvent = ((event: LoadEvent) => void) | undefined;

/**
 * One engine out of two. Where there is no GPU that a model can run on, the processor's; where there is a quick one, the GPU's, and the other's worker is never
 * started. Where the GPU's is slow (`isWorthComparing`), both load the model, each is timed for a second, and the quicker for a typical window stays; what was timed
 * is remembered, so that later loads start one. Nobody is asked twice: another choice is another client.
 */
export function connectAutomatic({
  wanted,
  connectGpu,
  connectProcessor,
  runsOnProcessor = async () => false,
  compare,
}: Automatic): EngineClient {
  let ended = false;
  let current: EngineClient | null = null;
  let onProcessor = false;
  let decided: ReturnType<EngineClient['probe']> | null = null;
  /** Those that live beside the current one while two are compared. */
  const beside = new Set<EngineClient>();

  const begin = (engine: EngineSpeed['engine']): EngineClient => {
    onProcessor = engine === 'processor';
    current = onProcessor ? connectProcessor() : connectGpu();
    // Ended while it was looked for.
    if (ended) current.end();
    return current;
  };
  const take = (client: EngineClient, engine: EngineSpeed['engine']): void => {
    beside.delete(client);
    current = client;
    onProcessor = engine === 'processor';
  };

  const decide = async (): ReturnType<EngineClient['probe']> => {
    if (wanted === 'processor') return begin('processor').probe();
    const gpu = begin('gpu');
    const found = await gpu.probe();
    if (found.ok || wanted === 'gpu' || ended || !ERRORS[found.error.code].bars) return found;
    gpu.end();
    const instead = await begin('processor').probe();
    // Nothing runs here: that there is no GPU is what can be changed.
    return instead.ok ? instead : found;
  };
  const look = (): ReturnType<EngineClient['probe']> => (decided ??= decide());
  const client = (): EngineClient => current ?? begin(wanted === 'processor' ? 'processor' : 'gpu');

  async function load(modelId: string, onEvent: OnEvent): Promise<Loaded> {
    const found = await look();
    if (current === null) throw new Error('no engine was chosen');
    if (onProcessor) return current.load(modelId, onEvent);
    if (await runsOnProcessor(modelId)) {
      current.end();
      return begin('processor').load(modelId, onEvent);
    }
    const adapter = found.ok && found.value !== null && 'vendor' in found.value ? found.value : null;
    if (wanted !== 'automatic' || compare === undefined || adapter === null) return current.load(modelId, onEvent);
    return loadQuicker(current, { modelId, onEvent, adapter, compare });
  }

  async function loadQuicker(
    gpu: EngineClient,
    {
      modelId,
      onEvent,
      adapter,
      compare: { now, memory, machine },
    }: {
      readonly modelId: string;
      readonly onEvent: OnEvent;
      readonly adapter: AdapterSummary;
      readonly compare: NonNullable<Automatic['compare']>;
    },
  ): Promise<Loaded> {
    const { vendor, architecture, device, description, software } = adapter;
    const subject = [modelId, vendor, architecture, device, description, software, machine].join(' | ');
    const kept = memory.recall(subject);
    if (kept !== null) {
      const engine = quickest(kept);
      if (engine === 'processor') {
        gpu.end();
        begin('processor');
      }
      const loaded = await client().load(modelId, onEvent);
      if (loaded.ok) return told(loaded.value, { reason: 'measured-earlier', measured: kept });
      // The next load tries both again.
      memory.forget(subject);
      return loaded;
    }
    let bytes = 0;
    const first = await gpu.load(modelId, (event) => {
      if (event.type === 'load-start') ({ bytes } = event);
      onEvent?.(event);
    });
    if (ended || (first.ok && !isWorthComparing(first.value))) return first;
    const gpuSpeed = first.ok ? await timeEngine(gpu, now) : null;
    const together = bytes <= MOST_TWICE;
    if (!together || !first.ok) gpu.end();
    const processor = connectProcessor();
    beside.add(processor);
    // Its files are those that have come already; only what it does with them is new.
    const second = await processor.load(modelId, (event) => {
      if (event.type === 'engine-start' || event.type === 'engine-progress') onEvent?.(event);
    });
    if (ended) processor.end();
    const processorSpeed = second.ok && !ended ? await timeEngine(processor, now) : null;
    const measured = [
      ...(gpuSpeed === null ? [] : [{ engine: 'gpu', ...gpuSpeed } as const]),
      ...(processorSpeed === null ? [] : [{ engine: 'processor', ...processorSpeed } as const]),
    ];
    const best = first.ok ? (second.ok ? (quickest(measured) ?? 'gpu') : 'gpu') : 'processor';
    // What may pass is tried again at the next load.
    if (measured.length === 2) memory.keep(subject, measured);
    if (best === 'processor') {
      gpu.end();
      take(processor, 'processor');
      // That the other failed is what can be told where neither runs.
      return second.ok ? told(second.value, { reason: 'measured', measured }) : first;
    }
    beside.delete(processor);
    processor.end();
    if (together || !first.ok) return first.ok ? told(first.value, { reason: 'measured', measured }) : first;
    const again = await begin('gpu').load(modelId, onEvent);
    return again.ok ? told(again.value, { reason: 'measured', measured }) : again;
  }

  return {
    probe: look,
    load,
    run: (run) => client().run(run),
    forecast: (run) => client().forecast(run),
    likelihoods: (asked) => client().likelihoods(asked),
    get alive() {
      return !ended && (current === null || current.alive);
    },
    end() {
      ended = true;
      current?.end();
      for (const one of beside) one.end();
    },
  };
}

function told(model: LoadedModel, engines: NonNullable<LoadedModel['engines']>): Loaded {
  // One that was timed alone was not chosen.
  return { ok: true, value: engines.measured.length < 2 ? model : { ...model, engines } };
}
