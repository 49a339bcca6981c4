import type { JSX, ReactNode } from 'react';
import { useMenu } from '../design/use-menu.ts';

/** A line of the header with more behind it. What is chosen in it shows beside the choice, so it stays open. */
export function HeaderFold({ summary, children }: { readonly summary: ReactNode; readonly children: ReactNode }): JSX.Element {
  const { ref } = useMenu();
  return (
    <details className="fold fold-end" name="header-fold" data-menu ref={ref}>
      <summary>{summary}</summary>
      <div className="fold-body">{children}</div>
    </details>
  );
}
