import * as Comlink from 'comlink';
import type { TokenVectors } from '../core/text/token-vectors.ts';
import type { EncoderDevice, LoadedEncoder } from './api.ts';

/** A text as the encoder sees it. */
export interface Embedding {
  /** Of length 1, so that a dot product is a cosine. */
  readonly vector: Float32Array;
  /** The text has more word pieces than the encoder reads; its end was dropped. */
  readonly cut: boolean;
  /** One vector for each word piece that was read. */
  readonly tokens: TokenVectors;
}

/** A sentence encoder. Tests give a scripted one. */
export interface Encoder {
  readonly identity: Omit<LoadedEncoder, 'loadMs'>;
  /** May be called again before it has answered: as many texts as `identity.workers` are read at once, the others wait. */
  embed(text: string): Promise<Embedding>;
}

/** What an encoder is started from. */
export interface EncoderSource {
  /** Folder name of the model. */
  readonly id: string;
  /** Checked contents by name: `config.json`, `tokenizer.json`, `tokenizer_config.json`, `onnx/model_quantized.onnx`. */
  readonly files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
  readonly device: EncoderDevice;
}

/** One encoder in a worker of its own (Comlink), the other end of `createEncoderPool`. */
export interface EncoderLaneApi {
  /** Once per worker. Rejects with what onnxruntime threw. */
  start(source: EncoderSource): Promise<void>;
  embed(text: string): Promise<Embedding>;
}

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
