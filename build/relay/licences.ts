/** Gathers the licences of the packages in a bundle. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of the package to which a module belongs; null for a module of this project, or one that the bundler made. */
const packageOf = (module: string): string | null =>
  /^\0?(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/.exec(module)?.[1] ?? null;

/** Files that are the licence, or the notice that belongs to it (Apache License 2.0, 4d). */
const isLicence = (file: string): boolean => /^(?:licen[cs]e|notice|copying)(?:[.-]|$)/i.test(file);

/**
 * One text with the licence of each package once, in the order of their names. A package without a file of its licence has its name alone.
 * @param modules the paths of all modules in the bundle
 */
export const licencesOf = (modules: readonly string[]): string => {
  const folders = new Set(modules.flatMap((module) => packageOf(module) ?? []));
  const texts = [...folders].map((folder) => {
    const { name, version, license } = JSON.parse(
      readFileSync(join(folder, 'package.json'), 'utf8'),
    ) as Readonly<Record<'name' | 'version' | 'license', string>>;
    const files = readdirSync(folder).filter(isLicence).sort();
    const parts = files.map((file) => readFileSync(join(folder, file), 'utf8').trim());
    return [`${name} ${version} (${license})`, ...parts].join('\n\n');
  });
  return `${texts.sort().join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
};
