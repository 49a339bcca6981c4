import { printTable } from './print-table.mjs';
import { withBenchPage } from './with-bench-page.mjs';

/**
 * GPU milliseconds and dispatches by kernel, by WebGPU timestamp queries around each compute pass, for the prefill of `context` tokens and
 * one decode step after it, or, with `chunks`, for reading so many tokens behind it (1: as decode does); and each library's dispatches.
 * WebLLM is not changed: the page's WebGPU prototypes are wrapped before it is imported.
 * @param {{ place: ReturnType<typeof import('./model-place.mjs').modelPlace>, context: number, libraries: readonly string[],
 *   stock?: { folder: string, file: string }, realGpu: boolean, top?: number, chunks?: readonly number[] }} settings
 */
export async function kernelTimes({ place, context, libraries, stock, realGpu, top = 12, chunks = [] }) {
  const flags = ['--disable-dawn-features=timestamp_quantization'];
  const mounts = { ...place.mounts, ...(stock ? { '/stock/': stock.folder } : {}) };
  const totals = [];
  const engines = libraries.map((name) => ({ name, address: place.url + name }));
  for (const { name, address } of stock ? [...engines, { name: 'stock', address: `/stock/${stock.file}` }] : engines) {
    const steps = await withBenchPage({ realGpu, flags, mounts }, (page) =>
      page.evaluate(profile, { folder: place.url, address, context, chunks }),
    );
    for (const { step, wallMs, kernels } of steps) {
      const gpuMs = kernels.reduce((sum, kernel) => sum + kernel.ms, 0);
      const dispatches = kernels.reduce((sum, kernel) => sum + kernel.dispatches, 0);
      totals.push([name, step, dispatches, wallMs.toFixed(1), gpuMs.toFixed(1)]);
      printTable({
        title: `Kernels: ${place.id} ${name}, ${step}: ${wallMs.toFixed(0)} ms by the clock, ${gpuMs.toFixed(0)} ms on the adapter, ${dispatches} dispatches`,
        columns: ['ms', '%', 'dispatches', 'kernel'],
        rows: kernels
          .slice(0, top)
          .map((kernel) => [kernel.ms.toFixed(2), Math.round((100 * kernel.ms) / gpuMs), kernel.dispatches, kernel.name]),
      });
    }
  }
  printTable({
    title: `Dispatches: ${place.id}, context ${context}; a decode step is one token`,
    columns: ['library', 'step', 'dispatches', 'ms by the clock', 'ms on the adapter'],
    rows: totals,
  });
}

/** Runs in the page. Resolves to the second of two equal runs: the first one compiles. */
async function profile({ folder, address, context, chunks }) {
  // The most that WebGPU allows in one set; a long prefill takes several.
  const QUERIES_PER_SET = 4096;
  let device;
  let sets = [];
  let used = 0;
  /** Of each pass: its kernel's name and dispatches. */
  let passes = [];
  const pipelineNames = new WeakMap();
  const passOf = new WeakMap();
  const wrap = (prototype, method, make) => {
    prototype[method] = make(prototype[method]);
  };
  wrap(
    GPUAdapter.prototype,
    'requestDevice',
    (original) =>
      async function (descriptor = {}) {
        const requiredFeatures = [...(descriptor.requiredFeatures ?? []), 'timestamp-query'];
        device = await original.call(this, { ...descriptor, requiredFeatures });
        return device;
      },
  );
  const named = (descriptor) => (pipeline) => {
    pipelineNames.set(pipeline, descriptor.compute.entryPoint ?? descriptor.label ?? '?');
    return pipeline;
  };
  wrap(
    GPUDevice.prototype,
    'createComputePipeline',
    (original) =>
      function (descriptor) {
        return named(descriptor)(original.call(this, descriptor));
      },
  );
  wrap(
    GPUDevice.prototype,
    'createComputePipelineAsync',
    (original) =>
      function (descriptor) {
        return original.call(this, descriptor).then(named(descriptor));
      },
  );
  wrap(
    GPUCommandEncoder.prototype,
    'beginComputePass',
    (original) =>
      function (descriptor = {}) {
        const first = used % QUERIES_PER_SET;
        if (first === 0 && sets.length * QUERIES_PER_SET <= used)
          sets.push(device.createQuerySet({ type: 'timestamp', count: QUERIES_PER_SET }));
        const querySet = sets[Math.floor(used / QUERIES_PER_SET)];
        used += 2;
        const timestampWrites = { querySet, beginningOfPassWriteIndex: first, endOfPassWriteIndex: first + 1 };
        const encoder = original.call(this, { ...descriptor, timestampWrites });
        const pass = { name: '?', dispatches: 0 };
        passOf.set(encoder, pass);
        passes.push(pass);
        return encoder;
      },
  );
  wrap(
    GPUComputePassEncoder.prototype,
    'setPipeline',
    (original) =>
      function (pipeline) {
        passOf.get(this).name = pipelineNames.get(pipeline) ?? '?';
        return original.call(this, pipeline);
      },
  );
  wrap(
    GPUComputePassEncoder.prototype,
    'dispatchWorkgroups',
    (original) =>
      function (...size) {
        passOf.get(this).dispatches++;
        return original.apply(this, size);
      },
  );
  const take = async () => {
    const kernels = new Map();
    for (const [index, querySet] of sets.entries()) {
      const count = Math.min(QUERIES_PER_SET, used - index * QUERIES_PER_SET);
      if (count <= 0) break;
      const resolved = device.createBuffer({ size: count * 8, usage: GPUBufferUsage.QUERY_RESOLVE | GPUBufferUsage.COPY_SRC });
      const readable = device.createBuffer({ size: count * 8, usage: GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ });
      const encoder = device.createCommandEncoder();
      encoder.resolveQuerySet(querySet, 0, count, resolved, 0);
      encoder.copyBufferToBuffer(resolved, 0, readable, 0, count * 8);
      device.queue.submit([encoder.finish()]);
      await readable.mapAsync(GPUMapMode.READ);
      const nanoseconds = new BigUint64Array(readable.getMappedRange());
      for (let first = 0; first < count; first += 2) {
        const { name, dispatches } = passes[(index * QUERIES_PER_SET + first) / 2];
        const kernel = kernels.get(name) ?? { name, ms: 0, dispatches: 0 };
        kernel.ms += Number(nanoseconds[first + 1] - nanoseconds[first]) / 1e6;
        kernel.dispatches += dispatches;
        kernels.set(name, kernel);
      }
      readable.destroy();
      resolved.destroy();
    }
    forget();
    return [...kernels.values()].toSorted((a, b) => b.ms - a.ms);
  };
  const forget = () => {
    used = 0;
    passes = [];
  };
  const { MLCEngine } = await import(/* @vite-ignore */ `${location.origin}/webllm.js`);
  const { exactPrompt } = await import(/* @vite-ignore */ `${location.origin}/bench/exact-prompt.mjs`);
  const record = { model: location.origin + folder, model_id: 'profiled', model_lib: location.origin + address };
  const engine = new MLCEngine({ logLevel: 'WARN', appConfig: { cacheBackend: 'cache', model_list: [record] } });
  await engine.reload('profiled');
  const pipeline = engine.loadedModelIdToPipeline.get('profiled');
  const prompt = exactPrompt(pipeline.tokenizer, context);
  if (chunks.length > 0) return readChunks();
  let steps = [];
  for (const _round of ['compiling', 'measured']) {
    forget();
    steps = [];
    let begin = performance.now();
    const stream = await engine.completions.create({ prompt, max_tokens: 3, temperature: 0, ignore_eos: true, stream: true });
    for await (const _chunk of stream) {
      const wallMs = performance.now() - begin;
      const step = steps.length === 0 ? `prefill of ${context} tokens` : 'decode step';
      const kernels = await take();
      if (kernels.length > 0) steps.push({ step, wallMs, kernels });
      begin = performance.now();
    }
    await engine.resetChat();
  }
  sets.forEach((set) => set.destroy());
  sets = [];
  return steps.slice(0, 2);

  /** Each chunk behind the prompt, taken back again; the quickest of the rounds after the first. */
  async function readChunks() {
    const { tvm } = pipeline;
    await engine.completions.create({ prompt, max_tokens: 1, temperature: 0, ignore_eos: true });
    tvm.beginScope();
    const popn = tvm.detachFromCurrentScope(tvm.getGlobalFunc('vm.builtin.kv_state_popn'));
    tvm.endScope();
    const best = new Map();
    for (let round = 0; round < 4; round += 1)
      for (const chunk of chunks) {
        forget();
        const begin = performance.now();
        const logits = await pipeline.forwardKnownTokens(
          Array.from({ length: chunk }, (_, index) => 1000 + 7 * index),
          chunk > 1,
        );
        tvm.beginScope();
        pipeline.updateLogitsOnCPU(logits);
        tvm.endScope();
        await pipeline.device.sync();
        const wallMs = performance.now() - begin;
        logits.dispose();
        popn(pipeline.kvCache, tvm.scalar(0, 'int64'), tvm.scalar(chunk, 'int32'));
        pipeline.filledKVCacheLength -= chunk;
        const kernels = await take();
        if (round > 0 && wallMs < (best.get(chunk)?.wallMs ?? Infinity))
          best.set(chunk, { step: `${chunk} tokens behind ${context}`, wallMs, kernels });
      }
    return [...best.values()];
  }
}
