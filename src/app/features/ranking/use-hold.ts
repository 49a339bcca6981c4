import { useRef, useState } from 'react';
import type { FocusEvent, PointerEvent } from 'react';

export interface Hold {
  /** The pointer or the keyboard's focus is inside. */
  readonly held: boolean;
  readonly focused: boolean;
  readonly handlers: {
    readonly onPointerMove: (event: PointerEvent) => void;
    readonly onPointerLeave: () => void;
    readonly onFocus: (event: FocusEvent) => void;
    readonly onBlur: (event: FocusEvent) => void;
  };
}

/**
 * Whether somebody is inside a region. A pointer counts once it has moved there: a list that is laid out under a resting pointer is not held
 * by it. Focus counts where it is shown, so a click on a button does not hold the region after the pointer has left.
 */
export function useHold(): Hold {
  const [pointed, setPointed] = useState(false);
  const [focused, setFocused] = useState(false);
  const last = useRef<string | null>(null);
  return {
    held: pointed || focused,
    focused,
    handlers: {
      onPointerMove({ clientX, clientY }) {
        const at = `${clientX},${clientY}`;
        // Scrolling and layout under a pointer at rest tell of a move to where it is.
        if (last.current !== null && last.current !== at) setPointed(true);
        last.current = at;
      },
      onPointerLeave() {
        last.current = null;
        setPointed(false);
      },
      onFocus: ({ target }) => setFocused(target.matches(':focus-visible')),
      onBlur({ currentTarget, relatedTarget }) {
        if (!currentTarget.contains(relatedTarget)) setFocused(false);
      },
    },
  };
}
