/** Hears of UTF-16 units that readers have gone through. Reading is synchronous, so whoever listens does so for its whole length and nobody else does. */
let listener: ((units: number) => void) | null = null;

/** Tells how far reading has come: called by whatever walks through a text. */
export function passed(units: number): void {
  listener?.(units);
}

/**
 * Reads something, and calls `tell` with the share of `total` units that were gone through, each time a hundredth more. Several walks through one text may
 * pass more than all of it: the share stays at 1.
 */
export function withProgress<T>(total: number, tell: (share: number) => void, read: () => T): T {
  const before = listener;
  let sum = 0;
  let told = 0;
  listener = (units) => {
    sum += units;
    const share = Math.min(1, sum / Math.max(1, total));
    if (share - told < 0.01) return;
    told = share;
    tell(share);
  };
  try {
    return read();
  } finally {
    listener = before;
  }
}
