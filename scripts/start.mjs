// npm start: from a fresh clone to the page. PORT sets the first port to try; `npm start -- --no-open` opens no browser, `--allow-host A,B` names hosts
// that are answered beside this machine's own names: those of a proxy or of a forwarded port.
import './require-node.mjs';
import { parseArgs } from 'node:util';

/** @returns {{ noOpen: boolean, hosts: readonly string[] }} */
function given() {
  try {
    const { values } = parseArgs({ options: { 'no-open': { type: 'boolean' }, 'allow-host': { type: 'string' } } });
    const hosts = String(values['allow-host'] ?? '').split(',');
    return { noOpen: values['no-open'] === true, hosts: hosts.filter((name) => name !== '') };
  } catch (error) {
    console.error(`${error.message}\nnpm start -- [--no-open] [--allow-host A,B]`);
    process.exit(1);
  }
}
const { noOpen, hosts } = given();

const { ensureInstalled } = await import('./ensure-installed.mjs');
ensureInstalled();
const { ensureBuilt } = await import('./ensure-built.mjs');
if (!ensureBuilt()) {
  console.error('The build failed; see above.');
  process.exit(1);
}

const { serveApp } = await import('./serve-app.mjs');
const wanted = Number(process.env.PORT ?? 4173);
if (!Number.isInteger(wanted) || wanted < 1 || wanted > 65_500) {
  console.error(`PORT must be a number from 1 to 65500, not "${process.env.PORT}".`);
  process.exit(1);
}
const { url, port, close } = await serveApp({ port: wanted, hosts });
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    void close().then(() => process.exit(0));
  });
}

if (port !== wanted) console.log(`Port ${wanted} is taken.`);

const { openBrowser } = await import('./open-browser.mjs');
const opened = !noOpen && (await openBrowser(url));
console.log(`\n  Glassrank: ${url}\n`);
console.log(
  opened
    ? 'It was opened in your browser.'
    : 'Open this address in a browser with WebGPU (a current Chrome, Edge, Firefox or Safari).',
);
console.log('Everything runs on this machine. Ctrl-C stops the server.');
