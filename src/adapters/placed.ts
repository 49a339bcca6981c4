import type { DocumentReason, RunAccount } from './account.ts';
import type { RankedList } from './ranked-run.ts';

/** What one document is told of the run that placed it: JSON throughout. */
export interface PlacedAccount {
  readonly runId: string;
  /** 1-based. */
  readonly rank: number;
  /** Place in the list that was given, 0-based. */
  readonly index: number;
  /** What the score is: a rank, no probability. */
  readonly scores: 'ranks';
  /** What became of the run's answers, the worst of them. */
  readonly outcome: RunAccount['outcome'];
  /** Why it stands here, by the model's thought. Absent: only the outcome was wanted. */
  readonly reason?: Omit<DocumentReason, 'index'>;
  /** The whole run. Only the first document has it, so that a list does not hold it again and again. */
  readonly run?: RunAccount;
}

/** One account a place of the list; null where none is wanted. */
export function placedAccounts({
  places,
  account,
}: Extract<RankedList, { readonly type: 'ranked' }>): readonly PlacedAccount[] | null {
  if (account === null) return null;
  const { runId, outcome, scores, reasons } = account;
  return places.map(({ index, rank }) => {
    const found = reasons?.find((one) => one.index === index);
    return {
      runId,
      rank,
      index,
      scores,
      outcome,
      ...(found === undefined ? {} : { reason: reasonOf(found) }),
      ...(rank === 1 ? { run: account } : {}),
    };
  });
}

function reasonOf({ sentence, against, quotes }: DocumentReason): NonNullable<PlacedAccount['reason']> {
  return { sentence, ...(against === undefined ? {} : { against }), quotes };
}
