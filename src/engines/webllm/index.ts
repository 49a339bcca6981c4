/**
 * The door `glassrank/webllm`: reranking in a browser on its own GPU. For pages, not for Node. `connectEngine` starts a worker with WebLLM
 * (`@mlc-ai/web-llm`, to be installed beside), which loads a model's folder from `modelsUrl` and runs `rerank()` there; `EngineClient` is what an
 * engine of another kind would give too.
 * @module
 */
export { connectEngine } from './client.ts';
export type { Run, RunStart, WebLlmClient } from './client.ts';
export type {
  AdapterSummary,
  EngineClient,
  EngineRun,
  LibraryChoice,
  LikelihoodQuestions,
  LoadedModel,
  LoadEvent,
  LoadSource,
  LocalModel,
  MeasuredLibrary,
  RunStream,
  ServerSummary,
} from '../engine-client.ts';
