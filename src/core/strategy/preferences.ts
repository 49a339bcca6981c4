import type { Partition } from '../ranking.ts';

/**
 * What answers say of `count` candidates: who stands above whom, with all that follows from it (the transitive closure), kept up to date answer by
 * answer. Candidates that stand above each other, in a circle of answers or because an answer called them equal, are a tie: one strongly connected
 * component, as BlitzRank (arXiv 2602.05448) collapses them. Takes count² / 4 bytes.
 */
export class PreferenceGraph {
  readonly #count: number;
  readonly #words: number;
  /** For each candidate a bit for every other that stands below it, and its own where it stands in a circle. */
  readonly #below: Uint32Array[];
  /** The same turned round. */
  readonly #above: Uint32Array[];

  constructor(count: number) {
    this.#count = count;
    this.#words = Math.ceil(count / 32);
    this.#below = Array.from({ length: count }, () => new Uint32Array(this.#words));
    this.#above = Array.from({ length: count }, () => new Uint32Array(this.#words));
  }

  /** Adds one answer: groups of candidates, best first, those of one group equal. All pairs of it, k · (k − 1) / 2 of k candidates, follow from its neighbours. */
  add(groups: Partition): void {
    let before: readonly number[] = [];
    for (const group of groups) {
      const [first] = group;
      if (first === undefined) continue;
      for (const [place, member] of group.entries()) {
        const next = group[(place + 1) % group.length] ?? first;
        if (next !== member) this.#link(member, next);
      }
      const [above] = before;
      if (above !== undefined) this.#link(above, first);
      before = group;
    }
  }

  /** Does `one` stand above `other`, by an answer or by what follows from several? Of a tie each stands above the others. */
  isAbove(one: number, other: number): boolean {
    return one !== other && has(this.#below[one], other);
  }

  /** How many stand above a candidate, without those tied with it. */
  above(candidate: number): number {
    return this.#counted(candidate, (above, below) => above & ~below);
  }

  /** How many stand below a candidate, without those tied with it. */
  below(candidate: number): number {
    return this.#counted(candidate, (above, below) => below & ~above);
  }

  /** The candidates that are tied with one, itself included, in the given order. */
  tie(candidate: number): readonly number[] {
    const [above, below] = [this.#above[candidate], this.#below[candidate]];
    if (above === undefined || below === undefined || !has(below, candidate)) return [candidate];
    const tied: number[] = [];
    for (let other = 0; other < this.#count; other += 1) if (has(above, other) && has(below, other)) tied.push(other);
    return tied;
  }

  /** Is it known of every other candidate whether it stands above this one, below it or is tied with it? Then no answer about others moves its place. */
  isPlaced(candidate: number): boolean {
    const own = has(this.#below[candidate], candidate) ? 0 : 1;
    return this.#counted(candidate, (above, below) => above | below) + own === this.#count;
  }

  /**
   * The first places that are certain, ties as one group, until `top` places are reached or the next one is open. Every order that the answers allow
   * begins so. A tie that reaches beyond `top` is whole.
   */
  head(top: number): Partition {
    const byPlace = new Map<number, number>();
    for (let candidate = 0; candidate < this.#count; candidate += 1) {
      if (!this.isPlaced(candidate)) continue;
      const place = this.above(candidate);
      if (place < top && !byPlace.has(place)) byPlace.set(place, candidate);
    }
    const head: (readonly number[])[] = [];
    for (let place = 0; place < top;) {
      const first = byPlace.get(place);
      if (first === undefined) break;
      const tied = this.tie(first);
      head.push(tied);
      place += tied.length;
    }
    return head;
  }

  #counted(candidate: number, bits: (above: number, below: number) => number): number {
    const [above, below] = [this.#above[candidate], this.#below[candidate]];
    let sum = 0;
    for (let word = 0; word < this.#words; word += 1) sum += bitCount(bits(above?.[word] ?? 0, below?.[word] ?? 0));
    return sum;
  }

  /** All that stand above `one`, and itself, stand from now on above all below `other`, and above that. */
  #link(one: number, other: number): void {
    if (has(this.#below[one], other)) return;
    const [over, under] = [withOwn(this.#above[one], one), withOwn(this.#below[other], other)];
    for (let candidate = 0; candidate < this.#count; candidate += 1) {
      if (has(over, candidate)) takeIn(this.#below[candidate], under);
      if (has(under, candidate)) takeIn(this.#above[candidate], over);
    }
  }
}

function has(row: Uint32Array | undefined, candidate: number): boolean {
  return row !== undefined && (((row[candidate >>> 5] ?? 0) >>> (candidate & 31)) & 1) === 1;
}

function withOwn(row: Uint32Array | undefined, candidate: number): Uint32Array {
  const own = Uint32Array.from(row ?? []);
  own[candidate >>> 5] = (own[candidate >>> 5] ?? 0) | (1 << (candidate & 31));
  return own;
}

function takeIn(row: Uint32Array | undefined, more: Uint32Array): void {
  if (row !== undefined) for (let word = 0; word < row.length; word += 1) row[word] = (row[word] ?? 0) | (more[word] ?? 0);
}

function bitCount(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return (((bits + (bits >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
