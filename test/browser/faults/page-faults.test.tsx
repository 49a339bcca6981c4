import { beforeAll, describe, expect, it } from 'vitest';
import { deep } from '../../support/profile.ts';
import { FAULTS } from '../../support/inject-faults.mjs';
import type { FaultKind } from '../../support/inject-faults.mjs';
import { ready, walk } from './walk.tsx';

/** The graphics processor fails in `test/browser/engines/webllm/web-llm.test.ts`: there is no scripted one. */
const KINDS = Object.keys(FAULTS).filter((kind) => kind !== 'gpu') as readonly FaultKind[];
const WAYS = KINDS.flatMap((kind) => FAULTS[kind].map((way) => ({ kind, way })));

/** So many calls of each way in `npm test`, spread over the walk. */
const SOME = 5;

/** The calls that fail, one a walk. The deep profile goes on until a walk is over before it is the call's turn. */
async function* places(kind: FaultKind, way: string): AsyncGenerator<number> {
  if (deep) for (let at = 1; ; at += 1) yield at;
  const { calls } = await walk({ kind, way, at: 0 });
  const some = Math.min(SOME, calls);
  for (let place = 0; place < some; place += 1) yield 1 + Math.floor((place * calls) / some);
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
    console.log(`fault harness, page: ${kind} ${way}: ${tried.length} failed, all held\n  ${tried.join('\n  ')}`);
    expect(tried).not.toEqual([]);
  });
});
