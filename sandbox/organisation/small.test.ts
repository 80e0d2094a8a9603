import { describe, expect, it } from 'vitest';
import { Faults } from '../faults.ts';
import { createMattermostServer } from '../mattermost/index.ts';
import { createMicrosoftTenant } from '../microsoft/index.ts';
import type { Truth } from '../service.ts';
import { realWorld } from '../world.ts';
import { generateOrganisation } from './generate.ts';
import type { Organisation } from './plan.ts';
import { partOf, smallOrganisation } from './small.ts';

const options = { seed: 11, messages: 600, now: Date.UTC(2026, 8, 1, 12) };
const whole = generateOrganisation(options);
const small = smallOrganisation(options);

/** What the sample user sees of an organisation on both servers. Loading throws for whatever is named and not there. */
const seenIn = (organisation: Organisation): Readonly<Record<'microsoft' | 'mattermost', Truth>> => {
  const world = realWorld(1);
  const faults = new Faults(world);
  const url = 'https://localhost';
  const tenant = createMicrosoftTenant({ world, clientId: 'client', faults, loginUrl: url, graphUrl: url });
  const server = createMattermostServer({ world, siteUrl: url, faults });
  tenant.acts.load(organisation);
  server.acts.load(organisation);
  const { sampleUser } = organisation;
  return { microsoft: tenant.acts.truth(sampleUser), mattermost: server.acts.truth(sampleUser) };
};
const keysOf = (items: readonly { readonly key: string }[]): readonly string[] => items.map(({ key }) => key);

describe('a part', () => {
  const everything = {
    people: new Set(keysOf(whole.people)),
    conversations: new Set(
      keysOf([...whole.teams.channels, ...whole.teams.chats, ...whole.mattermost.channels]),
    ),
  };
  const byKey = (left: { readonly key: string }, right: { readonly key: string }): number =>
    left.key < right.key ? -1 : 1;

  it('with everybody and all conversations is the whole', () => {
    const { teams, mattermost, ...rest } = partOf(whole, everything);
    const { teams: allTeams, mattermost: allMattermost, ...all } = whole;
    expect(rest).toEqual(all);
    expect({ ...teams, messages: [] }).toEqual({ ...allTeams, messages: [] });
    expect({ ...mattermost, posts: [] }).toEqual({ ...allMattermost, posts: [] });
    expect([...teams.messages].sort(byKey)).toEqual([...allTeams.messages].sort(byKey));
    expect([...mattermost.posts].sort(byKey)).toEqual([...allMattermost.posts].sort(byKey));
  });

  it('without a person has nothing of them: no message, reaction, mention, membership or read state', () => {
    const gone = whole.people.find(({ key }) => key === 'ada.okafor')?.key ?? '';
    const people = new Set([...everything.people].filter((key) => key !== gone));
    const left = partOf(whole, { ...everything, people });
    const { people: _people, ...content } = left;
    const named = (value: unknown): boolean =>
      value === gone ||
      (typeof value === 'object' &&
        value !== null &&
        !(value instanceof Uint8Array) &&
        (Object.hasOwn(value, gone) || Object.values(value).some(named)));
    expect(named({ ...whole, people: [] })).toBe(true);
    expect(named(content)).toBe(false);
    expect(keysOf(left.people)).not.toContain(gone);
    expect(left.teams.messages.length).toBeLessThan(whole.teams.messages.length);
    seenIn(left);
  });

  it('without a conversation has none of its messages, and no team without conversations', () => {
    const kept = new Set(whole.teams.chats.slice(0, 1).map(({ key }) => key));
    const left = partOf(whole, { ...everything, conversations: kept });
    expect(left.teams.teams).toEqual([]);
    expect(left.mattermost).toEqual({ teams: [], channels: [], posts: [] });
    expect(new Set(left.teams.messages.map(({ conversation }) => conversation))).toEqual(kept);
  });
});

describe('a small organisation', () => {
  it.each([11, 33])(
    'is a part in which the sample user has messages of both services, and a colleague has both accounts (seed %i)',
    (seed) => {
      const made = smallOrganisation({ ...options, seed });
      const both = made.people.filter(
        ({ kind, microsoft, mattermost }) =>
          kind === 'member' && microsoft !== null && mattermost?.mfaSecret === null,
      );
      expect(both[0]?.key).toBe(made.sampleUser);
      expect(both.length).toBeGreaterThan(2);
      const { microsoft, mattermost } = seenIn(made);
      for (const { messages } of [microsoft, mattermost]) expect(messages.length).toBeGreaterThan(10);
    },
  );

  it('has conversations of each kind but secret channels, and far fewer than the whole', () => {
    const { microsoft, mattermost } = seenIn(small);
    const large = seenIn(whole);
    for (const [part, all] of [
      [microsoft, large.microsoft],
      [mattermost, large.mattermost],
    ] as const) {
      expect(part.teams).toHaveLength(1);
      expect(part.conversations.length).toBeLessThan(all.conversations.length / 4);
      expect(part.conversations.filter(({ kind }) => kind === 'direct')).toHaveLength(2);
      expect(part.conversations.filter(({ kind }) => kind === 'group').length).toBeGreaterThanOrEqual(2);
    }
    expect(small.teams.channels.map(({ membershipType }) => membershipType)).toContain('standard');
    expect(small.mattermost.channels.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['town-square', 'off-topic']),
    );
  });

  it('has each chat with all its members', () => {
    for (const chat of small.teams.chats)
      expect(chat.members).toEqual(whole.teams.chats.find(({ key }) => key === chat.key)?.members);
  });
});
