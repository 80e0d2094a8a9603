/**
 * Reads the preset: settings that an administrator or the user has prepared in a file. The file is `--preset=FILE`, ISTHMUS_PRESET, or the
 * package's own file. There may be none.
 */
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { type InvitationSettings, invitationSettings } from '../../relay-settings/settings.ts';
import { wantedOfRelay } from '../words/preset-wanted.ts';
import { say } from '../words/say.ts';
import type { CertificateRule } from '../network/client-certificates.ts';
import { preset as presetShape, type Preset } from '../../preload/contract/index.ts';

/** Microsoft's public cloud, unless a preset names another (facts/graph.md). */
export const publicCloud = {
  loginUrl: 'https://login.microsoftonline.com',
  graphUrl: 'https://graph.microsoft.com/v1.0',
} as const;

/** The settings without a preset: the user types them in. */
export const emptyPreset: Preset = {
  teams: null,
  mattermost: null,
  days: null,
  withoutKeyring: 'ask',
  connect: 'offer',
};

/** The settings of a preset that only main needs. */
export interface DesktopPreset {
  /** The address from which Chromium fetches dictionaries for spelling, with a slash at the end; null: from nowhere. */
  readonly dictionariesUrl: string | null;
  /** Which client certificate a server gets if several fit. */
  readonly clientCertificates: readonly CertificateRule[];
  /** Whether notifications may show names and text: `hidden` forces hiding, `shown` lets the user decide. */
  readonly notificationText: 'shown' | 'hidden';
  /** Whom this computer invites to connect, where it is the organisation's relay; null: nobody. Paths are whole. */
  readonly invitations: InvitationSettings | null;
}

export const emptyDesktopPreset: DesktopPreset = {
  dictionariesUrl: null,
  clientCertificates: [],
  notificationText: 'shown',
  invitations: null,
};

// The form of the file. Each setting with a default may be missing.
const settingsShape = z.strictObject({
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
  connect: presetShape.shape.connect.default('offer'),
  relay: presetShape.shape.relay
    .unwrap()
    .omit({ here: true })
    .extend({
      /** The name of the computer that is the relay. One preset may go to every computer, because on the others it changes nothing. */
      computer: z
        .string()
        .regex(/^[a-z0-9]([a-z0-9._-]{0,251}[a-z0-9])?$/i, say('preset.computer-form'))
        .nullable()
        .default(null),
      /** Whom it invites. Only that computer heeds it. */
      invitations: invitationSettings(wantedOfRelay).nullable().default(null),
    })
    .optional(),
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

// People can be asked to connect only a service that the preset names. Without any, the setting would silently do nothing.
const fileShape = settingsShape.refine(
  ({ connect, teams, mattermost }) => connect === 'offer' || teams !== null || mattermost !== null,
  { path: ['connect'], error: say('preset.needs-service') },
);

/** An error in a preset. `details`: the check's own text with the place of the error, for the author of the file. */
export type PresetProblem =
  { readonly kind: 'unreadable' | 'not-json' } | { readonly kind: 'invalid'; readonly details: string };

/** The result of reading. A bad file leaves the app working, and the result tells what is wrong. */
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

/** The places where a preset can be named or stored. */
export interface PresetPlaces {
  readonly argv: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The packaged app's resources folder. */
  readonly resources: string;
  /** This computer's name. */
  readonly computer: string;
}

/** The path of the preset file, and whether somebody named it explicitly (then it must exist). */
export function presetFile({ argv, environment, resources }: PresetPlaces): {
  readonly file: string;
  readonly asked: boolean;
} {
  const argument = argv.find((value) => value.startsWith('--preset='))?.slice('--preset='.length);
  const named = argument ?? environment.ISTHMUS_PRESET ?? '';
  return named === '' ? { file: `${resources}/preset.json`, asked: false } : { file: named, asked: true };
}

/** Whether a computer has this name. A name without a domain is compared with the host's alone; capitals do not matter. */
export const isNamed = (computer: string, name: string): boolean => {
  const host = computer.toLowerCase();
  return (name.includes('.') ? host : host.split('.')[0]) === name.toLowerCase();
};

/**
 * Checks the text of a preset file.
 * @param computer this computer's name
 */
export function parsePreset(file: string, text: string, computer: string): PresetReading {
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
  const { teams, mattermost, days, withoutKeyring, connect, relay } = checked.data;
  const { dictionariesUrl, clientCertificates, notificationText } = checked.data;
  const isHere = relay !== undefined && relay.computer !== null && isNamed(computer, relay.computer);
  const plain = (url: string): string => url.replace(/(?<!\/)\/+$/, '');
  return {
    kind: 'read',
    file,
    desktop: {
      dictionariesUrl: dictionariesUrl === null ? null : `${plain(dictionariesUrl)}/`,
      clientCertificates,
      notificationText,
      invitations: isHere ? wholeSettings(file, relay.invitations) : null,
    },
    preset: {
      teams:
        teams === null
          ? null
          : { ...teams, loginUrl: plain(teams.loginUrl), graphUrl: plain(teams.graphUrl) },
      mattermost: mattermost === null ? null : { ...mattermost, url: plain(mattermost.url) },
      days,
      withoutKeyring,
      // The accounts there are the relay's. It is asked for them by its own screen, and a sign-out there leads to no other.
      connect: isHere ? 'offer' : connect,
      ...(relay === undefined
        ? {}
        : {
            relay: {
              mattermostBot: relay.mattermostBot,
              teamsUser: relay.teamsUser.toLowerCase(),
              here: isHere,
            },
          }),
    },
  };
}

/** The settings with a whole path: one that is not begins at the preset's folder. */
const wholeSettings = (file: string, settings: InvitationSettings | null): InvitationSettings | null =>
  settings && {
    ...settings,
    restrictedTo: settings.restrictedTo === null ? null : resolve(dirname(file), settings.restrictedTo),
  };

/** Reads the preset of this start. Never rejects. */
export async function readPreset(places: PresetPlaces): Promise<PresetReading> {
  const { file, asked } = presetFile(places);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch {
    // Harmless: usually there is no file. If the file was named explicitly, the user is told.
    if (!asked) return { kind: 'read', preset: emptyPreset, desktop: emptyDesktopPreset, file: null };
    return badReading(file, { kind: 'unreadable' });
  }
  return parsePreset(file, text, places.computer);
}
