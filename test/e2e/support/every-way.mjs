/**
 * Runs in a page or in a worker: knocks at a host in every way that code has there, each at a path of its own, `MARK/WAY`. Resolves when all are through.
 * Only what stands in this function is known where it runs: its text is sent there.
 * @param {{ url: string, mark: string }} asked
 * @returns {Promise<string[]>}
 */
export async function tryEveryWay({ url, mark }) {
  const at = (way) => `${url}${mark}/${way}`;
  const over = (begin) =>
    new Promise((resolve) => {
      setTimeout(resolve, 1500);
      try {
        begin(resolve);
      } catch {
        resolve();
      }
    });
  const listens = (target, done) => {
    for (const type of ['load', 'error', 'open', 'close', 'abort']) target.addEventListener(type, done);
  };
  const element = (name, fields) => {
    return () =>
      over((done) => {
        const made = Object.assign(document.createElement(name), fields);
        listens(made, done);
        document.body.append(made);
      });
  };
  const ways = {
    fetch: () => fetch(at('fetch')),
    'fetch-opaque': () => fetch(at('fetch-opaque'), { mode: 'no-cors', method: 'POST', body: 'text' }),
    xhr: () =>
      over((done) => {
        const request = new XMLHttpRequest();
        listens(request, done);
        request.open('POST', at('xhr'));
        request.send('text');
      }),
    websocket: () => over((done) => listens(new WebSocket(at('websocket').replace('http', 'ws')), done)),
    'event-source': () =>
      over((done) => {
        const source = new EventSource(at('event-source'));
        listens(source, () => {
          source.close();
          done();
        });
      }),
    import: () => import(at('import')),
    'worker-of-a-worker': () =>
      over((done) => {
        const code = `import ${JSON.stringify(at('worker-of-a-worker'))};`;
        const worker = new Worker(URL.createObjectURL(new Blob([code], { type: 'text/javascript' })), { type: 'module' });
        listens(worker, done);
      }),
  };
  if (typeof document !== 'undefined') {
    Object.assign(ways, {
      beacon: async () => navigator.sendBeacon(at('beacon'), 'text'),
      ping: () =>
        over((done) => {
          const link = Object.assign(document.createElement('a'), { href: '#ping', ping: at('ping') });
          document.body.append(link);
          link.click();
          setTimeout(() => done(), 300);
        }),
      image: element('img', { src: at('image') }),
      script: element('script', { src: at('script') }),
      style: element('link', { rel: 'stylesheet', href: at('style') }),
      frame: element('iframe', { src: at('frame') }),
      sound: element('audio', { src: at('sound'), preload: 'auto' }),
      object: element('object', { data: at('object'), type: 'text/html' }),
      font: () => new FontFace('other', `url(${at('font')})`).load(),
      background: () =>
        over((done) => {
          document.body.style.backgroundImage = `url(${at('background')})`;
          setTimeout(() => done(), 300);
        }),
    });
  }
  await Promise.allSettled(Object.values(ways).map((way) => way()));
  return Object.keys(ways);
}
