import { errorInfo } from '../../core/errors.ts';
import type { ErrorInfo } from '../../core/errors.ts';
import type { CancelSignal } from '../../core/run/text-model.ts';
import { EngineError } from './describe-error.ts';

/** The WebGPU devices that were requested since the watch began. `lost` resolves when the first of them is gone. */
interface DeviceWatch {
  readonly lost: Promise<ErrorInfo>;
  /** Stops watching for new devices; those it has seen stay watched. */
  stopLooking(): void;
  /** Destroys what was seen, so that its memory is free before another device is asked for. */
  destroy(): void;
}

type Device = {
  readonly lost: Promise<{ reason: string; message: string }>;
  destroy(): void;
  popErrorScope(): Promise<{ readonly message: string } | null>;
};
type AdapterPrototype = { requestDevice(this: unknown, ...input: unknown[]): Promise<Device> };

/**
 * Watches every WebGPU device that is requested from now on. WebLLM 0.2.86 keeps its device to itself, only logs its loss, and leaves pending
 * work pending for ever; and its runtime destroys the device when a buffer cannot be had, so that out-of-memory looks like any loss.
 * @param onDevice hears each of them before who asked for it.
 */
export function watchDevices(
  adapterClass: { readonly prototype: unknown } | undefined = Reflect.get(globalThis, 'GPUAdapter'),
  onDevice: (device: object) => void = () => {},
): DeviceWatch {
  let report: (info: ErrorInfo) => void = () => {};
  const lost = new Promise<ErrorInfo>((resolve) => {
    report = resolve;
  });
  const prototype = adapterClass?.prototype as AdapterPrototype | undefined;
  if (prototype === undefined) return { lost, stopLooking: () => {}, destroy: () => {} };
  const original = prototype.requestDevice;
  const seen: Device[] = [];
  prototype.requestDevice = async function requestDevice(...input) {
    const device = await original.apply(this, input);
    seen.push(device);
    onDevice(device);
    let outOfMemory = '';
    const pop = device.popErrorScope.bind(device);
    device.popErrorScope = async () => {
      const error = await pop();
      if (error !== null && error.constructor.name === 'GPUOutOfMemoryError') outOfMemory = error.message;
      return error;
    };
    void device.lost.then(({ reason, message }) => {
      // The scopes of the failing call are popped in the same turn that destroys the device.
      const info =
        outOfMemory === ''
          ? errorInfo('gpu-lost', `the GPU device was lost (${reason || 'unknown'}): ${message || 'no reason given'}`)
          : errorInfo('out-of-memory', `the GPU ran out of memory: ${outOfMemory}`);
      report(info);
    });
    return device;
  };
  return {
    lost,
    stopLooking: () => {
      prototype.requestDevice = original;
    },
    destroy: () => {
      for (const device of seen) device.destroy();
    },
  };
}

/** Ends work when the GPU device is lost: WebLLM leaves it pending for ever. */
export interface DeviceLoss {
  /** Throws once the device is gone. */
  throwIfLost(): void;
  /** Resolves as the work does, or rejects with the loss if that comes first. One at a time. */
  orLost<T>(work: Promise<T>): Promise<T>;
  /**
   * The loss if there is one, else the error given: what fails because the device is gone fails with all kinds of words, a moment before or after
   * the loss is told.
   */
  causeOf(error: unknown): Promise<unknown>;
}

/** A busy browser tells a loss seconds after what it ended. What WebGPU itself calls an error has seldom another cause, so it is waited for. Milliseconds. */
const LOSS_TOLD_MS = 5000;

function isOfWebGpu(error: unknown): boolean {
  return error instanceof DOMException && /GPU|buffer|device/iu.test(error.message);
}

/** @param lost resolves when the device is gone, which may be never. */
export function createDeviceLoss(lost: Promise<ErrorInfo>): DeviceLoss {
  let tell: (error: EngineError) => void = () => {};
  let loss: EngineError | undefined;
  void lost.then((info) => {
    loss = new EngineError(info);
    tell(loss);
  });
  return {
    throwIfLost() {
      if (loss !== undefined) throw loss;
    },
    // No Promise.race with the loss: that keeps every token's promise alive for as long as the device lives.
    orLost: (work) =>
      new Promise((resolve, reject) => {
        tell = reject;
        if (loss !== undefined) reject(loss);
        work.then(resolve, reject);
      }),
    async causeOf(error) {
      const waitMs = isOfWebGpu(error) ? LOSS_TOLD_MS : 100;
      let timer: ReturnType<typeof setTimeout> | undefined;
      const waited = new Promise<undefined>((resolve) => {
        timer = setTimeout(resolve, waitMs);
      });
      const settled = await Promise.race([lost, waited]);
      clearTimeout(timer);
      return settled === undefined ? error : new EngineError(settled);
    },
  };
}

/** Gives what an engine's stream gives until it ends, `cancel` is aborted or the device is lost. The first two just end; a loss is thrown. */
export async function* readStream<T>({
  stream,
  cancel,
  deviceLoss,
}: {
  readonly stream: AsyncIterable<T>;
  readonly cancel: CancelSignal;
  readonly deviceLoss: DeviceLoss;
}): AsyncGenerator<T, void, undefined> {
  const iterator = stream[Symbol.asyncIterator]();
  let running = true;
  try {
    while (!cancel.aborted) {
      const { done, value } = await deviceLoss.orLost(iterator.next());
      if (done === true) {
        running = false;
        return;
      }
      yield value;
    }
  } catch (error) {
    running = false;
    throw await deviceLoss.causeOf(error);
  } finally {
    // Left in the middle: WebLLM frees its lock only when its own iterator is closed.
    if (running) await deviceLoss.orLost(Promise.resolve(iterator.return?.())).catch(() => {});
  }
}
