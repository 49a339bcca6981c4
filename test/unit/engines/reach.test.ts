import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { NOWHERE, tryReach, worstReach } from '../../../src/engines/reach.ts';
import type { Reach, ReachWorld } from '../../../src/engines/reach.ts';

/** A realm whose request ends so, with what the browser reports of it, before or after. */
function realm({
  answer = 'fails',
  told = [],
  late = false,
  tells = true,
}: {
  readonly answer?: 'fails' | 'comes' | 'never';
  readonly told?: readonly object[];
  readonly late?: boolean;
  readonly tells?: boolean;
}): ReachWorld & { readonly asked: string[]; readonly heard: () => number } {
  const target = new EventTarget();
  const asked: string[] = [];
  let listening = 0;
  const tell = (): void => told.forEach((one) => target.dispatchEvent(Object.assign(new Event('securitypolicyviolation'), one)));
  return {
    asked,
    heard: () => listening,
    addEventListener(...given) {
      listening += 1;
      target.addEventListener(...given);
    },
    removeEventListener(...given) {
      listening -= 1;
      target.removeEventListener(...given);
    },
    fetch(url, { credentials, referrerPolicy }) {
      asked.push(`${url} ${credentials} ${referrerPolicy}`);
      if (late) setTimeout(tell, 5);
      else tell();
      if (answer === 'never') return new Promise(() => {});
      return answer === 'comes' ? Promise.resolve({}) : Promise.reject(new TypeError('Failed to fetch'));
    },
    ...(tells ? { SecurityPolicyViolationEvent: class {} } : {}),
  };
}

const REFUSED = { blockedURI: NOWHERE, disposition: 'enforce', effectiveDirective: 'connect-src' };

describe('trying what the policy forbids', () => {
  const CASES: readonly (readonly [what: string, world: Parameters<typeof realm>[0], reach: Reach])[] = [
    ['the browser refuses it and says so', { told: [REFUSED] }, 'held'],
    ['it says so after the request has failed', { told: [REFUSED], late: true }, 'held'],
    ['it says so of a request that never ends', { told: [REFUSED], answer: 'never' }, 'held'],
    ['it tells the origin alone', { told: [{ ...REFUSED, blockedURI: 'https://glassrank.invalid' }] }, 'held'],
    ['it names another address', { told: [{ ...REFUSED, blockedURI: 'https://other.example/' }] }, 'open'],
    ['the policy is one that only reports', { told: [{ ...REFUSED, disposition: 'report' }] }, 'open'],
    ['another directive refused', { told: [{ ...REFUSED, effectiveDirective: 'img-src' }] }, 'open'],
    ['the network fails it, and no policy', {}, 'open'],
    ['somebody answers to a name that nobody has', { answer: 'comes' }, 'open'],
    ['it fails where the browser tells nothing of policies', { tells: false }, 'untold'],
    ['it is answered where the browser tells nothing of policies', { tells: false, answer: 'comes' }, 'open'],
  ];
  it.each(CASES)('%s', async (_, parts, reach) => {
    const world = realm(parts);
    expect(await tryReach(world, { violationMs: 20 })).toBe(reach);
    // Nothing goes with it, and nothing is left listening.
    expect(world.asked).toEqual([`${NOWHERE} omit no-referrer`]);
    expect(world.heard()).toBe(0);
  });

  it('one realm that is open makes the whole open; one that says nothing leaves it untold', () => {
    const all = (...reaches: readonly Reach[]): Reach =>
      worstReach(reaches.map((reach, place) => ({ realm: String(place), reach })));
    expect(all('held', 'held')).toBe('held');
    expect(all('held', 'untold')).toBe('untold');
    expect(all('untold', 'open', 'held')).toBe('open');
  });
});

test('every worker answers when it is asked what came of it', () => {
  const folder = path.resolve('src');
  const workers = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.worker.ts'));
  expect(workers.length).toBeGreaterThanOrEqual(3);
  for (const name of workers) expect(readFileSync(path.join(folder, name), 'utf8'), name).toContain('\nanswerReach();');
});
