import type { Page } from 'playwright-core';

/** A GPU as a page sees it. */
export interface FakeGpu {
  /** Bytes that can be held at once. */
  readonly memory: number;
  readonly features?: readonly string[];
  readonly bufferBytes?: number;
}

/** Gives a page a GPU that only holds memory, before it opens; null: a browser without WebGPU. */
export function fakeGpu(page: Page, gpu: FakeGpu | null): Promise<unknown> {
  return page.addInitScript((told) => {
    if (told === null) return void Object.defineProperty(navigator, 'gpu', { value: undefined });
    const { memory, features = ['shader-f16'], bufferBytes = 2 ** 31 } = told;
    const requestDevice = async (): Promise<object> => {
      let held = 0;
      let refused = false;
      return {
        limits: { maxBufferSize: bufferBytes },
        lost: new Promise(() => {}),
        queue: { writeBuffer() {}, onSubmittedWorkDone: async () => {} },
        createBuffer({ size }: { readonly size: number }) {
          refused = held + size > memory;
          if (!refused) held += size;
          return { destroy() {} };
        },
        pushErrorScope() {},
        popErrorScope: async () => (refused ? new Error('out of memory') : null),
        destroy() {},
      };
    };
    const adapter = {
      info: { vendor: 'acme', architecture: 'glass', device: '', description: 'Acme Glass 4000' },
      features: new Set(features),
      limits: {
        maxStorageBuffersPerShaderStage: 16,
        maxComputeWorkgroupStorageSize: 49_152,
        maxBufferSize: bufferBytes,
        maxStorageBufferBindingSize: bufferBytes,
      },
      requestDevice,
    };
    Object.defineProperty(navigator, 'gpu', { value: { requestAdapter: async () => adapter } });
  }, gpu);
}
