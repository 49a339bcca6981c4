// The first script of connected.html. Its static policy allows any address, as no policy can know the right one; before anything else may fetch, this
// adds a second policy that allows the page's own origin and the one server that the person chose. Policies intersect, nothing takes one back: to talk to
// another server the page is loaded anew. No server chosen, or an address that is none: the own origin alone.
{
  /** The chosen address as `ORIGIN/PATH`, without name, key or query; null where it is none that a policy can name. */
  const readAddress = (/** @type {string | null} */ text) => {
    try {
      const typed = (text ?? '').trim();
      const { origin, pathname } = new URL(/^[a-z][a-z\d+.-]*:\/\//iu.test(typed) ? typed : `http://${typed}`);
      // A policy reads `*` as any host, and knows no address of IPv6.
      return /^https?:\/\/[a-z0-9._-]+(?::\d+)?$/u.test(origin)
        ? { origin, address: origin + pathname.replace(/\/+$/u, '') }
        : null;
    } catch {
      return null;
    }
  };
  /** The address of the link goes before the one that was kept. */
  const asked = () => {
    const inLink = new URLSearchParams(location.search).get('server');
    if (inLink !== null) return inLink;
    try {
      return localStorage.getItem('glassrank.server');
    } catch {
      return null;
    }
  };
  const chosen = readAddress(asked());
  const policy = document.createElement('meta');
  policy.httpEquiv = 'Content-Security-Policy';
  policy.content = ["connect-src 'self'", ...(chosen === null ? [] : [chosen.origin])].join(' ');
  // The page reads here what it may talk to, and does not start without it (src/app/features/connect/kept.ts).
  policy.dataset.server = chosen?.address ?? '';
  document.head.append(policy);
}
