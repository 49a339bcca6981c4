import type { ErrorCode } from '../../core/errors.ts';

/** Where a notice's button leads: load: fetch the model again; rank: load if need be and rank; settings: open them. */
export type NextStep = 'load' | 'rank' | 'settings' | 'none';

const STEPS: Readonly<Record<ErrorCode, NextStep>> = {
  'no-webgpu': 'none',
  'no-adapter': 'none',
  'device-too-small': 'none',
  'gpu-lost': 'rank',
  'out-of-memory': 'rank',
  'model-missing': 'load',
  'download-failed': 'load',
  'bad-hash': 'load',
  quota: 'load',
  'worker-lost': 'rank',
  'context-overflow': 'settings',
  'engine-failed': 'rank',
};

/** What can be done about an error from where the person stands. */
export function nextStep(code: ErrorCode): NextStep {
  return STEPS[code];
}
