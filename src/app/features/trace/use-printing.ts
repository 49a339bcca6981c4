import { useSyncExternalStore } from 'react';
import { flushSync } from 'react-dom';

/** True while the page is drawn on paper: what is drawn only when it is opened must be there then. */
export function usePrinting(): boolean {
  return useSyncExternalStore(listen, isPrinting);
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
