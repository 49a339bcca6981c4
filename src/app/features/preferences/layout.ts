import type { PreferenceEdge, PreferenceNode } from '../../../core/read/preferences.ts';

/** A passage's or tie's box. Pixels, from the upper left. */
export interface NodeBox {
  /** Place in the nodes of the graph. */
  readonly node: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A line from the lower end of one box to the upper end of another, and the middle of the mark that names its call. */
export interface EdgeLine {
  /** Place in the edges of the graph. */
  readonly edge: number;
  readonly path: string;
  readonly mark: { readonly x: number; readonly y: number };
}

export interface GraphLayout {
  readonly heightPx: number;
  readonly boxes: readonly NodeBox[];
  readonly lines: readonly EdgeLine[];
}

/** At most so many boxes are drawn: the first of the list. More are a tangle, and nobody asks who is the sixtieth. */
export const MOST_BOXES = 40;
/** Names in a box; of a longer tie the rest is counted. */
export const MOST_NAMES = 3;
/** Around the number of a call: as large as a finger needs. */
export const MARK_RADIUS_PX = 12;

const LEAST_WIDTH_PX = 100;
const MOST_WIDTH_PX = 176;
const LINE_PX = 17;
const GAP_PX = 12;
/** Between rows: a bend, and below it the straight end with its mark. */
const ROW_GAP_PX = 62;
const END_PX = 30;

/** Text lines of a box: its place, and a name for each passage. */
export function boxLines({ docIds }: Pick<PreferenceNode, 'docIds'>): number {
  return 1 + Math.min(docIds.length, MOST_NAMES) + (docIds.length > MOST_NAMES ? 1 : 0);
}

/**
 * Lays a graph of preferences out in layers, best on top: a box stands below all boxes above it. What has no room beside others of its layer stands in a
 * further row of it. In each layer boxes stand below those that they hang on, then by place. `rtl` turns right and left round.
 */
export function graphLayout({
  nodes,
  edges,
  widthPx,
  rtl,
}: {
  readonly nodes: readonly PreferenceNode[];
  readonly edges: readonly PreferenceEdge[];
  readonly widthPx: number;
  readonly rtl: boolean;
}): GraphLayout {
  const drawn = [...nodes.keys()].slice(0, MOST_BOXES);
  const perRow = Math.max(1, Math.floor((widthPx + GAP_PX) / (LEAST_WIDTH_PX + GAP_PX)));
  const width = Math.min(MOST_WIDTH_PX, (widthPx - (perRow - 1) * GAP_PX) / perRow);
  const middles = new Map<number, number>();
  const boxes = new Map<number, NodeBox>();
  const layers = [...new Set(drawn.map((node) => nodes[node]?.layer ?? 0))].sort((one, other) => one - other);
  let y = 0;
  for (const layer of layers) {
    const inLayer = drawn.filter((node) => nodes[node]?.layer === layer);
    const pull = new Map(inLayer.map((node) => [node, pullOf(node, edges, middles)]));
    const sorted = inLayer.toSorted((one, other) => (pull.get(one) ?? 0) - (pull.get(other) ?? 0) || one - other);
    for (const row of rowsOf(sorted, perRow)) {
      const left = (widthPx - row.length * width - (row.length - 1) * GAP_PX) / 2;
      const height = 10 + LINE_PX * Math.max(...row.map((node) => boxLines(nodes[node] ?? { docIds: [] })));
      for (const [at, node] of row.entries()) {
        const x = left + at * (width + GAP_PX);
        middles.set(node, x + width / 2);
        boxes.set(node, { node, x: rtl ? widthPx - x - width : x, y, width, height });
      }
      y += height + ROW_GAP_PX;
    }
  }
  return { heightPx: Math.max(0, y - ROW_GAP_PX), boxes: [...boxes.values()], lines: linesOf(edges, boxes) };
}

/** Where the boxes above draw a box to: the mean of their middles. */
function pullOf(node: number, edges: readonly PreferenceEdge[], middles: ReadonlyMap<number, number>): number {
  const above = edges.flatMap(({ from, to }) => (to === node ? (middles.get(from) ?? []) : []));
  return above.length === 0 ? 0 : above.reduce((sum, middle) => sum + middle, 0) / above.length;
}

/** Rows of nearly the same length. */
function rowsOf(nodes: readonly number[], perRow: number): readonly (readonly number[])[] {
  const rows = Math.ceil(nodes.length / perRow);
  const length = Math.ceil(nodes.length / Math.max(1, rows));
  return Array.from({ length: rows }, (_, row) => nodes.slice(row * length, (row + 1) * length));
}

/** The lines between boxes that are drawn, spread over the ends of each box in the order of where they come from and go to. */
function linesOf(edges: readonly PreferenceEdge[], boxes: ReadonlyMap<number, NodeBox>): readonly EdgeLine[] {
  const middle = (node: number): number => {
    const box = boxes.get(node);
    return box === undefined ? 0 : box.x + box.width / 2;
  };
  const shown = [...edges.entries()].filter(([, { from, to }]) => boxes.has(from) && boxes.has(to));
  const spread = (end: 'from' | 'to', far: 'from' | 'to'): ReadonlyMap<number, number> => {
    const at = new Map<number, number>();
    for (const [node, { x, width }] of boxes) {
      const own = shown
        .filter(([, edge]) => edge[end] === node)
        .toSorted(([, one], [, other]) => middle(one[far]) - middle(other[far]));
      for (const [place, [edge]] of own.entries()) at.set(edge, x + (width * (place + 1)) / (own.length + 1));
    }
    return at;
  };
  const [starts, ends] = [spread('from', 'to'), spread('to', 'from')];
  return shown.flatMap(([edge, { from, to }]): readonly EdgeLine[] => {
    const [upper, lower] = [boxes.get(from), boxes.get(to)];
    if (upper === undefined || lower === undefined) return [];
    const [x1, x2] = [starts.get(edge) ?? middle(from), ends.get(edge) ?? middle(to)].map(Math.round);
    const [y1, y2] = [upper.y + upper.height, lower.y];
    const bend = y2 - END_PX;
    const half = (y1 + bend) / 2;
    return [
      {
        edge,
        path: `M${x1},${y1}C${x1},${half} ${x2},${half} ${x2},${bend}L${x2},${y2}`,
        mark: { x: x2 ?? 0, y: y2 - END_PX / 2 - 1 },
      },
    ];
  });
}
