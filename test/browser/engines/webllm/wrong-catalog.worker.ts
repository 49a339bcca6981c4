import * as Comlink from 'comlink';
import { createEngine } from '../../../../src/engines/webllm/engine.ts';
import { webLlmLoader } from '../../../../src/engines/webllm/load.ts';
import { MODEL_CATALOG } from '../../../../src/engines/webllm/catalog.ts';
import { probeAdapter } from '../../../../src/engines/webllm/adapter.ts';

/** An app that expects another version of every model than the server has. */
const catalog = MODEL_CATALOG.map((entry) => ({ ...entry, manifestSha256: 'f'.repeat(64) }));

Comlink.expose(
  createEngine({
    probe: () => probeAdapter(Reflect.get(navigator, 'gpu'), isSecureContext),
    loadModel: webLlmLoader({ catalog }),
  }),
);
