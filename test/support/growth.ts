import { expect } from 'vitest';
import { sized } from './profile.ts';

/** Long enough for the processor's clock. */
const LEAST_MS = 2;
const MOST_ROUNDS = 12;
/** Twice the text takes twice the time, four times if the time grows as a square. Readers of files are held to less (`most`). */
const LINEAR = 3;

interface Growing<Input> {
  /** What is read, of about this length. */
  readonly make: (length: number) => Input;
  readonly read: (input: Input) => void;
  /** The greater length in the deep profile; a tenth of it in `npm test`. */
  readonly length?: number;
  /** Times as long as for half the text that it may take. */
  readonly most?: number;
}

/**
 * Fails if the time of `read` grows faster than the length of what it reads. Times of one machine are compared with each other, never with a
 * number of milliseconds, and the best of several counts, so that a collection of garbage in between tells nothing. One doubling may cost more
 * where memory of another kind begins; a square costs more at each.
 */
export function expectLinear<Input>({ make, read, length = 1_000_000, most = LINEAR }: Growing<Input>, message?: string): void {
  const growth = (whole: number): number => compare({ read, one: make(Math.ceil(whole / 2)), two: make(whole), most });
  const once = growth(sized(length));
  const ratio = once < most ? once : Math.min(once, growth(2 * sized(length)));
  expect(ratio, message).toBeLessThan(most);
}

/** How many times as long as `one` the other takes. */
function compare<Input>({
  read,
  one,
  two,
  most,
}: {
  readonly read: (input: Input) => void;
  readonly one: Input;
  readonly two: Input;
  readonly most: number;
}): number {
  cpuMs(() => read(two));
  let times = 1;
  while (cpuMs(() => repeat(times, () => read(one))) < LEAST_MS) times *= 2;
  const best = { one: Infinity, two: Infinity };
  let ratio = Infinity;
  for (let round = 0; round < MOST_ROUNDS && (round < 2 || ratio >= most); round += 1) {
    best.one = Math.min(
      best.one,
      cpuMs(() => repeat(times, () => read(one))),
    );
    best.two = Math.min(
      best.two,
      cpuMs(() => repeat(times, () => read(two))),
    );
    ratio = best.two / best.one;
  }
  return ratio;
}

function repeat(times: number, call: () => void): void {
  for (let time = 0; time < times; time += 1) call();
}

/** Processor time of a call in milliseconds: unlike the clock it does not grow when other programs run. */
function cpuMs(call: () => void): number {
  const before = process.cpuUsage();
  call();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
