import type { MeasuredMemory } from './fit.ts';

// Browsers do not tell how much graphics memory there is. What can be done is to ask for as much as a model needs, write into all of it, and see.

/** The part of a GPUDevice that is used. */
export interface MeasureDevice {
  readonly limits: { readonly maxBufferSize: number };
  readonly lost: Promise<unknown>;
  readonly queue: {
    writeBuffer(buffer: MeasureBuffer, offset: number, data: Uint8Array<ArrayBuffer>): void;
    onSubmittedWorkDone(): Promise<unknown>;
  };
  createBuffer(descriptor: { readonly size: number; readonly usage: number }): MeasureBuffer;
  pushErrorScope(filter: 'out-of-memory' | 'validation'): void;
  popErrorScope(): Promise<unknown>;
  destroy(): void;
}

export interface MeasureBuffer {
  destroy(): void;
}

/** reached: all that was asked for was held. full: the GPU gave no more. lost: it was taken away on the way, as some do instead of refusing. */
export interface Measurement extends MeasuredMemory {
  readonly end: 'reached' | 'full' | 'lost' | 'cancelled';
}

/** WebGPU's numbers for STORAGE and COPY_DST. */
const USAGE = 0x80 | 0x8;
/** Largest buffer that is asked for, whatever the device allows: a model's weights come in such pieces too. */
const MOST_BUFFER = 256 * 2 ** 20;
/** Written at once: the page stays alive between. */
const PIECE = 16 * 2 ** 20;

/**
 * Holds `bytes` of graphics memory at once, writes into all of it, and lets go again. A GPU that has less refuses, or loses the device, as Safari does on
 * purpose; both are answers. Never rejects but for bugs.
 * @param input.device a device of its own, which is destroyed.
 */
export async function measureUpload({
  device,
  bytes,
  signal,
  onProgress = () => {},
}: {
  readonly device: MeasureDevice;
  readonly bytes: number;
  readonly signal: AbortSignal;
  readonly onProgress?: (heldBytes: number) => void;
}): Promise<Measurement> {
  const buffers: MeasureBuffer[] = [];
  let held = 0;
  const gone = device.lost.then((): 'lost' => 'lost');
  const done = (end: Measurement['end']): Measurement => ({ bytes: held, isAll: end === 'full' || end === 'lost', end });
  // Noise: a driver may keep a page of zeros only once.
  const piece = new Uint8Array(PIECE);
  crypto.getRandomValues(piece.subarray(0, NOISE));
  for (let length = NOISE; length < PIECE; length *= 2) piece.copyWithin(length, 0, length);
  try {
    while (held < bytes) {
      if (signal.aborted) return done('cancelled');
      const size = Math.min(MOST_BUFFER, device.limits.maxBufferSize, roundUp(bytes - held));
      device.pushErrorScope('validation');
      device.pushErrorScope('out-of-memory');
      const buffer = device.createBuffer({ size, usage: USAGE });
      buffers.push(buffer);
      for (let at = 0; at < size; at += PIECE)
        device.queue.writeBuffer(buffer, at, piece.subarray(0, Math.min(PIECE, size - at)));
      // A device that is lost may reject here before it tells that it is lost.
      const scopes = Promise.all([device.popErrorScope(), device.popErrorScope()]).catch((): 'lost' => 'lost');
      const refused = await Promise.race([gone, scopes]);
      if (refused === 'lost') return done('lost');
      if (refused.some((error) => error !== null)) return done('full');
      if ((await Promise.race([gone, device.queue.onSubmittedWorkDone()])) === 'lost') return done('lost');
      held += size;
      onProgress(Math.min(held, bytes));
    }
    return done('reached');
  } finally {
    for (const buffer of buffers) buffer.destroy();
    device.destroy();
  }
}

/** As much as chance is asked for at once at most. */
const NOISE = 65_536;

/** Buffers are written in words of four bytes. */
function roundUp(bytes: number): number {
  return Math.ceil(bytes / 4) * 4;
}
