import { afterAll, beforeAll } from 'vitest';
import { everyView, NAMES } from '../support/accessible.ts';
import { openBuiltApp } from '../support/built-app.ts';
import type { BuiltApp } from '../support/built-app.ts';

// In two files, which two cores run side by side.

let app: BuiltApp;
beforeAll(async () => {
  app = await openBuiltApp();
});
afterAll(() => app.close());

everyView({ app: () => app, names: NAMES.slice(0, NAMES.length / 2) });
