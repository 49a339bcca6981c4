import * as Comlink from 'comlink';
import { answerReach } from '../engines/reach.ts';
import { tellRequests } from '../engines/requests.ts';
import { sealedWorker } from '../engines/sealed-worker.ts';
import { describeError } from '../engines/webllm/describe-error.ts';
// oxlint-disable-next-line import/default -- Vite gives the script's address
import encoderAddress from './encoder.worker.ts?worker&url';
import { createFirstStage } from './first-stage.ts';
import { createEncoderPool } from './encoder.ts';
import type { EncoderStore } from './fetch-encoder.ts';
import { miniLmLoader } from './mini-lm.ts';
import { sha256Hex } from '../engines/download.ts';

/** More encoders than this cost more memory (about 100 MB each) than they save time. */
const MOST_WORKERS = 4;

const store: EncoderStore = {
  fetch: (url, init) => fetch(url, init),
  openCache: async () => (typeof caches === 'undefined' ? undefined : caches.open('glassrank/encoder')),
  sha256: (bytes) => sha256Hex(bytes),
};

const createWorker = (): Worker => sealedWorker(encoderAddress, 'glassrank-encoder');

answerReach();
tellRequests();
// What the first stage's worker is made of; its other end is `connectInstant` (`client.ts`). Words are counted here; the encoders live in workers
// of their own, so that a newer question is heard while they read.
Comlink.expose(
  createFirstStage({
    loadEncoder: miniLmLoader((source) => {
      const size = source.device === 'webgpu' ? 1 : Math.min(MOST_WORKERS, Math.max(1, navigator.hardwareConcurrency));
      return createEncoderPool({ source, size, createWorker });
    }, store),
    describeError,
    now: () => performance.now(),
  }),
);
