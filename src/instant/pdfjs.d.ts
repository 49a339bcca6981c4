// What is used of PDF.js: its own declarations need the DOM, which a worker is compiled without.
declare module 'pdfjs-dist/legacy/build/pdf.mjs' {
  export const getDocument: (options: Readonly<Record<string, unknown>>) => never;
}
declare module 'pdfjs-dist/legacy/build/pdf.worker.mjs' {
  export const WorkerMessageHandler: object;
}
