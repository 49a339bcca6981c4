import type { Configuration } from './experiment.ts';

/** An id that no configuration of the draft has. */
export function freeConfigurationId(taken: readonly Configuration[]): string {
  const ids = new Set(taken.map(({ id }) => id));
  let number = taken.length + 1;
  while (ids.has(`c${number}`)) number += 1;
  return `c${number}`;
}
