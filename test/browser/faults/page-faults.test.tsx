import { beforeAll, describe, expect, it } from 'vitest';
import { calls as piece, deep, seed } from '../../support/profile.ts';
import { FAULTS } from '../../support/inject-faults.mjs';
import type { FaultKind } from '../../support/inject-faults.mjs';
import { seeded } from '../../support/seeded.ts';
import { ready, walk } from './walk.tsx';

/** The graphics processor fails in `test/browser/engines/webllm/web-llm.test.ts`: there is no scripted one. */
const KINDS = Object.keys(FAULTS).filter((kind) => kind !== 'gpu') as readonly FaultKind[];
const WAYS = KINDS.flatMap((kind) => FAULTS[kind].map((way) => ({ kind, way })));

/** So many calls of each way in `npm test`, spread over the walk and drawn anew with each commit. */
const SOME = 2;
const random = seeded(seed ?? 0);
/** How many calls of each kind a walk makes where nothing fails: the same for all ways of failing, but for messages, of which each way counts others. */
const counted = new Map<string, number>();
async function callsOf(kind: FaultKind, way: string): Promise<number> {
  const counts = kind === 'messages' ? `${kind} ${way}` : kind;
  const known = counted.get(counts);
  if (known !== undefined) return known;
  const { calls } = await walk({ kind, way, at: 0 });
  counted.set(counts, calls);
  return calls;
}

/** The calls that fail, one a walk. The deep profile goes on until a walk is over before it is the call's turn. */
async function* places(kind: FaultKind, way: string): AsyncGenerator<number> {
  if (deep) {
    const [from, to] = piece ?? [1, Infinity];
    for (let at = from; at <= to; at += 1) yield at;
    return;
  }
  const calls = await callsOf(kind, way);
  const some = Math.min(SOME, calls);
  for (let part = 0; part < some; part += 1) yield 1 + Math.floor(((part + random()) * calls) / some);
}

beforeAll(ready);

describe('whatever call fails, the text is kept, the log is whole, the page is there, and the next run works', () => {
  it('walks through where nothing fails', async () => {
    expect(await walk({ kind: 'storage', way: 'throws', at: 0 })).toMatchObject({ struck: null, told: [] });
  });

  it.each(WAYS)('$kind, $way', { timeout: deep ? 7_200_000 : 300_000 }, async ({ kind, way }) => {
    const tried: string[] = [];
    for await (const at of places(kind, way)) {
      const { struck, told } = await walk({ kind, way, at }).catch((error: unknown) => {
        throw new Error(`at call ${at} (${kind}, ${way}): ${error instanceof Error ? error.message : String(error)}`, {
          cause: error,
        });
      });
      if (struck === null) break;
      tried.push(`${at}: ${struck}${told.length === 0 ? '' : ` → ${told.join(', ')}`}`);
    }
    const of = deep ? '' : ` of ${await callsOf(kind, way)} calls`;
    console.log(`fault harness, page: ${kind} ${way}: ${tried.length}${of} failed, all held\n  ${tried.join('\n  ')}`);
    expect(tried).not.toEqual([]);
  });
});
