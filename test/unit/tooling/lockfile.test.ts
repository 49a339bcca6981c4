import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface LockedPackage {
  readonly version?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  readonly packages: Readonly<Record<string, LockedPackage>>;
};
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Required<
  Record<'dependencies' | 'devDependencies', Record<string, string>>
>;
const installed = Object.entries(lock.packages).filter(([place]) => place !== '');

describe('what npm ci installs on a machine that has never seen the project', () => {
  it('is named to the last digit', () => {
    const loose = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }).filter(
      // Under a name of our own where two versions of a package are held side by side.
      ([, version]) => !/^(?:npm:[@\w./-]+@)?\d+\.\d+\.\d+$/.test(version),
    );
    expect(loose).toEqual([]);
  });

  it('is checked by hash, and names no registry', () => {
    expect(installed.filter(([, entry]) => !entry.integrity?.startsWith('sha512-')).map(([place]) => place)).toEqual([]);
    expect(installed.filter(([, entry]) => entry.resolved !== undefined).map(([place]) => place)).toEqual([]);
  });

  // npm writes a lock without the builds for other platforms when a registry lacks them, and then `npm ci` refuses that lock everywhere.
  it('is locked for every platform', () => {
    const missing = installed.flatMap(([place, entry]) =>
      Object.keys({ ...entry.dependencies, ...entry.optionalDependencies })
        .filter(
          (name) => !installed.some(([other]) => other === `node_modules/${name}` || other.endsWith(`/node_modules/${name}`)),
        )
        .map((name) => `${place} needs ${name}`),
    );
    expect(missing).toEqual([]);
  });
});
