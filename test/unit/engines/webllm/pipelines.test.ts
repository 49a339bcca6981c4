import { describe, expect, test } from 'vitest';
import { orderPipelines } from '../../../../src/engines/webllm/pipelines.ts';

// A library's kernels say when they are needed; what a prompt needs is compiled first, before WebLLM asks for it.

const kernel = (name: string, when: string | null): string =>
  `${when === null ? '//----' : `// when: ${when.padEnd(10)}`}\n// Function: ${name}\n//----\n@group(0) @binding(0) var<storage, read> x : array<f32>;\n` +
  `@group(0) @binding(1) var<storage, read_write> y : array<f32>;\n@group(0) @binding(2) var<uniform> podArgs : PODArgs;\nfn ${name}() {\n}\n\n`;

/** A driver that compiles when it is told to, and says what it was asked for. */
function fakeDevice() {
  const asked: string[] = [];
  const layouts: unknown[] = [];
  const pending = new Map<string, { done: (pipeline: object) => void; fail: (error: Error) => void }>();
  const device = {
    createShaderModule: ({ code }: { code: string }) => ({ code }),
    createBindGroupLayout: (given: unknown) => {
      layouts.push(given);
      return {};
    },
    createPipelineLayout: () => ({}),
    createComputePipeline: ({ compute }: { compute: { entryPoint: string } }): object => {
      asked.push(`${compute.entryPoint} at once`);
      return { made: compute.entryPoint };
    },
    createComputePipelineAsync: async ({ compute }: { compute: { module: object; entryPoint: string } }): Promise<object> => {
      // A stand-in's module would be no module for a driver.
      expect(Reflect.get(compute.module, 'code')).toContain(`Function: ${compute.entryPoint}\n`);
      asked.push(compute.entryPoint);
      return new Promise((resolve, reject) => {
        pending.set(compute.entryPoint, { done: () => resolve({ made: compute.entryPoint }), fail: reject });
      });
    },
  };
  return {
    device,
    asked,
    layouts,
    compiled: (name: string) => pending.get(name)?.done({}),
    refused: (name: string) => pending.get(name)?.fail(new Error(`no ${name}`)),
  };
}

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
const KERNELS = { read: 'prompt', decode: 'later', sample: 'rarely' } as const;
const LIBRARY = `\0asm${Object.entries(KERNELS)
  .map(([name, when]) => kernel(name, when))
  .join('\u{10}\0')}`;

function start(library: string | null = LIBRARY) {
  const set: object[] = [];
  class Pass {
    setPipeline(pipeline: object) {
      set.push(pipeline);
    }
  }
  const driver = fakeDevice();
  const pipelines = orderPipelines(Promise.resolve(library), Pass);
  pipelines.attach(driver.device);
  /** As WebLLM's runtime does. */
  const ask = (name: string, when: string | null): Promise<object> =>
    driver.device.createComputePipelineAsync({
      layout: {},
      compute: { module: driver.device.createShaderModule({ code: kernel(name, when) }), entryPoint: name },
    } as never);
  return { ...driver, pipelines, ask, pass: new Pass(), set };
}

describe('pipelines', () => {
  test('of a prompt are begun as soon as the device is there, once, with the layout that their declarations mean', async () => {
    const { asked, layouts, ask, compiled } = start();
    await settle();
    expect(asked).toEqual(['read']);
    expect(layouts).toEqual([
      {
        entries: ['read-only-storage', 'storage', 'uniform'].map((type, binding) => ({
          binding,
          visibility: 4,
          buffer: { type },
        })),
      },
    ]);
    const given = ask('read', 'prompt');
    compiled('read');
    expect(await given).toEqual({ made: 'read' });
    expect(asked).toEqual(['read']);
  });

  test('of a token come behind the load, and reading one waits for them', async () => {
    const { asked, pipelines, ask, compiled, pass, set } = start();
    const standIn = await ask('decode', 'later');
    await ask('sample', 'rarely');
    expect(asked).toEqual(['read']);
    pipelines.promptReady();
    expect(asked).toEqual(['read', 'decode']);
    await pipelines.ready(128);
    let ready = false;
    const waited = pipelines.ready(1).then(() => {
      ready = true;
    });
    await settle();
    expect(ready).toBe(false);
    compiled('decode');
    await waited;
    pass.setPipeline(standIn);
    expect(set).toEqual([{ made: 'decode' }]);
    expect(asked).toEqual(['read', 'decode']);
  });

  test('that no run needs are made when one is dispatched after all, once', async () => {
    const { asked, ask, pass, set } = start();
    const standIn = await ask('sample', 'rarely');
    pass.setPipeline(standIn);
    pass.setPipeline(standIn);
    expect(set).toEqual([{ made: 'sample' }, { made: 'sample' }]);
    expect(asked.filter((name) => name.startsWith('sample'))).toEqual(['sample at once']);
  });

  test('that a driver refuses fail who waits for them', async () => {
    const { pipelines, ask, refused } = start();
    const read = ask('read', 'prompt');
    await ask('decode', 'later');
    await settle();
    refused('read');
    await expect(read).rejects.toThrow('no read');
    pipelines.promptReady();
    refused('decode');
    await expect(pipelines.ready(1)).rejects.toThrow('no decode');
  });

  test.each([
    ['of a library that does not say when', LIBRARY],
    ['where the library cannot be read', null],
  ])('%s are made as they are asked for', async (_, library) => {
    const { asked, ask, compiled } = start(library);
    const given = ask('old', null);
    await settle();
    compiled('old');
    expect(await given).toEqual({ made: 'old' });
    expect(asked.filter((name) => name !== 'read')).toEqual(['old']);
  });

  test('whose text is another than the library has are compiled as they are given', async () => {
    const { asked, device, compiled } = start();
    const module = device.createShaderModule({ code: kernel('read', 'prompt').replace('f32', 'f16') });
    const given = device.createComputePipelineAsync({ layout: {}, compute: { module, entryPoint: 'read' } } as never);
    await settle();
    compiled('read');
    await given;
    expect(asked).toEqual(['read', 'read']);
  });
});
