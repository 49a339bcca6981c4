type Device = { destroy(): void };
type AdapterPrototype = { requestDevice(this: unknown, ...input: unknown[]): Promise<Device> };

const adapter = (Reflect.get(globalThis, 'GPUAdapter') as { prototype: AdapterPrototype }).prototype;
const original = adapter.requestDevice;
adapter.requestDevice = async function requestDevice(...input) {
  const device = await original.apply(this, input);
  new BroadcastChannel('lose-gpu').addEventListener('message', () => device.destroy());
  return device;
};

export {};
