/** Which part of the page beside the workbench is using the model; its runs and the workbench's queue with each other. */
export interface LabView {
  readonly busy: 'compare' | 'lenses' | null;
}

export const LAB_AT_REST: LabView = { busy: null };
