/** The same people on both sides, and the result of a mention. */
import { expect, it } from 'vitest';
import { openDatabase } from '../../../../test/support/database.ts';
import { twinRows } from '../../../../test/support/twins.ts';
import { account as mattermost, facts, link, person } from '../../../../test/support/rows.ts';
import {
  type AccountId,
  type ConversationId,
  type Person,
  type PersonId,
  type SharedKey,
} from '../../../model/index.ts';
import { paragraph, textInline, type Document, type Inline } from '../../../text/document/index.ts';
import { readDirectory, readWhoIsWhom } from '../../people/directory.ts';
import { acrossDocument } from './across.ts';

const teams = 't-aaaaaaaaaaaa' as AccountId;
const onMattermost = (key: string): PersonId => `${mattermost}/${key}` as PersonId;
const onTeams = (key: string): PersonId => `${teams}/user/${key}` as PersonId;
const claim = (key: string): SharedKey => `user/${key}` as SharedKey;

const town = `${mattermost}/town` as ConversationId;
const harbour = `${teams}/channel/t/harbour` as ConversationId;
const address = 'https://teams.example/l/channel/harbour';
const sides = {
  accounts: { teams, mattermost },
  me: { teams: onTeams('me'), mattermost: onMattermost('me') },
};
const directoryOf = async (...people: readonly Person[]) => {
  const database = openDatabase();
  await database.links.put(link({ mattermost: town, teams: harbour }));
  await database.conversations.put({
    ...facts({ id: harbour, accountId: teams, service: 'teams', webUrl: address }),
    readAt: 0,
    readKeptBy: 'service',
    sortAt: 0,
    lastMessage: null,
    unread: 0,
    mentions: 0,
  });
  const all = people.map((one) => ({
    ...one,
    accountId: one.id.startsWith(`${teams}/`) ? teams : mattermost,
  }));
  await database.people.bulkPut(all);
  await database.twins.bulkPut(twinRows(all, sides.accounts));
  const ids = [onMattermost('me'), ...people.map(({ id }) => id)];
  const directory = await readDirectory(database, { people: ids, channels: [town] }, sides);
  return { directory, connected: [...(await readWhoIsWhom(database, ids, sides)).connected].sort() };
};

it('the user is known without a claim; others by their claim, or by an address that one person has on both sides', async () => {
  const { directory, connected } = await directoryOf(
    person(onMattermost('ada'), { claims: claim('ada') }),
    person(onTeams('ada')),
    person(onMattermost('ben'), { email: 'ben@x.example' }),
    person(onTeams('ben'), { email: 'ben@x.example' }),
    person(onMattermost('cleo'), { email: 'team@x.example' }),
    person(onMattermost('dora'), { email: 'team@x.example' }),
    person(onTeams('dora'), { email: 'team@x.example' }),
  );
  expect(directory.counterpart(onMattermost('me'))).toBe(onTeams('me'));
  expect(directory.counterpart(onTeams('ada'))).toBe(onMattermost('ada'));
  expect(directory.counterpart(onMattermost('ben'))).toBe(onTeams('ben'));
  expect(directory.counterpart(onMattermost('cleo'))).toBeNull();
  expect(directory.counterpart(onTeams('dora'))).toBeNull();
  expect(connected).toEqual([onMattermost('ada'), onMattermost('me')]);
});

it('a claim by two people, of the user’s account, or of an unknown one is ignored', async () => {
  const { directory, connected } = await directoryOf(
    person(onMattermost('ada'), { claims: claim('ada') }),
    person(onMattermost('eve'), { claims: claim('ada') }),
    person(onMattermost('mallory'), { claims: claim('me') }),
    person(onMattermost('ben'), { claims: claim('nobody') }),
    person(onTeams('ada')),
    person(onTeams('me')),
  );
  expect(directory.counterpart(onTeams('ada'))).toBeNull();
  expect(directory.counterpart(onTeams('me'))).toBe(onMattermost('me'));
  expect(directory.counterpart(onMattermost('ben'))).toBeNull();
  expect(connected).toEqual([onMattermost('me')]);
});

it('mentions mean the same people there, in any place; a person who is unknown there is their name', async () => {
  const { directory } = await directoryOf(
    person(onMattermost('ada'), { claims: claim('ada') }),
    person(onTeams('ada')),
    person(onMattermost('dora'), { displayName: 'Dora Meyer' }),
    person(onTeams('ben'), { displayName: 'Ben Other' }),
  );
  const mention = (personId: PersonId, text: string): Inline => ({
    kind: 'mention',
    target: { kind: 'person', personId },
    text,
  });
  const everyone: Inline = { kind: 'mention', target: { kind: 'everyone' }, text: '@all' };
  const around = (inline: Inline): Document => ({
    blocks: [
      paragraph({ kind: 'strong', children: [inline] }),
      { kind: 'heading', level: 1, children: [inline] },
      { kind: 'quote', authorName: null, messageId: null, blocks: [paragraph(inline)] },
      { kind: 'list', ordered: false, start: 1, items: [{ checked: null, blocks: [paragraph(inline)] }] },
      { kind: 'table', alignments: [null], header: [[inline]], rows: [[[inline]]] },
      { kind: 'code', language: '', text: '@ada' },
      { kind: 'rule' },
    ],
  });
  const across = (inline: Inline): Document => acrossDocument(around(inline), directory);
  expect(across(mention(onMattermost('ada'), '@ada'))).toEqual(around(mention(onTeams('ada'), '@ada')));
  expect(across(mention(onTeams('ada'), 'Ada Okafor'))).toEqual(
    around(mention(onMattermost('ada'), 'Ada Okafor')),
  );
  expect(across(everyone)).toEqual(around(everyone));
  const quoted = (inline: Inline): Document =>
    acrossDocument(around(inline), directory, { people: false, everyone: false });
  expect(quoted(mention(onMattermost('ada'), '@ada'))).toEqual(around(textInline('ada')));
  expect(quoted(mention(onTeams('ada'), 'Ada Okafor'))).toEqual(around(textInline('Ada Okafor')));
  expect(quoted(everyone)).toEqual(around(textInline('@all')));
  expect(across(mention(onMattermost('dora'), '@dora'))).toEqual(around(textInline('Dora Meyer')));
  expect(across(mention(onTeams('ben'), 'Ben O.'))).toEqual(around(textInline('Ben O.')));
  const channel = (conversationId: ConversationId, text: string): Inline => ({
    kind: 'mention',
    target: { kind: 'channel', conversationId },
    text,
  });
  expect(across(channel(`${mattermost}/random` as ConversationId, '~random'))).toEqual(
    around(textInline('~random')),
  );
  expect(across(channel(town, '~town'))).toEqual(
    around({ kind: 'link', url: address, title: '', children: [textInline('~town')] }),
  );
});
