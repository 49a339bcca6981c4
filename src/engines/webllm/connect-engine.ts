import type { EngineApi } from './engine-api.ts';
import { connectWorker } from '../connect-worker.ts';
import type { WorkerConnection, WorkerLink } from '../connect-worker.ts';

/** The engine's worker, connected. */
export type Engine = WorkerLink<EngineApi>;

/** Connects to an engine worker. 12 pings of 10 s are generous on purpose: compiling shaders may block a worker for long. */
export function connectEngine({
  createWorker = createEngineWorker,
  pingMs = 10_000,
  silentPings = 12,
}: Partial<Omit<WorkerConnection, 'name'>> = {}): Engine {
  return connectWorker<EngineApi>({ createWorker, name: 'engine worker', pingMs, silentPings });
}

/** A Vite worker chunk: the URL must stand literally in the call. */
function createEngineWorker(): Worker {
  return new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module', name: 'glassrank-engine' });
}
