/** The two scripts of @wllama/wllama that Emscripten wrote around llama.cpp. */
const SCRIPT = /\/@wllama\/wllama\/src\/(?:single|multi)-thread\/wllama\.js(?:\?|$)/u;
const BEGIN = 'var Module=typeof Module!="undefined"?Module:{};';

/**
 * For Vite: makes Emscripten's scripts functions of their settings, `(Module, Worker) => Module`. As they stand they look for a global `Module`, which a module
 * of the language does not have; wllama puts them into workers made of text, which the page's policy does not allow. `process` is hidden from them: they would
 * read files by themselves in Node.
 * @returns {import('vite').Plugin}
 */
export function llamaModule() {
  return {
    name: 'glassrank-llama-module',
    // Before others parse it.
    enforce: 'pre',
    transform(code, id) {
      if (!SCRIPT.test(id)) return null;
      if (!code.startsWith(BEGIN)) throw new Error(`${id} begins in another way than scripts/llama-module.mjs knows`);
      const body = code.slice(BEGIN.length);
      return {
        code: `export default function startModule(Module, Worker) { var process; ${body}\n;return Module; }\n`,
        map: null,
      };
    },
  };
}
