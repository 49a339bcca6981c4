import { readOutput } from '../answer/output.ts';
import type { Parser } from './parser.ts';

/** Our own reading: lenient in form, and every repair is told. It knows every shape. */
export const glassrank: Parser = {
  id: 'glassrank',
  title: 'Glassrank',
  canParse: () => true,
  read(input) {
    const { closed: _, ...reading } = readOutput(input);
    return reading;
  },
};
