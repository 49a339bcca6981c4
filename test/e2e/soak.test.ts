import { expect, test } from 'vitest';
import { soak } from '../../bench/soak.mjs';
import { serveApp } from '../../scripts/serve-app.mjs';
import { LEFT_TO_DEEP } from '../support/profile.ts';

test(
  'two hundred runs in one tab leave heap, nodes, listeners, files and storage as they were',
  { ...LEFT_TO_DEEP, timeout: 3_600_000 },
  async () => {
    const server = await serveApp();
    try {
      const { marks, grown, errors } = await soak({ url: server.url, runs: 200, every: 15, warm: 80 });
      expect(marks.at(-1)?.runs).toBe(200);
      expect({ grown, errors }).toEqual({ grown: [], errors: [] });
    } finally {
      await server.close();
    }
  },
);
