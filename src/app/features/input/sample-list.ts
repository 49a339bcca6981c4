/** The samples in public/samples, by file name. Their words stand in the catalogue of the input panel. */
export const SAMPLES = ['kettle', 'letter', 'bees'] as const;
