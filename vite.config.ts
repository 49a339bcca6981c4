import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import type { Rolldown } from 'vite';
import { prebuiltModels } from './scripts/prebuilt-models.mjs';
import { llamaModule } from './scripts/llama-module.mjs';
import { headersFile } from './scripts/host-snippets.mjs';
import { contentSecurityPolicy } from './scripts/security-headers.mjs';
import { thirdParty } from './scripts/third-party.mjs';

type Bundle = Parameters<Extract<NonNullable<Plugin['generateBundle']>, (...all: never) => unknown>>[1];

/** A chunk and all that it imports statically, by file name. */
function closureOf(bundle: Bundle, fileName: string): Set<string> {
  const files = new Set([fileName]);
  for (const name of files) {
    const chunk = bundle[name];
    if (chunk?.type === 'chunk') chunk.imports.forEach((imported) => files.add(imported));
  }
  return files;
}

/**
 * Writes .cache/bundle-sizes.json and prints its gist: gzipped bytes, file by file, of what the page needs for its first picture, of what each lazy part
 * then adds, and of what connected.html has beside that: its own first script, and the engine that asks a server. test/e2e/page/bundle.test.ts holds all
 * to their bounds.
 */
function bundleSizes(): Plugin {
  return {
    name: 'glassrank-bundle-sizes',
    apply: 'build',
    generateBundle(_options, bundle) {
      const gzipped = (files: Iterable<string>): number =>
        [...files].reduce((sum, name) => {
          const chunk = bundle[name];
          return sum + (chunk?.type === 'chunk' ? gzipSync(chunk.code).length : 0);
        }, 0);
      const chunks = Object.values(bundle).filter((one) => one.type === 'chunk');
      const firstOf = (name: string): Set<string> => {
        const entry = chunks.find((chunk) => chunk.isEntry && chunk.name === name);
        return entry === undefined ? new Set() : closureOf(bundle, entry.fileName);
      };
      for (const { name } of chunks.filter(({ isEntry }) => isEntry)) {
        const files = firstOf(name);
        console.log(`size of the ${name} entry: ${(gzipped(files) / 1000).toFixed(1)} kB gzip in ${files.size} files`);
      }
      // Parts come in the order in which a file names them: what one brings, the next does not fetch again.
      const partsOf = (file: string, here: Set<string>): { readonly part: string; readonly bytes: number }[] =>
        (this.getModuleInfo(path.join(import.meta.dirname, file))?.dynamicallyImportedIds ?? []).flatMap((id) => {
          const part = chunks.find((chunk) => chunk.facadeModuleId === id);
          if (part === undefined) return [];
          const added = [...closureOf(bundle, part.fileName)].filter((name) => !here.has(name));
          added.forEach((name) => here.add(name));
          return [{ part: path.relative(import.meta.dirname, id), bytes: gzipped(added) }];
        });
      const first = firstOf('index');
      const here = new Set(first);
      const parts = partsOf('src/app/page/parts.ts', here);
      const connected = [...firstOf('connected')].filter((name) => !first.has(name));
      const engine = partsOf('src/app/features/connect/server-engine.ts', here);
      const largest = Math.max(...parts.map((part) => part.bytes));
      console.log(`size of ${parts.length} lazy parts: ${(largest / 1000).toFixed(1)} kB gzip at most`);
      const sizes = {
        first: gzipped(first),
        files: first.size,
        parts,
        connected: { first: gzipped(connected), engine: engine.reduce((sum, part) => sum + part.bytes, 0) },
      };
      mkdirSync('.cache', { recursive: true });
      writeFileSync('.cache/bundle-sizes.json', `${JSON.stringify(sizes, null, 2)}\n`);
    },
  };
}

interface Modules {
  getModuleInfo(id: string): Rolldown.ModuleInfo | null;
}

function reachedFrom(entry: string, modules: Modules): Set<string> {
  const found = new Set([entry]);
  for (const one of found) modules.getModuleInfo(one)?.importedIds.forEach((imported) => found.add(imported));
  return found;
}

/**
 * The modules of the page's first script stand in two files: two dozen small ones would take longer to come. `frame` is what models.html needs too (React,
 * words, design), `first` the rest. What the evaluation page shares stays apart.
 */
function firstScript(): (id: string, modules: Modules) => string | null {
  const file = (name: string): string => path.join(import.meta.dirname, 'src', name);
  const main = file('main.tsx');
  let chunks: { readonly first: Set<string>; readonly framed: Set<string> } | null = null;
  return (id, modules) => {
    if (chunks === null) {
      const shared = reachedFrom(file('cli/evaluate-main.ts'), modules);
      const first = new Set([...reachedFrom(main, modules)].filter((one) => !shared.has(one)));
      chunks = { first, framed: reachedFrom(file('models-main.tsx'), modules) };
    }
    if (!chunks.first.has(id) || id === main) return null;
    return chunks.framed.has(id) ? 'frame' : 'first';
  };
}

const licences = thirdParty();

export default defineConfig(({ command }) => ({
  base: './',
  plugins: [
    react(),
    llamaModule(),
    prebuiltModels(),
    bundleSizes(),
    licences.page,
    {
      // The dev server needs inline scripts for hot reloading, so only the built pages carry the policy (as does every response of
      // scripts/serve-app.mjs).
      name: 'glassrank-policy',
      transformIndexHtml: (_html, { path: document }) =>
        command === 'build'
          ? [
              {
                tag: 'meta',
                attrs: { 'http-equiv': 'Content-Security-Policy', content: contentSecurityPolicy({ document, inMeta: true }) },
                injectTo: 'head-prepend' as const,
              },
            ]
          : [],
      generateBundle() {
        // Hosts that know such a file send the headers that a `<meta>` can't stand for (docs/DEPLOY.md).
        this.emitFile({ type: 'asset', fileName: '_headers', source: headersFile() });
      },
    },
  ],
  worker: { format: 'es', plugins: () => [llamaModule(), licences.worker] },
  // Its script is made a module by a plugin, which what is bundled beforehand does not see.
  optimizeDeps: { exclude: ['@wllama/wllama'] },
  server: { host: '127.0.0.1', watch: { ignored: ['**/.cache/**', '**/models/**', '**/.venv/**'] } },
  build: {
    target: 'es2023',
    sourcemap: true,
    // The engine's worker chunk is 6 MB of WebLLM, loaded only when a model is asked for.
    chunkSizeWarningLimit: 7000,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: { index: 'index.html', models: 'models.html', connected: 'connected.html', evaluate: 'evaluate.html' },
      output: { codeSplitting: { includeDependenciesRecursively: false, groups: [{ name: firstScript() }] } },
    },
  },
}));
