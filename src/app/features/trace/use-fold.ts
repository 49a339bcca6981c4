import { useCallback, useEffect, useRef, useState } from 'react';
import type { RefObject, SyntheticEvent } from 'react';

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
    const timer = setTimeout(() => {
      if (!touched.current) setOpen(false);
    }, CLOSE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [active]);

  const onToggle = useCallback((event: SyntheticEvent<HTMLDetailsElement>) => setOpen(event.currentTarget.open), []);
  return { open, onToggle };
}
