/**
 * What each built document may talk to besides its own origin, as sources of `connect-src`. One that is not named here talks to its own origin only.
 * @type {Readonly<Record<string, readonly string[]>>}
 */
export const REACH = {
  // The page that ranks, and the one that evaluate drives: nothing leaves this machine.
  'index.html': [],
  'evaluate.html': [],
  // Fetches models from hosts that a person names. It never reads a query or a passage.
  'models.html': ['https:', 'http://localhost:*', 'http://127.0.0.1:*'],
  // Ranks with one server. No policy can know its address beforehand: public/one-server.js narrows this to that one origin before anything else runs.
  'connected.html': ['https:', 'http:'],
};

/** Name of the Trusted Types policy in src/engines/sealed-worker.ts. */
const TRUSTED_TYPES_POLICY = 'glassrank-worker';

/** The document that a path of the server gives: `/` and `/connected` as well as `/connected.html`. */
function documentAt(/** @type {string} */ path) {
  const name = path.replace(/[?#].*$/u, '').replace(/^\//u, '') || 'index.html';
  return name.endsWith('.html') ? name : `${name}.html`;
}

/**
 * A document's policy: code and workers from its own origin, WebAssembly allowed, nothing inline. Workers that are
 * started from a blob take it over. `frame-ancestors` counts only in a header.
 * @param {{ document: string, inMeta: boolean }} where `document`: the file's name, or the path of a request
 */
export function contentSecurityPolicy({ document, inMeta }) {
  const name = documentAt(document);
  const reach = Object.hasOwn(REACH, name) ? (REACH[name] ?? []) : [];
  return [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    ["connect-src 'self'", ...reach].join(' '),
    "worker-src 'self' blob:",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "object-src 'none'",
    // Text becomes code through this one policy only, which lets a worker's own address through (src/engines/sealed-worker.ts). React, Vite, WebLLM and ONNX Runtime
    // need none: they import modules.
    "require-trusted-types-for 'script'",
    `trusted-types ${TRUSTED_TYPES_POLICY}`,
    ...(inMeta ? [] : ["frame-ancestors 'none'"]),
  ].join('; ');
}

/** Headers of the production server's response to a path. What is no document carries the narrowest policy: a worker that is started by its address takes it. */
export function securityHeaders(/** @type {string} */ path) {
  return {
    'Content-Security-Policy': contentSecurityPolicy({ document: path, inMeta: false }),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
    // No other site's page holds a window of ours, and none embeds or reads a file of ours. The page loads nothing of other origins and shares no memory between
    // threads, so it needs no Cross-Origin-Embedder-Policy; on models.html that would hide which hosts are closed to pages.
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
  };
}
