// Emscripten's scripts in @wllama/wllama, which scripts/llama-module.mjs makes functions of.
declare module '@wllama/wllama/src/single-thread/wllama.js' {
  export default function startModule(module: object, worker: unknown): unknown;
}
declare module '@wllama/wllama/src/multi-thread/wllama.js' {
  export default function startModule(module: object, worker: unknown): unknown;
}
