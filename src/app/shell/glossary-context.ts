import { createContext } from 'react';
import type { Context } from 'react';
import type { StageWords } from '../words/stage.ts';

/** A word of the field that the glossary explains. */
export type TermName = keyof StageWords['glossary']['terms'];

/** Opens the glossary at a word; null where there is none, as in a replay file. */
export const GlossaryContext: Context<((term: TermName) => void) | null> = createContext<((term: TermName) => void) | null>(null);
