export { CutControls } from './cut-controls.tsx';
export { DocumentLine, DocumentSummary, RefusedFiles } from './document-list.tsx';
export { EncodingChoices } from './encoding-choices.tsx';
export { ProblemList } from './problem-list.tsx';
export { QueryPicker } from './query-picker.tsx';
export { ReaderProgress } from './reader-progress.tsx';
export { Remarks } from './remarks.tsx';
export { TableMapper } from './table-mapper.tsx';
