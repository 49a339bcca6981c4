/**
 * The page's policy: everything from the own origin, WebAssembly allowed, nothing inline. Under it no code of the page can reach
 * another host. `frame-ancestors` counts only in a header.
 * @param {{ inMeta: boolean }} where
 */
export function contentSecurityPolicy({ inMeta }) {
  return [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "object-src 'none'",
    ...(inMeta ? [] : ["frame-ancestors 'none'"]),
  ].join('; ');
}

/** Headers of every response of the production server. A worker takes its policy from its own response, so scripts carry it too. */
export const SECURITY_HEADERS = {
  'Content-Security-Policy': contentSecurityPolicy({ inMeta: false }),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
};
