import { useContext } from 'react';
import type { JSX } from 'react';
import { startingRanking } from '../../../core/ranking.ts';
import type { DocId, RankRequest } from '../../../core/request.ts';
import { HighlightContext } from '../../shell/highlight.ts';
import { useWords } from '../../words/index.ts';

const LONGEST = 48;

/** A name for each passage of a list: its start place, and its title or first words, in the order a run starts from. */
export function passageNames(request: RankRequest): ReadonlyMap<DocId, { readonly place: number; readonly name: string }> {
  const texts = new Map(request.candidates.map(({ docId, title, text }) => [docId, (title ?? text).trim()]));
  return new Map(
    startingRanking(request).map((docId, place) => {
      const text = texts.get(docId) ?? docId;
      const name = text.length > LONGEST ? `${text.slice(0, LONGEST).trimEnd()}…` : text;
      return [docId, { place, name: name === '' ? docId : name }];
    }),
  );
}

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
  const { number } = useWords().format;
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
