import { createServer } from 'vite';
const server = await createServer({ root: '/work/i7', cacheDir: '/work/scratch/s3/u3/cache', server: { port: 5738, strictPort: true, hmr: false, watch: null }, optimizeDeps: { include: ['react','react-dom','react-dom/client','react/jsx-dev-runtime','comlink','idb','fflate','@scure/base','@noble/hashes/sha2.js','@noble/hashes/utils.js','papaparse','@tanstack/react-virtual','d3-scale','@mlc-ai/web-llm','minisearch','pure-rand/generator/xoroshiro128plus'].filter(x=>!x.startsWith('pure')) } });
await server.listen();
console.log('up');
