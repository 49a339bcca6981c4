import type { RunView, WindowView } from '../log/view.ts';
import { oncePer } from '../once.ts';
import type { DocId } from '../request.ts';
import { PreferenceGraph } from '../strategy/preferences.ts';

/** A passage, or several that the answers tie. */
export interface PreferenceNode {
  /** In the committed order. */
  readonly docIds: readonly DocId[];
  /** 1-based, in the committed order, of the first of them. */
  readonly place: number;
  /** 0: nothing stands above it; else one more than the deepest of those right above it. */
  readonly layer: number;
  /** Its places are certain. */
  readonly certified: boolean;
}

/** The answer of a window that put one passage above another. */
export interface PreferenceAnswer {
  /** 0-based, the window whose end it stands at. */
  readonly window: number;
  /** False where the answer left one of the two out, so that it stands where it was put: no certificate rests on it. */
  readonly said: boolean;
}

/** One node right above another: no third stands between them. */
export interface PreferenceEdge {
  /** Places in `nodes`. */
  readonly from: number;
  readonly to: number;
  /** Never empty, in the order of the run; those that said so first. */
  readonly answers: readonly PreferenceAnswer[];
}

/** What the answers of a run say of who stands above whom. */
export interface RunPreferences {
  /** Those that some answer compared with another, in the committed order. */
  readonly nodes: readonly PreferenceNode[];
  /** Without those that follow from others: by their upper, then their lower node. */
  readonly edges: readonly PreferenceEdge[];
  /** Passages that stand in no answer yet. */
  readonly uncompared: number;
  /** First places that are certain, of so many that are wanted. */
  readonly certified: number;
  readonly of: number;
}

/** What the graph is made of: the order as it stands, and what the answers told. A run's view is one. */
export interface ToldPreferences extends Pick<RunView, 'committed'> {
  readonly windows: readonly Pick<WindowView, 'index' | 'phase' | 'preferences'>[];
}

type Told = Pick<WindowView, 'index'> & { readonly preferences: NonNullable<WindowView['preferences']> };

/**
 * The graph of preferences of a run that certifies its first places (BlitzRank, arXiv 2602.05448), by the windows that have ended; null where no answer
 * tells any. Nodes are its ties, edges what does not follow from others, each with the windows whose answers say it.
 */
export const selectPreferences: (view: ToldPreferences) => RunPreferences | null = oncePer(
  (view: ToldPreferences): RunPreferences | null => {
    const told = view.windows.flatMap(({ index, phase, preferences }): readonly Told[] =>
      phase === 'ended' && preferences !== null ? [{ index, preferences }] : [],
    );
    const last = told.at(-1);
    if (last === undefined) return null;
    const numbers = new Map(view.committed.map((docId, place) => [docId, place]));
    const graph = new PreferenceGraph(numbers.size);
    const orders = told.map(({ preferences }) =>
      preferences.order.map((group) => group.flatMap((docId) => numbers.get(docId) ?? [])).filter(({ length }) => length > 0),
    );
    for (const order of orders) graph.add(order);
    const certain = new Set(last.preferences.certified.flat());
    const groups = tiedGroups(graph, orders);
    const nodeOf = new Map(groups.flatMap((group, node) => group.map((position) => [position, node] as const)));
    const edges = answered(directEdges({ graph, groups, orders, nodeOf }), { groups, told, committed: view.committed });
    const layers = layersOf(groups, edges);
    return {
      nodes: groups.map((group, node) => {
        const docIds = group.flatMap((position) => view.committed[position] ?? []);
        return {
          docIds,
          place: (group[0] ?? 0) + 1,
          layer: layers[node] ?? 0,
          certified: docIds.every((docId) => certain.has(docId)),
        };
      }),
      edges,
      uncompared: numbers.size - nodeOf.size,
      certified: Math.min(certain.size, last.preferences.of),
      of: last.preferences.of,
    };
  },
  // What ended windows told comes with the ranking that the last of them left.
  ({ committed }) => committed,
);

type Orders = readonly (readonly (readonly number[])[])[];

/** The ties of what was compared, by their first. */
function tiedGroups(graph: PreferenceGraph, orders: Orders): readonly (readonly number[])[] {
  const compared = [...new Set(orders.flat(2))].sort((one, other) => one - other);
  return compared.map((position) => graph.tie(position)).filter((tie, at) => tie[0] === compared[at]);
}

/** Pairs of nodes that stand next to each other in some answer, with no third between them: all others follow from these. */
function directEdges({
  graph,
  groups,
  orders,
  nodeOf,
}: {
  readonly graph: PreferenceGraph;
  readonly groups: readonly (readonly number[])[];
  readonly orders: Orders;
  readonly nodeOf: ReadonlyMap<number, number>;
}): readonly (readonly [from: number, to: number])[] {
  const pairs = new Map<string, readonly [number, number]>();
  for (const order of orders) {
    for (const [place, group] of order.slice(1).entries()) {
      const [from, to] = [nodeOf.get(order[place]?.[0] ?? -1), nodeOf.get(group[0] ?? -1)];
      if (from !== undefined && to !== undefined && from !== to) pairs.set(`${from} ${to}`, [from, to]);
    }
  }
  const firsts = groups.map(([first = 0]) => first);
  const direct = [...pairs.values()].filter(([from, to]) => {
    const [upper, lower] = [firsts[from] ?? 0, firsts[to] ?? 0];
    return !firsts.some(
      (third, node) => node !== from && node !== to && graph.isAbove(upper, third) && graph.isAbove(third, lower),
    );
  });
  return direct.sort(([one, below], [other, under]) => one - other || below - under);
}

/** Each edge with the answers that put a passage of its upper node above one of its lower. */
function answered(
  pairs: readonly (readonly [from: number, to: number])[],
  {
    groups,
    told,
    committed,
  }: { readonly groups: readonly (readonly number[])[]; readonly told: readonly Told[]; readonly committed: readonly DocId[] },
): readonly PreferenceEdge[] {
  const read = told.map(({ index, preferences: { order, unsaid = [] } }) => ({
    window: index,
    places: new Map(order.flatMap((group, place) => group.map((docId) => [docId, place] as const))),
    unsaid: new Set(unsaid),
  }));
  const named = (node: number): readonly DocId[] => (groups[node] ?? []).flatMap((position) => committed[position] ?? []);
  return pairs.map(([from, to]) => {
    const [upper, lower] = [named(from), named(to)];
    const answers = read.flatMap(({ window, places, unsaid }): readonly PreferenceAnswer[] => {
      const placed = (docIds: readonly DocId[], said: boolean): readonly number[] =>
        docIds.flatMap((docId) => (said && unsaid.has(docId) ? [] : (places.get(docId) ?? [])));
      const holds = (said: boolean): boolean => Math.min(...placed(upper, said)) < Math.max(...placed(lower, said));
      return holds(true) ? [{ window, said: true }] : holds(false) ? [{ window, said: false }] : [];
    });
    return { from, to, answers: answers.toSorted((one, other) => Number(other.said) - Number(one.said)) };
  });
}

/** The layer of each node: the longest way down to it. Upper nodes may stand behind lower ones in the list. */
function layersOf(groups: readonly unknown[], edges: readonly PreferenceEdge[]): readonly number[] {
  const layers = groups.map(() => 0);
  const waiting = groups.map(() => 0);
  const below: number[][] = groups.map(() => []);
  for (const { from, to } of edges) {
    waiting[to] = (waiting[to] ?? 0) + 1;
    below[from]?.push(to);
  }
  const ready = [...groups.keys()].filter((node) => waiting[node] === 0);
  for (let node = ready.pop(); node !== undefined; node = ready.pop()) {
    for (const to of below[node] ?? []) {
      layers[to] = Math.max(layers[to] ?? 0, (layers[node] ?? 0) + 1);
      waiting[to] = (waiting[to] ?? 0) - 1;
      if (waiting[to] === 0) ready.push(to);
    }
  }
  return layers;
}
