import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const MINUTE = 60_000;

/**
 * Runs a program with its output shown as it comes (and kept). Stdin is closed: nothing may ask a question.
 * @param {{ program: string, parameters: readonly string[], limitMs: number, held?: boolean }} command `held`: the output is shown when the program
 *   is over, because others run beside it.
 * @returns {Promise<{ code: number, output: string, note?: string }>}
 */
export function execute({ program, parameters, limitMs, held = false }) {
  return new Promise((resolve) => {
    const child = spawn(program, parameters, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let note;
    const limit = setTimeout(() => {
      note = `stopped after ${limitMs / MINUTE} minutes`;
      child.kill('SIGKILL');
    }, limitMs);
    const tee = (stream, screen) =>
      stream.on('data', (bytes) => {
        output += bytes;
        if (!held) screen.write(bytes);
      });
    tee(child.stdout, process.stdout);
    tee(child.stderr, process.stderr);
    child.once('error', (error) => {
      note = error.message;
    });
    child.once('close', (code) => {
      clearTimeout(limit);
      if (held) process.stdout.write(output);
      resolve({ code: code ?? 1, output, ...(note ? { note } : {}) });
    });
  });
}
