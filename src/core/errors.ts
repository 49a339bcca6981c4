interface ErrorPolicy {
  /** Trying the same again can help. */
  readonly retry: boolean;
  /** Where the first look at the GPU ends so, no model can run in this browser on this machine. */
  readonly bars: boolean;
  /** The worker's engine can't be used again: it is replaced, and the model loads anew. */
  readonly endsEngine: boolean;
}

/** Every expected failure of the engine realm, and what follows from it. The UI holds one message with a next step for each. */
export const ERRORS = {
  'no-webgpu': { retry: false, bars: true, endsEngine: false },
  'no-adapter': { retry: false, bars: true, endsEngine: false },
  'device-too-small': { retry: false, bars: true, endsEngine: false },
  'gpu-lost': { retry: true, bars: false, endsEngine: true },
  'out-of-memory': { retry: true, bars: false, endsEngine: true },
  'worker-lost': { retry: true, bars: false, endsEngine: true },
  /** Nobody knows what went wrong, so nobody knows what state the engine is in. */
  'engine-failed': { retry: true, bars: false, endsEngine: true },
  'model-missing': { retry: false, bars: false, endsEngine: false },
  'context-overflow': { retry: false, bars: false, endsEngine: false },
  'download-failed': { retry: true, bars: false, endsEngine: false },
  /** Connected, and nothing came for longer than is waited. */
  'download-silent': { retry: true, bars: false, endsEngine: false },
  'bad-hash': { retry: true, bars: false, endsEngine: false },
  quota: { retry: true, bars: false, endsEngine: false },
  /** Of a model behind a server. No address was given. */
  'no-server': { retry: false, bars: false, endsEngine: false },
  /** Nothing answered at the address. */
  'server-unreachable': { retry: true, bars: false, endsEngine: false },
  /** It answers, but not to a page from here. */
  'cors-refused': { retry: false, bars: false, endsEngine: false },
  /** What answers speaks no OpenAI-compatible protocol. */
  'no-api': { retry: false, bars: false, endsEngine: false },
  unauthorised: { retry: false, bars: false, endsEngine: false },
  'model-not-served': { retry: false, bars: false, endsEngine: false },
  /** 429 or 503 more often than was agreed to wait. */
  'server-busy': { retry: true, bars: false, endsEngine: false },
  /** Connected, and not a word within the time agreed. */
  'server-silent': { retry: true, bars: false, endsEngine: false },
  'server-broke-off': { retry: true, bars: false, endsEngine: false },
  'server-failed': { retry: true, bars: false, endsEngine: false },
  /** It was given a grammar and wrote something else. */
  'server-unheld': { retry: false, bars: false, endsEngine: false },
  /** Of models that are fetched and stored here. A file on the shelf is not the one that was stored. */
  'stored-damaged': { retry: false, bars: false, endsEngine: false },
  /** Neither a folder nor an address of a compiled model. */
  'not-a-model': { retry: false, bars: false, endsEngine: false },
  'unknown-architecture': { retry: false, bars: false, endsEngine: false },
  /** A file that the model itself names lacks, or is not as long as it says. */
  'model-incomplete': { retry: false, bars: false, endsEngine: false },
  /** Its vocabulary is not that of the weights. */
  'wrong-tokenizer': { retry: false, bars: false, endsEngine: false },
  /** Weights without a compiled library. */
  'no-library': { retry: false, bars: false, endsEngine: false },
  /** Twice, and what is expected came from the source itself. */
  'hash-differs': { retry: true, bars: false, endsEngine: false },
  /** A sign-in page of the network, or the start page of a host that answers everything. */
  'web-page-instead': { retry: true, bars: false, endsEngine: false },
  /** It answers, but not to a page from here (CORS). */
  'source-closed': { retry: false, bars: false, endsEngine: false },
  /** 401 or 403. */
  'source-private': { retry: false, bars: false, endsEngine: false },
  'bad-address': { retry: false, bars: false, endsEngine: false },
  /** Told before anything is fetched, or by the browser in the middle. */
  'no-space': { retry: true, bars: false, endsEngine: false },
  'no-storage': { retry: false, bars: false, endsEngine: false },
  /** The adapter lacks a WebGPU feature that a library is compiled with. */
  'unsupported-feature': { retry: false, bars: false, endsEngine: false },
  /** By the reader. */
  'download-stopped': { retry: true, bars: false, endsEngine: false },
} as const;

export type ErrorCode = keyof typeof ERRORS;

/** The table held to its type; `satisfies` on an exported constant is not allowed by --isolatedDeclarations. */
const policies: Readonly<Record<ErrorCode, ErrorPolicy>> = ERRORS;

/** An error as it crosses the wire: Comlink keeps only name, message and stack of a thrown Error, so errors travel as values. */
export interface ErrorInfo {
  readonly code: ErrorCode;
  /** Technical message in English, for the details line and the export. */
  readonly message: string;
  /** Whether trying the same again can help: as the table says, but never for what the engine refused. */
  readonly retry: boolean;
  readonly details?: Readonly<Record<string, string | number>>;
}

/** An error that the table tells all about. */
export function errorInfo(code: ErrorCode, message: string, details?: ErrorInfo['details']): ErrorInfo {
  return { code, message, retry: policies[code].retry, ...(details === undefined ? {} : { details }) };
}

/** What a whole engine refuses to do, and will refuse again: a request that can't be run, a second model, a question it can't answer. */
export function refusal(message: string, details?: ErrorInfo['details']): ErrorInfo {
  return { code: 'engine-failed', message, retry: false, ...(details === undefined ? {} : { details }) };
}

/** True where the worker has to be replaced. An engine that only refused something lives on. */
export function endsEngine({ code, retry }: Pick<ErrorInfo, 'code' | 'retry'>): boolean {
  return retry && policies[code].endsEngine;
}
