import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import lists from './lists.json' with { type: 'json' };
import { deep } from '../support/profile.ts';
import { openBuiltApp } from './support/built-app.ts';
import type { BuiltApp, Visitor } from './support/built-app.ts';
import { judgeList } from './support/judge-list.ts';
import { controls, openPage, REAL } from './support/walk.ts';

let app: BuiltApp;
let visitor: Visitor;
beforeAll(async () => {
  app = await openBuiltApp();
  visitor = await app.visitor();
  await openPage(visitor.page, { url: app.url, model: REAL });
});
afterAll(() => app.close());

// Software WebGPU reads and writes a few tokens per second, so the lists are short, and `npm test` ranks the first. How good the orders are is measured
// elsewhere.
describe('the model that ships with the project', () => {
  it.each(deep ? lists : lists.slice(0, 1))(
    'ranks the $name list: complete, a permutation, citing only passages that exist, quoting only what stands there',
    async (list) => {
      const { line, mentions } = await judgeList(visitor.page, list);
      console.log(line);
      // A second after its end the thought folds itself; it is there for who asks.
      const thought = controls(visitor.page).reasoning.locator('details.thought');
      await thought.and(visitor.page.locator(':not([open])')).waitFor();
      await thought.locator('summary').click();
      const chips = thought.getByRole('button', { name: /, place \d+: / });
      expect(await chips.count()).toBe(mentions);
      expect(mentions).toBeGreaterThan(0);
      await chips.first().hover();
      expect(await visitor.page.locator('article[data-active]').count()).toBe(1);
    },
  );

  it('asked nothing of any other origin', () => {
    expect(visitor.own.some((address) => address.includes(`/models/${REAL}/params_shard_0.bin`))).toBe(true);
    expect(visitor.foreign).toEqual([]);
    expect(visitor.errors).toEqual([]);
  });
});
