import { useEffect, useRef, useState } from 'react';

/**
 * Follows `value`, but not more often than once per `gapMs`, so that a list can be read while it moves. With `atOnce` (a
 * committed order) it follows without delay.
 */
export function usePaced<T>(value: T, pace: { readonly gapMs: number; readonly atOnce: boolean }): T {
  const [shown, setShown] = useState(value);
  const changedAt = useRef(Number.NEGATIVE_INFINITY);
  const { gapMs, atOnce } = pace;
  useEffect(() => {
    if (value === shown) return undefined;
    const show = (): void => {
      changedAt.current = performance.now();
      setShown(value);
    };
    const wait = atOnce ? 0 : changedAt.current + gapMs - performance.now();
    if (wait <= 0) {
      show();
      return undefined;
    }
    const timer = setTimeout(show, wait);
    return () => clearTimeout(timer);
  }, [value, shown, gapMs, atOnce]);
  return atOnce ? value : shown;
}
