import { describe, expect, test } from 'vitest';
import { endsEngine, errorInfo, ERRORS, refusal } from '../../../src/core/errors.ts';
import type { ErrorCode } from '../../../src/core/errors.ts';
import type { AppState } from '../../../src/app/page/state.ts';
import { isBarred } from '../../../src/app/page/select.ts';
import type { LensPlan } from '../../../src/app/features/lenses/slice.ts';
import type { EngineClient } from '../../../src/engines/engine-client.ts';
import { createLensActions } from '../../../src/app/features/lenses/controller.ts';
import type { LensSetup } from '../../../src/app/features/lenses/controller.ts';

const CODES = Object.keys(ERRORS) as readonly ErrorCode[];
const where = (holds: (code: ErrorCode) => boolean): readonly ErrorCode[] => CODES.filter(holds);

describe('the table of errors', () => {
  test('what bars can not be retried: no adapter comes of a second try on the same page', () => {
    expect(where((code) => ERRORS[code].bars)).toEqual(['no-webgpu', 'no-adapter', 'device-too-small']);
    expect(where((code) => ERRORS[code].bars && ERRORS[code].retry)).toEqual([]);
    expect(isBarred({ type: 'missing', error: errorInfo('no-adapter', '') })).toBe(true);
    expect(isBarred({ type: 'missing', error: errorInfo('worker-lost', '') })).toBe(false);
  });

  test('an engine that failed for no known cause is ended, one that refused a request is not', () => {
    expect(where((code) => endsEngine(errorInfo(code, '')))).toEqual([
      'gpu-lost',
      'out-of-memory',
      'worker-lost',
      'engine-failed',
    ]);
    expect(endsEngine(refusal('there are no candidates'))).toBe(false);
  });

  test('a lens ends a failed engine too, and keeps one that only refused', async () => {
    const endings = async (error: ReturnType<typeof errorInfo>): Promise<number> => {
      let ended = 0;
      const link = { likelihoods: async () => ({ ok: false, error }), end: () => (ended += 1) } as unknown as EngineClient;
      const state = { lenses: { jobs: {} }, phase: { type: 'idle' }, lent: null, model: null } as unknown as AppState;
      const setup = {
        store: { getState: () => state, dispatch: () => {}, subscribe: () => () => {} },
        borrow: async () => ({ link, model: { identity: {} }, leaveUnless: () => {} }),
        now: () => 0,
      } as unknown as LensSetup;
      await createLensActions(setup).start({ lens: 'belief', plan: { requests: [] } } as unknown as LensPlan);
      return ended;
    };
    expect(await endings(errorInfo('engine-failed', 'a bug'))).toBe(1);
    expect(await endings(refusal('no likelihoods'))).toBe(0);
    expect(await endings(errorInfo('context-overflow', 'too long'))).toBe(0);
  });
});
