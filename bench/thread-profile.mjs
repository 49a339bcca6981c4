import { existsSync, readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import path from 'node:path';

// What a thread of the built page spent its time on, by the file of the source that it was written in: V8's own sampling, read through the build's source maps.

/** Microseconds between two samples. */
const INTERVAL = 500;

/**
 * Samples a thread from `begin` on; `end` gives what it spent until then.
 * @param {(method: string, params?: object) => Promise<any>} send Commands of the thread's own protocol
 */
export function threadProfile(send) {
  return {
    async begin() {
      await send('Profiler.enable');
      await send('Profiler.setSamplingInterval', { interval: INTERVAL });
      await send('Profiler.start');
    },
    async end() {
      const { profile } = await send('Profiler.stop');
      return profile;
    },
  };
}

/**
 * Commands to the workers of a page by their names. Playwright speaks to pages alone: the browser passes them on.
 * @param {import('playwright-core').CDPSession} session
 */
export async function workersOf(session) {
  const ids = new Map();
  const waiting = new Map();
  let last = 0;
  session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => ids.set(targetInfo.title, sessionId));
  session.on('Target.receivedMessageFromTarget', ({ message }) => {
    const { id, result, error } = JSON.parse(message);
    const asked = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) asked?.resolve(result);
    else asked?.reject(new Error(error.message));
  });
  await session.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
  return (name) => (method, params) =>
    new Promise((resolve, reject) => {
      const sessionId = ids.get(name);
      if (sessionId === undefined) throw new Error(`the page has no worker named ${name}; it has ${[...ids.keys()].join(', ')}`);
      last += 1;
      waiting.set(last, { resolve, reject });
      session
        .send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id: last, method, params }) })
        .catch(reject);
    });
}

/**
 * Milliseconds by source file (from the project's folder on; `(idle)`, `(garbage collector)`, `(program)` as V8 names them). What the browser's own code took
 * counts for the script that called it.
 * @param {any} profile @param {string} dist Folder of the built page
 * @returns {Map<string, number>}
 */
export function timeByFile(profile, dist) {
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  for (const node of profile.nodes) for (const child of node.children ?? []) nodes.get(child).parent = node;
  const sourceOf = sources(dist);
  const fileOf = (node) => {
    const { functionName } = node.callFrame;
    if (node.parent?.parent === undefined && functionName.startsWith('(')) return functionName;
    for (let at = node; at !== undefined; at = at.parent) {
      const { url, lineNumber, columnNumber } = at.callFrame;
      if (url.startsWith('wasm:')) return 'wasm';
      const source = url === '' ? null : sourceOf(url, lineNumber, columnNumber);
      if (source !== null) return source;
    }
    return '(no script)';
  };
  const files = new Map();
  const spent = new Map();
  for (const [place, id] of profile.samples.entries()) {
    if (!files.has(id)) files.set(id, fileOf(nodes.get(id)));
    const file = files.get(id);
    spent.set(file, (spent.get(file) ?? 0) + (profile.timeDeltas[place + 1] ?? 0) / 1000);
  }
  return spent;
}

/** Finds what a place of a built script was written in. */
function sources(dist) {
  const maps = new Map();
  return (url, line, column) => {
    const file = path.join(dist, 'assets', `${path.basename(new URL(url).pathname)}.map`);
    if (!maps.has(file)) maps.set(file, existsSync(file) ? new SourceMap(JSON.parse(readFileSync(file, 'utf8'))) : null);
    const source = maps.get(file)?.findEntry(line, column).originalSource;
    if (source === undefined) return null;
    return source.replace(/^(\.\.\/)+/u, '');
  };
}
