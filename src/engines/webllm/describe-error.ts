import { errorInfo } from '../../core/errors.ts';
import type { ErrorCode, ErrorInfo } from '../../core/errors.ts';

/** An ErrorInfo on its way through code that throws. `describeError` takes it out again. */
export class EngineError extends Error {
  readonly info: ErrorInfo;
  constructor(info: ErrorInfo) {
    super(info.message);
    this.name = 'EngineError';
    this.info = info;
  }
}

/** Errors of WebLLM 0.2.86 by class name; the classes themselves are not imported, because only one file may import WebLLM. */
const CODE_BY_NAME: Readonly<Record<string, ErrorCode>> = {
  WebGPUNotAvailableError: 'no-webgpu',
  WebGPUNotFoundError: 'no-webgpu',
  FeatureSupportError: 'device-too-small',
  ShaderF16SupportError: 'device-too-small',
  DeviceLostError: 'gpu-lost',
  ContextWindowSizeExceededError: 'context-overflow',
  QuotaExceededError: 'quota',
};

/** Errors that come as plain Errors, by what they say. The first that fits counts. */
const CODE_BY_MESSAGE: readonly (readonly [RegExp, ErrorCode])[] = [
  [/out of memory|allocation failed|cannot enlarge memory|array buffer allocation/i, 'out-of-memory'],
  [/unable to find a compatible gpu/i, 'no-adapter'],
  [/cannot initialize runtime because of requested/i, 'device-too-small'],
  [/device (was|is) lost|lost device|external instance reference no longer exists|device has been destroyed/i, 'gpu-lost'],
  [/failed to fetch|networkerror|load failed/i, 'download-failed'],
];

/** Makes a value of whatever WebLLM, WebGPU or a bug threw. What is not known is `engine-failed` with its own message. */
export function describeError(error: unknown): ErrorInfo {
  if (error instanceof EngineError) return error.info;
  const message = error instanceof Error || error instanceof DOMException ? error.message : String(error);
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  const code = CODE_BY_NAME[name] ?? CODE_BY_MESSAGE.find(([pattern]) => pattern.test(message))?.[1] ?? 'engine-failed';
  return errorInfo(code, message === '' ? 'the engine failed without a message' : message);
}
