import * as Comlink from 'comlink';
import { createEngine } from './engine.ts';
import { webLlmLoader } from './load.ts';
import { MODEL_CATALOG } from './catalog.ts';
import { probeAdapter } from './adapter.ts';

// Composition root of the worker realm: the inverse of `client/connect-engine.ts`.
Comlink.expose(
  createEngine({
    probe: () => probeAdapter(navigator.gpu, isSecureContext),
    loadModel: webLlmLoader({ catalog: MODEL_CATALOG }),
  }),
);
