import { createServer, request as ask } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What goes wrong with one answer, at `at` bytes of its body where it has a place. */
export type Fault =
  /** The connection is torn. */
  | { readonly type: 'drop'; readonly at: number }
  /** The body ends there, in good order: what proxies do that give up on a server. */
  | { readonly type: 'truncate'; readonly at: number }
  /** Nothing for so long, then the rest. */
  | { readonly type: 'delay'; readonly at: number; readonly ms: number }
  /** Nothing ever again, the connection stays. */
  | { readonly type: 'stall'; readonly at: number }
  /** One byte is another. */
  | { readonly type: 'garble'; readonly at: number }
  /** Another answer altogether. */
  | {
      readonly type: 'status';
      readonly status: number;
      readonly retryAfter?: string;
      readonly body?: string;
      readonly contentType?: string;
    }
  /** Torn before any answer. */
  | { readonly type: 'refuse' }
  /** The answer is whole, and the connection is closed behind it although it was to be kept. */
  | { readonly type: 'close' };

export interface FaultProxy {
  readonly address: string;
  /** The next requests whose path fits get these faults, one each; then all is well. */
  arm(path: RegExp, faults: readonly Fault[]): void;
  /** How many faults have been made. */
  readonly made: number;
  /** Bodies of streamed answers that went through whole. */
  readonly streams: string[];
  close(): Promise<void>;
}

/** Stands before a server and passes everything on, but for the faults it is armed with. */
export async function startFaultProxy(upstream: string): Promise<FaultProxy> {
  const target = new URL(upstream);
  let path: RegExp = /^$/;
  let armed: Fault[] = [];
  let made = 0;
  const streams: string[] = [];

  const server = createServer((request, response) => {
    const fault = path.test(request.url ?? '') ? armed.shift() : undefined;
    if (fault !== undefined) made += 1;
    if (fault?.type === 'refuse') {
      request.socket.destroy();
      return;
    }
    if (fault?.type === 'status') {
      request.resume();
      response.writeHead(fault.status, {
        'content-type': fault.contentType ?? 'application/json',
        ...(fault.retryAfter === undefined ? {} : { 'retry-after': fault.retryAfter }),
      });
      response.end(fault.body ?? JSON.stringify({ error: { message: `made up ${fault.status}` } }));
      return;
    }
    const onward = ask(
      {
        host: target.hostname,
        port: target.port,
        path: request.url,
        method: request.method,
        headers: request.headers,
      },
      (answer) => void pass(answer, response, fault),
    );
    onward.on('error', () => response.destroy());
    response.on('close', () => onward.destroy());
    request.pipe(onward);
  });

  async function pass(answer: IncomingMessage, response: ServerResponse, fault: Fault | undefined): Promise<void> {
    response.writeHead(answer.statusCode ?? 502, {
      'content-type': answer.headers['content-type'] ?? '',
      ...Object.fromEntries(Object.entries(answer.headers).filter(([name]) => name.startsWith('access-control-'))),
      ...(fault?.type === 'close' ? { connection: 'close' } : {}),
    });
    response.flushHeaders();
    let seen = 0;
    let body = '';
    try {
      for await (const chunk of answer) {
        const bytes = Buffer.from(chunk as Buffer);
        body += bytes.toString('latin1');
        const place = fault !== undefined && 'at' in fault ? fault.at - seen : -1;
        seen += bytes.length;
        if (fault === undefined || place < 0 || place >= bytes.length) {
          response.write(bytes);
          continue;
        }
        switch (fault.type) {
          case 'garble':
            bytes[place] = (bytes[place] ?? 0) ^ 0x15;
            response.write(bytes);
            break;
          case 'drop':
          case 'truncate':
          case 'stall':
          case 'delay':
            response.write(bytes.subarray(0, place));
            if (fault.type === 'truncate') response.end();
            if (fault.type === 'drop') setTimeout(() => response.destroy(), 2);
            if (fault.type !== 'delay') return;
            await new Promise((resolve) => setTimeout(resolve, fault.ms));
            response.write(bytes.subarray(place));
            break;
          case 'close':
          case 'status':
          case 'refuse':
            response.write(bytes);
        }
      }
      if ((answer.headers['content-type'] ?? '').includes('event-stream')) streams.push(body);
      response.end();
    } catch {
      response.destroy();
    }
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    arm(next, faults) {
      path = next;
      armed = [...faults];
    },
    get made() {
      return made;
    },
    streams,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
