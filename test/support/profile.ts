import { inject } from 'vitest';
import type { TestOptions } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** See scripts/test-profile.mjs. */
    profile: { deep: boolean; seed: number | null; calls: [from: number, to: number] | null };
  }
  interface TaskMeta {
    /** `scripts/test.mjs` counts these, and says how many there are. */
    leftToDeep?: boolean;
  }
}

/** `npm test`, or the deep profile with random seeds, many cases and long texts. */
export const { deep, seed, calls } = inject('profile');

/** The most cases of a property in `npm test`. */
const MOST_CASES = 300;

/** How often a property is tried that asks for `many` cases in the deep profile. */
export const cases = (many: number): number => (deep ? many : Math.min(MOST_CASES, many));

/** A size that is `long` in the deep profile and shorter, by the same number everywhere, in `npm test`. */
export const sized = (long: number): number => (deep ? long : Math.ceil(long / 10));

/**
 * The options of a test (or of a `describe`) that shows a promise a second time: in another language or size, with another library, at one more call of a
 * walk. `npm test` leaves it out, and counts it as left to `npm run test:deep`; what shows the promise the first time stays beside it.
 */
export const LEFT_TO_DEEP: TestOptions = { skip: !deep, meta: { leftToDeep: true } };

/** `LEFT_TO_DEEP` where it is `left`, and nothing else: for rows of one table of which some are left. */
export const leftToDeep = (left: boolean): TestOptions => (left ? LEFT_TO_DEEP : {});
