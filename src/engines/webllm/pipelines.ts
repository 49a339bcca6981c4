/** What is used of a WebGPU device here. */
interface ShaderDevice {
  createShaderModule(descriptor: { readonly code: string }): object;
  createBindGroupLayout(descriptor: { readonly entries: readonly object[] }): object;
  createPipelineLayout(descriptor: { readonly bindGroupLayouts: readonly object[] }): object;
  createComputePipeline(descriptor: PipelineDescriptor): object;
  createComputePipelineAsync(descriptor: PipelineDescriptor): Promise<object>;
}

interface PipelineDescriptor {
  readonly layout: object;
  readonly compute: { readonly module: object; readonly entryPoint: string };
}

/** The shader pipelines of one library on one device, made in the order in which a run needs them. */
export interface ShaderPipelines {
  /** From now on the device's pipelines are made here. Those of a prompt begin at once, before WebLLM asks for them. */
  attach(device: object): void;
  /** Once WebLLM has all that it waits for: the rest is compiled behind it. */
  promptReady(): void;
  /** Resolves when whatever reading so many tokens at once dispatches is compiled; rejects with what a driver said against it. */
  ready(tokens: number): Promise<void>;
}

/** A chunk of more tokens is read by a prompt's kernels; libraries may have others for fewer (models/compile/software_matmul.py, SHORT_TILES). */
const FEW_TOKENS = 8;
/** A kernel's text in a library begins with this, a word that says when it is needed, and its name (models/compile/kernel_order.py). */
const PROMPT_KERNEL = /\/\/ when: prompt *\n\/\/ Function: (\w+)\n[^]*?\n\}\n\n/g;
const SHADER_STAGE_COMPUTE = 4;

/**
 * WebLLM compiles every kernel of a library before it says that the model is loaded, one model's weights being on the GPU by then. Here a prompt's kernels begin to be
 * compiled as soon as the device is there, beside the reading of tokenizer and weights; those of a single token and of a few tokens come behind the load; what no run
 * of ours dispatches (sampling on the GPU, moving pages) is compiled if something dispatches it after all. Libraries that do not say when are compiled as WebLLM does.
 * @param library the library's bytes as Latin-1 text; null: not to be had, nothing begins early.
 */
export function orderPipelines(
  library: Promise<string | null>,
  passClass: { readonly prototype: unknown } | undefined = Reflect.get(globalThis, 'GPUComputePassEncoder'),
): ShaderPipelines {
  let behind: (() => Promise<unknown>)[] = [];
  let rest: Promise<unknown> | null = null;
  if (passClass !== undefined) standInFor(passClass.prototype as PassPrototype);

  function attach(found: object): void {
    const device = found as ShaderDevice;
    const { createShaderModule, createComputePipeline, createComputePipelineAsync } = device;
    /** Modules are made only when a pipeline is: parsing takes a share of the time. */
    const codes = new WeakMap<object, string>();
    const real = (descriptor: PipelineDescriptor): PipelineDescriptor => {
      const code = codes.get(descriptor.compute.module);
      if (code === undefined) return descriptor;
      const module = createShaderModule.call(device, { code });
      return { ...descriptor, compute: { ...descriptor.compute, module } };
    };
    const make = (descriptor: PipelineDescriptor): Promise<object> => createComputePipelineAsync.call(device, real(descriptor));
    const early = library.then((text) => {
      /** By the kernel's text. */
      const started = new Map<string, Promise<object>>();
      for (const [whole, entryPoint = ''] of text?.matchAll(PROMPT_KERNEL) ?? []) {
        const module = { code: whole };
        codes.set(module, whole);
        const made = make({ layout: layoutOf(device, whole), compute: { module, entryPoint } });
        // Who asks for it hears of a failure.
        made.catch(() => {});
        started.set(whole, made);
      }
      return started;
    });
    early.catch(() => {});

    device.createShaderModule = ({ code }) => {
      const module = { code };
      codes.set(module, code);
      return module;
    };
    device.createComputePipeline = (descriptor) => createComputePipeline.call(device, real(descriptor));
    device.createComputePipelineAsync = async (descriptor) => {
      const code = codes.get(descriptor.compute.module) ?? '';
      const when = whenNeeded(code);
      if (when === 'prompt') return (await early).get(code) ?? make(descriptor);
      if (passClass === undefined || when === null) return make(descriptor);
      const standIn: StandIn = { pipeline: null, now: () => createComputePipeline.call(device, real(descriptor)) };
      STAND_INS.add(standIn);
      const compile = async (): Promise<void> => {
        standIn.pipeline = await make(descriptor);
      };
      if (when === 'later') behind.push(compile);
      return standIn;
    };
  }

  return {
    attach,
    promptReady() {
      rest = Promise.all(behind.map((compile) => compile()));
      behind = [];
      rest.catch(() => {});
    },
    async ready(tokens) {
      if (tokens > FEW_TOKENS || rest === null) return;
      await rest;
      rest = null;
    },
  };
}

type When = 'prompt' | 'later' | 'rarely';

/** Null: the text does not say. */
function whenNeeded(code: string): When | null {
  const word = /\/\/ when: (\w+)/.exec(code.slice(0, 100))?.[1];
  return word === 'prompt' || word === 'later' || word === 'rarely' ? word : null;
}

/** The layout that a kernel's declarations mean: equal to the one that WebLLM's runtime works out of the kernel's arguments, so that its bind groups fit. */
function layoutOf(device: ShaderDevice, code: string): object {
  const entries = Array.from(
    code.matchAll(/@binding\((\d+)\) var<(?:storage, (read|read_write)|uniform)>/g),
    ([, binding, access]) => ({
      binding: Number(binding),
      visibility: SHADER_STAGE_COMPUTE,
      buffer: { type: access === undefined ? 'uniform' : access === 'read' ? 'read-only-storage' : 'storage' },
    }),
  );
  return device.createPipelineLayout({ bindGroupLayouts: [device.createBindGroupLayout({ entries })] });
}

/** Takes a pipeline's place until that is compiled. */
interface StandIn {
  pipeline: object | null;
  /** Compiled by the driver when its turn in the queue comes; nothing waits here. */
  readonly now: () => object;
}

interface PassPrototype {
  setPipeline(this: unknown, pipeline: object): void;
}

const STAND_INS = new WeakSet<object>();
const PATCHED = new WeakSet<object>();

/** From now on compute passes take stand-ins, once for each class. */
function standInFor(prototype: PassPrototype): void {
  if (PATCHED.has(prototype)) return;
  PATCHED.add(prototype);
  const original = prototype.setPipeline;
  prototype.setPipeline = function setPipeline(pipeline) {
    if (!STAND_INS.has(pipeline)) return original.call(this, pipeline);
    const standIn = pipeline as StandIn;
    standIn.pipeline ??= standIn.now();
    original.call(this, standIn.pipeline);
  };
}
