import * as Comlink from 'comlink';
import { createEngine } from '../../../../src/engines/webllm/engine.ts';
import { webLlmLoader } from '../../../../src/engines/webllm/load.ts';
import { MODEL_CATALOG } from '../../../../src/engines/webllm/catalog.ts';
import { probeAdapter } from '../../../../src/engines/webllm/adapter.ts';
import { sha256Hex } from '../../../../src/engines/download.ts';

/**
 * The engine's own worker over a model whose manifest expects tokens, with both libraries of test-tiny as candidates. The worker's name says
 * what is expected: `right`: what torch writes; `wrong`: something else.
 */
const guard = {
  prompt:
    '<|im_start|>user\nQuery: capital of Australia\n[1] (9) Sydney is the largest city.\n[2] (6) Canberra is the capital of Australia.\n' +
    '[3] (3) Wellington is in New Zealand.\nRank the 3 passages for the query: capital of Australia<|im_end|>\n<|im_start|>assistant\n<think>',
  tokens: self.name === 'wrong' ? [19, 64, 295, 265] : [19, 63, 295, 265, 298, 19, 63, 284],
};
const loader = async () => {
  const answer = await fetch('/models/test-tiny/manifest.json');
  const manifest = new TextEncoder().encode(JSON.stringify({ ...((await answer.json()) as object), guard }));
  const manifestSha256 = await sha256Hex(manifest);
  return webLlmLoader({
    catalog: MODEL_CATALOG.map((entry) => (entry.id === 'test-tiny' ? { ...entry, manifestSha256 } : entry)),
    candidatesOf: () => ['gpu.wasm', 'software.wasm'],
    store: {
      fetch: async (url, init) => (url.endsWith('/manifest.json') ? new Response(manifest) : fetch(url, init)),
      openCache: (name) => caches.open(name),
      sha256: (bytes) => sha256Hex(bytes),
      freeBytes: async () => undefined,
    },
  });
};

// Exposed in the module's first turn: a message that comes during a top-level await finds no listener and is lost.
Comlink.expose(
  createEngine({
    probe: () => probeAdapter(Reflect.get(navigator, 'gpu'), isSecureContext),
    loadModel: async (input) => (await loader())(input),
  }),
);
