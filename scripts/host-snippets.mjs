// node scripts/host-snippets.mjs: writes docs/hosting/ anew, what hosts of files need to be told so that they send the headers of scripts/security-headers.mjs.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { REACH, securityHeaders } from './security-headers.mjs';

const FOLDER = fileURLToPath(new URL('../docs/hosting', import.meta.url));
const POLICY = 'Content-Security-Policy';

/** What every answer has. */
const COMMON = Object.entries(securityHeaders('')).filter(([name]) => name !== POLICY);
/** The policy of what is no document: workers, code, models. It is the narrowest. */
const NARROWEST = policyOf('');

function policyOf(/** @type {string} */ address) {
  return securityHeaders(address)[POLICY];
}

/** The addresses of a document: `/models.html` and `/models`, of the first one `/` too. @returns {readonly string[]} */
function addressesOf(/** @type {string} */ document) {
  return [...(document === 'index.html' ? ['/'] : []), `/${document}`, `/${document.replace(/\.html$/u, '')}`];
}

/** Documents that reach further than the narrowest policy lets them. */
const REACHING = Object.keys(REACH).filter((document) => policyOf(`/${document}`) !== NARROWEST);

/** For nginx: a server of its own, or its inside in one that is there. */
function nginx() {
  const rows = REACHING.flatMap((document) =>
    addressesOf(document).map((address) => `    ${address} "${policyOf(`/${document}`)}";`),
  );
  return `# nginx: into the http block. Written by scripts/host-snippets.mjs from scripts/security-headers.mjs.

map $uri $glassrank_policy {
    default "${NARROWEST}";
${rows.join('\n')}
}

server {
    listen 8080;
    server_name rank.example;
    # What npm run build made. WebGPU needs https, or localhost.
    root /srv/glassrank/dist;

    # An add_header inside a location would take the place of all of these.
    add_header ${POLICY} $glassrank_policy always;
${COMMON.map(([name, value]) => `    add_header ${name} "${value}" always;`).join('\n')}
    add_header Cache-Control "no-cache" always;

    include mime.types;
    types {
        application/wasm wasm;
        text/javascript mjs;
    }
    # NAME.gz beside a file, where nginx has the module.
    gzip_static on;

    location / {
        try_files $uri $uri.html $uri/index.html =404;
    }
}
`;
}

function caddy() {
  const rows = REACHING.flatMap((document) =>
    addressesOf(document).map((address) => `        ${address} "${policyOf(`/${document}`)}"`),
  );
  return `# Caddy. Written by scripts/host-snippets.mjs from scripts/security-headers.mjs.

rank.example {
    # What npm run build made.
    root * /srv/glassrank/dist

    map {path} {glassrank_policy} {
${rows.join('\n')}
        default "${NARROWEST}"
    }
    header {
        ${POLICY} {glassrank_policy}
${COMMON.map(([name, value]) => `        ${name} "${value}"`).join('\n')}
        Cache-Control no-cache
    }

    try_files {path} {path}.html
    file_server {
        precompressed gzip
    }
}
`;
}

/**
 * For Netlify, Cloudflare Pages and others that read a file `_headers` (it lies in dist/ already). Where several rules fit, their policies are joined, and each of
 * them holds: what all answers have is therefore only what the pages' own `<meta>` can't say.
 */
export function headersFile() {
  const rule = (/** @type {string} */ address, /** @type {readonly (readonly [string, string])[]} */ headers) =>
    [address, ...headers.map(([name, value]) => `  ${name}: ${value}`)].join('\n');
  const documents = Object.keys(REACH).flatMap((document) =>
    addressesOf(document).map((address) => rule(address, [[POLICY, policyOf(`/${document}`)]])),
  );
  return `# Netlify, Cloudflare Pages. Written by scripts/host-snippets.mjs from scripts/security-headers.mjs.
${[rule('/*', [...COMMON, [POLICY, "frame-ancestors 'none'"]]), rule('/assets/*', [[POLICY, NARROWEST]]), ...documents].join('\n')}
`;
}

/** What lies in docs/hosting/, by name. @type {Readonly<Record<string, string>>} */
export const SNIPPETS = { 'nginx.conf': nginx(), Caddyfile: caddy(), _headers: headersFile() };

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  mkdirSync(FOLDER, { recursive: true });
  for (const [name, text] of Object.entries(SNIPPETS)) writeFileSync(path.join(FOLDER, name), text);
}
