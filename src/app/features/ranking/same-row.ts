import type { TextSpan } from '../../../core/text/passage-windows.ts';
import type { RankedRow, RowWhy } from '../../../core/read/rows.ts';

function sameSpans(one: readonly TextSpan[], other: readonly TextSpan[]): boolean {
  return (
    one === other ||
    (one.length === other.length && one.every((span, index) => span.from === other[index]?.from && span.to === other[index].to))
  );
}

function sameWhy(one: RowWhy, other: RowWhy): boolean {
  if (one.type !== 'decided' || other.type !== 'decided') return one.type === other.type;
  const { decision: before } = one;
  const { decision: after } = other;
  return (
    before.window === after.window &&
    before.from === after.from &&
    before.text === after.text &&
    before.by === after.by &&
    before.latest === after.latest
  );
}

function sameMentions(one: RankedRow['mentions'], other: RankedRow['mentions']): boolean {
  return (
    one === other ||
    (one.length === other.length &&
      one.every((mention, index) => {
        const after = other[index];
        return (
          mention === after ||
          (mention.window === after?.window && mention.from === after.from && mention.sentence.to === after.sentence.to)
        );
      }))
  );
}

/** Rows are made anew with each event; most of them look as before and need no new rendering. */
export function sameRow(before: RankedRow, after: RankedRow): boolean {
  return (
    before.docId === after.docId &&
    before.candidate === after.candidate &&
    before.request.query.text === after.request.query.text &&
    before.rank === after.rank &&
    before.tied === after.tied &&
    before.firstRank === after.firstRank &&
    before.givenRank === after.givenRank &&
    before.standing === after.standing &&
    before.bucket === after.bucket &&
    before.identifier === after.identifier &&
    before.earlierWindow === after.earlierWindow &&
    before.kept === after.kept &&
    sameSpans(before.quoted, after.quoted) &&
    sameWhy(before.why, after.why) &&
    sameMentions(before.mentions, after.mentions)
  );
}
