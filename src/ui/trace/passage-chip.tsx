import { useContext } from 'react';
import type { JSX } from 'react';
import type { DocId } from '../../rank/doc-id.ts';
import { HighlightContext } from '../app/highlight.ts';

interface PassageChipProps {
  readonly text: string;
  readonly docIds: readonly DocId[];
  /** What the chip stands for, for those who do not see the list: "now 2nd: title or first words". */
  readonly label: string;
}

/** A `[n]` of the model's text. Hover, focus and click light up the passage; click also brings it into view. */
export function PassageChip({ text, docIds, label }: PassageChipProps): JSX.Element {
  const highlight = useContext(HighlightContext);
  const first = docIds[0];
  const point = (): void => highlight.point(docIds);
  const letGo = (): void => highlight.point([]);
  if (first === undefined) {
    return (
      <span className="chip chip-unknown" title="No passage of this window has this number">
        {text}
      </span>
    );
  }
  return (
    <button
      type="button"
      className="chip"
      data-active={docIds.some((docId) => highlight.active.has(docId)) || undefined}
      data-doc-mention={docIds.map(encodeURIComponent).join(' ')}
      title={label}
      aria-label={`${text}, ${label}`}
      onMouseEnter={point}
      onMouseLeave={letGo}
      onFocus={point}
      onBlur={letGo}
      onClick={() => highlight.showPassage(first)}
    >
      {text}
    </button>
  );
}
