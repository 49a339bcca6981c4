import { afterAll, beforeAll } from 'vitest';
import { everyView, NARROW } from '../support/accessible.ts';
import { openBuiltApp } from '../support/built-app.ts';
import type { BuiltApp } from '../support/built-app.ts';

let app: BuiltApp;
beforeAll(async () => {
  app = await openBuiltApp();
});
afterAll(() => app.close());

everyView({ app: () => app, language: 'fa', whole: { viewport: NARROW, colorScheme: 'dark' } });
