import { describe, expect, it } from 'vitest';
import type { ConversationId, TeamId } from '../../model/index.ts';
import { pairsOf } from '../pairs/pairs.ts';
import {
  accountOf,
  linkOf,
  mattermost,
  sampleConversation,
  samplePerson,
  teams,
} from '../links/testing/sample.ts';
import { conversationTargets, mostTargets, personTargets, recentTargets, targetsFor } from './entries.ts';

const ada = samplePerson(mattermost, 'ada', { displayName: 'Ada Okafor', handle: 'sparrow' });
const conversations = [
  sampleConversation(mattermost, 'Platform', { teamId: `${mattermost}/eng` as TeamId, sortAt: 9 }),
  sampleConversation(teams, 'Plattform', { sortAt: 8 }),
  sampleConversation(mattermost, 'direct', {
    ...{ kind: 'direct', name: null, sortAt: 7 },
    participants: [ada.id, accountOf(mattermost).me ?? ada.id],
  }),
  sampleConversation(teams, 'Old', { archived: true, sortAt: 6 }),
  sampleConversation(teams, 'Plans', { sortAt: 5, unread: 2 }),
];
const known = (all = conversations, links: ReturnType<typeof linkOf>[] = []) => ({
  accounts: [accountOf(mattermost), accountOf(teams)],
  teams: [
    {
      id: `${mattermost}/eng` as TeamId,
      accountId: mattermost,
      name: 'Engineering',
      description: '',
      notRead: null,
    },
  ],
  conversations: all,
  pairs: pairsOf(conversations, links),
  people: new Map([[ada.id, ada]]),
});
const names = (typed: string, targets = conversationTargets(known())) =>
  targetsFor(typed, targets).map(({ name }) => name);

describe('conversations are found', () => {
  it('by name, team and the short name of the other person', () => {
    expect(names('sparrow')).toEqual(['Ada Okafor']);
    expect(names('ao')).toEqual(['Ada Okafor']);
    expect(names('platform engineering')).toEqual(['Platform']);
    // Both names begin with it: the unread one comes first.
    expect(names('pla')).toEqual(['Plans', 'Platform', 'Plattform']);
    expect(names('xyz')).toEqual([]);
  });

  it('by the names that the other person has on the other service', () => {
    const elsewhere = new Map([[ada.id, ['Adaeze O.', 'aokafor']]]);
    expect(names('adaeze', conversationTargets(known(), elsewhere))).toEqual(['Ada Okafor']);
    const people = personTargets([ada], [accountOf(mattermost)], new Set(), elsewhere);
    expect(targetsFor('aokafor', people).map(({ name }) => name)).toEqual(['Ada Okafor']);
    expect(names('adaeze')).toEqual([]);
  });

  it('of a linked pair by the name of the other side', () => {
    const [here, there] = conversations;
    if (!here || !there) throw new Error('the sample is empty');
    const targets = conversationTargets(
      known(
        conversations.filter((one) => one !== there),
        [linkOf(here, there)],
      ),
    );
    expect(names('plattf', targets)).toEqual(['Platform']);
    expect(targets[0]).toMatchObject({ otherName: 'Plattform', linked: true });
  });
});

describe('the list before anything is typed', () => {
  const targets = conversationTargets(known());
  const recent = (visited: readonly string[], here: string | null = null) =>
    recentTargets(targets, visited as ConversationId[], here as ConversationId | null).map(
      ({ name }) => name,
    );

  it('has the last places, then the newest conversations, without the open and hidden ones', () => {
    expect(recent([`${teams}/Plans`, `${teams}/gone`], `${mattermost}/Platform`)).toEqual([
      ...['Plans', 'Plattform', 'Ada Okafor'],
    ]);
    expect(recent([`${teams}/Old`])).toEqual(['Old', 'Platform', 'Plattform', 'Ada Okafor', 'Plans']);
  });

  it('has a longest length', () => {
    const many = Array.from({ length: 80 }, (_, at) => sampleConversation(teams, `c ${at}`));
    expect(recentTargets(conversationTargets(known(many)), [], null)).toHaveLength(mostTargets);
    expect(targetsFor('c', conversationTargets(known(many)))).toHaveLength(mostTargets);
  });
});
