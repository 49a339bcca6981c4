import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';

export interface ScriptRun {
  readonly child: ChildProcess;
  /** Everything printed so far. */
  output(): string;
  /** Resolves when the output matches; rejects when the script ends before it does. */
  printed(pattern: RegExp): Promise<RegExpExecArray>;
  readonly exit: Promise<number | null>;
}

/** Starts one of the project's scripts in Node, as a person at a terminal without a desktop would. */
export function runScript(
  file: string,
  parameters: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): ScriptRun {
  const child = spawn(process.execPath, [file, ...parameters], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let look = (): void => {};
  const collect = (bytes: Buffer): void => {
    output += bytes.toString('utf8');
    look();
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const exit = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
  return {
    child,
    output: () => output,
    exit,
    printed: (pattern) =>
      new Promise((resolve, reject) => {
        look = () => {
          const match = pattern.exec(output);
          if (match) resolve(match);
        };
        look();
        void exit.then(() => reject(new Error(`the script ended without printing ${pattern}:\n${output}`)));
      }),
  };
}
