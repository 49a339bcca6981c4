/** Counts calls, and lets one of them fail. */
export interface CountedCalls {
  readonly calls: number;
  /** The failing call has come. */
  readonly struck: boolean;
  /** The same object, each of whose named methods counts, and fails by `fail` when it is its turn. */
  over<Whole extends object>(whole: Whole, names: readonly (keyof Whole)[], fail: () => unknown): Whole;
}

/** @param at the call that fails, from 1 on; 0: none does. */
export function countFaults(at: number): CountedCalls {
  let calls = 0;
  return {
    get calls() {
      return calls;
    },
    get struck() {
      return at > 0 && calls >= at;
    },
    over(whole, names, fail) {
      const failing = Object.fromEntries(
        names.map((name) => [
          name,
          (...given: readonly unknown[]) => {
            calls += 1;
            if (calls === at) return fail();
            return (whole[name] as (...all: readonly unknown[]) => unknown)(...given);
          },
        ]),
      );
      return { ...whole, ...failing };
    },
  };
}

/** Goes through the calls 1, 2, 3 … that fail, until one walk is over before it is the call's turn. Gives how many failed. */
export async function everyCall(walk: (at: number) => Promise<CountedCalls>): Promise<number> {
  for (let at = 1; ; at += 1) if (!(await walk(at)).struck) return at - 1;
}
