import { printTable, requireModel, withBenchPage } from './with-bench-page.mjs';

/**
 * GPU milliseconds by kernel, by WebGPU timestamp queries around each compute pass, for one prefill and one decode step. WebLLM is
 * not changed: the page's WebGPU prototypes are wrapped before it is imported.
 * @param {{ modelId: string, length: number, libraries: readonly string[], realGpu: boolean, top?: number }} settings
 */
export async function kernelTimes({ modelId, length, libraries, realGpu, top = 12 }) {
  requireModel(modelId);
  for (const library of libraries) {
    const flags = ['--disable-dawn-features=timestamp_quantization'];
    const steps = await withBenchPage({ realGpu, flags }, (page) => page.evaluate(profile, { modelId, library, length }));
    for (const { step, wallMs, kernels } of steps) {
      const gpuMs = kernels.reduce((sum, kernel) => sum + kernel.ms, 0);
      printTable({
        title: `Kernel times: ${modelId} ${library}, ${step}: ${wallMs.toFixed(0)} ms by the clock, ${gpuMs.toFixed(0)} ms on the GPU`,
        columns: ['ms', '%', 'passes', 'kernel'],
        rows: kernels.slice(0, top).map(({ name, ms, passes }) => [ms.toFixed(2), Math.round((100 * ms) / gpuMs), passes, name]),
      });
    }
  }
}

/** Runs in the page. Resolves to the second of two equal runs: the first one compiles. */
async function profile({ modelId, library, length }) {
  const MOST_QUERIES = 4096;
  let device, queries;
  let used = 0;
  let names = [];
  const pipelineNames = new WeakMap();
  const firstQueryOfPass = new WeakMap();
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
        queries = device.createQuerySet({ type: 'timestamp', count: MOST_QUERIES });
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
        if (!queries || used + 2 > MOST_QUERIES) return original.call(this, descriptor);
        const first = used;
        used += 2;
        const timestampWrites = { querySet: queries, beginningOfPassWriteIndex: first, endOfPassWriteIndex: first + 1 };
        const pass = original.call(this, { ...descriptor, timestampWrites });
        firstQueryOfPass.set(pass, first);
        return pass;
      },
  );
  wrap(
    GPUComputePassEncoder.prototype,
    'setPipeline',
    (original) =>
      function (pipeline) {
        const first = firstQueryOfPass.get(this);
        if (first !== undefined)
          names[first] = [...new Set([names[first], pipelineNames.get(pipeline)].filter(Boolean))].join('+');
        return original.call(this, pipeline);
      },
  );
  const take = async () => {
    if (used === 0) return [];
    const bytes = used * 8;
    const resolved = device.createBuffer({ size: bytes, usage: GPUBufferUsage.QUERY_RESOLVE | GPUBufferUsage.COPY_SRC });
    const readable = device.createBuffer({ size: bytes, usage: GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ });
    const encoder = device.createCommandEncoder();
    encoder.resolveQuerySet(queries, 0, used, resolved, 0);
    encoder.copyBufferToBuffer(resolved, 0, readable, 0, bytes);
    device.queue.submit([encoder.finish()]);
    await readable.mapAsync(GPUMapMode.READ);
    const nanoseconds = new BigUint64Array(readable.getMappedRange());
    const kernels = new Map();
    for (let first = 0; first < used; first += 2) {
      const name = names[first] ?? '?';
      const kernel = kernels.get(name) ?? { name, ms: 0, passes: 0 };
      kernel.ms += Number(nanoseconds[first + 1] - nanoseconds[first]) / 1e6;
      kernel.passes++;
      kernels.set(name, kernel);
    }
    readable.destroy();
    resolved.destroy();
    used = 0;
    names = [];
    return [...kernels.values()].toSorted((a, b) => b.ms - a.ms);
  };
  const { MLCEngine } = await import(/* @vite-ignore */ `${location.origin}/webllm.js`);
  const folder = `${location.origin}/models/${modelId}/`;
  const record = { model: folder, model_id: library, model_lib: folder + library };
  const engine = new MLCEngine({ logLevel: 'WARN', appConfig: { cacheBackend: 'cache', model_list: [record] } });
  await engine.reload(library);
  const prompt = 'The quick brown fox jumps over the lazy dog. '.repeat(1000).slice(0, length);
  let steps = [];
  for (const _round of ['compiling', 'measured']) {
    used = 0;
    names = [];
    steps = [];
    let begin = performance.now();
    const stream = await engine.completions.create({
      prompt,
      max_tokens: 3,
      temperature: 0.7,
      seed: 1,
      ignore_eos: true,
      stream: true,
    });
    for await (const _chunk of stream) {
      const wallMs = performance.now() - begin;
      const kernels = await take();
      if (kernels.length > 0) steps.push({ step: steps.length === 0 ? 'prefill' : 'one decode step', wallMs, kernels });
      begin = performance.now();
    }
    await engine.resetChat();
  }
  return steps.slice(0, 2);
}
