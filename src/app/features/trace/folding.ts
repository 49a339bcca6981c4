import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { RefObject, SyntheticEvent } from 'react';
import { flushSync } from 'react-dom';
import { whenReleased } from '../../page/press.ts';

/** How long a fold stays open after what it shows is over. */
const CLOSE_AFTER_MS = 1000;
/** What counts as a touch: the person looks at it and it must not be taken away. */
const TOUCHES = ['pointerdown', 'wheel', 'touchmove', 'scroll', 'keydown', 'focusin'] as const;

interface Fold {
  readonly open: boolean;
  /** For `<details onToggle>`: what the person, or find in page, opens or closes stays so. */
  readonly onToggle: (event: SyntheticEvent<HTMLDetailsElement>) => void;
}

/**
 * A fold that is open while `active` and closes by itself a second after, unless the person clicked, scrolled, focused or selected in it. A touched
 * fold is theirs for good. `openAtFirst` counts where it is not active when it comes on the page.
 */
export function useFold({
  ref,
  active,
  openAtFirst,
}: {
  readonly ref: RefObject<HTMLDetailsElement | null>;
  readonly active: boolean;
  readonly openAtFirst: boolean;
}): Fold {
  const touched = useRef(false);
  const wasActive = useRef(false);
  const [open, setOpen] = useState(active || openAtFirst);

  useEffect(() => {
    const fold = ref.current;
    if (fold === null) return undefined;
    const touch = (): void => {
      touched.current = true;
    };
    for (const type of TOUCHES) fold.addEventListener(type, touch, { passive: true, capture: true });
    return () => {
      for (const type of TOUCHES) fold.removeEventListener(type, touch, { capture: true });
    };
  }, [ref]);

  useEffect(() => {
    // Each key typed into a field is a change of selection: of hundreds of folds only the open ones, in which something can be selected, listen.
    if (!open) return undefined;
    const select = (): void => {
      const selection = document.getSelection();
      if (selection !== null && !selection.isCollapsed && ref.current?.contains(selection.anchorNode) === true)
        touched.current = true;
    };
    document.addEventListener('selectionchange', select);
    return () => document.removeEventListener('selectionchange', select);
  }, [ref, open]);

  useEffect(() => {
    if (active) {
      wasActive.current = true;
      if (!touched.current) setOpen(true);
      return undefined;
    }
    if (!wasActive.current) return undefined;
    let over = false;
    const close = (): void => {
      if (!over && !touched.current) setOpen(false);
    };
    const timer = setTimeout(() => whenReleased(close), CLOSE_AFTER_MS);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [active]);

  const onToggle = useCallback((event: SyntheticEvent<HTMLDetailsElement>) => setOpen(event.currentTarget.open), []);
  return { open, onToggle };
}

/** True while the page is drawn on paper: what is drawn only when it is opened must be there then. */
export function usePrinting(): boolean {
  return useSyncExternalStore(listen, isPrinting, () => called);
}

const isPrinting = (): boolean => matchMedia('print').matches || called;

/** Between `beforeprint` and `afterprint`; the media query changes only after the page should have changed already. */
let called = false;

function listen(tell: () => void): () => void {
  const print = matchMedia('print');
  const begin = (): void => {
    called = true;
    // Paper is laid out as soon as this event is over.
    flushSync(tell);
  };
  const end = (): void => {
    called = false;
    tell();
  };
  addEventListener('beforeprint', begin);
  addEventListener('afterprint', end);
  print.addEventListener('change', tell);
  return () => {
    removeEventListener('beforeprint', begin);
    removeEventListener('afterprint', end);
    print.removeEventListener('change', tell);
  };
}
