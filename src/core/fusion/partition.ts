/** Groups of tied positions, best first; each position exactly once, no group empty. */
export type Partition = readonly (readonly number[])[];
