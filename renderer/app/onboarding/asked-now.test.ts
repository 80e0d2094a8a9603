import { describe, expect, it } from 'vitest';
import type { ConnectPolicy, Preset } from '../../../preload/contract/preset.ts';
import type { AccountId } from '../../model/index.ts';
import {
  askedNow,
  isRequiredAccount,
  serviceStandings,
  type Asked,
  type ServiceStandings,
} from './asked-now.ts';

const tenant = '11111111-2222-4333-8444-555555555555';
const teams = (name: string): Preset['teams'] => ({
  tenant: name,
  clientId: tenant,
  loginUrl: 'https://login.example',
  graphUrl: 'https://graph.example/v1.0',
});
const mattermost: Preset['mattermost'] = {
  url: 'https://chat.harbour.example',
  clientId: null,
  allowHttp: false,
};
const preset: Preset = {
  teams: teams(tenant),
  mattermost,
  days: null,
  withoutKeyring: 'ask',
  connect: 'required',
};
const inTenant = (organisation: string) => ({
  id: 't-aaaaaaaaaaaa' as AccountId,
  service: 'teams' as const,
  organisation,
});
const atServer = (siteUrl: string) => ({
  id: 'm-bbbbbbbbbbbb' as AccountId,
  service: 'mattermost' as const,
  siteUrl,
});

describe('how the user stands to the services of a preset', () => {
  it.each([
    ['without accounts', preset, [], { teams: 'none', mattermost: 'none' }],
    [
      'with both',
      preset,
      [inTenant(tenant), atServer('https://chat.harbour.example')],
      { teams: 'here', mattermost: 'here' },
    ],
    [
      'in another tenant and at another server',
      preset,
      [inTenant('99999999-2222-4333-8444-555555555555'), atServer('https://other.example')],
      { teams: 'elsewhere', mattermost: 'elsewhere' },
    ],
    [
      'with one account here and one elsewhere',
      preset,
      [atServer('https://other.example'), atServer('https://chat.harbour.example')],
      { teams: 'none', mattermost: 'here' },
    ],
    [
      'at the server before it had a certificate',
      preset,
      [atServer('http://chat.harbour.example/')],
      { teams: 'none', mattermost: 'here' },
    ],
    [
      'at another server of the same host',
      preset,
      [atServer('https://chat.harbour.example/second')],
      { teams: 'none', mattermost: 'elsewhere' },
    ],
    [
      'in a tenant that the preset names by its domain',
      { ...preset, teams: teams('harbour.example') },
      [inTenant('99999999-2222-4333-8444-555555555555')],
      { teams: 'here', mattermost: 'none' },
    ],
    ['with a preset that names Mattermost only', { ...preset, teams: null }, [], { mattermost: 'none' }],
    ['with a preset that names neither', { ...preset, teams: null, mattermost: null }, [], {}],
  ] as const)('%s', (_case, given, accounts, expected) => {
    expect(serviceStandings(given, accounts)).toEqual(expected);
  });
});

describe('what is asked now', () => {
  const both: ServiceStandings = { teams: 'here', mattermost: 'here' };
  const none: ServiceStandings = { teams: 'none', mattermost: 'none' };
  const onlyTeams: ServiceStandings = { teams: 'here', mattermost: 'none' };
  const elsewhere: ServiceStandings = { teams: 'here', mattermost: 'elsewhere' };
  const nothing: Asked = { kind: 'nothing' };
  const welcome: Asked = { kind: 'welcome' };
  const skippable: Asked = { kind: 'skippable', services: ['mattermost'] };
  const required: Asked = { kind: 'required', services: ['mattermost'] };
  it.each<
    readonly [
      what: string,
      connect: ConnectPolicy,
      standings: ServiceStandings,
      has: { readonly hasBegun: boolean; readonly isDue: boolean },
      expected: Asked,
    ]
  >([
    ['no account yet', 'offer', none, { hasBegun: false, isDue: true }, welcome],
    ['one account', 'offer', onlyTeams, { hasBegun: true, isDue: true }, nothing],
    ['an account elsewhere', 'offer', elsewhere, { hasBegun: true, isDue: true }, nothing],
    ['no account yet', 'ask-each-start', none, { hasBegun: false, isDue: true }, welcome],
    ['one account', 'ask-each-start', onlyTeams, { hasBegun: true, isDue: true }, skippable],
    ['skipped', 'ask-each-start', onlyTeams, { hasBegun: true, isDue: false }, nothing],
    ['an account elsewhere', 'ask-each-start', elsewhere, { hasBegun: true, isDue: true }, skippable],
    ['both', 'ask-each-start', both, { hasBegun: true, isDue: true }, nothing],
    ['no service named', 'ask-each-start', {}, { hasBegun: true, isDue: true }, nothing],
    [
      'no account yet',
      'required',
      none,
      { hasBegun: false, isDue: true },
      { kind: 'required', services: ['teams', 'mattermost'] },
    ],
    ['one of two', 'required', onlyTeams, { hasBegun: true, isDue: true }, required],
    ['one of two, on the first screen', 'required', onlyTeams, { hasBegun: false, isDue: true }, required],
    ['a skip does not help', 'required', onlyTeams, { hasBegun: true, isDue: false }, required],
    ['both, on the first screen', 'required', both, { hasBegun: false, isDue: true }, welcome],
    ['both', 'required', both, { hasBegun: true, isDue: true }, nothing],
    ['an account elsewhere', 'required', elsewhere, { hasBegun: true, isDue: true }, skippable],
    ['an account elsewhere, skipped', 'required', elsewhere, { hasBegun: true, isDue: false }, nothing],
    ['only the named one', 'required', { mattermost: 'here' }, { hasBegun: true, isDue: true }, nothing],
    ['no service named', 'required', {}, { hasBegun: true, isDue: true }, nothing],
  ])('%s, by “%s”', (_what, connect, standings, has, expected) => {
    expect(askedNow({ connect, standings, ...has })).toEqual(expected);
  });
});

describe('an account whose sign-out leaves nothing but signing in', () => {
  const here = inTenant(tenant);
  const there = atServer('https://chat.harbour.example');
  it('is the last one of a required service', () => {
    expect(isRequiredAccount(preset, [here, there], there.id)).toBe(true);
    expect(isRequiredAccount({ ...preset, connect: 'ask-each-start' }, [here, there], there.id)).toBe(false);
    expect(isRequiredAccount({ ...preset, mattermost: null }, [here, there], there.id)).toBe(false);
  });
  it('is not one beside another of its service, nor one where something is missing already', () => {
    const second = { ...atServer('https://other.example'), id: 'm-cccccccccccc' as AccountId };
    expect(isRequiredAccount(preset, [here, there, second], there.id)).toBe(false);
    expect(isRequiredAccount(preset, [here], here.id)).toBe(false);
  });
});
