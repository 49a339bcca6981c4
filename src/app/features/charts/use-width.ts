import { useLayoutEffect, useState } from 'react';
import type { RefObject } from 'react';

/** The width of an element in pixels, now and whenever it changes; `startPx` before it is known. */
export function useWidth(element: RefObject<HTMLElement | null>, startPx: number): number {
  const [widthPx, setWidthPx] = useState(startPx);
  useLayoutEffect(() => {
    const { current } = element;
    if (current === null) return undefined;
    const measure = (): void => {
      const width = Math.floor(current.clientWidth);
      if (width > 0) setWidthPx(width);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(current);
    return () => observer.disconnect();
  }, [element]);
  return widthPx;
}
