import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { findChromium } from '../../../scripts/find-chromium.mjs';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'glassrank-find-chromium-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

const program = (name: string, script: string): string => {
  const file = path.join(folder, name);
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
};

// Made-up programs are shell scripts, and only Linux has a bundled browser to fall back to.
describe.skipIf(process.platform !== 'linux')('which browser the tests use', () => {
  it('CHROME_PATH wins over everything', async () => {
    const file = program('mine', 'echo Chromium 1');
    vi.stubEnv('CHROME_PATH', file);
    vi.stubEnv('GLASSRANK_CHROMIUM', 'bundled');
    expect(await findChromium()).toMatchObject({ executablePath: file, source: 'CHROME_PATH' });
  });

  it('CHROME_PATH to nothing is said, not passed over', async () => {
    vi.stubEnv('CHROME_PATH', path.join(folder, 'none'));
    await expect(findChromium()).rejects.toThrow(/CHROME_PATH is set to .*none/);
  });

  it('an installed one is taken when it is new enough and no snap', async () => {
    vi.stubEnv('CHROME_PATH', '');
    vi.stubEnv('GLASSRANK_CHROMIUM', '');
    vi.stubEnv('PATH', folder);
    program('google-chrome-stable', 'echo Google Chrome 90.0.1');
    program('google-chrome', 'exec /snap/bin/chromium "$@"');
    const file = program('chromium', 'echo Chromium 150.0.1');
    expect(await findChromium()).toMatchObject({ executablePath: file, source: 'installed' });
  });
});
