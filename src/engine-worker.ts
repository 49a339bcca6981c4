import { sealedWorker } from './engines/sealed-worker.ts';
// oxlint-disable-next-line import/default -- Vite gives the script's address
import address from './engines/webllm/engine.worker.ts?worker&url';

/** WebLLM's worker, held to the document's policy: for `connectEngine({ makeWorker })`. */
export const engineWorker = (): Worker => sealedWorker(address, 'glassrank-engine');
