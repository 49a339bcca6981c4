import { createContext } from 'react';
import type { Context } from 'react';
import type { DocId } from '../../../core/doc-id.ts';

export type ChipLabel = (docIds: readonly DocId[]) => string;

/**
 * What a chip stands for, in words. A context, because it changes with every change of the order: of two hundred windows only those that are open
 * are then drawn anew.
 */
export const ChipLabelContext: Context<ChipLabel> = createContext<ChipLabel>((docIds) => docIds.join('; '));
