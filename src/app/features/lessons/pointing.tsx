import { createContext, use, useState } from 'react';
import type { JSX, KeyboardEvent } from 'react';
import type { Said } from './lesson.ts';

interface Pointing {
  /** The object that is pointed at, from the text or on stage. */
  readonly pointed: string | null;
  readonly point: (to: string | null) => void;
}

/** What text and stage of a lesson point at together. */
export const PointingContext = createContext<Pointing>({ pointed: null, point: () => {} });

/** The pointing of one lesson. */
export function usePointing(): Pointing {
  const [pointed, point] = useState<string | null>(null);
  return { pointed, point };
}

interface ObjectProps {
  readonly 'data-object': string;
  readonly 'data-pointed': true | undefined;
  readonly onMouseEnter: () => void;
  readonly onMouseLeave: () => void;
  readonly onFocus: () => void;
  readonly onBlur: () => void;
}

/** For an object on stage: it lights up where the text speaks of it, and lights the text up where the pointer or the focus is on it. */
export function useObjects(): (name: string) => ObjectProps {
  const { pointed, point } = use(PointingContext);
  return (name) => ({
    'data-object': name,
    'data-pointed': pointed === name || undefined,
    onMouseEnter: () => point(name),
    onMouseLeave: () => point(null),
    onFocus: () => point(name),
    onBlur: () => point(null),
  });
}

/** Which of `count` things an arrow key goes to from one of them; null: the key goes nowhere. Arrows to the sides follow the direction of writing. */
export function arrowTo(event: KeyboardEvent<HTMLElement>, from: number, count: number): number | null {
  const rtl = getComputedStyle(event.currentTarget).direction === 'rtl';
  const step = { ArrowDown: 1, ArrowUp: -1, ArrowRight: rtl ? -1 : 1, ArrowLeft: rtl ? 1 : -1 }[event.key];
  const to = event.key === 'Home' ? 0 : event.key === 'End' ? count - 1 : step === undefined ? -1 : from + step;
  return to < 0 || to >= count ? null : to;
}

/** Paragraphs whose pointers are one stop of the Tab key: arrows go from one to the next, Enter goes to what it points at where that can be gone to. */
export function Told({ said, label }: { readonly said: readonly Said[]; readonly label: string }): JSX.Element {
  const { pointed, point } = use(PointingContext);
  const [stop, setStop] = useState(0);
  const pointers = said.flatMap((paragraph) => paragraph.filter((piece) => typeof piece !== 'string'));
  const move = (event: KeyboardEvent<HTMLElement>): void => {
    const to = arrowTo(event, stop, pointers.length);
    if (to === null) return;
    event.preventDefault();
    event.currentTarget.querySelectorAll<HTMLElement>('.lesson-pointer')[to]?.focus();
  };
  return (
    <div className="lesson-told" role="group" aria-label={label} onKeyDown={move}>
      {said.map((paragraph, place) => (
        <p key={place}>
          {paragraph.map((piece, inside) => {
            if (typeof piece === 'string') return piece;
            const own = pointers.indexOf(piece);
            return (
              <button
                key={inside}
                type="button"
                className="lesson-pointer"
                data-pointed={pointed === piece.to || undefined}
                tabIndex={own === Math.min(stop, pointers.length - 1) ? 0 : -1}
                onMouseEnter={() => point(piece.to)}
                onMouseLeave={() => point(null)}
                onFocus={() => {
                  setStop(own);
                  point(piece.to);
                }}
                onBlur={() => point(null)}
                onClick={({ currentTarget }) => goTo(currentTarget, piece.to)}
              >
                {piece.said}
              </button>
            );
          })}
        </p>
      ))}
    </div>
  );
}

/** Goes to an object on stage, or to the first thing in it that can have the focus. */
function goTo(from: HTMLElement, name: string): void {
  const object = from.closest('.lesson')?.querySelector<HTMLElement>(`[data-object="${name}"]`);
  object?.scrollIntoView({ block: 'nearest' });
  const control =
    object?.matches('button, input, textarea, select') === true
      ? object
      : object?.querySelector<HTMLElement>('button, input, textarea, select');
  control?.focus();
}
