import type { DocId } from '../../../core/doc-id.ts';
import type { RankRequest } from '../../../core/rank-request.ts';
import { startingRanking } from '../../../core/starting-ranking.ts';

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
