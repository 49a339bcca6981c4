import { gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { contentSecurityPolicy } from './scripts/security-headers.mjs';

/** Prints what a first visit costs before the engine is asked for: the entry and all it imports statically, and each lazy chunk. */
function bundleSizes(): Plugin {
  return {
    name: 'glassrank-bundle-sizes',
    apply: 'build',
    generateBundle(_options, bundle) {
      const kilobytes = (text: string | Uint8Array) => `${(gzipSync(text).length / 1000).toFixed(1)} kB gzip`;
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk' || !chunk.isEntry) continue;
        const files = new Set([chunk.fileName]);
        for (const name of files) {
          const part = bundle[name];
          if (part?.type === 'chunk') part.imports.forEach((imported) => files.add(imported));
        }
        const code = [...files]
          .map((name) => bundle[name])
          .map((part) => (part?.type === 'chunk' ? part.code : ''))
          .join('');
        console.log(`size of the ${chunk.name} entry: ${kilobytes(code)} in ${files.size} file${files.size === 1 ? '' : 's'}`);
      }
    },
  };
}

export default defineConfig(({ command }) => ({
  base: './',
  plugins: [
    react(),
    bundleSizes(),
    {
      // The dev server needs inline scripts for hot reloading, so only the built pages carry the policy (as does every response of
      // scripts/serve-app.mjs, which also gives the worker its own).
      name: 'glassrank-policy',
      transformIndexHtml: () =>
        command === 'build'
          ? [
              {
                tag: 'meta',
                attrs: { 'http-equiv': 'Content-Security-Policy', content: contentSecurityPolicy({ inMeta: true }) },
                injectTo: 'head-prepend' as const,
              },
            ]
          : [],
    },
  ],
  worker: { format: 'es' },
  server: { host: '127.0.0.1', watch: { ignored: ['**/.cache/**', '**/models/**', '**/.venv/**'] } },
  build: {
    target: 'es2023',
    sourcemap: true,
    // The engine's worker chunk is 6 MB of WebLLM, loaded only when a model is asked for.
    chunkSizeWarningLimit: 7000,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: { input: { index: 'index.html', evaluate: 'evaluate.html' } },
  },
}));
