import { useCallback, useEffect, useRef } from 'react';
import type { RefObject } from 'react';

interface Menu {
  readonly ref: RefObject<HTMLDetailsElement | null>;
  /** After a choice: the menu closes, and the focus goes to what opened it. */
  readonly close: () => void;
}

/**
 * A `<details>` that is a menu. A press elsewhere or leaving it by keyboard closes it; so does Escape, which gives the focus back; so does a choice, through
 * `close`. It carries `data-menu`, by which the page's keys know that Escape is its own.
 */
export function useMenu(): Menu {
  const ref = useRef<HTMLDetailsElement>(null);
  const close = useCallback(() => {
    const menu = ref.current;
    if (menu?.open !== true) return;
    const inside = menu.contains(document.activeElement);
    menu.open = false;
    if (inside) menu.querySelector('summary')?.focus();
  }, []);
  useEffect(() => {
    const leave = ({ target }: Event): void => {
      if (ref.current?.open === true && target instanceof Node && !ref.current.contains(target)) ref.current.open = false;
    };
    const escape = ({ key }: KeyboardEvent): void => {
      if (key === 'Escape') close();
    };
    document.addEventListener('pointerdown', leave);
    document.addEventListener('focusin', leave);
    document.addEventListener('keydown', escape);
    return () => {
      document.removeEventListener('pointerdown', leave);
      document.removeEventListener('focusin', leave);
      document.removeEventListener('keydown', escape);
    };
  }, [close]);
  return { ref, close };
}
