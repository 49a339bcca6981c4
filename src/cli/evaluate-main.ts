// The page's side of `glassrank evaluate`: loads models and runs them, and nothing else. Collections, plans and figures are Node's (run.ts).
import type { RunEvent } from '../core/log/event.ts';
import { engineWorker, processorWorker } from '../engine-worker.ts';
import type { LoadedModel } from '../engines/engine-client.ts';
import { connectProcessor } from '../engines/wasm/client.ts';
import type { ProcessorClient } from '../engines/wasm/client.ts';
import { connectEngine } from '../engines/webllm/client.ts';
import type { WebLlmClient } from '../engines/webllm/client.ts';
import type { PageEngine } from './bridge.ts';

let engine: ProcessorClient | WebLlmClient | undefined;
let model: LoadedModel | undefined;

/** The engine with its model; a call before `load` is a bug of the caller. */
function loaded(): { readonly engine: ProcessorClient | WebLlmClient; readonly model: LoadedModel } {
  if (engine === undefined || model === undefined) throw new Error('load a model first');
  return { engine, model };
}

const pageEngine: PageEngine = {
  async load(modelId, { engine: wanted = 'gpu', library } = {}) {
    engine?.end();
    model = undefined;
    engine =
      wanted === 'gpu' ? connectEngine({ makeWorker: engineWorker, library }) : connectProcessor({ makeWorker: processorWorker });
    const result = await engine.load(modelId);
    if (result.ok) model = result.value;
    return result;
  },

  forecast: (request, settings) => loaded().engine.forecast({ request, settings }),

  async run(request, settings) {
    const now = loaded();
    const events: RunEvent[] = [];
    for await (const event of now.engine.run({ model: now.model.identity, request, settings })) events.push(event);
    return JSON.stringify(events);
  },
};

globalThis.glassrankEngine = pageEngine;
