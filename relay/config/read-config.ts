/** Reads and checks the relay's configuration file. */
import { readFile, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { z } from 'zod';
import { type JsonPath, readLocatedJson } from './located-json.ts';
import { configShape, type RelayConfig, settingsBelow } from './relay-config.ts';
import type { Wanted } from './wanted.ts';

/** What is wrong in the file. Lines count from 1; a field is named by its path, as `mattermost.url`. */
export type ConfigMistake =
  | { readonly kind: 'absent' | 'unreadable' | 'too-large' }
  | { readonly kind: 'not-json'; readonly line: number; readonly column: number }
  | { readonly kind: 'doubled'; readonly line: number; readonly field: string }
  | {
      readonly kind: 'unknown';
      readonly line: number;
      readonly field: string;
      /** The names that may stand there. */
      readonly known: readonly string[];
    }
  /** `line` is that of the object in which it must stand. */
  | { readonly kind: 'missing'; readonly line: number; readonly field: string; readonly wanted: Wanted }
  | { readonly kind: 'wrong'; readonly line: number; readonly field: string; readonly wanted: Wanted };

export type ConfigReading =
  | { readonly kind: 'read'; readonly config: RelayConfig }
  | { readonly kind: 'refused'; readonly mistakes: readonly ConfigMistake[] };

/** A configuration is far smaller, bytes. */
const largest = 65_536;

const refused = (...mistakes: readonly ConfigMistake[]): ConfigReading => ({ kind: 'refused', mistakes });

const nameOf = (path: JsonPath): string => path.join('.');

const mistakesOf = (
  issue: z.core.$ZodIssue,
  lineOf: (path: JsonPath) => number | null,
): readonly ConfigMistake[] => {
  const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)));
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      kind: 'unknown',
      line: lineOf([...path, key]) ?? 1,
      field: nameOf([...path, key]),
      known: settingsBelow(nameOf(path)),
    }));
  const line = lineOf(path);
  const told = { field: nameOf(path), wanted: issue.message as Wanted };
  if (line !== null) return [{ kind: 'wrong', line, ...told }];
  return [{ kind: 'missing', line: lineOf(path.slice(0, -1)) ?? 1, ...told }];
};

/**
 * Checks the text of a configuration, and finds all mistakes in it.
 * @param file its path; other paths in it begin at its folder
 */
export const parseConfig = (file: string, text: string): ConfigReading => {
  const json = readLocatedJson(text.replace(/^\uFEFF/, ''));
  if (json.kind === 'not-json') return refused(json);
  if (json.kind === 'doubled') return refused({ kind: 'doubled', line: json.line, field: nameOf(json.path) });
  const checked = configShape.safeParse(json.value);
  if (!checked.success)
    return refused(...checked.error.issues.flatMap((issue) => mistakesOf(issue, json.lineOf)));
  const { dataFolder, mattermost, invitations, eventHubs, ...others } = checked.data;
  const whole = (path: string): string => resolve(dirname(file), path);
  const wholeOrNull = (path: string | null): string | null => (path === null ? null : whole(path));
  const { url, tokenFile } = mattermost;
  return {
    kind: 'read',
    config: {
      ...others,
      dataFolder: whole(dataFolder),
      mattermost: { url, tokenFile: wholeOrNull(tokenFile) },
      invitations: invitations && {
        ...invitations,
        restrictedTo: wholeOrNull(invitations.restrictedTo),
      },
      eventHubs: eventHubs && {
        ...eventHubs,
        connectionStringFile: wholeOrNull(eventHubs.connectionStringFile),
      },
    },
  };
};

/** Reads the file. Never rejects. */
export const readConfig = async (file: string): Promise<ConfigReading> => {
  try {
    const { size } = await stat(file);
    if (size > largest) return refused({ kind: 'too-large' });
    return parseConfig(file, await readFile(file, 'utf8'));
  } catch (error) {
    // Harmless: the administrator is told.
    const isAbsent = (error as NodeJS.ErrnoException).code === 'ENOENT';
    return refused({ kind: isAbsent ? 'absent' : 'unreadable' });
  }
};
