import { createContext, use, useContext } from 'react';
import type { Context, JSX } from 'react';
import type { DocId } from '../../../core/request.ts';
import { HighlightContext, mentionWord } from '../../shell/highlight.ts';
import { LookContext } from '../../shell/look.ts';
import { useStageWords } from '../../words/stage.ts';

export type ChipLabel = (docIds: readonly DocId[]) => string;

/**
 * What a chip stands for, in words. A context, because it changes with every change of the order: of two hundred windows only those that are open
 * are then drawn anew.
 */
export const ChipLabelContext: Context<ChipLabel> = createContext<ChipLabel>((docIds) => docIds.join('; '));

interface PassageChipProps {
  readonly text: string;
  readonly docIds: readonly DocId[];
  /** Identifiers in it that no passage of the window has. */
  readonly unknown?: readonly number[];
  /** What the chip stands for, for those who do not see the list: "place 2: title or first words". */
  readonly label: string;
  /** Where it stands in the thought, as "window.offset"; without it the chip is no mention, and nothing leads to it. */
  readonly at?: string;
}

/** A `[n]` of the model's text. Hover, focus and click light up the passage; click also brings it into view. */
export function PassageChip({ text, docIds, unknown = [], label, at }: PassageChipProps): JSX.Element {
  const highlight = useContext(HighlightContext);
  const words = useStageWords().trace;
  const watched = use(LookContext) === 'watch';
  const first = docIds[0];
  const point = (): void => highlight.point(docIds);
  const letGo = (): void => highlight.point([]);
  if (first === undefined) {
    return (
      <span className="chip chip-unknown" title={words.unknownNumber} data-trace-at={at}>
        <bdi>{text}</bdi>
      </span>
    );
  }
  const told = unknown.length === 0 ? label : `${label}; ${unknown.join(', ')}: ${words.unknownNumber}`;
  return (
    <button
      type="button"
      className="chip"
      // In a thought that is watched arrows lead from one to the next.
      tabIndex={watched ? -1 : undefined}
      data-active={docIds.some((docId) => highlight.active.has(docId)) || undefined}
      data-doc-mention={at === undefined ? undefined : docIds.map(mentionWord).join(' ')}
      data-trace-at={at}
      title={told}
      aria-label={`${text}, ${told}`}
      onMouseEnter={point}
      onMouseLeave={letGo}
      onFocus={point}
      onBlur={letGo}
      onClick={() => highlight.showPassage(first)}
    >
      <bdi>{text}</bdi>
    </button>
  );
}
