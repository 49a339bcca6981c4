import { inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** See scripts/test-profile.mjs. */
    profile: { deep: boolean; seed: number | null };
  }
}

/** `npm test`, or the deep profile with random seeds, many cases and long texts. */
export const { deep, seed } = inject('profile');

/** The most cases of a property in `npm test`. */
const MOST_CASES = 300;

/** How often a property is tried that asks for `many` cases in the deep profile. */
export const cases = (many: number): number => (deep ? many : Math.min(MOST_CASES, many));

/** A size that is `long` in the deep profile and shorter, by the same number everywhere, in `npm test`. */
export const sized = (long: number): number => (deep ? long : Math.ceil(long / 10));
