import { describe, expect, it } from 'vitest';
import { watchRequests } from '../../../src/engines/requests.ts';
import type { SeenRequest } from '../../../src/engines/requests.ts';

type Entry = Pick<PerformanceResourceTiming, 'name' | 'startTime' | 'transferSize' | 'encodedBodySize' | 'decodedBodySize'>;

/** A realm whose browser reports these requests. */
function realm(entries: readonly Entry[]) {
  const observed: unknown[] = [];
  class Observer {
    readonly #hear: (list: { getEntries: () => readonly Entry[] }) => void;
    constructor(hear: (list: { getEntries: () => readonly Entry[] }) => void) {
      this.#hear = hear;
    }
    observe(options: unknown): void {
      observed.push(options);
      this.#hear({ getEntries: () => entries });
    }
  }
  return {
    observed,
    world: { PerformanceObserver: Observer as unknown as typeof PerformanceObserver, performance: { timeOrigin: 1000 } },
  };
}

const entry = (name: string, bytes: Partial<Entry> = {}): Entry => ({
  name,
  startTime: 5,
  transferSize: 300,
  encodedBodySize: 100,
  decodedBodySize: 100,
  ...bytes,
});

describe('the requests of a realm', () => {
  it('are told with realm, address, time and size; those from before too', () => {
    const { world, observed } = realm([entry('https://a.test/x')]);
    const heard: SeenRequest[] = [];
    expect(watchRequests('page', (one) => heard.push(one), world)).toBe(true);
    expect(observed).toEqual([{ type: 'resource', buffered: true }]);
    expect(heard).toEqual([{ realm: 'page', url: 'https://a.test/x', at: 1005, bytes: 300, cached: false }]);
  });

  it('count as asked of somebody where nothing came, and not where the browser had it', () => {
    const none = { transferSize: 0, encodedBodySize: 0, decodedBodySize: 0 };
    const { world } = realm([entry('https://a.test/refused', none), entry('https://a.test/had', { transferSize: 0 })]);
    const heard: SeenRequest[] = [];
    watchRequests('w', (one) => heard.push(one), world);
    expect(heard.map(({ bytes, cached }) => [bytes, cached])).toEqual([
      [null, false],
      [null, true],
    ]);
  });

  it('leave out what a realm made itself', () => {
    const { world } = realm([entry('blob:https://a.test/1'), entry('data:text/plain,1')]);
    const heard: SeenRequest[] = [];
    watchRequests('page', (one) => heard.push(one), world);
    expect(heard).toEqual([]);
  });

  it('are not there where the browser tells of none, and that is said', () => {
    expect(watchRequests('page', () => {}, { performance: { timeOrigin: 0 } })).toBe(false);
  });
});
