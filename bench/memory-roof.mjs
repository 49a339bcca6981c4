/**
 * GB/s (10^9 bytes) at which the adapter reads memory one after the other: a buffer of `megabytes` (or what the adapter allows), each
 * workgroup a stretch of its own, by the fastest of a few kernels, since GPUs and CPUs like different widths. Runs in a page.
 * @param {{ megabytes: number, repeats: number }} settings
 * @returns {Promise<{ megabytes: number, kernel: string, gigabytesPerSecond: number[] }>}
 */
export async function memoryRoof({ megabytes, repeats }) {
  const GROUPS = 2048;
  const READS_PER_SUBMIT = 8;
  const KERNELS = [
    { type: 'vec4<f32>', floats: 4, threads: 256 },
    { type: 'vec4<f32>', floats: 4, threads: 64 },
    { type: 'vec4<f32>', floats: 4, threads: 4 },
    { type: 'f32', floats: 1, threads: 64 },
    { type: 'f32', floats: 1, threads: 4 },
  ];
  const adapter = await navigator.gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (adapter === null) throw new Error('no WebGPU adapter');
  const { maxBufferSize, maxStorageBufferBindingSize } = adapter.limits;
  const device = await adapter.requestDevice({ requiredLimits: { maxBufferSize, maxStorageBufferBindingSize } });
  device.pushErrorScope('validation');
  const allowed = Math.min(megabytes * 1e6, maxBufferSize, maxStorageBufferBindingSize);
  // Floats of one workgroup's stretch: whole rounds of the widest kernel, unrolled four times.
  const stretch = Math.floor(allowed / 4 / GROUPS / 4096) * 4096;
  const bytes = stretch * GROUPS * 4;
  const buffer = device.createBuffer({ size: bytes, usage: GPUBufferUsage.STORAGE });
  const sums = device.createBuffer({ size: GROUPS * 256 * 4, usage: GPUBufferUsage.STORAGE });
  const prepare = (code, buffers) => {
    const pipeline = device.createComputePipeline({ layout: 'auto', compute: { module: device.createShaderModule({ code }) } });
    const entries = buffers.map((one, binding) => ({ binding, resource: { buffer: one } }));
    return { pipeline, group: device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries }) };
  };
  const run = async ({ pipeline, group }, times) => {
    const encoder = device.createCommandEncoder();
    for (let time = 0; time < times; time++) {
      const pass = encoder.beginComputePass();
      pass.setPipeline(pipeline);
      pass.setBindGroup(0, group);
      pass.dispatchWorkgroups(GROUPS);
      pass.end();
    }
    const begin = performance.now();
    device.queue.submit([encoder.finish()]);
    await device.queue.onSubmittedWorkDone();
    return (performance.now() - begin) / 1000;
  };
  const start = 'fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) lane: u32)';
  const filling = prepare(
    `
@group(0) @binding(0) var<storage, read_write> filled: array<u32>;
@compute @workgroup_size(64) ${start} {
  for (var i = lane; i < ${stretch}u; i += 64u) {
    let at = group.x * ${stretch}u + i;
    // Floats from 1 to 2 that differ: memory of equal bytes may be stored or cached as one.
    filled[at] = 0x3f800000u | ((at * 2654435761u) >> 9u);
  }
}`,
    [buffer],
  );
  const reading = KERNELS.map(({ type, floats, threads }) => ({
    name: `${type}, workgroups of ${threads}`,
    kernel: prepare(
      `
@group(0) @binding(0) var<storage, read> source: array<${type}>;
@group(0) @binding(1) var<storage, read_write> sums: array<f32>;
@compute @workgroup_size(${threads}) ${start} {
  var sum = ${type}(0.0);
  let begin = group.x * ${stretch / floats}u;
  for (var i = begin + lane; i < begin + ${stretch / floats}u; i += ${4 * threads}u) {
    sum += (source[i] + source[i + ${threads}u]) + (source[i + ${2 * threads}u] + source[i + ${3 * threads}u]);
  }
  sums[group.x * ${threads}u + lane] = dot(vec4<f32>(sum), vec4<f32>(1.0));
}`,
      [buffer, sums],
    ),
  }));
  await run(filling, 1);
  const found = [];
  for (const { name, kernel } of reading) {
    await run(kernel, 1);
    const gigabytesPerSecond = [];
    for (let repeat = 0; repeat < repeats; repeat++)
      gigabytesPerSecond.push((bytes * READS_PER_SUBMIT) / 1e9 / (await run(kernel, READS_PER_SUBMIT)));
    found.push({ megabytes: Math.round(bytes / 1e6), kernel: name, gigabytesPerSecond });
  }
  const error = await device.popErrorScope();
  if (error !== null) throw new Error(error.message);
  device.destroy();
  return found.toSorted((one, other) => Math.max(...other.gigabytesPerSecond) - Math.max(...one.gigabytesPerSecond))[0];
}
