import { useEffect, useState } from 'react';
import type { RefObject } from 'react';

/**
 * Whether an element is on the screen or near it. A chart of a long run takes tens of milliseconds for each window: nobody should wait for one
 * that is folded away or far below.
 */
export function useSeen(element: RefObject<HTMLElement | null>): boolean {
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    const { current } = element;
    if (current === null) return undefined;
    const observer = new IntersectionObserver((entries) => setSeen(entries.at(-1)?.isIntersecting ?? false), {
      rootMargin: '400px',
    });
    observer.observe(current);
    return () => observer.disconnect();
  }, [element]);
  return seen;
}
