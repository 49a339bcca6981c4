import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/**
 * llama.cpp's server over a GGUF file, as `python -m models.convert.serve` runs it: a process of its own, on this machine only. `python` has
 * models/requirements-server.txt installed; `cache`: kind of keys and values, f32 as in the page.
 * @param {{ python: string, file: string, threads: number, cache: 'f32' | 'f16' }} settings
 * @returns {Promise<{ address: string, pid: number | undefined, end: () => void }>} Rejects where it does not start, with what it said.
 */
export async function startLlama({ python, file, threads, cache }) {
  const words = ['-m', 'models.convert.serve', file, '--port', '0', '--threads', String(threads), '--cache', cache];
  const child = spawn(python, words, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stderr.on('data', (text) => (said = (said + text).slice(-2000)));
  const address = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${python} ${words.join(' ')} ended with ${code}: ${said}`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      const found = /: (http:\S+)$/.exec(line);
      if (found) resolve(found[1]);
    });
  });
  return { address, pid: child.pid, end: () => void child.kill('SIGTERM') };
}
