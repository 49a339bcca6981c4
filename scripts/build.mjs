import './require-node.mjs';

const { ensureInstalled } = await import('./ensure-installed.mjs');
ensureInstalled();
const { build } = await import('./ensure-built.mjs');
process.exit(build() ? 0 : 1);
