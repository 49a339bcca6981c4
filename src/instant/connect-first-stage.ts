import type { FirstStageApi } from './api.ts';
import { connectWorker } from '../engines/connect-worker.ts';
import type { WorkerConnection, WorkerLink } from '../engines/connect-worker.ts';

/** The first stage's worker, connected. */
export type FirstStage = WorkerLink<FirstStageApi>;

/** Connects to a first-stage worker. It looks for messages between two windows, so a minute of silence is a death. */
export function connectFirstStage({
  createWorker = createFirstStageWorker,
  pingMs = 10_000,
  silentPings = 6,
}: Partial<Omit<WorkerConnection, 'name'>> = {}): FirstStage {
  return connectWorker<FirstStageApi>({ createWorker, name: 'first-stage worker', pingMs, silentPings });
}

/** A Vite worker chunk: the URL must stand literally in the call. */
function createFirstStageWorker(): Worker {
  return new Worker(new URL('./first-stage.worker.ts', import.meta.url), {
    type: 'module',
    name: 'glassrank-first-stage',
  });
}
