// npm run evaluate -- --collection DIR: any method over a collection, through the built app's own engine in a headless browser. The same program
// as `glassrank evaluate`, which it builds where sources changed, with the page.
import './require-node.mjs';

const { ensureInstalled } = await import('./ensure-installed.mjs');
ensureInstalled();
const { commandLine } = await import('./build-library.mjs');
const { ensureBuilt } = await import('./ensure-built.mjs');
const { glassrank } = await commandLine();
process.exitCode = await glassrank(['evaluate', ...process.argv.slice(2)], {
  name: 'npm run',
  prepare() {
    if (!ensureBuilt()) throw new Error('The build failed; see above.');
  },
});
