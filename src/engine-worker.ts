import { sealedWorker } from './engines/sealed-worker.ts';
// oxlint-disable-next-line import/default -- Vite gives the script's address
import address from './engines/webllm/engine.worker.ts?worker&url';
// oxlint-disable-next-line import/default -- as above
import processorAddress from './engines/wasm/processor.worker.ts?worker&url';

/** WebLLM's worker, held to the document's policy: for `connectEngine({ makeWorker })`. */
export const engineWorker = (): Worker => sealedWorker(address, 'glassrank-engine');

/** llama.cpp's worker, held to it too: for `connectProcessor`. */
export const processorWorker = (): Worker => sealedWorker(processorAddress, 'glassrank-processor');
