import { useContext } from 'react';
import type { JSX } from 'react';
import type { DocId } from '../../../core/doc-id.ts';
import { HighlightContext } from '../../shell/highlight.ts';
import { formatWords } from '../../words/format-catalogue.ts';
import { useWords } from '../../words/use-words.ts';

/** A passage by its start place and first words. Pointed at, it lights up wherever else it stands. */
export function PassageTag({
  docId,
  place,
  name,
}: {
  readonly docId: DocId;
  /** 0-based. */
  readonly place: number;
  readonly name: string;
}): JSX.Element {
  const highlight = useContext(HighlightContext);
  const { number } = useWords(formatWords);
  return (
    <span
      className="lens-passage"
      data-active={highlight.active.has(docId) || undefined}
      title={name}
      onMouseEnter={() => highlight.point([docId])}
      onMouseLeave={() => highlight.point([])}
    >
      <span className="lens-place">{number(place + 1)}</span> <bdi>{name}</bdi>
    </span>
  );
}
