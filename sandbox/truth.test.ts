/** Both services load the plan and report the truth about it: compared field by field, through names and times, not through ids. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSandbox, type Sandbox } from './index.ts';
import type { Organisation, PersonKey, PlannedPost, PlannedTeamsMessage } from './organisation/plan.ts';
import type { Truth, TruthConversation } from './service.ts';

interface PlannedPlace {
  readonly key: string;
  readonly natural: string;
}

type Side = 'microsoft' | 'mattermost';

const natural = (team: string | null, name: string | null, members: readonly string[]): string =>
  JSON.stringify([team, name, [...members].sort()]);

/** The plan's conversations of the sample user under names that both the plan and the truth can make. */
const placesOf = (organisation: Organisation, side: Side): PlannedPlace[] => {
  const id = (key: PersonKey): string =>
    organisation.people.find((one) => one.key === key)?.[side]?.id ?? '?';
  const sample = organisation.sampleUser;
  if (side === 'mattermost') {
    const teams = new Map(organisation.mattermost.teams.map((team) => [team.key, team.displayName]));
    return organisation.mattermost.channels
      .filter(({ members }) => members.includes(sample))
      .map(({ key, team, type, displayName, members }) => ({
        key,
        natural: natural(
          team === null ? null : (teams.get(team) ?? '?'),
          type === 'D' || type === 'G' ? null : displayName,
          members.map(id),
        ),
      }));
  }
  const teams = new Map(organisation.teams.teams.map((team) => [team.key, team]));
  const channels = organisation.teams.channels.map(({ key, team, displayName, membershipType, members }) => ({
    key,
    members: membershipType === 'standard' ? (teams.get(team)?.members ?? []) : members,
    team: teams.get(team)?.displayName ?? '?',
    name: displayName,
  }));
  const chats = organisation.teams.chats.map(({ key, topic, members }) => ({
    key,
    members,
    team: null,
    name: topic,
  }));
  return [...channels, ...chats]
    .filter(({ members }) => members.includes(sample))
    .map(({ key, team, name, members }) => ({ key, natural: natural(team, name, members.map(id)) }));
};

/** Conversation ids of the truth by the plan's keys. */
const matchPlaces = (organisation: Organisation, truth: Truth, side: Side): Map<string, string> => {
  const teams = new Map(truth.teams.map(({ id, name }) => [id, name]));
  const name = (one: TruthConversation): string =>
    natural(one.teamId === null ? null : (teams.get(one.teamId) ?? '?'), one.name, one.members);
  const ids = new Map(truth.conversations.map((one) => [name(one), one.id]));
  const places = placesOf(organisation, side);
  expect([...ids.keys()].sort()).toEqual(places.map((place) => place.natural).sort());
  return new Map(places.map((place) => [place.key, ids.get(place.natural) ?? '']));
};

const planned = (organisation: Organisation, side: Side): readonly (PlannedTeamsMessage | PlannedPost)[] =>
  side === 'microsoft' ? organisation.teams.messages : organisation.mattermost.posts;

const isPost = (message: PlannedTeamsMessage | PlannedPost): message is PlannedPost => 'message' in message;

/** Whether the tenant adds marks to the body for parts that the plan keeps apart. */
const hasParts = (message: PlannedTeamsMessage): boolean =>
  message.files.length > 0 ||
  message.images.length > 0 ||
  message.quotes !== null ||
  message.codeSnippet !== null ||
  message.card !== null ||
  message.hanging !== undefined;

describe.each(['microsoft', 'mattermost'] as const)('the truth of %s is the plan', (side) => {
  let sandbox: Sandbox;
  let truth: Truth;
  let places: Map<string, string>;
  beforeAll(async () => {
    sandbox = await startSandbox({ seed: 1, messages: 4000, now: Date.UTC(2026, 8, 1, 12) });
    truth = sandbox.truth()[side];
    places = matchPlaces(sandbox.organisation, truth, side);
  }, 60_000);
  afterAll(() => sandbox.close());

  const idOf = (key: PersonKey | null): string | null =>
    key === null ? null : (sandbox.organisation.people.find((one) => one.key === key)?.[side]?.id ?? '?');

  it('for each message', () => {
    const { organisation } = sandbox;
    const byTime = new Map(
      truth.messages.map((message) => [`${message.conversationId} ${message.createdAt}`, message]),
    );
    const times = new Map(planned(organisation, side).map(({ key, at }) => [key, at]));
    const visible = planned(organisation, side).filter(
      (message) => places.has(message.conversation) && !(side === 'mattermost' && message.deletedAt !== null),
    );
    expect(visible.length).toBeGreaterThan(1000);
    expect(truth.messages).toHaveLength(visible.length);
    const at = new Map(
      truth.messages.map((message) => [`${message.conversationId} ${message.id}`, message.createdAt]),
    );
    for (const message of visible) {
      const conversationId = places.get(message.conversation) ?? '';
      const found = byTime.get(`${conversationId} ${message.at}`);
      const answered = found?.replyTo ?? null;
      const root = answered === null ? null : at.get(`${conversationId} ${answered}`);
      const gone = message.deletedAt !== null;
      expect({ ...found, replyTo: root }, message.key).toMatchObject({
        authorId: idOf(message.author),
        deleted: gone,
        editedAt: message.editedAt,
        replyTo: message.replyTo === null ? null : times.get(message.replyTo),
        reactions: gone
          ? []
          : message.reactions.map((reaction) => `${reaction.emoji} ${idOf(reaction.by) ?? ''}`).sort(),
      });
      if (gone) expect(found?.content).toBe('');
      else if (isPost(message))
        expect(found?.content).toBe(message.type === 'burn_on_read' ? '' : message.message);
      else if (hasParts(message))
        expect(found?.content).toContain(message.contentType === 'html' ? message.content : '');
      else expect(found?.content).toBe(message.content);
      expect(found?.files.length).toBe(gone ? 0 : message.files.length);
    }
  });

  it('for each read state', () => {
    const { organisation } = sandbox;
    const chats = side === 'microsoft' ? organisation.teams.chats : organisation.mattermost.channels;
    const readAt = new Map(truth.conversations.map((one) => [one.id, one.readAt]));
    const mine = chats.filter(({ key }) => places.has(key));
    expect(mine.length).toBeGreaterThan(10);
    for (const { key, readAt: plannedReadAt } of mine) {
      expect(readAt.get(places.get(key) ?? ''), key).toBe(plannedReadAt[organisation.sampleUser] ?? null);
    }
  });

  it('for each team', () => {
    const { organisation } = sandbox;
    const teams = (side === 'microsoft' ? organisation.teams.teams : organisation.mattermost.teams).filter(
      ({ members }) => members.includes(organisation.sampleUser),
    );
    expect(truth.teams.map(({ name }) => name).sort()).toEqual(
      teams.map(({ displayName }) => displayName).sort(),
    );
  });
});
