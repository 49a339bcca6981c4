import * as Comlink from 'comlink';
import { createEngine } from './create-engine.ts';
import { webLlmLoader } from './load-web-llm-model.ts';
import { MODEL_CATALOG } from './model-catalog.ts';
import { probeAdapter } from './probe-adapter.ts';

// Composition root of the worker realm: the inverse of `client/connect-engine.ts`.
Comlink.expose(
  createEngine({
    probe: () => probeAdapter(navigator.gpu, isSecureContext),
    loadModel: webLlmLoader({ catalog: MODEL_CATALOG }),
  }),
);
