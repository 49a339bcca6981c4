// Builds dist/replay-template.html: the replay page as one file with its script and style inside. The page's export writes a log into it.
import './require-node.mjs';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { onlyNeeded, onlyWorn } from './replay-parts.mjs';
import { noticesOf } from './third-party.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/**
 * @param {readonly import('vite').PluginOption[]} plugins
 * @param {any[]} stylePlugins PostCSS's
 */
function buildPage(plugins, stylePlugins = []) {
  return build({
    configFile: false,
    root: ROOT,
    mode: 'production',
    logLevel: 'warn',
    publicDir: false,
    plugins: [react(), ...plugins],
    css: { postcss: { plugins: stylePlugins } },
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      target: 'es2023',
      cssCodeSplit: false,
      modulePreload: false,
      assetsInlineLimit: Number.MAX_SAFE_INTEGER,
      rolldownOptions: { input: path.join(ROOT, 'src', 'replay-main.tsx'), output: { codeSplitting: false } },
    },
  });
}

/** The script and the style of the replay page, each as one text. */
async function bundle() {
  /** @type {string[]} */
  const modules = [];
  const reading = {
    name: 'glassrank-replay-modules',
    transform(/** @type {string} */ code, /** @type {string} */ id) {
      if (/\/src\/.*\.tsx?$/u.test(id) && !/\/words\/(?:[a-z]{2}\/|index\.ts)/u.test(id)) modules.push(code);
      return null;
    },
  };
  await buildPage([reading]);
  const built = await buildPage([onlyNeeded(modules)], [onlyWorn(modules)]);
  if (!('output' in built)) throw new Error('the replay page was built in more than one way');
  const [chunk, ...others] = built.output.filter((part) => part.type === 'chunk');
  if (chunk === undefined || others.length > 0) throw new Error('the replay page is not one script');
  const styles = built.output.filter((part) => part.type === 'asset');
  const strange = styles.filter(({ fileName }) => !fileName.endsWith('.css'));
  if (strange.length > 0)
    throw new Error(`the replay page needs files of its own: ${strange.map(({ fileName }) => fileName).join(', ')}`);
  return {
    script: chunk.code,
    style: styles.map(({ source }) => source.toString()).join('\n'),
    notices: noticesOf(Object.keys(chunk.modules)),
  };
}

const hashOf = (/** @type {string} */ text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/**
 * The template's text. Nothing may be fetched: only this very script runs, and only this very style is used.
 * @param {{ page: string, script: string, style: string, notices: string }} parts `notices`: whose code it holds, which goes where the file goes
 */
export function inlineReplay({ page, script, style, notices }) {
  // Inside a script element these would end it or hide what follows; in a program both stand only inside of strings.
  const code = script.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');
  if (style.includes('</style')) throw new Error('the style would end its own element');
  const policy = `default-src 'none'; script-src ${hashOf(code)}; style-src ${hashOf(style)}; base-uri 'none'; form-action 'none'`;
  const parts = {
    '<!-- policy -->': `<meta http-equiv="Content-Security-Policy" content="${policy}" />`,
    '<!-- style -->': `<style>${style}</style>`,
    // Nothing in a comment may look like its end.
    '<!-- notices -->': `<!--\nThis file contains code of:\n\n${notices.replaceAll('--', '- -')}\n-->`,
    '<!-- script -->': `<script type="module">${code}</script>`,
  };
  return Object.entries(parts).reduce((text, [mark, part]) => {
    if (text.split(mark).length !== 2) throw new Error(`replay.html must hold ${mark} once`);
    return text.replace(mark, () => part);
  }, page);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const page = readFileSync(path.join(ROOT, 'replay.html'), 'utf8');
  const text = inlineReplay({ page, ...(await bundle()) });
  mkdirSync(path.join(ROOT, 'dist'), { recursive: true });
  writeFileSync(path.join(ROOT, 'dist', 'replay-template.html'), text);
  console.log(`size of the replay file without a log: ${(Buffer.byteLength(text) / 1000).toFixed(0)} kB`);
}
