import type { ErrorInfo } from '../../core/errors.ts';
import { EngineError } from './describe-error.ts';

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
