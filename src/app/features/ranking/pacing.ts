import { useCallback, useEffect, useReducer, useRef, useState } from 'react';
import type { FocusEvent, PointerEvent } from 'react';
import { paceRanking } from '../../../core/read/pace.ts';
import type { ShownRanking } from '../../../core/read/pace.ts';
import type { DocId } from '../../../core/request.ts';

interface Hold {
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

interface PacedList {
  readonly ranking: readonly DocId[];
  /** Passages that wait to be moved while the list is held. */
  readonly waiting: number;
  readonly showNow: () => void;
}

/**
 * Follows the ranking wanted by the rule of `paceRanking`, with the page's own clock. Not `paced`: at once, because it was the person who moved
 * the time; the list is then what the log says at that moment.
 */
export function usePacedRanking({
  wanted,
  held,
  paced,
}: {
  readonly wanted: readonly DocId[];
  readonly held: boolean;
  readonly paced: boolean;
}): PacedList {
  const [last, setLast] = useState<ShownRanking>({ ranking: wanted, since: Number.NEGATIVE_INFINITY });
  const [, lookAgain] = useReducer((count: number) => count + 1, 0);
  // A rendering that is thrown away and made again may move the list a moment later, nothing else.
  // oxlint-disable-next-line react/purity
  const now = performance.now();
  const { shown, lookAgainMs, waiting } = paced
    ? paceRanking({ shown: last, wanted, now, held })
    : { shown: last.ranking === wanted ? last : { ranking: wanted, since: now }, lookAgainMs: null, waiting: 0 };
  // In the same rendering as the rows' new words: rows that moved one step later would glide from places nobody saw.
  if (shown !== last) setLast(shown);
  useEffect(() => {
    if (lookAgainMs === null) return undefined;
    const timer = setTimeout(lookAgain, lookAgainMs);
    return () => clearTimeout(timer);
  }, [lookAgainMs]);
  const showNow = useCallback(() => setLast({ ranking: wanted, since: performance.now() }), [wanted]);
  return { ranking: shown.ranking, waiting: held ? waiting : 0, showNow };
}
