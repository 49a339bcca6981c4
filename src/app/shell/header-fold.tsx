import { useEffect, useRef } from 'react';
import type { JSX, ReactNode } from 'react';

/** A line of the header with more behind it. Escape, a press elsewhere or leaving it by keyboard closes it; Escape gives focus back. */
export function HeaderFold({ summary, children }: { readonly summary: ReactNode; readonly children: ReactNode }): JSX.Element {
  const fold = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const close = ({ target }: Event): void => {
      if (fold.current?.open === true && target instanceof Node && !fold.current.contains(target)) fold.current.open = false;
    };
    const escape = ({ key }: KeyboardEvent): void => {
      if (key !== 'Escape' || fold.current?.open !== true) return;
      fold.current.open = false;
      fold.current.querySelector('summary')?.focus();
    };
    document.addEventListener('pointerdown', close);
    document.addEventListener('focusin', close);
    document.addEventListener('keydown', escape);
    return () => {
      document.removeEventListener('pointerdown', close);
      document.removeEventListener('focusin', close);
      document.removeEventListener('keydown', escape);
    };
  }, []);
  return (
    <details className="fold fold-end" name="header-fold" ref={fold}>
      <summary>{summary}</summary>
      <div className="fold-body">{children}</div>
    </details>
  );
}
