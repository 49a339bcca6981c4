import { fileURLToPath } from 'node:url';

const MODULE = fileURLToPath(new URL('../src/engines/models/prebuilt.ts', import.meta.url)).replaceAll('\\', '/');

/**
 * Gives src/engines/models/prebuilt.ts as the list that it would read out of WebLLM, so that a page which only shows the list does not load the package.
 * @returns {import('vite').Plugin}
 */
export function prebuiltModels() {
  return {
    name: 'glassrank-prebuilt-models',
    enforce: 'pre',
    async load(id) {
      if (id.replaceAll('\\', '/').split('?')[0] !== MODULE) return null;
      const { prebuiltAppConfig } = await import('@mlc-ai/web-llm');
      return `export const PREBUILT = ${JSON.stringify(prebuiltAppConfig.model_list)};`;
    },
  };
}
