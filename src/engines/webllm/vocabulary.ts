import type { NarrowChoice, WideChoice } from '../../core/run/text-model.ts';

/** A vocabulary's tokens, found by their texts. Tokens without a text and stop tokens are in none of the answers. */
export interface Vocabulary {
  /** Ids, rising, that can be what a guide says may come: those it needs to be asked about. */
  candidates(choice: NarrowChoice): readonly number[];
  /** Ids of all that may not come: those without a text, and what `choice` or, where that says nothing, `allowed` refuses. */
  refused(choice: WideChoice | null, allowed: (text: string) => boolean): Int32Array;
  /** Texts that begin with `text` and are longer. */
  longer(text: string): readonly string[];
}

/** Texts of one first UTF-16 unit, sorted once somebody looks for a longer one. */
interface Group {
  readonly texts: string[];
  readonly ids: number[];
  longest: number;
  sorted: boolean;
}

/** `texts`: index = token id, null = no text. */
export function indexTokens(texts: readonly (string | null)[], stops: ReadonlySet<number>): Vocabulary {
  const byText = new Map<string, number[]>();
  const groups = new Map<number, Group>();
  const byMarks = new Map<string, readonly number[]>();
  const never: number[] = [];
  for (const [id, text] of texts.entries()) {
    if (text === null || text === '' || stops.has(id)) {
      never.push(id);
      continue;
    }
    const unit = text.charCodeAt(0);
    const group = groups.get(unit) ?? { texts: [], ids: [], longest: 0, sorted: false };
    groups.set(unit, group);
    group.ids.push(id);
    group.longest = Math.max(group.longest, text.length);
    const same = byText.get(text);
    if (same === undefined) {
      byText.set(text, [id]);
      group.texts.push(text);
    } else same.push(id);
  }

  /** Ids of the texts that hold one of these units. */
  function holding(marks: string): readonly number[] {
    const known = byMarks.get(marks);
    if (known !== undefined) return known;
    const units = [...marks];
    const found = Array.from(byText, ([text, ids]) => (units.some((unit) => text.includes(unit)) ? ids : [])).flat();
    byMarks.set(marks, found);
    return found;
  }

  function longer(text: string): readonly string[] {
    const group = groups.get(text.charCodeAt(0));
    if (group === undefined || group.longest <= text.length) return [];
    if (!group.sorted) group.texts.sort(byUnits);
    group.sorted = true;
    const all = group.texts;
    let [low, high] = [0, all.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((all[middle] ?? '') <= text) low = middle + 1;
      else high = middle;
    }
    let end = low;
    while (end < all.length && all[end]?.startsWith(text) === true) end += 1;
    return all.slice(low, end);
  }

  return {
    longer,
    candidates({ texts: goOn, mark, beyond }) {
      const found = new Set(mark === undefined ? [] : holding(mark));
      const add = (text: string): void => {
        for (const id of byText.get(text) ?? []) found.add(id);
      };
      for (const text of goOn) {
        const most = Math.min(text.length, groups.get(text.charCodeAt(0))?.longest ?? 0);
        for (let length = 1; length <= most; length += 1) add(text.slice(0, length));
        if (beyond === true) for (const more of longer(text)) add(more);
      }
      return [...found].sort((one, other) => one - other);
    },
    refused(choice, allowed) {
      if (choice === null) {
        // Plain loops: this is the whole vocabulary.
        const ids = new Int32Array(texts.length);
        let length = 0;
        for (let id = 0; id < texts.length; id += 1) {
          const text = texts[id] ?? null;
          if (text === null || stops.has(id) || !allowed(text)) ids[length++] = id;
        }
        return ids.subarray(0, length);
      }
      const asked = new Set(holding(choice.marks));
      for (const unit of new Set(choice.begins)) for (const id of groups.get(unit.charCodeAt(0))?.ids ?? []) asked.add(id);
      const found = [...never];
      for (const id of asked) if (!allowed(texts[id] ?? '')) found.push(id);
      for (const [unit, { ids }] of groups) if (!choice.mayBegin(unit)) for (const id of ids) if (!asked.has(id)) found.push(id);
      return Int32Array.from(found);
    },
  };
}

function byUnits(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
