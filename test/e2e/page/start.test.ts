import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { runScript } from '../support/run-script.ts';
import type { ScriptRun } from '../support/run-script.ts';

/** A port that was free a moment ago. */
let port = '';
beforeAll(async () => {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => probe.once('listening', resolve));
  port = String((probe.address() as AddressInfo).port);
  await new Promise((resolve) => probe.close(resolve));
});

const running: ScriptRun[] = [];
const start = (): ScriptRun => {
  const run = runScript('scripts/start.mjs', ['--no-open'], { PORT: port });
  running.push(run);
  return run;
};
const addressOf = async (run: ScriptRun): Promise<string> => (await run.printed(/http:\/\/127\.0\.0\.1:\d+\//))[0];

afterEach(async () => {
  for (const run of running.splice(0)) {
    run.child.kill('SIGKILL');
    await run.exit;
  }
});

describe('npm start', () => {
  it('prints an address that serves the page, with its policy and the right types', async () => {
    const address = await addressOf(start());
    const page = await fetch(address);
    const html = await page.text();
    expect(page.headers.get('content-type')).toMatch(/^text\/html/);
    expect(page.headers.get('content-security-policy')).toContain("connect-src 'self'");
    expect(page.headers.get('content-security-policy')).not.toContain('unsafe-inline');
    const script = /<script[^>]+src="([^"]+)"/.exec(html)?.[1] ?? '';
    expect((await fetch(new URL(script, address))).headers.get('content-type')).toMatch(/^text\/javascript/);
    const library = await fetch(new URL('models/test-tiny/software.wasm', address), { method: 'HEAD' });
    expect(library.headers.get('content-type')).toBe('application/wasm');
    expect((await fetch(new URL('models/no-such-model/manifest.json', address))).status).toBe(404);
  });

  it('serves parts of a file, so that a download can go on where it broke off', async () => {
    const address = await addressOf(start());
    const file = new URL('models/test-tiny/params_shard_0.bin', address);
    const whole = new Uint8Array(await (await fetch(file)).arrayBuffer());
    const part = await fetch(file, { headers: { range: 'bytes=1000-1999' } });
    expect(part.status).toBe(206);
    expect(part.headers.get('content-range')).toBe(`bytes 1000-1999/${whole.length}`);
    expect(new Uint8Array(await part.arrayBuffer())).toEqual(whole.slice(1000, 2000));
  });

  it('takes the next port when its own is taken, and says so', async () => {
    const first = await addressOf(start());
    const second = start();
    const address = await addressOf(second);
    expect(first).toContain(`:${port}/`);
    expect(address).not.toBe(first);
    expect(second.output()).toContain(`Port ${port} is taken.`);
    expect((await fetch(address)).status).toBe(200);
  });

  it('ends cleanly on Ctrl-C', async () => {
    const run = start();
    const address = await addressOf(run);
    run.child.kill('SIGINT');
    expect(await run.exit).toBe(0);
    await expect(fetch(address)).rejects.toThrow();
  });

  it('refuses a port that is none', async () => {
    const run = runScript('scripts/start.mjs', ['--no-open'], { PORT: 'eighty' });
    expect(await run.exit).toBe(1);
    expect(run.output()).toContain('PORT must be a number');
  });
});
