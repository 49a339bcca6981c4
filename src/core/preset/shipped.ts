/** The preset that the shipped model was taught with: what the page shows before a model is loaded. */
export const SHIPPED_PRESET = 'glassrank-2';
