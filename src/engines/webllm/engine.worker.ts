import * as Comlink from 'comlink';
import { answerReach } from '../reach.ts';
import { tellRequests } from '../requests.ts';
import { createEngine } from './engine.ts';
import { webLlmLoader } from './load.ts';
import { MODEL_CATALOG } from './catalog.ts';
import { probeAdapter } from './adapter.ts';

answerReach();
tellRequests();
// What the engine's worker is made of; its other end is `connectEngine` (`client.ts`).
Comlink.expose(
  createEngine({
    probe: () => probeAdapter(navigator.gpu, isSecureContext),
    loadModel: webLlmLoader({ catalog: MODEL_CATALOG }),
  }),
);
