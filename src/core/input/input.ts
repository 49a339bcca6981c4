import { bringLateReaders } from './late-readers.ts';
import { STRUCTURED } from './structured.ts';

// `structured.ts` has done so already, where nothing left it out as unused.
bringLateReaders(STRUCTURED);

/** Reads all that can be read at once: JSON, markup and collections among it. */
export { readInput } from './read-input.ts';
