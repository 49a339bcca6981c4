import { useLayoutEffect, useRef } from 'react';
import type { RefObject } from 'react';

/** Animating more rows than a screen shows is work nobody sees. */
const MOST_ROWS = 30;
const MOVE_MS = 420;

/**
 * Rows glide from where they were to where they are (FLIP, by transform only). Give it the list and a value that changes with
 * the order. With reduced motion rows just stand at their new place.
 */
export function useRowMoves(list: RefObject<HTMLElement | null>, order: unknown): void {
  const places = useRef(new Map<string, number>());
  useLayoutEffect(() => {
    const rows = [...(list.current?.children ?? [])].filter((row): row is HTMLElement => row instanceof HTMLElement);
    const before = places.current;
    places.current = new Map(rows.map((row) => [row.dataset['key'] ?? '', row.offsetTop]));
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    let animated = 0;
    for (const row of rows) {
      const was = before.get(row.dataset['key'] ?? '');
      const rect = row.getBoundingClientRect();
      if (was === undefined || was === row.offsetTop || animated >= MOST_ROWS) continue;
      const shift = was - row.offsetTop;
      const onScreen = rect.bottom + Math.max(0, shift) > 0 && rect.top + Math.min(0, shift) < innerHeight;
      if (!onScreen) continue;
      animated += 1;
      row.animate([{ transform: `translateY(${shift}px)` }, { transform: 'none' }], {
        duration: MOVE_MS,
        easing: 'cubic-bezier(.2, .7, .2, 1)',
      });
    }
  }, [list, order]);
}
