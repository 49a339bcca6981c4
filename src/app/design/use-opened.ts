import { useState } from 'react';
import type { SyntheticEvent } from 'react';

/** For `<details>`. */
interface Opened {
  readonly open: boolean;
  readonly onToggle: (event: SyntheticEvent<HTMLDetailsElement>) => void;
}

/** A fold that opens by itself when there is a reason to. It never closes by itself: what is in it is looked at, or worked with. */
export function useOpened(reason: boolean): Opened {
  const [open, setOpen] = useState(reason);
  const [before, setBefore] = useState(reason);
  if (reason !== before) {
    setBefore(reason);
    if (reason) setOpen(true);
  }
  return { open, onToggle: ({ currentTarget }) => setOpen(currentTarget.open) };
}
