import type { PdfLibrary } from '../core/documents/pdf.ts';

let loading: Promise<PdfLibrary> | null = null;

/** PDF.js, fetched once in a realm, with the half that reads beside the half that asks: it then starts no worker of its own. For workers, and for Node. */
export function pdfLibrary(): Promise<PdfLibrary> {
  loading ??= (async () => {
    const realm = globalThis as { pdfjsWorker?: unknown; [drawing: string]: unknown };
    // Only drawing needs them, and Node has none.
    for (const name of ['DOMMatrix', 'ImageData', 'Path2D']) realm[name] ??= class {};
    if (realm.pdfjsWorker === undefined) {
      // In a realm without a window it takes the realm's own messages for its own.
      const bare = realm['window'] === undefined;
      if (bare) realm['window'] = realm;
      realm.pdfjsWorker = await import('pdfjs-dist/legacy/build/pdf.worker.mjs');
      if (bare) delete realm['window'];
    }
    return import('pdfjs-dist/legacy/build/pdf.mjs');
  })();
  return loading;
}
