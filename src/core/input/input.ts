import './structured.ts';

/** Reads all that can be read at once: JSON and markup among it. */
export { readInput } from './read-input.ts';
