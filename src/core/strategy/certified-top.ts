import type { CallResult } from '../answer/shape.ts';
import { everyPosition } from '../ranking.ts';
import type { Partition } from '../ranking.ts';
import { PreferenceGraph } from './preferences.ts';
import { MOST_SHOWN, MOST_WANTED, whole } from './strategy.ts';
import type { CallForecast, Strategy } from './strategy.ts';

/** BlitzRank (arXiv 2602.05448): windows of `size` whose answers become a graph of preferences, until the first `top` places are certain or `budget` windows are asked. */
export interface CertifiedTop {
  readonly type: 'certified-top';
  readonly size: number;
  readonly top: number;
  readonly budget: number;
}

/**
 * A certified top (BlitzRank, arXiv 2602.05448). Each answer to k candidates gives all its pairs, and what follows from them holds too; circles are
 * ties. The next window shows the candidates that can still be among the first `top` and whose place is open, those with the fewest known above
 * them first, then those with the fewest known below, then as given, and of a tie only its first. It ends when nothing is open any more: then every
 * order that the answers allow has the same first `top`. Twenty-five horses, five a race, the fastest three: seven races.
 *
 * Standing: the certain places in their order; the rest by wins, that is by how many are known to stand below, and equal wins as given. An answer
 * that did not say where a passage stands (`CallResult.unsaid`) leads on to the next window as the order that the house made of it, so that every run ends;
 * but it counts for no win, and nothing that is called certified rests on it. Once a tie reaches across the border of the `top`, it is whole in the head:
 * more of the same answers would not part it.
 *
 * Where the published code differs: it fills windows up with candidates that are already below `top` others, and ranks nothing but the top.
 */
export const certifiedTop: Strategy<CertifiedTop> = {
  type: 'certified-top',
  asks: 'order',
  numbers: { size: whole(2, MOST_SHOWN), top: whole(1, MOST_WANTED), budget: whole(1, MOST_WANTED) },
  window: 'size',
  start: (window) => ({ type: 'certified-top', size: window, top: 10, budget: 1000 }),
  largest: ({ size }) => size,
  forecast,
  certify({ top }, count) {
    const said = new PreferenceGraph(count);
    const of = Math.min(top, count);
    return (answer) => {
      said.add(saidOf(answer));
      return { certified: said.head(of), of };
    };
  },
  *run({ size, top, budget }, count) {
    const [known, said] = [new PreferenceGraph(count), new PreferenceGraph(count)];
    const standing = (): Partition => standingOf({ known, said, top, count });
    for (let asked = 0; asked < budget; asked += 1) {
      const members = nextWindow(known, { size, top, count });
      if (members.length < 2) break;
      const answer = yield { call: { members, question: 'order' }, standing: standing() };
      known.add(answer.groups);
      said.add(saidOf(answer));
    }
    return standing();
  },
};

/** What an answer said itself: without the members that it left out. */
function saidOf({ groups, unsaid = [] }: CallResult): Partition {
  if (unsaid.length === 0) return groups;
  const left = new Set(unsaid);
  return groups.map((group) => group.filter((member) => !left.has(member)));
}

/**
 * The members of the next window in the given order; fewer than two: nothing is open. While two or more candidates have nothing open above them, the
 * window holds as many of them as it can, so each window leaves fewer of them.
 */
function nextWindow(
  known: PreferenceGraph,
  { size, top, count }: { readonly size: number; readonly top: number; readonly count: number },
): readonly number[] {
  const open = everyPosition(count)
    .map((position) => ({ position, above: known.above(position) }))
    .filter(({ position, above }) => above < top && !known.isPlaced(position))
    .map((candidate) => ({ ...candidate, below: known.below(candidate.position) }))
    .sort((one, other) => one.above - other.above || one.below - other.below || one.position - other.position);
  const members: number[] = [];
  const tied = new Set<number>();
  for (const { position } of open) {
    if (members.length === size) break;
    if (tied.has(position)) continue;
    members.push(position);
    for (const other of known.tie(position)) tied.add(other);
  }
  return members.sort((one, other) => one - other);
}

function standingOf({
  known,
  said,
  top,
  count,
}: {
  readonly known: PreferenceGraph;
  readonly said: PreferenceGraph;
  readonly top: number;
  readonly count: number;
}): Partition {
  const head = known.head(top);
  const placed = new Set(head.flat());
  const rest: { readonly group: readonly number[]; readonly wins: number }[] = [];
  for (const position of everyPosition(count)) {
    if (placed.has(position)) continue;
    const group = said.tie(position).filter((other) => !placed.has(other));
    for (const other of group) placed.add(other);
    rest.push({ group, wins: said.below(position) });
  }
  // Sorting keeps equal wins in the given order.
  return [...head, ...rest.sort((one, other) => other.wins - one.wins).map(({ group }) => group)];
}

/**
 * Fewest: until one candidate has nothing above it each window leaves `size` − 1 fewer of those that might, whatever is answered, and no run can end
 * before. Most: the same again for each further place. Those that can take it next were each seen right behind a certain one in some window: they are no
 * more than the windows asked until then, nor than the candidates left.
 */
function forecast({ size, top, budget }: CertifiedTop, count: number): CallForecast {
  const roundsOf = (open: number): number => Math.ceil(Math.max(0, open - 1) / (size - 1));
  const first = roundsOf(count);
  let most = first;
  for (let place = 1; place < Math.min(top, count) && most < budget; place += 1) most += roundsOf(Math.min(most, count - place));
  const calls: [number, number] = [Math.min(first, budget), Math.min(most, budget)];
  return { calls, members: [first <= budget ? count - 1 + first : budget * size, calls[1] * Math.min(size, count)] };
}
