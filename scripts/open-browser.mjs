import { spawn } from 'node:child_process';

/**
 * Opens an address in the user's own browser. Resolves to false where there is no desktop to open it on, or the opener fails.
 * @param {string} url
 * @returns {Promise<boolean>}
 */
export function openBrowser(url) {
  const opener = openerOfThisMachine(url);
  if (!opener) return Promise.resolve(false);
  return new Promise((resolve) => {
    const child = spawn(opener.program, opener.parameters, { stdio: 'ignore', detached: true });
    const settled = setTimeout(() => resolve(true), 3000);
    child.once('error', () => resolve(false));
    child.once('exit', (code) => {
      clearTimeout(settled);
      resolve(code === 0);
    });
    child.unref();
    settled.unref();
  });
}

function openerOfThisMachine(url) {
  if (process.env.CI) return null;
  if (process.platform === 'darwin') return { program: 'open', parameters: [url] };
  if (process.platform === 'win32') return { program: 'cmd', parameters: ['/c', 'start', '', url] };
  const desktop = process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  return desktop ? { program: 'xdg-open', parameters: [url] } : null;
}
