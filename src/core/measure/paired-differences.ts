/** One query under two systems; `difference` = other − one. */
export interface PairedDifference {
  readonly qid: string;
  readonly one: number;
  readonly other: number;
  readonly difference: number;
}

/** The queries that both have (qid → value), by rising difference: where `other` loses most comes first. Equal ones stand by qid. */
export function pairedDifferences(
  one: ReadonlyMap<string, number>,
  other: ReadonlyMap<string, number>,
): readonly PairedDifference[] {
  const pairs = [...one].flatMap(([qid, value]) => {
    const second = other.get(qid);
    return second === undefined ? [] : [{ qid, one: value, other: second, difference: second - value }];
  });
  return pairs.sort((left, right) => left.difference - right.difference || (left.qid < right.qid ? -1 : 1));
}
