import { install } from '../../../../src/engines/models/install.ts';
import { planInstall } from '../../../../src/engines/models/plan.ts';
import { browserWorld } from '../../../../src/engines/models/world.ts';

// A tab that installs a model: it can be killed as a tab can.
self.addEventListener('message', ({ data }: MessageEvent<{ modelsUrl: string; url: string }>) => {
  void (async () => {
    const world = browserWorld(data.modelsUrl);
    const plan = await planInstall({ type: 'address', url: data.url }, world);
    if (!plan.ok) self.postMessage({ type: 'result', result: plan });
    else {
      const result = await install(plan.value, world, { onEvent: (event) => self.postMessage({ type: 'event', event }) });
      self.postMessage({ type: 'result', result });
    }
  })();
});
