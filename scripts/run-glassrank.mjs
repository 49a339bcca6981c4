// npm run glassrank -- COMMAND …: the command line of the package in the clone, built first where its sources changed.
import './require-node.mjs';

const { ensureInstalled } = await import('./ensure-installed.mjs');
ensureInstalled();
const { commandLine } = await import('./build-library.mjs');
const { run } = await commandLine();
await run(process.argv.slice(2), { name: 'npm run glassrank --' });
