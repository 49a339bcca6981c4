// node scripts/fetch-node22.mjs: a Node 22 and the AI SDK that needs it, in .cache/node22, for test/unit/adapters/ai-sdk-node22.test.ts.
import './require-node.mjs';
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../.cache/node22', import.meta.url));
mkdirSync(folder, { recursive: true });
writeFileSync(path.join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
// The package `node` puts the program in place in its install script.
const packages = ['node@22.23.3', 'ai@7.0.173', '@ai-sdk/provider@4.0.38'];
const flags = ['install', '--save-exact', '--no-audit', '--no-fund', '--loglevel=error', '--foreground-scripts'];
const { status } = spawnSync('npm', [...flags, ...packages], {
  cwd: folder,
  stdio: 'inherit',
  shell: process.platform === 'win32',
});
process.exitCode = status ?? 1;
