/** Every expected failure of the engine realm. The UI holds one message with a next step for each. */
export type ErrorCode =
  | 'no-webgpu'
  | 'no-adapter'
  | 'device-too-small'
  | 'gpu-lost'
  | 'out-of-memory'
  | 'model-missing'
  | 'download-failed'
  | 'bad-hash'
  | 'quota'
  | 'worker-lost'
  | 'context-overflow'
  | 'engine-failed';

/** An error as it crosses the wire: Comlink keeps only name, message and stack of a thrown Error, so errors travel as values. */
export interface ErrorInfo {
  readonly code: ErrorCode;
  /** Technical message in English, for the details line and the export. */
  readonly message: string;
  /** Whether trying the same again can help. */
  readonly retry: boolean;
  readonly details?: Readonly<Record<string, string | number>>;
}
