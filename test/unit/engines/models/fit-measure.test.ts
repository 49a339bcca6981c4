import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measureUpload } from '../../../../src/engines/models/measure.ts';
import type { MeasureDevice } from '../../../../src/engines/models/measure.ts';
import { cases } from '../../../support/profile.ts';

const MB = 2 ** 20;

/** A GPU with so much memory. `gives`: how it says that there is no more. */
function scripted(memory: number, gives: 'error' | 'loss' | 'rejection' = 'error') {
  const seen = { held: 0, written: 0, most: 0, destroyed: false };
  let lose: (why: unknown) => void = () => {};
  const lost = new Promise<unknown>((resolve) => {
    lose = resolve;
  });
  let refused = false;
  const device: MeasureDevice = {
    limits: { maxBufferSize: 1024 * MB },
    lost,
    queue: {
      writeBuffer: (_buffer, _offset, data) => {
        if (!refused) seen.written += data.byteLength;
      },
      onSubmittedWorkDone: () => Promise.resolve(),
    },
    createBuffer: ({ size }) => {
      refused = seen.held + size > memory;
      if (refused && gives === 'loss') lose('gone');
      if (!refused) seen.held += size;
      seen.most = Math.max(seen.most, seen.held);
      const own = refused ? 0 : size;
      return {
        destroy: () => {
          seen.held -= own;
        },
      };
    },
    pushErrorScope: () => {},
    popErrorScope: () => {
      if (refused && gives === 'loss') return new Promise(() => {});
      if (refused && gives === 'rejection') return Promise.reject(new DOMException('lost', 'OperationError'));
      return Promise.resolve(refused ? new Error('out of memory') : null);
    },
    destroy: () => {
      seen.destroyed = true;
    },
  };
  return { device, seen };
}

const never = new AbortController().signal;

describe('how much graphics memory there is, by holding it', () => {
  it('holds all that was asked for at once, writes into every byte of it, and lets go of all', async () => {
    const { device, seen } = scripted(8000 * MB);
    const told: number[] = [];
    const said = await measureUpload({ device, bytes: 700 * MB, signal: never, onProgress: (bytes) => told.push(bytes) });
    expect(said).toEqual({ bytes: 700 * MB, isAll: false, end: 'reached' });
    expect([seen.written, seen.most, seen.held, seen.destroyed]).toEqual([700 * MB, 700 * MB, 0, true]);
    expect(told).toEqual([256 * MB, 512 * MB, 700 * MB]);
  });

  it.each(['error', 'loss', 'rejection'] as const)('knows that there is no more by an %s', async (gives) => {
    const { device, seen } = scripted(600 * MB, gives);
    const said = await measureUpload({ device, bytes: 4000 * MB, signal: never });
    expect(said).toEqual({ bytes: 512 * MB, isAll: true, end: gives === 'error' ? 'full' : 'lost' });
    expect([seen.held, seen.destroyed]).toEqual([0, true]);
  });

  it('stops when it is told to, and what was held until then counts', async () => {
    const { device, seen } = scripted(8000 * MB);
    const stop = new AbortController();
    const said = await measureUpload({ device, bytes: 4000 * MB, signal: stop.signal, onProgress: () => stop.abort() });
    expect(said).toEqual({ bytes: 256 * MB, isAll: false, end: 'cancelled' });
    expect([seen.held, seen.destroyed]).toEqual([0, true]);
  });

  it('never claims more than there is, and never stops short of what there is by more than one buffer', () =>
    fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 3000 }),
        fc.integer({ min: 1, max: 3000 * MB }),
        fc.constantFrom('error', 'loss', 'rejection'),
        async (memory, bytes, gives) => {
          const { device, seen } = scripted(memory * MB, gives);
          const said = await measureUpload({ device, bytes, signal: never });
          expect(seen.held).toBe(0);
          expect(said.bytes).toBeLessThanOrEqual(memory * MB);
          if (said.isAll) expect(said.bytes).toBeGreaterThan(memory * MB - 256 * MB);
          else expect(said.bytes).toBeGreaterThanOrEqual(bytes);
        },
      ),
      { numRuns: cases(100) },
    ));
});
