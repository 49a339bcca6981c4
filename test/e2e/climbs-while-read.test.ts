import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LEFT_TO_DEEP } from '../support/profile.ts';
import lists from './lists.json' with { type: 'json' };
import { openBuiltApp, WITHOUT_GPU } from './support/built-app.ts';
import type { BuiltApp, Visitor } from './support/built-app.ts';
import { judgeLog, rankList } from './support/judge-list.ts';
import { eventsOf, fillIn, openPage, REAL, runStart } from './support/walk.ts';

let app: BuiltApp;
let visitor: Visitor;
beforeAll(async () => {
  // The weights that ship, by llama.cpp: they read and write several times as fast there as WebGPU does in software.
  app = await openBuiltApp({ args: WITHOUT_GPU });
  visitor = await app.visitor();
  await openPage(visitor.page, { url: app.url, model: REAL, engine: 'processor' });
  // Chosen once: it stays for every list that follows.
  await fillIn(visitor.page, lists[0] as (typeof lists)[number]);
  await visitor.page.getByRole('radio', { name: 'order as given' }).check();
});
afterAll(() => app.close());

// Two minutes on an idle machine. `npm test` sees the first sample's answer climb while it is read (real-model.test.ts).
describe('the model that ships, on lists whose order tells nothing', LEFT_TO_DEEP, () => {
  it.each(lists)('lifts the right passage of “$name” while it reads, whichever way round the list stands', async (list) => {
    const { query, passages, right } = list;
    for (const turned of [false, true]) {
      const order = turned ? passages.toReversed() : passages;
      const place = turned ? passages.length - 1 - right : right;
      const log = await rankList(visitor.page, { query, passages: order });
      expect(runStart(log).request.firstStage).toBeUndefined();
      console.log(judgeLog(log, { name: list.name, right: place }).line);
      const wanted = `p${place + 1}`;
      const read = eventsOf(log, 'passage-read');
      expect(read.map(({ position }) => position)).toEqual(order.map((_, position) => position));
      // In front as soon as all have been read, before a word of the thought was written, and it stays there.
      const orders = eventsOf(log, 'order-update');
      const afterReading = orders.findLast(({ from }) => from === 'passages');
      expect(afterReading?.ranking[0]).toBe(wanted);
      const thought = eventsOf(log, 'reasoning-delta')[0];
      expect(afterReading?.at).toBeLessThan(thought?.at ?? 0);
      expect(log.events.at(-1)).toMatchObject({ type: 'run-end', outcome: { type: 'complete' } });
      expect(orders.at(-1)?.ranking[0]).toBe(wanted);
    }
  });

  it('asks nobody for anything, and breaks no rule of the page’s policy', () => {
    expect({ foreign: visitor.foreign, errors: visitor.errors }).toEqual({ foreign: [], errors: [] });
  });
});
