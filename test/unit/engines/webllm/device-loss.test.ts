import { afterEach, expect, it, vi } from 'vitest';
import { errorInfo } from '../../../../src/core/errors.ts';
import { EngineError } from '../../../../src/engines/webllm/describe-error.ts';
import { createDeviceLoss } from '../../../../src/engines/webllm/device-loss.ts';

afterEach(() => void vi.useRealTimers());

const UNMAPPED = new DOMException('Buffer was unmapped before mapping was resolved.', 'AbortError');
const LOST = errorInfo('gpu-lost', 'the GPU device was lost');

it('what the GPU itself calls an error is the loss, though a busy browser tells that seconds later', async () => {
  vi.useFakeTimers();
  const { causeOf } = createDeviceLoss(new Promise((resolve) => setTimeout(() => resolve(LOST), 3000)));
  const cause = causeOf(UNMAPPED);
  await vi.advanceTimersByTimeAsync(3000);
  expect(await cause).toEqual(new EngineError(LOST));
});

it('any other error is waited for a tenth of a second, and is itself where no loss is told', async () => {
  vi.useFakeTimers();
  const { causeOf } = createDeviceLoss(new Promise(() => {}));
  const other = new Error('a bug');
  const told: unknown[] = [];
  for (const error of [UNMAPPED, other]) void causeOf(error).then((cause) => told.push(cause));
  await vi.advanceTimersByTimeAsync(100);
  expect(told).toEqual([other]);
  await vi.advanceTimersByTimeAsync(5000);
  expect(told).toEqual([other, UNMAPPED]);
});
