import type { CommandWorld } from '../../src/cli/world.ts';
import { createScriptedEngine } from './scripted-engine.ts';

/** A command's world in which nobody types, nothing is drawn and no server is there; `own` replaces what a test is about. */
export function commandWorld(own: Partial<CommandWorld> = {}): CommandWorld & {
  /** Standard output and standard error so far. */
  readonly printed: () => string;
  readonly warned: () => string;
} {
  const printed: string[] = [];
  const warned: string[] = [];
  let ids = 0;
  return {
    name: 'glassrank',
    version: '1.2.3',
    print: (line) => void printed.push(`${line}\n`),
    warn: (line) => void warned.push(`${line}\n`),
    now: () => new Date(0),
    clock: () => 0,
    newId: () => `id-${ids++}`,
    connect: () => ({ engine: createScriptedEngine(), close: async () => {} }),
    onStop: () => () => {},
    input: { isTerminal: true, read: async () => new Uint8Array() },
    write: (text) => void printed.push(text),
    screen: null,
    outputColumns: null,
    environment: {},
    encoderFolder: null,
    connectModel: async ({ address }) => ({
      ok: false,
      error: { code: 'server-unreachable', message: `nothing answers at ${address}`, retry: true },
    }),
    ...own,
    printed: () => printed.join(''),
    warned: () => warned.join(''),
  };
}
