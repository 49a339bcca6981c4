import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { findChromium, SOFTWARE_GPU_ARGS } from './scripts/find-chromium.mjs';
import { llamaModule } from './scripts/llama-module.mjs';
import { growthTests } from './scripts/growth-tests.mjs';
import { testProfile } from './scripts/test-profile.mjs';

const chromium = await findChromium();
const profile = testProfile();
const growth = growthTests();
/** Files of `test/e2e` that hold the page to seconds. */
const ALONE = ['test/e2e/stop-reading.test.ts'];
/** The same in every project: which cases the properties are tried with. */
const drawn = { provide: { profile }, setupFiles: ['test/support/property-profile.ts'] };

export default defineConfig({
  test: {
    // A test that passes only at the second try hides a bug: no retries anywhere.
    retry: 0,
    projects: [
      {
        plugins: [llamaModule()],
        test: {
          ...drawn,
          name: 'unit',
          environment: 'node',
          // Its script is made a module by the plugin.
          server: { deps: { inline: ['@wllama/wllama'] } },
          include: ['test/unit/**/*.test.{ts,tsx}'],
          exclude: [...growth],
          testTimeout: profile.deep ? 300_000 : 30_000,
          // Pure rooms: a process for each of two hundred files would take longer than their tests.
          isolate: false,
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          ...drawn,
          name: 'unit-growth',
          environment: 'node',
          include: [...growth],
          testTimeout: profile.deep ? 300_000 : 30_000,
          // They measure processor time, which does not grow when another program runs: two at a time, after all others, each in a process of its own.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        plugins: [react(), llamaModule()],
        worker: { format: 'es', plugins: () => [llamaModule()] },
        optimizeDeps: {
          exclude: ['@wllama/wllama'],
          include: [
            'react',
            'react-dom',
            'react-dom/client',
            'react/jsx-dev-runtime',
            'comlink',
            '@mlc-ai/web-llm',
            '@huggingface/transformers',
            'idb',
            'fflate',
            '@scure/base',
            '@noble/hashes/sha2.js',
            '@noble/hashes/legacy.js',
            '@noble/hashes/utils.js',
            'papaparse',
            '@tanstack/react-virtual',
            'yaml',
            '@huggingface/jinja',
            'axe-core',
            'fast-check',
            'pure-rand/distribution/uniformInt',
            'pure-rand/distribution/uniformFloat64',
            'pure-rand/generator/mersenne',
            'vitest-browser-react',
          ],
        },
        test: {
          ...drawn,
          name: 'browser',
          // Tests in a page find a hub of models beside it.
          globalSetup: ['test/support/hub-setup.ts'],
          include: ['test/browser/**/*.test.{ts,tsx}'],
          // Two pages side by side, each with storage of its own: many tests wait for a worker, a frame or a promised pause.
          maxWorkers: 2,
          testTimeout: 60_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: { executablePath: chromium.executablePath, env: chromium.env, args: SOFTWARE_GPU_ARGS },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        // The built app where no model runs: views, replay file, server. Files run side by side, one browser each.
        test: {
          ...drawn,
          name: 'page',
          environment: 'node',
          include: ['test/e2e/page/**/*.test.ts'],
          testTimeout: 600_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
        },
      },
      {
        // The built app (`npm run build` first) in a real browser with WebGPU on the CPU. Two files at a time, one browser each: shaders are compiled by
        // one thread.
        test: {
          ...drawn,
          name: 'e2e',
          environment: 'node',
          include: ['test/e2e/*.test.ts'],
          exclude: [...ALONE],
          testTimeout: 600_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        // What promises a time: after all others, with the machine for itself.
        test: {
          ...drawn,
          name: 'e2e-alone',
          environment: 'node',
          include: [...ALONE],
          testTimeout: 600_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
      {
        // The built app on this machine's own GPU. Never part of `npm test`; see `npm run test:gpu`.
        test: {
          ...drawn,
          name: 'gpu',
          environment: 'node',
          include: ['test/gpu/**/*.test.ts'],
          testTimeout: 600_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
