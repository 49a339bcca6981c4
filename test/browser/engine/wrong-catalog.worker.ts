import * as Comlink from 'comlink';
import { createEngine } from '../../../src/engine/create-engine.ts';
import { webLlmLoader } from '../../../src/engine/load-web-llm-model.ts';
import { MODEL_CATALOG } from '../../../src/engine/model-catalog.ts';
import { probeAdapter } from '../../../src/engine/probe-adapter.ts';

/** An app that expects another version of every model than the server has. */
const catalog = MODEL_CATALOG.map((entry) => ({ ...entry, manifestSha256: 'f'.repeat(64) }));

Comlink.expose(
  createEngine({
    probe: () => probeAdapter(Reflect.get(navigator, 'gpu'), isSecureContext),
    loadModel: webLlmLoader({ catalog }),
  }),
);
