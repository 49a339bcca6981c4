import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestProject } from 'vitest/node';
import { filesOf, startHub } from './hub-server.ts';
import type { HubFault } from './hub-server.ts';
import { toyModel } from './toy-model.ts';

/** What a page asks of the hub: faults for the next answers, and what was requested since. */
export type HubOrder =
  | { readonly type: 'arm'; readonly path: string; readonly fault: HubFault; readonly times: number }
  /** No more faults, and no more memory of requests. */
  | { readonly type: 'reset' }
  | { readonly type: 'requests' };

/** Where tests that run in a browser find the hub, and where they order its faults. */
export interface HubAddress {
  readonly hub: string;
  /** A hub that lets pages read no ETag and no Content-Range. */
  readonly quiet: string;
  readonly control: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    hub: HubAddress;
  }
}

/** A hub beside the browser: tests run in a page, and a page starts no servers. */
export default async function setUpHub(project: TestProject): Promise<() => Promise<void>> {
  const toy = toyModel({ shards: [9_000_000, 4_194_304, 5000] });
  // One that moves, and one that runs.
  const models = { 'someone/toy': toy, 'someone/test-tiny': filesOf('public/models/test-tiny') };
  const hub = await startHub({ models });
  const quiet = await startHub({ models, hides: true });
  const control = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const order = JSON.parse(Buffer.concat(parts).toString() || '{}') as HubOrder;
      for (const one of [hub, quiet]) {
        if (order.type === 'arm') one.arm(new RegExp(order.path), order.fault, order.times);
        else if (order.type === 'reset') {
          one.disarm();
          one.requests.length = 0;
        }
      }
      response.writeHead(200, { 'access-control-allow-origin': '*', 'content-type': 'application/json' });
      response.end(JSON.stringify([...hub.requests, ...quiet.requests]));
    });
  });
  await new Promise<void>((resolve) => control.listen(0, '127.0.0.1', resolve));
  const { port } = control.address() as AddressInfo;
  project.provide('hub', { hub: hub.origin, quiet: quiet.origin, control: `http://127.0.0.1:${port}/` });
  return async () => {
    control.closeAllConnections();
    await Promise.all([hub.close(), quiet.close(), new Promise((resolve) => control.close(resolve))]);
  };
}
