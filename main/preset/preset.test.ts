import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { emptyDesktopPreset, emptyPreset, parsePreset, presetFile, readPreset } from './preset.ts';
import { removeFolder } from '../files/testing/remove-folder.ts';

const places = { argv: ['electron', '.'], environment: {}, resources: '/resources', computer: 'desk-7' };

describe('the file of the preset', () => {
  it('is that of the argument, else of the environment, else of the package', () => {
    expect(
      presetFile({
        ...places,
        argv: [...places.argv, '--preset=/a.json'],
        environment: { ISTHMUS_PRESET: '/b.json' },
      }),
    ).toEqual({ file: '/a.json', asked: true });
    expect(presetFile({ ...places, environment: { ISTHMUS_PRESET: '/b.json' } })).toEqual({
      file: '/b.json',
      asked: true,
    });
    expect(presetFile(places)).toEqual({ file: '/resources/preset.json', asked: false });
  });
});

describe('a preset', () => {
  const clientId = '11111111-2222-4333-8444-555555555555';
  const parse = (value: unknown) => parsePreset('preset.json', JSON.stringify(value), 'RELAY-1.corp.example');
  it('may lack everything that has a default', () => {
    expect(parse({})).toMatchObject({ kind: 'read', preset: emptyPreset });
    expect(parse({ teams: { tenant: 'contoso.example', clientId } })).toMatchObject({
      preset: {
        teams: {
          tenant: 'contoso.example',
          clientId,
          loginUrl: 'https://login.microsoftonline.com',
          graphUrl: 'https://graph.microsoft.com/v1.0',
        },
      },
    });
  });
  it('may name the accounts of the relay, and refuses what are no ids of theirs', () => {
    const relay = { mattermostBot: 'a'.repeat(26), teamsUser: clientId.toUpperCase() };
    expect(parse({ relay })).toMatchObject({
      kind: 'read',
      preset: { relay: { ...relay, teamsUser: clientId, here: false } },
    });
    expect(parse({})).not.toHaveProperty('preset.relay');
    for (const wrong of [
      { ...relay, mattermostBot: 'isthmus-relay' },
      { ...relay, teamsUser: 'relay@contoso.example' },
      { ...relay, computer: '' },
      { ...relay, computer: true },
      { ...relay, here: true },
      { computer: 'relay-1' },
    ])
      expect(parse({ relay: wrong })).toMatchObject({ kind: 'bad', problem: { kind: 'invalid' } });
  });
  it.each([
    ['relay-1', true],
    ['Relay-1', true],
    ['relay-1.corp.example', true],
    ['relay-1.other.example', false],
    ['relay', false],
    ['relay-11', false],
    [null, false],
  ])('may name the computer that is the relay: %s', (computer, here) => {
    const relay = { mattermostBot: 'a'.repeat(26), teamsUser: clientId };
    expect(parse({ relay: { ...relay, computer } })).toMatchObject({
      kind: 'read',
      preset: { relay: { ...relay, here } },
    });
  });
  it('may say whom that computer invites; paths begin at its folder, and others heed none of it', () => {
    const accounts = { mattermostBot: 'a'.repeat(26), teamsUser: clientId };
    const invitations = { maxPending: 20, installUrl: 'https://intranet.example/isthmus' };
    const invitedOn = (computer: string, over = {}) =>
      parsePreset(
        resolve('/etc/isthmus/preset.json'),
        JSON.stringify({ relay: { ...accounts, computer, invitations: { ...invitations, ...over } } }),
        'relay-1',
      ).desktop.invitations;
    expect(invitedOn('relay-1')).toEqual({ ...invitations, restrictedTo: null, timeZone: null });
    expect(invitedOn('relay-1', { restrictedTo: 'people.csv', timeZone: 'Asia/Tokyo' })).toMatchObject({
      restrictedTo: resolve('/etc/isthmus/people.csv'),
      timeZone: 'Asia/Tokyo',
    });
    expect(invitedOn('relay-2')).toBeNull();
    expect(parse({ relay: { ...accounts, computer: 'relay-1' } }).desktop.invitations).toBeNull();
  });
  it('names each mistake in whom it invites by its key', () => {
    const invitations = { maxPending: -1, installUrl: 'http://x.example', timeZone: 'Atlantis', max: 1 };
    const reading = parse({ relay: { mattermostBot: 'a'.repeat(26), teamsUser: clientId, invitations } });
    const details =
      reading.kind === 'bad' && reading.problem.kind === 'invalid' ? reading.problem.details : '';
    for (const line of [
      /whole number of unanswered invitations.*\n.*at relay\.invitations\.maxPending/,
      /begins with https:.*\n.*at relay\.invitations\.installUrl/,
      /time zone.*\n.*at relay\.invitations\.timeZone/,
      /"max"\n.*at relay\.invitations/,
    ])
      expect(details).toMatch(line);
  });
  it('may name a national cloud, with or without a slash at the end, and begin with a byte order mark', () => {
    const teams = {
      tenant: 't',
      clientId,
      loginUrl: 'https://login.microsoftonline.us/',
      graphUrl: 'https://graph.microsoft.us/v1.0/',
    };
    const reading = parsePreset(
      'preset.json',
      `\uFEFF${JSON.stringify({ teams, mattermost: { url: 'https://chat.example/' }, days: 90, withoutKeyring: 'plain-file' })}`,
      places.computer,
    );
    expect(reading).toMatchObject({
      kind: 'read',
      preset: {
        teams: { loginUrl: 'https://login.microsoftonline.us', graphUrl: 'https://graph.microsoft.us/v1.0' },
        mattermost: { url: 'https://chat.example', clientId: null, allowHttp: false },
        days: 90,
        withoutKeyring: 'plain-file',
      },
    });
  });
  it.each(['offer', 'ask-each-start', 'required'] as const)(
    'may ask to connect what it names, by “%s”',
    (connect) => {
      expect(parse({ connect, mattermost: { url: 'https://chat.example' } })).toMatchObject({
        kind: 'read',
        preset: { connect, teams: null },
      });
    },
  );
  it('asks nobody to connect on the computer that is the relay', () => {
    const connectOn = (computer: string) => {
      const relay = { mattermostBot: 'a'.repeat(26), teamsUser: clientId, computer };
      return parse({ connect: 'required', mattermost: { url: 'https://chat.example' }, relay });
    };
    expect(connectOn('relay-1')).toMatchObject({ preset: { connect: 'offer', relay: { here: true } } });
    expect(connectOn('relay-2')).toMatchObject({ preset: { connect: 'required', relay: { here: false } } });
  });
  it('may name an address for dictionaries, which only main gets', () => {
    const reading = parse({ dictionariesUrl: 'https://own.example/dict' });
    expect(reading.desktop).toMatchObject({ dictionariesUrl: 'https://own.example/dict/' });
    expect(reading.preset).not.toHaveProperty('dictionariesUrl');
    expect(parse({}).desktop).toEqual(emptyDesktopPreset);
  });
  it('may set the certificate for a server, by issuer, by subject, or both', () => {
    const rule = { host: '*.harbour.example', issuer: 'Harbour CA' };
    expect(parse({ clientCertificates: [rule] }).desktop.clientCertificates).toEqual([
      { ...rule, subject: null },
    ]);
  });
  it.each([
    ['a certificate by no name', { clientCertificates: [{ host: 'chat.example' }] }, /issuer or subject/],
    [
      'a certificate for no host',
      { clientCertificates: [{ host: 'a b', issuer: 'x' }] },
      /clientCertificates/,
    ],
    ['a name that is not known', { tenat: 'x' }, /tenat/],
    ['a client id that is no GUID', { teams: { tenant: 't', clientId: '42' } }, /clientId/],
    ['an address that is none', { mattermost: { url: 'chat' } }, /mattermost\.url/],
    ['an address of another kind', { mattermost: { url: 'file:///etc/passwd' } }, /mattermost\.url/],
    ['no number of days', { days: 0 }, /days/],
    [
      'a proxy’s password, for which there is no place',
      { proxy: { username: 'ada', password: 'x' } },
      /proxy/,
    ],
    [
      'a service to connect that it does not name',
      { connect: 'required' },
      /teams or mattermost.*\n.*connect/,
    ],
    ['an unknown way to ask', { connect: 'always', mattermost: { url: 'https://chat.example' } }, /connect/],
    ['dictionaries in the clear', { dictionariesUrl: 'http://own.example/' }, /dictionariesUrl/],
  ])('with %s does not stop the app, and the place of the error is reported', (_what, value, problem) => {
    const reading = parse(value);
    expect(reading).toMatchObject({ kind: 'bad', preset: emptyPreset });
    expect(
      reading.kind === 'bad' && reading.problem.kind === 'invalid' ? reading.problem.details : '',
    ).toMatch(problem);
  });
  it('that is not JSON is reported as bad', () => {
    expect(parsePreset('preset.json', '{', places.computer)).toMatchObject({
      kind: 'bad',
      problem: { kind: 'not-json' },
    });
  });
});

describe('reading', () => {
  let folder: string;
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'isthmus-preset-'))));
  afterEach(() => removeFolder(folder));
  it('finds the package’s own, or none', async () => {
    expect(await readPreset({ ...places, resources: folder })).toEqual({
      kind: 'read',
      preset: emptyPreset,
      desktop: emptyDesktopPreset,
      file: null,
    });
    await writeFile(join(folder, 'preset.json'), '{"days":30}');
    expect(await readPreset({ ...places, resources: folder })).toMatchObject({ preset: { days: 30 } });
  });
  it('reports that a file given by name does not exist', async () => {
    const argv = [`--preset=${join(folder, 'missing.json')}`];
    expect(await readPreset({ ...places, argv })).toMatchObject({
      kind: 'bad',
      preset: emptyPreset,
      problem: { kind: 'unreadable' },
    });
  });
});
