// What a run is shown with: none of it is in the page's first script.
export * from './trace.ts';
export * from './timeline.ts';
export * from './reading.ts';
export * from './preferences.ts';
export * from './glossary.ts';
export * from './recovery.ts';
export * from './keeping.ts';
