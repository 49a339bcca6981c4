import { createContext, useState } from 'react';
import type { JSX, ReactNode } from 'react';
import { useMenu } from '../design/use-menu.ts';

/** Whether the fold around it stands open: for what is worked out only when somebody looks. */
export const FoldOpenContext: React.Context<boolean> = createContext(false);

/** A line of the header with more behind it. What is chosen in it shows beside the choice, so it stays open. */
export function HeaderFold({ summary, children }: { readonly summary: ReactNode; readonly children: ReactNode }): JSX.Element {
  const { ref } = useMenu();
  const [open, setOpen] = useState(false);
  return (
    <details
      className="fold fold-end"
      name="header-fold"
      data-menu
      ref={ref}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
      <summary>{summary}</summary>
      <div className="fold-body">
        <FoldOpenContext value={open}>{children}</FoldOpenContext>
      </div>
    </details>
  );
}
