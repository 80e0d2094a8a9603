/** Each kind of mistake in a configuration is named with file, line and field. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { configMistake } from '../words/config-mistake.ts';
import { parseConfig, readConfig } from './read-config.ts';

const file = resolve('/etc/isthmus/relay.json');

const right = `{
  "dataFolder": "/var/lib/isthmus-relay",
  "mattermost": {
    "url": "https://chat.example.org/team/",
    "tokenFile": "mattermost-token"
  },
  "teams": {
    "tenant": "contoso.example",
    "clientId": "6f1d3c52-0b7e-4a39-9c84-2d5b8e7f1a60"
  }
}
`;

const said = (text: string): readonly string[] => {
  const reading = parseConfig(file, text);
  return reading.kind === 'read' ? [] : reading.mistakes.map((mistake) => configMistake(mistake, '/x.json'));
};

/** The right text with one part exchanged. */
const otherwise = (part: string, by: string): string => {
  expect(right).toContain(part);
  return right.replace(part, by);
};

describe('the configuration', () => {
  it('is read, with defaults and whole paths', () =>
    expect(parseConfig(file, `\uFEFF${right}`)).toEqual({
      kind: 'read',
      config: {
        dataFolder: resolve('/var/lib/isthmus-relay'),
        days: null,
        mattermost: {
          url: 'https://chat.example.org/team',
          tokenFile: resolve('/etc/isthmus/mattermost-token'),
        },
        teams: {
          cloud: 'public',
          tenant: 'contoso.example',
          clientId: '6f1d3c52-0b7e-4a39-9c84-2d5b8e7f1a60',
          deviceCode: false,
        },
        secrets: 'files',
        shares: 1,
        metrics: null,
        invitations: null,
        authorAway: null,
        eventHubs: null,
      },
    }));

  it('has the policy for people whose computers are off, with a grace that computers can keep', () => {
    const awayOf = (text: string) => {
      const reading = parseConfig(file, otherwise('"teams": {', `"authorAway": ${text},\n  "teams": {`));
      return reading.kind === 'read'
        ? reading.config.authorAway
        : reading.mistakes.map((mistake) => configMistake(mistake, '/x.json'));
    };
    expect(awayOf('{}')).toEqual({ graceMinutes: 15 });
    expect(awayOf('{ "graceMinutes": 60 }')).toEqual({ graceMinutes: 60 });
    expect(awayOf('null')).toBeNull();
    expect(awayOf('{ "graceMinutes": 1, "grace": 2 }')).toEqual([
      '/x.json, line 7: “authorAway.graceMinutes” is not right. It must be a whole number of minutes from 5 to 1440.',
      '/x.json, line 7: “authorAway.grace” is no setting. Here may stand: graceMinutes.',
    ]);
    expect(awayOf('{},\n "shares": 2')).toEqual([
      '/x.json, line 7: “authorAway” is not right. It cannot stand beside “shares” of more than 1: the relay that agrees with a person carries over all of their links.',
    ]);
  });

  it('keeps secrets in files, or where it says; then it names no file', () => {
    const secrets = (by: string, tokenFile = ''): string =>
      otherwise('  "mattermost": {', `  "secrets": "${by}",\n  "mattermost": {`).replace(
        /,\s*"tokenFile": "mattermost-token"/,
        tokenFile,
      );
    expect(said(secrets('files', ',\n"tokenFile": "a"'))).toEqual([]);
    for (const by of ['dpapi-user', 'dpapi-machine', 'keychain']) expect(said(secrets(by))).toEqual([]);
    expect(said(secrets('keytar'))).toEqual([
      '/x.json, line 3: “secrets” is not right. It must be one of: files, dpapi-user, dpapi-machine, keychain.',
    ]);
    expect(said(secrets('keychain', ',\n"tokenFile": "a"'))).toEqual([
      '/x.json, line 6: “mattermost.tokenFile” is not right. It may stand only where “secrets” is files. Leave it out, and store the secret with the command store-secret.',
    ]);
  });

  it('says whom the relay may invite, if anybody', () => {
    const invitationsOf = (text: string) => {
      const reading = parseConfig(file, otherwise('"teams": {', `"invitations": ${text},\n  "teams": {`));
      return reading.kind === 'read'
        ? reading.config.invitations
        : reading.mistakes.map((mistake) => configMistake(mistake, '/x.json'));
    };
    const settings = { maxPending: 0, installUrl: 'https://example.org/isthmus' };
    expect(invitationsOf(JSON.stringify(settings))).toEqual({
      ...{ ...settings, restrictedTo: null, timeZone: null },
    });
    expect(invitationsOf(JSON.stringify({ ...settings, timeZone: 'Europe/Berlin' }))).toMatchObject({
      timeZone: 'Europe/Berlin',
    });
    expect(invitationsOf(JSON.stringify({ ...settings, restrictedTo: 'people.csv' }))).toMatchObject({
      restrictedTo: resolve('/etc/isthmus/people.csv'),
    });
    expect(
      invitationsOf(
        '{ "maxPending": -1, "installUrl": "http://example.org", "timeZone": "Atlantis", "max": 1 }',
      ),
    ).toEqual([
      '/x.json, line 7: “invitations.maxPending” is not right. It must be a whole number of unanswered invitations, from 0 to 100000; 0 invites nobody.',
      '/x.json, line 7: “invitations.installUrl” is not right. It must be an address that begins with https://, where people get Isthmus.',
      '/x.json, line 7: “invitations.timeZone” is not right. It must be the name of a time zone as text, such as “Europe/Berlin”.',
      '/x.json, line 7: “invitations.max” is no setting. Here may stand: maxPending, installUrl, restrictedTo, timeZone.',
    ]);
  });

  it('says into how many shares the links are divided', () => {
    const sharesOf = (text: string) => {
      const reading = parseConfig(file, otherwise('"teams": {', `"shares": ${text},\n  "teams": {`));
      return reading.kind === 'read'
        ? reading.config.shares
        : reading.mistakes.map((mistake) => configMistake(mistake, '/x.json'));
    };
    expect(sharesOf('4')).toBe(4);
    for (const wrong of ['0', '65', '1.5', '"4"', 'null'])
      expect(sharesOf(wrong)).toEqual([
        '/x.json, line 7: “shares” is not right. It must be a whole number of shares, from 1 to 64, and the same for all relays of the organisation.',
      ]);
  });

  it('lets who monitors ask on this machine only, unless it says otherwise', () => {
    const metricsOf = (text: string) => {
      const reading = parseConfig(file, otherwise('"teams": {', `"metrics": ${text},\n  "teams": {`));
      return reading.kind === 'read' ? reading.config.metrics : reading.mistakes.map(({ kind }) => kind);
    };
    expect(metricsOf('{}')).toEqual({ address: '127.0.0.1', port: 9_478, hosts: [] });
    const everything = { address: '::', port: 0, hosts: ['relay.example.org'] };
    expect(metricsOf(JSON.stringify(everything))).toEqual(everything);
    expect(metricsOf('null')).toBeNull();
    const mistakes = '{ "address": "localhost", "port": 70000, "hosts": ["http://x"], "adress": "" }';
    expect(metricsOf(mistakes)).toEqual(['wrong', 'wrong', 'wrong', 'unknown']);
  });

  it('takes an event hub, with the way in', () => {
    const hubOf = (over: object) => {
      const hub = {
        namespace: 'Contoso-1.servicebus.windows.net',
        hub: 'isthmus',
        tenantDomain: 'contoso.example',
        authentication: 'connectionString',
        ...over,
      };
      const reading = parseConfig(
        file,
        otherwise('"teams": {', `"eventHubs": ${JSON.stringify(hub)},\n  "teams": {`),
      );
      return reading.kind === 'read'
        ? reading.config.eventHubs
        : reading.mistakes.map((mistake) => configMistake(mistake, '/x.json'));
    };
    expect(hubOf({ connectionStringFile: 'hub' })).toEqual({
      namespace: 'contoso-1.servicebus.windows.net',
      hub: 'isthmus',
      consumerGroup: '$Default',
      tenantDomain: 'contoso.example',
      authentication: 'connectionString',
      connectionStringFile: resolve('/etc/isthmus/hub'),
      webSockets: false,
    });
    expect(hubOf({ authentication: 'entra', webSockets: true, consumerGroup: 'relay' })).toMatchObject({
      authentication: 'entra',
      connectionStringFile: null,
      webSockets: true,
      consumerGroup: 'relay',
    });
    expect(hubOf({ authentication: 'entra', connectionStringFile: 'hub' })).toEqual([
      '/x.json, line 7: “eventHubs.connectionStringFile” is not right. It may stand only where “eventHubs.authentication” is connectionString. Leave it out.',
    ]);
    const wrong = hubOf({
      ...{ namespace: 'https://contoso.servicebus.windows.net', hub: '', consumerGroup: '$default' },
      ...{ tenantDomain: 'contoso', authentication: 'key', connectionString: 'Endpoint=sb://secret' },
    });
    expect(wrong).toEqual([
      expect.stringMatching(/eventHubs\.namespace.*It must be the host of your Event Hubs namespace/),
      expect.stringMatching(/eventHubs\.hub”.*the name of an event hub/),
      expect.stringMatching(/eventHubs\.consumerGroup.*the name of a consumer group/),
      expect.stringMatching(/eventHubs\.tenantDomain.*a verified domain/),
      expect.stringMatching(/eventHubs\.authentication.*one of: connectionString, entra\./),
      expect.stringMatching(
        /eventHubs\.connectionString” is no setting\. Here may stand: namespace, .*connectionStringFile/,
      ),
    ]);
    expect(JSON.stringify(wrong)).not.toContain('secret');
  });

  it.each([
    ['http://localhost:8065', true],
    ['http://127.0.0.1:8065', true],
    ['http://chat.example.org', false],
    ['http://localhost.example.org', false],
  ])('takes http for this machine only: %s', (url, isTaken) =>
    expect(said(otherwise('https://chat.example.org/team/', url))).toEqual(
      isTaken
        ? []
        : [
            '/x.json, line 4: “mattermost.url” is not right. It must begin with https://, because the bot’s token and all messages could be read on the way. http:// is taken for this same machine only.',
          ],
    ),
  );

  it.each([
    [
      'bad JSON',
      otherwise('"/var/lib/isthmus-relay",', '"/var/lib/isthmus-relay"'),
      '/x.json, line 3, column 3: JSON cannot go on like this. Look for a comma, a quotation mark or a bracket here or just before.',
    ],
    [
      'twice',
      otherwise('  "teams"', '  "dataFolder": "/x",\n  "teams"'),
      '/x.json, line 7: “dataFolder” is there a second time. Leave one of the two.',
    ],
    [
      'unknown',
      otherwise('"tokenFile": "mattermost-token"', '"token": "secret"'),
      '/x.json, line 5: “mattermost.token” is no setting. Here may stand: url, tokenFile.',
    ],
    [
      'unknown at the top',
      otherwise('"teams": {', '"Teams": 1,\n  "teams": {'),
      '/x.json, line 7: “Teams” is no setting. Here may stand: dataFolder, days, mattermost, teams, secrets, shares, metrics, invitations, authorAway, eventHubs.',
    ],
    [
      'wrong type',
      otherwise('"dataFolder": "/var/lib/isthmus-relay"', '"dataFolder": 5'),
      '/x.json, line 2: “dataFolder” is not right. It must be a path as text; one that is not whole begins at the configuration’s folder.',
    ],
    [
      'bad days',
      otherwise('"teams": {', '"days": 0.5,\n  "teams": {'),
      '/x.json, line 7: “days” is not right. It must be a whole number of days from 1 to 36500, or null for all history.',
    ],
    [
      'bad address',
      otherwise('https://chat.example.org/team/', 'chat.example.org'),
      '/x.json, line 4: “mattermost.url” is not right. It must be the server’s address as text, such as “https://chat.example.org”.',
    ],
    [
      'an address with a password',
      otherwise('https://chat', 'https://ada:secret@chat'),
      '/x.json, line 4: “mattermost.url” is not right. It must be the server’s address alone, without a user, a password, or a part behind ? or #.',
    ],
    [
      'bad cloud',
      otherwise('"tenant"', '"cloud": "azure",\n    "tenant"'),
      '/x.json, line 8: “teams.cloud” is not right. It must be one of: public, us-government, us-government-dod, china.',
    ],
    [
      'bad tenant',
      otherwise('contoso.example', '../contoso'),
      '/x.json, line 8: “teams.tenant” is not right. It must be the id of your Microsoft tenant or one of its domains, as text.',
    ],
    [
      'missing',
      otherwise('"tenant": "contoso.example",\n', ''),
      '/x.json, line 7: “teams.tenant” is missing. It must be the id of your Microsoft tenant or one of its domains, as text.',
    ],
    [
      'no object',
      '[]',
      '/x.json, line 1: the configuration is not right. It must be an object of settings in braces.',
    ],
  ])('names file, line and field: %s', (_kind, text, line) => expect(said(text)).toEqual([line]));

  it('names all mistakes at once, and shows no value', () => {
    const lines = said('{\n  "mattermost": { "url": "http://secret.example", "token": "s3cret" }\n}');
    expect(lines.map((line) => /“([^”]+)”/.exec(line)?.[1])).toEqual([
      'dataFolder',
      'mattermost.url',
      'mattermost.token',
      'teams',
    ]);
    expect(lines.join()).not.toMatch(/secret|s3cret/);
  });

  it('names a file that is absent, unreadable or too large', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'isthmus-config-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const large = join(folder, 'large.json');
    writeFileSync(large, ' '.repeat(70_000));
    const kindOf = async (path: string): Promise<readonly string[]> => {
      const reading = await readConfig(path);
      return reading.kind === 'read' ? [] : reading.mistakes.map(({ kind }) => kind);
    };
    expect(await kindOf(join(folder, 'nothing.json'))).toEqual(['absent']);
    expect(await kindOf(folder)).toEqual(['unreadable']);
    expect(await kindOf(large)).toEqual(['too-large']);
  });
});
