import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { REAL_GPU_ARGS } from '../../scripts/find-chromium.mjs';
import lists from '../e2e/lists.json' with { type: 'json' };
import { openBuiltApp } from '../e2e/support/built-app.ts';
import type { BuiltApp, Visitor } from '../e2e/support/built-app.ts';
import { judgeList } from '../e2e/support/judge-list.ts';
import { exportedLog, openPage, REAL, runStart } from '../e2e/support/walk.ts';

let app: BuiltApp;
let visitor: Visitor;
beforeAll(async () => {
  app = await openBuiltApp({ args: REAL_GPU_ARGS });
  visitor = await app.visitor();
  await openPage(visitor.page, { url: app.url, model: REAL });
});
afterAll(() => app.close());

describe("the model that ships with the project, on this machine's own GPU", () => {
  it.each(lists)('ranks the $name list', async (list) => {
    const { line } = await judgeList(visitor.page, list);
    console.log(line);
    expect(runStart(await exportedLog(visitor.page)).model.library).toMatch(/^gpu[.-]/);
  });

  it('asked nothing of any other origin', () => {
    expect(visitor.foreign).toEqual([]);
  });
});
