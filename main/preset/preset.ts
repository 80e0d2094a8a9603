/**
 * Reads the preset, the settings that an administrator or the user made beforehand: from `--preset=FILE`, ISTHMUS_PRESET, or the package's
 * own file; there may be none.
 */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { say } from '../words/say.ts';
import type { CertificateRule } from '../network/client-certificates.ts';
import { preset as presetShape, type Preset } from '../../preload/contract/index.ts';

/** Microsoft's public cloud, unless a preset names another (facts/graph.md). */
export const publicCloud = {
  loginUrl: 'https://login.microsoftonline.com',
  graphUrl: 'https://graph.microsoft.com/v1.0',
} as const;

/** No preset: the user types in what is needed. */
export const emptyPreset: Preset = { teams: null, mattermost: null, days: null, withoutKeyring: 'ask' };

/** The settings of a preset that only main needs. */
export interface DesktopPreset {
  /** Where Chromium fetches the spell checker's dictionaries, with a slash at the end; null: nowhere. */
  readonly dictionariesUrl: string | null;
  /** Which certificate of this computer a server is shown, where several fit. */
  readonly clientCertificates: readonly CertificateRule[];
  /** Whether notifications may show names and text: `hidden` holds for everybody, `shown` leaves it to the user. */
  readonly notificationText: 'shown' | 'hidden';
}

export const emptyDesktopPreset: DesktopPreset = {
  dictionariesUrl: null,
  clientCertificates: [],
  notificationText: 'shown',
};

// In the file everything may be left out that has a default.
const fileShape = z.strictObject({
  $schema: z.string().optional(),
  teams: presetShape.shape.teams
    .unwrap()
    .extend({
      loginUrl: presetShape.shape.teams.unwrap().shape.loginUrl.default(publicCloud.loginUrl),
      graphUrl: presetShape.shape.teams.unwrap().shape.graphUrl.default(publicCloud.graphUrl),
    })
    .nullable()
    .default(null),
  mattermost: presetShape.shape.mattermost
    .unwrap()
    .extend({
      clientId: presetShape.shape.mattermost.unwrap().shape.clientId.default(null),
      allowHttp: presetShape.shape.mattermost.unwrap().shape.allowHttp.default(false),
    })
    .nullable()
    .default(null),
  days: presetShape.shape.days.default(null),
  withoutKeyring: presetShape.shape.withoutKeyring.default('ask'),
  dictionariesUrl: z
    .url({ protocol: /^https$/ })
    .max(2_000)
    .nullable()
    .default(null),
  notificationText: z.enum(['shown', 'hidden']).default('shown'),
  clientCertificates: z
    .array(
      z
        .strictObject({
          host: z.string().regex(/^(\*\.)?[a-z0-9.-]{1,253}$/, say('preset.host-form')),
          issuer: z.string().min(1).max(300).nullable().default(null),
          subject: z.string().min(1).max(300).nullable().default(null),
        })
        .refine(
          ({ issuer, subject }) => issuer !== null || subject !== null,
          say('preset.needs-issuer-or-subject'),
        ),
    )
    .max(50)
    .default([]),
});

/** What is wrong with a preset; `details`: where in it, as the check says, for whoever wrote it. */
export type PresetProblem =
  { readonly kind: 'unreadable' | 'not-json' } | { readonly kind: 'invalid'; readonly details: string };

/** The result of reading: a bad file leaves the app working, and says what is wrong and where. */
export type PresetReading =
  | {
      readonly kind: 'read';
      readonly preset: Preset;
      readonly desktop: DesktopPreset;
      readonly file: string | null;
    }
  | {
      readonly kind: 'bad';
      readonly preset: Preset;
      readonly desktop: DesktopPreset;
      readonly file: string;
      readonly problem: PresetProblem;
    };

const badReading = (file: string, problem: PresetProblem): PresetReading => ({
  kind: 'bad',
  preset: emptyPreset,
  desktop: emptyDesktopPreset,
  file,
  problem,
});

/** Where to look. */
export interface PresetPlaces {
  readonly argv: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The packaged app's resources folder. */
  readonly resources: string;
}

/** The preset file to read, and whether somebody asked for it by name (then it must be there). */
export function presetFile({ argv, environment, resources }: PresetPlaces): {
  readonly file: string;
  readonly asked: boolean;
} {
  const argument = argv.find((value) => value.startsWith('--preset='))?.slice('--preset='.length);
  const named = argument ?? environment.ISTHMUS_PRESET ?? '';
  return named === '' ? { file: `${resources}/preset.json`, asked: false } : { file: named, asked: true };
}

/** Checks a preset's text. */
export function parsePreset(file: string, text: string): PresetReading {
  const bad = (problem: PresetProblem): PresetReading => badReading(file, problem);
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    // Harmless: the user is told.
    return bad({ kind: 'not-json' });
  }
  const checked = fileShape.safeParse(json);
  if (!checked.success) return bad({ kind: 'invalid', details: z.prettifyError(checked.error) });
  const { teams, mattermost, days, withoutKeyring, dictionariesUrl, clientCertificates, notificationText } =
    checked.data;
  const plain = (url: string): string => url.replace(/(?<!\/)\/+$/, '');
  return {
    kind: 'read',
    file,
    desktop: {
      dictionariesUrl: dictionariesUrl === null ? null : `${plain(dictionariesUrl)}/`,
      clientCertificates,
      notificationText,
    },
    preset: {
      teams:
        teams === null
          ? null
          : { ...teams, loginUrl: plain(teams.loginUrl), graphUrl: plain(teams.graphUrl) },
      mattermost: mattermost === null ? null : { ...mattermost, url: plain(mattermost.url) },
      days,
      withoutKeyring,
    },
  };
}

/** Reads the preset of this start. */
export async function readPreset(places: PresetPlaces): Promise<PresetReading> {
  const { file, asked } = presetFile(places);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch {
    // Harmless: mostly there is none, and of one that was asked for the user is told.
    if (!asked) return { kind: 'read', preset: emptyPreset, desktop: emptyDesktopPreset, file: null };
    return badReading(file, { kind: 'unreadable' });
  }
  return parsePreset(file, text);
}
