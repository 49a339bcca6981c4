import * as Comlink from 'comlink';
import { answerReach } from '../reach.ts';
import { tellRequests } from '../requests.ts';
import { sealedWorker } from '../sealed-worker.ts';
import { MODEL_CATALOG } from '../webllm/catalog.ts';
import { createEngine } from '../webllm/engine.ts';
import { startLlama } from './llama.ts';
import type { Llama } from './llama.ts';
import { cpuLoader } from './load.ts';
import { probeProcessor } from './processor.ts';
import oneThread from '@wllama/wllama/src/single-thread/wllama.wasm?url';
import manyThreads from '@wllama/wllama/src/multi-thread/wllama.wasm?url';
// oxlint-disable-next-line import/default -- Vite gives the script's address
import thread from './thread.worker.ts?worker&url';

answerReach();
tellRequests();

/** The compiled module, of our own origin: the package's file, copied by the build. */
async function fetchWasm(address: string): Promise<ArrayBuffer> {
  const response = await fetch(new URL(address, import.meta.url));
  if (!response.ok) throw new Error(`failed to fetch ${address}: ${response.status}`);
  return response.arrayBuffer();
}

async function start(
  model: { readonly gguf: Uint8Array<ArrayBuffer>; readonly contextTokens: number },
  { threads: count }: { readonly threads: number },
): Promise<Llama> {
  if (count === 1) {
    const { default: startModule } = await import('@wllama/wllama/src/single-thread/wllama.js');
    return startLlama({ ...model, start: startModule, wasm: await fetchWasm(oneThread) });
  }
  const { default: startModule } = await import('@wllama/wllama/src/multi-thread/wllama.js');
  // Emscripten's script knows by the name that it runs in a thread.
  const makeWorker = (): Worker => sealedWorker(thread, 'em-pthread');
  return startLlama({ ...model, start: startModule, wasm: await fetchWasm(manyThreads), threads: { count, makeWorker } });
}

// What the processor's worker is made of; its other end is `connectProcessor` (`client.ts`).
Comlink.expose(
  createEngine({
    probe: async () => ({
      ok: true,
      value: probeProcessor({ crossOriginIsolated, hardwareConcurrency: navigator.hardwareConcurrency }),
    }),
    loadModel: cpuLoader({ catalog: MODEL_CATALOG, startLlama: start }),
  }),
);
