import type { ErrorCode, ErrorInfo } from '../core/errors.ts';
import type { RunEvent } from '../core/log/event.ts';

/** What an adapter's error tells beside its message: the framework's own kind of error has these fields. */
export interface RerankFailure {
  /** `bad-argument`, `bad-document`: of the call itself, before anything was asked of a model. Else the engine's code (`ERRORS` of glassrank). */
  readonly code: ErrorCode | 'bad-argument' | 'bad-document';
  /** What to do now, one English sentence. */
  readonly nextStep: string;
  /** Whether the same call can succeed if it is made again. */
  readonly retry: boolean;
  /** The whole log up to the failure; empty where no run began. */
  readonly log: readonly RunEvent[];
}

/** A failure in words, on its way to the framework's own error. */
export interface ToldFailure extends RerankFailure {
  readonly message: string;
}

/** What a program's author can do about each of the engine's failures. */
const NEXT_STEPS: Readonly<Record<ErrorCode, string>> = {
  'no-webgpu': 'Use a browser with WebGPU, or a model behind a server (fromChat).',
  'no-adapter': 'Switch on the graphics acceleration of the browser, or use a model behind a server (fromChat).',
  'device-too-small': 'Load a smaller model.',
  'gpu-lost': 'Connect a new engine, load the model again and repeat the call.',
  'out-of-memory': 'Close what else uses the GPU or load a smaller model, then repeat the call with a new engine.',
  'worker-lost': 'Connect a new engine, load the model again and repeat the call.',
  'engine-failed': 'Read the message: it is what the model or its endpoint threw. Repeat the call once that is mended.',
  'model-missing': 'Check the name of the model and the address of its folder.',
  'context-overflow': 'Show fewer or shorter passages at once: lower settings.windowSize or settings.passageWords.',
  'download-failed': 'Check the connection and load the model again.',
  'download-silent': 'Check the connection and load the model again: files that came whole are kept.',
  'bad-hash': 'Load the model again; if it comes to the same, the files at the address are not those of the manifest.',
  quota: 'Free space in the browser’s storage, then load the model again.',
  'no-server': 'Give the address of a server.',
  'server-unreachable': 'Check that the server runs and that its address is right.',
  'cors-refused': 'Let the server answer pages of this origin (CORS), or call it from Node.',
  'no-api': 'Give the address of an OpenAI-compatible endpoint, usually one that ends in /v1.',
  unauthorised: 'Check the key of the server.',
  'model-not-served': 'Name a model that the server has: it lists them at /v1/models.',
  'server-busy': 'Wait, or allow fewer calls at once, then repeat the call.',
  'server-silent': 'Check what the server is doing, or allow it more time.',
  'server-broke-off': 'Repeat the call.',
  'server-failed': 'Look into the server’s own log, then repeat the call.',
  'server-unheld': 'Take the answer mode free: this server does not hold its model to a form.',
  'stored-damaged': 'Repair the stored model: the message names the file.',
  'not-a-model': 'Give the folder or address that holds mlc-chat-config.json.',
  'unknown-architecture': 'Choose a model of another architecture.',
  'model-incomplete': 'Bring the model’s folder in order: the message names the file.',
  'wrong-tokenizer': 'Take the tokenizer of the same model as the weights.',
  'no-library': 'Compile a WebGPU library for the model and put it beside the weights.',
  'hash-differs': 'Fetch the model again; if it comes to the same, the copy at its source is damaged.',
  'web-page-instead': 'Sign in to the network or check the address, then repeat.',
  'source-closed': 'Let the host send Access-Control-Allow-Origin, or open the model from a folder.',
  'source-private': 'Download the model with the host’s own program and open it from a folder.',
  'bad-address': 'Give an address that begins with https://.',
  'no-space': 'Free space in the browser’s storage, then repeat.',
  'no-storage': 'Allow the page to keep data, and serve it from https or localhost.',
  'unsupported-feature': 'Choose a model whose library needs no more than this adapter has.',
  'download-stopped': 'Repeat to go on: what has arrived is kept.',
};
const REFUSED = 'Change the setting that the message names. Nothing was asked of the model.';

/** A run that failed, in words. */
export function failedRun(error: ErrorInfo, log: readonly RunEvent[]): ToldFailure {
  const nextStep = error.details?.['problem'] === undefined ? NEXT_STEPS[error.code] : REFUSED;
  return { ...toldAs(error.code, error.message, nextStep), retry: error.retry, log };
}

/** A call that cannot be made as it was written. */
export function refusedCall(code: 'bad-argument' | 'bad-document', what: string, nextStep: string): ToldFailure {
  return { ...toldAs(code, what, nextStep), retry: false, log: [] };
}

function toldAs(code: RerankFailure['code'], what: string, nextStep: string): Pick<ToldFailure, 'code' | 'message' | 'nextStep'> {
  return { code, nextStep, message: `reranking failed (${code}): ${what.replace(/[.\s]+$/, '')}. ${nextStep}` };
}

/** True where an error came from one of the adapters: its code, next step and log can be read. */
export function isRerankFailure(error: unknown): error is Error & RerankFailure {
  return error instanceof Error && 'code' in error && 'nextStep' in error && 'log' in error && Array.isArray(error.log);
}
