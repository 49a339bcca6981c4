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

/** Ends work with a device's loss: WebLLM leaves it pending for ever. */
export interface LossGuard {
  /** Throws the loss once the device is gone. */
  check(): void;
  /** The work, or the loss if that comes first. One at a time. */
  orLost<T>(work: Promise<T>): Promise<T>;
  /** What fails because the device is gone fails with all kinds of words, a moment before or after the loss is told. */
  prefer(error: unknown): Promise<unknown>;
}

/** A guard over one device's loss, which may never come. */
export function createLossGuard(lost: Promise<ErrorInfo>): LossGuard {
  let tell: (error: EngineError) => void = () => {};
  let loss: EngineError | undefined;
  void lost.then((info) => {
    loss = new EngineError(info);
    tell(loss);
  });
  return {
    check() {
      if (loss !== undefined) throw loss;
    },
    // No Promise.race with the loss: that keeps every token's promise alive for as long as the device lives.
    orLost: (work) =>
      new Promise((resolve, reject) => {
        tell = reject;
        if (loss !== undefined) reject(loss);
        work.then(resolve, reject);
      }),
    async prefer(error) {
      const settled = await Promise.race([lost, new Promise<undefined>((resolve) => setTimeout(resolve, 100))]);
      return settled === undefined ? error : new EngineError(settled);
    },
  };
}
