import { describe, expect, it } from 'vitest';
import { generateOrganisation } from './generate.ts';
import type { Organisation, PlannedPerson } from './plan.ts';

const now = Date.UTC(2026, 8, 1, 12);
const standard = generateOrganisation({ seed: 1, messages: 4000, now });
const everything = (organisation: Organisation) => [
  ...organisation.teams.messages,
  ...organisation.mattermost.posts,
];
const person = (organisation: Organisation, key: string): PlannedPerson => {
  const found = organisation.people.find((one) => one.key === key);
  if (!found) throw new Error(`nobody is ${key}`);
  return found;
};

/** Rules for every plan, with any options. */
const expectSound = (organisation: Organisation): void => {
  const { teams, mattermost } = organisation;
  const keys = new Set(everything(organisation).map(({ key }) => key));
  expect(keys.size).toBe(everything(organisation).length);
  const times = new Set(everything(organisation).map(({ conversation, at }) => `${conversation} ${at}`));
  expect(times.size).toBe(keys.size);
  const isMember = new Map<string, Set<string>>();
  const teamMembers = new Map(teams.teams.map((team) => [team.key, team.members]));
  for (const channel of teams.channels) {
    const members =
      channel.membershipType === 'standard' ? (teamMembers.get(channel.team) ?? []) : channel.members;
    isMember.set(channel.key, new Set(members));
  }
  for (const one of [...teams.chats, ...mattermost.channels]) isMember.set(one.key, new Set(one.members));
  const roots = new Map(everything(organisation).map((one) => [one.key, one]));
  for (const one of everything(organisation)) {
    const members = isMember.get(one.conversation);
    if (!members) throw new Error(`no conversation ${one.conversation}`);
    const bot = one.author !== null && person(organisation, one.author).kind === 'bot';
    if (one.author !== null && !(bot || members.has(one.author)))
      throw new Error(`${one.author} is not in ${one.conversation}`);
    if (one.at > now || (one.editedAt ?? 0) > now || (one.deletedAt ?? 0) > now)
      throw new Error(`${one.key} is in the future`);
    for (const reaction of one.reactions)
      if (reaction.at > now || !members.has(reaction.by)) throw new Error('wrong reaction');
    if (one.replyTo !== null) {
      const root = roots.get(one.replyTo);
      if (root?.conversation !== one.conversation || root.replyTo !== null || root.at >= one.at)
        throw new Error('wrong reply');
    }
  }
};

describe('the organisation', () => {
  it('is the same for the same seed and another for another', () => {
    expect(generateOrganisation({ seed: 1, messages: 600, now })).toEqual(
      generateOrganisation({ seed: 1, messages: 600, now }),
    );
    expect(generateOrganisation({ seed: 2, messages: 600, now })).not.toEqual(
      generateOrganisation({ seed: 1, messages: 600, now }),
    );
  });

  it.each([0, 1, 20, 500, 4000, 4001])('has %i messages if asked for', (messages) => {
    const organisation = generateOrganisation({ seed: 3, messages, now });
    expect(everything(organisation)).toHaveLength(messages);
    expectSound(organisation);
  });

  it('scales to 100,000 messages', () => {
    const organisation = generateOrganisation({ seed: 4, messages: 100_000, now });
    expect(everything(organisation)).toHaveLength(100_000);
    expectSound(organisation);
  });

  it('has people on both sides with one address, with two, and on one side only', () => {
    const { people } = standard;
    const both = people.filter((one) => one.microsoft && one.mattermost && one.kind === 'member');
    expect(both.filter((one) => one.microsoft?.mail === one.mattermost?.email).length).toBeGreaterThan(20);
    expect(both.filter((one) => one.microsoft?.mail !== one.mattermost?.email).length).toBeGreaterThan(4);
    expect(people.filter((one) => !one.mattermost).length).toBeGreaterThan(3);
    expect(people.filter((one) => !one.microsoft).length).toBeGreaterThan(3);
    expect(people.filter((one) => one.kind === 'guest').length).toBeGreaterThan(1);
    expect(people.filter((one) => one.kind === 'bot').length).toBeGreaterThan(1);
    expect(people.filter((one) => one.mattermost?.mfaSecret)).toHaveLength(1);
    expect(people.length).toBeGreaterThan(40);
    expect(new Set(people.map((one) => one.key)).size).toBe(people.length);
    for (const one of people)
      if (one.mattermost) expect(one.mattermost.username).toMatch(/^[a-z][a-z0-9._-]{2,21}$/);
  });

  it('gives the sample user both sides without MFA, most conversations, and unread ones', () => {
    const sample = person(standard, standard.sampleUser);
    expect(sample.microsoft).not.toBeNull();
    expect(sample.mattermost?.mfaSecret).toBeNull();
    const chats = standard.teams.chats.filter(({ members }) => members.includes(sample.key));
    const channels = standard.mattermost.channels.filter(({ members }) => members.includes(sample.key));
    expect(chats.length).toBeGreaterThan(standard.teams.chats.length / 2);
    expect(channels.length).toBeGreaterThan(standard.mattermost.channels.length / 2);
    const newest = new Map(everything(standard).map(({ conversation, at }) => [conversation, at]));
    const unread = [...chats, ...channels].filter(
      ({ key, readAt }) => (readAt[sample.key] ?? 0) < (newest.get(key) ?? 0),
    );
    expect(unread.length).toBeGreaterThan(5);
    expect(unread.length).toBeLessThan((chats.length + channels.length) / 2);
  });

  it('has conversations of every kind, also chats of more than 25 members and of more than 8', () => {
    expect(new Set(standard.teams.channels.map(({ membershipType }) => membershipType))).toEqual(
      new Set(['standard', 'private', 'shared']),
    );
    expect(new Set(standard.teams.chats.map(({ chatType }) => chatType))).toEqual(
      new Set(['oneOnOne', 'group', 'meeting']),
    );
    expect(new Set(standard.mattermost.channels.map(({ type }) => type))).toEqual(
      new Set(['O', 'P', 'D', 'G']),
    );
    const sizes = standard.teams.chats
      .filter(({ chatType }) => chatType === 'group')
      .map(({ members }) => members.length);
    expect(sizes.some((size) => size > 25)).toBe(true);
    expect(sizes.some((size) => size > 8 && size <= 25)).toBe(true);
    expect(standard.teams.teams.length).toBeGreaterThanOrEqual(5);
    expect(standard.mattermost.teams.length).toBeGreaterThanOrEqual(5);
    for (const team of standard.mattermost.teams) {
      const names = standard.mattermost.channels
        .filter((one) => one.team === team.key)
        .map(({ name }) => name);
      expect(names).toEqual(expect.arrayContaining(['town-square', 'off-topic']));
    }
    for (const { type, members } of standard.mattermost.channels) {
      if (type === 'G') expect(members.length >= 3 && members.length <= 8).toBe(true);
      expect(new Set(members).size).toBe(members.length);
    }
  });

  it('has more messages lately, and large and small conversations', () => {
    const all = everything(standard);
    const year = 365 * 86_400_000;
    const lately = all.filter(({ at }) => at > now - year / 2).length;
    expect(lately).toBeGreaterThan(all.length * 0.4);
    expect(all.some(({ at }) => at < now - 1.5 * year)).toBe(true);
    const sizes = new Map<string, number>();
    for (const { conversation } of all) sizes.set(conversation, (sizes.get(conversation) ?? 0) + 1);
    const sorted = [...sizes.values()].sort((left, right) => right - left);
    expect(sorted[0]).toBeGreaterThan(10 * (sorted.at(-1) ?? 0));
  });
});
