import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { main } from '../../../src/cli/main.ts';
import { EXPORT_KINDS } from '../../../src/core/export/index.ts';
import { commandWorld } from '../../support/command-world.ts';

const TEXT = readFileSync('docs/CLI.md', 'utf8');
const folder = mkdtempSync(path.join(tmpdir(), 'glassrank-docs-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What stands between fences after each such mark: the command, and what it prints. */
const examples = TEXT.split('<!-- example -->')
  .slice(1)
  .map((part) => {
    const [, command = '', , printed = ''] = part.split(/^```.*\n/m);
    return { command: command.trim(), printed };
  });

/** The words of a command line in a shell, without running it: quotes and pipes are the shell's own work. */
function inShell(command: string): Promise<string> {
  // `glassrank` prints its words and its standard input; the program itself is run here, from its sources.
  const stand = path.join(folder, 'glassrank');
  writeFileSync(
    stand,
    `#!/usr/bin/env node\nprocess.stdout.write(JSON.stringify(process.argv.slice(2)) + '\\n'); if (!process.stdin.isTTY) process.stdin.pipe(process.stdout);\n`,
    { mode: 0o755 },
  );
  return new Promise((resolve, reject) => {
    const child = execFile(
      '/bin/sh',
      ['-c', command],
      { env: { ...process.env, PATH: `${folder}:${process.env['PATH'] ?? ''}` } },
      (error, stdout) => (error === null ? resolve(stdout) : reject(error)),
    );
    child.stdin?.end();
  });
}

describe('docs/CLI.md', () => {
  it.skipIf(process.platform === 'win32').each(examples)('$command', async ({ command, printed }) => {
    const told = await inShell(command);
    const end = told.indexOf('\n');
    const args = JSON.parse(told.slice(0, end)) as readonly string[];
    const input = { isTerminal: false, read: async () => new TextEncoder().encode(told.slice(end + 1)) };
    const world = commandWorld({ input });
    expect(await main(args, world)).toBe(0);
    expect(world.printed()).toBe(printed);
  });

  it('has examples', () => {
    expect(examples.length).toBeGreaterThanOrEqual(2);
  });

  it('has a question to serve with its answer', async () => {
    const jsonAfter = (mark: string): unknown => JSON.parse(/```json\n([\s\S]*?)```/.exec(TEXT.split(mark)[1] ?? '')?.[1] ?? '');
    let stop = (): void => {};
    const world = commandWorld({
      onStop(heard) {
        stop = heard;
        return () => {};
      },
    });
    const code = main(['serve', '--instant', '--encoder', 'none', '--port', '0'], world);
    await expect.poll(() => world.printed()).toContain('http://');
    const [address = ''] = world.printed().split(' ');
    const answer = await fetch(`${address}/v1/rerank`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(jsonAfter('<!-- question -->')),
    });
    expect(await answer.json()).toMatchObject(jsonAfter('<!-- answer -->') as object);
    stop();
    expect(await code).toBe(0);
  });

  it('names every export format and every exit code of the help', async () => {
    for (const kind of EXPORT_KINDS) expect(TEXT).toContain(kind);
    const world = commandWorld();
    await main(['rerank', '--help'], world);
    const told = [...world.printed().matchAll(/(?:Exit code |\. |^)(\d):/gm)].map(([, code]) => code);
    expect(told).toEqual(['0', '1', '2', '3', '4']);
    for (const code of told) expect(TEXT).toContain(`| ${code} | `);
  });
});
