// Runs before every test file: the one place where it is decided which cases the properties are tried with.
import fc from 'fast-check';
import { deep, seed } from './profile.ts';

fc.configureGlobal({ numRuns: deep ? 1000 : 100, ...(seed === null ? {} : { seed }) });
