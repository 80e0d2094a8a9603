/**
 * Real Graph's answers differ from its description in some points. The sandbox sends these too, they still fit the contract, and the mirror
 * reads all of them.
 */
import { describe, expect, it } from 'vitest';
import { compareTruth, describeDifference } from '../../../sandbox/compare.ts';
import { Faults } from '../../../sandbox/faults.ts';
import { createMicrosoftTenant } from '../../../sandbox/microsoft/index.ts';
import { contractProblems } from '../../../sandbox/microsoft/testing/contract.ts';
import { generateOrganisation } from '../../../sandbox/organisation/generate.ts';
import { seededRandom } from '../../../sandbox/world.ts';
import { succeeded, type Message } from '../../model/index.ts';
import { createTeamsConnector } from './index.ts';
import { asRecord, asRecords, asText, type JsonRecord } from './graph/json.ts';
import { catchUpTeams, fillFromTeams, TeamsTestMirror } from './testing/test-mirror.ts';
import { createTestWorld, testAccount } from './testing/test-world.ts';

const start = Date.UTC(2026, 10, 2, 9);
const scopes = [
  'User.Read',
  'User.ReadBasic.All',
  'Chat.ReadWrite',
  'Team.ReadBasic.All',
  'Channel.ReadBasic.All',
  'ChannelMember.Read.All',
  'ChannelMessage.Read.All',
];

/** All answers of the sandbox, and the mirror filled with them. */
const mirrored = async () => {
  const sandboxWorld = { now: () => start, random: seededRandom(3), after: () => () => undefined };
  const graphUrl = 'https://graph.sandbox.example';
  const tenant = createMicrosoftTenant({
    world: sandboxWorld,
    clientId: 'isthmus',
    faults: new Faults(sandboxWorld),
    loginUrl: 'https://login.sandbox.example',
    graphUrl,
    settings: { throttling: false },
  });
  const organisation = generateOrganisation({ seed: 3, messages: 4_000, now: start });
  tenant.acts.load(organisation);
  const person = organisation.sampleUser;
  const token = tenant.tokenFor(person, scopes);
  const answers: JsonRecord[] = [];
  const problems: string[] = [];
  const world = createTestWorld({
    fetch: async (request) => {
      const answer = await tenant.graph.fetch(request);
      const text = await answer.clone().text();
      if (!text.startsWith('{')) return answer;
      const body: unknown = JSON.parse(text);
      answers.push(asRecord(body) ?? {});
      const path = decodeURIComponent(new URL(request.url).pathname).replace(/^\/v1\.0/, '');
      if (path !== '/$batch') problems.push(...contractProblems(request.method, path, answer.status, body));
      return answer;
    },
    accessToken: () => Promise.resolve(succeeded(token)),
  });
  const connector = createTeamsConnector({
    accountId: testAccount,
    userId: tenant.acts.truth(person).me,
    tenantId: organisation.tenantId,
    graphUrl: `${graphUrl}/v1.0`,
    world,
  });
  const mirror = new TeamsTestMirror();
  await fillFromTeams(mirror, connector);
  await catchUpTeams(mirror, connector);
  return { mirror, problems, answers, truth: tenant.acts.truth(person) };
};

let made: ReturnType<typeof mirrored> | null = null;
const all = () => (made ??= mirrored());

const listed = (answers: readonly JsonRecord[]): readonly JsonRecord[] =>
  answers.flatMap(({ value }) => asRecords(value));
const sentMessages = (answers: readonly JsonRecord[]): readonly JsonRecord[] =>
  listed(answers)
    .flatMap((one) => [one, ...asRecords(one.replies)])
    .filter((one) => 'messageType' in one && 'body' in one);
const sentMembers = (answers: readonly JsonRecord[]): readonly JsonRecord[] =>
  listed(answers)
    .flatMap((one) => [one, ...asRecords(one.members)])
    .filter((one) => 'roles' in one);
const contentOf = (message: JsonRecord): string => asText(asRecord(message.body)?.content) ?? '';
const ofAttachments = (message: JsonRecord): readonly string[] =>
  asRecords(message.attachments).map(({ contentType }) => asText(contentType) ?? '');

/** The mirror's form of a message in an answer. */
const formOf = (mirror: TeamsTestMirror, sent: JsonRecord): Message | undefined =>
  [...mirror.messages.values()].find(
    ({ id, conversationId }) =>
      id.endsWith(`/${String(sent.id)}`) &&
      conversationId.endsWith(String(sent.chatId ?? asRecord(sent.channelIdentity)?.channelId)),
  );

describe('a whole organisation', () => {
  it('follows the contract in every answer, and is mirrored without a discarded item', async () => {
    const { mirror, problems, truth } = await all();
    expect([...new Set(problems)]).toEqual([]);
    expect(compareTruth(truth, mirror.truth(truth.me)).map(describeDifference)).toEqual([]);
    expect(mirror.discarded).toEqual([]);
  });

  it.each<[string, (message: JsonRecord) => boolean]>([
    ['a lastModifiedDateTime that is null', (one) => one.lastModifiedDateTime === null],
    ['no lastModifiedDateTime', (one) => !('lastModifiedDateTime' in one)],
    ['a time with two digits of a fraction', (one) => /:\d\d\.\d\dZ$/.test(String(one.createdDateTime))],
    ['a time without a fraction', (one) => /:\d\dZ$/.test(String(one.createdDateTime))],
    ['an empty subject', (one) => one.subject === ''],
    ['onBehalfOf, which is null', (one) => one.onBehalfOf === null],
    ['no messageHistory', (one) => !('messageHistory' in one)],
    ['a picture wrapped in divisions', (one) => contentOf(one).includes('<div>\n<div><img ')],
    [
      'an event of a kind that nobody knows',
      (one) => asRecord(one.eventDetail)?.['@odata.type'] === '#microsoft.graph.eventMessageDetail',
    ],
    ['a meeting', (one) => ofAttachments(one).includes('meetingReference')],
    ['a tab', (one) => ofAttachments(one).includes('tabReference')],
    ['something forwarded', (one) => ofAttachments(one).includes('forwardedMessageReference')],
    ['a voice message', (one) => ofAttachments(one).includes('application/vnd.microsoft.card.audio')],
    ['an attachment of next year', (one) => ofAttachments(one).includes('application/vnd.example.next-year')],
    ['a film in its text', (one) => contentOf(one).includes('<video ')],
  ])('has a message with %s, which the mirror has', async (_shape, has) => {
    const { answers, mirror } = await all();
    const found = sentMessages(answers).filter(has);
    expect(found.length).toBeGreaterThan(0);
    for (const sent of found.slice(0, 20)) expect(formOf(mirror, sent)).toBeDefined();
  });

  it('has the version of its etag if lastModifiedDateTime differs', async () => {
    const { answers, mirror } = await all();
    const found = sentMessages(answers).filter((one) => (one.lastModifiedDateTime ?? null) === null);
    expect(found.length).toBeGreaterThan(0);
    for (const sent of found.slice(0, 20)) expect(formOf(mirror, sent)?.version).toBe(Number(sent.etag));
  });

  it('has no empty subject', async () => {
    const { answers, mirror } = await all();
    const sent = sentMessages(answers).find(({ subject }) => subject === '');
    expect(sent && formOf(mirror, sent)?.subject).toBeNull();
  });

  it.each<[string, (roles: unknown) => boolean]>([
    ['that are null', (roles) => roles === null],
    ['with a capital', (roles) => JSON.stringify(roles) === '["Owner"]'],
    ['without one', (roles) => JSON.stringify(roles) === '["owner"]'],
  ])('has members with roles %s', async (_how, are) => {
    const { answers } = await all();
    expect(sentMembers(answers).some(({ roles }) => are(roles))).toBe(true);
  });

  it('has channels of old teams, with threads of Skype', async () => {
    const { mirror } = await all();
    const old = [...mirror.conversations.keys()].filter((id) => id.endsWith('@thread.skype'));
    expect(old.length).toBeGreaterThan(0);
    expect([...mirror.messages.values()].some(({ conversationId }) => old.includes(conversationId))).toBe(
      true,
    );
  });

  it('has the forwarded picture as a file of the forwarding message', async () => {
    const { answers, mirror } = await all();
    const sent = sentMessages(answers).find((one) =>
      ofAttachments(one).includes('forwardedMessageReference'),
    );
    expect(sent && formOf(mirror, sent)?.files).toMatchObject([
      { isImage: true, name: expect.stringMatching(/\.gif$/) as string },
    ]);
  });
});
