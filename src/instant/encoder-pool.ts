import * as Comlink from 'comlink';
import type { EncoderLaneApi, EncoderSource } from './encoder-lane-api.ts';
import type { Embedding } from './encoder.ts';

interface Lane {
  readonly api: Comlink.Remote<EncoderLaneApi>;
  /** Rejects when the worker is gone: Comlink would wait for ever. */
  readonly lost: Promise<never>;
  waiting: number;
}

/**
 * Encoders that read side by side, each in a worker of its own with one thread: unlike threads of one encoder they need no cross-origin isolated
 * page, and short texts leave little for threads to share.
 * @returns how many could be started, and an `embed` that gives each text to the least busy.
 * @throws the first one's failure when none could be started.
 */
export async function createEncoderPool({
  source,
  size,
  createWorker,
}: {
  source: EncoderSource;
  size: number;
  createWorker: () => Worker;
}): Promise<{ readonly workers: number; embed(text: string): Promise<Embedding> }> {
  const started = await Promise.allSettled(Array.from({ length: size }, () => startLane(source, createWorker)));
  const lanes = started.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const [first] = lanes;
  if (first === undefined) throw started.find((one) => one.status === 'rejected')?.reason ?? new Error('no encoder was started');
  return {
    workers: lanes.length,
    async embed(text) {
      const lane = lanes.reduce((least, one) => (one.waiting < least.waiting ? one : least), first);
      lane.waiting += 1;
      try {
        return await Promise.race([lane.api.embed(text), lane.lost]);
      } finally {
        lane.waiting -= 1;
      }
    },
  };
}

async function startLane(source: EncoderSource, createWorker: () => Worker): Promise<Lane> {
  const worker = createWorker();
  const lost = new Promise<never>((_resolve, reject) => {
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      reject(new Error(event.message || 'the encoder’s worker could not be started'));
    });
  });
  // Whoever waits races against it; alone it is no unhandled rejection.
  lost.catch(() => {});
  const api = Comlink.wrap<EncoderLaneApi>(worker);
  try {
    await Promise.race([api.start(source), lost]);
  } catch (error) {
    worker.terminate();
    throw error;
  }
  return { api, lost, waiting: 0 };
}
