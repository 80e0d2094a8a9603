import { describe, expect, it } from 'vitest';
import { ada, facts, me, message } from '../../../test/support/rows.ts';
import type { Message, Rights, SharedKey } from '../../model/index.ts';
import type { Forbidden, MessageAct } from './act-sentences.ts';
import { forbiddenBecause, type RightsCase } from './rights.ts';

const written = message('1').createdAt;
const mine = (over: Partial<Message> = {}): RightsCase => ({
  message: message('1', { authorId: me, ...over }),
  me,
  conversation: facts(),
  address: 'https://chat.example/harbour/pl/1',
  lacks: undefined,
  editableFor: null,
  now: written,
  isRemoved: false,
});
const theirs = (over: Partial<Message> = {}): RightsCase => mine({ authorId: ada, ...over });
const inTeams = (given: RightsCase, lacks: RightsCase['lacks']): RightsCase => ({
  ...given,
  conversation: facts({ service: 'teams' }),
  lacks,
});
const archived = (given: RightsCase): RightsCase => ({ ...given, conversation: facts({ archived: true }) });
const withRights = (given: RightsCase, rights: Rights): RightsCase => ({
  ...given,
  conversation: facts(rights),
});
const carried = (origin: 'teams' | 'mattermost'): Partial<Message> => ({
  note: { kind: 'mark', origin, teams: ['x' as SharedKey], part: 0, parts: 1 },
});

const all: readonly MessageAct[] = [
  ...(['react', 'reply', 'edit', 'delete', 'copy-text', 'copy-markdown', 'copy-link', 'open'] as const),
];
const kinds = (given: RightsCase): Partial<Record<MessageAct, Forbidden['kind']>> =>
  Object.fromEntries(
    all.flatMap((act) => {
      const why = forbiddenBecause(act, given);
      return why === null ? [] : [[act, why.kind]];
    }),
  );

describe('the acts that the user may do on a message', () => {
  it.each<[string, RightsCase, Partial<Record<MessageAct, Forbidden['kind']>>]>([
    ['of the user', mine(), {}],
    ['of the user, within the time for edits', { ...mine(), editableFor: 60_000, now: written + 60_000 }, {}],
    [
      'of the user, just after it, where the clocks may differ',
      { ...mine(), editableFor: 60_000, now: written + 120_000 },
      {},
    ],
    [
      'of the user, after the time for edits',
      { ...mine(), editableFor: 60_000, now: written + 120_001 },
      { edit: 'too-late' },
    ],
    ['of somebody else', theirs(), { edit: 'not-mine', delete: 'not-mine' }],
    ['before it is known who the user is', { ...mine(), me: null }, { edit: 'not-mine', delete: 'not-mine' }],
    [
      'that a webhook of the user wrote',
      mine({ writtenBy: 'webhook' }),
      { edit: 'not-a-person', delete: 'not-a-person' },
    ],
    [
      'in a channel in which only some people write',
      withRights(mine(), { mayNot: ['write', 'react', 'unreact', 'mention-everybody'] }),
      { reply: 'no-right', react: 'no-right' },
    ],
    [
      'of the user, whose role permits neither edits nor deletions',
      withRights(mine(), { mayNot: ['edit', 'delete'] }),
      { edit: 'no-right', delete: 'no-right' },
    ],
    [
      'of somebody else, for a moderator',
      withRights(theirs(), { mayAlso: ['delete-others'] }),
      { edit: 'not-mine' },
    ],
    [
      'that a webhook wrote, for a moderator',
      withRights(theirs({ writtenBy: 'webhook' }), { mayAlso: ['delete-others'] }),
      { edit: 'not-a-person' },
    ],
    [
      'of a moderator who may not delete their own',
      withRights(mine(), { mayNot: ['delete'], mayAlso: ['delete-others'] }),
      { delete: 'no-right' },
    ],
    [
      'of somebody else, for a moderator before it is known who the user is',
      { ...withRights(theirs(), { mayAlso: ['delete-others'] }), me: null },
      { edit: 'not-mine', delete: 'not-mine' },
    ],
    [
      'of somebody else, for a moderator of an archived channel',
      { ...theirs(), conversation: facts({ archived: true, mayAlso: ['delete-others'] }) },
      { edit: 'not-mine', reply: 'archived', react: 'archived', delete: 'archived' },
    ],
    ['that was carried here', mine(carried('teams')), { edit: 'copy' }],
    ['that was carried from here', mine(carried('mattermost')), {}],
    [
      'in an archived channel',
      archived(mine()),
      { react: 'archived', reply: 'archived', edit: 'archived', delete: 'archived' },
    ],
    [
      'in a channel of Teams, without the permission to write there',
      inTeams(mine(), ['channel-writing']),
      { react: 'not-granted', reply: 'not-granted', edit: 'not-granted', delete: 'not-granted' },
    ],
    ['in a channel of Teams, with it', inTeams(mine(), ['files']), {}],
    [
      'of which no address is known',
      { ...mine(), address: null },
      { open: 'no-address', 'copy-link': 'no-address' },
    ],
    ['that vanishes once it was read', mine({ staysHere: 'burn-on-read' }), { edit: 'burn-on-read' }],
    [
      'that rules of the organisation hide',
      mine({ blocked: true }),
      { edit: 'blocked', 'copy-text': 'blocked', 'copy-markdown': 'blocked' },
    ],
    [
      'that is being deleted',
      { ...mine(), isRemoved: true },
      { react: 'being-deleted', reply: 'being-deleted', edit: 'being-deleted', delete: 'being-deleted' },
    ],
    [
      'that is deleted: its thread lives on',
      mine({ deletedAt: 5 }),
      {
        ...{ react: 'deleted', edit: 'deleted', delete: 'deleted' },
        ...{ 'copy-text': 'deleted', 'copy-markdown': 'deleted' },
      },
    ],
    ['without text', mine({ plain: '' }), { 'copy-text': 'no-text', 'copy-markdown': 'no-text' }],
  ])('%s', (_what, given, expected) => {
    expect(kinds(given)).toEqual(expected);
  });

  it('are only opening it and copying its address if it has no author', () => {
    const others = kinds(mine({ kind: 'system' }));
    expect(others).not.toHaveProperty('open');
    expect(others).not.toHaveProperty('copy-link');
    expect(new Set(Object.values(others))).toEqual(new Set(['system-message']));
  });

  it('need no extra permission in a chat', () => {
    const given = inTeams(mine(), ['channel-writing']);
    const chat = { ...given, conversation: facts({ service: 'teams', kind: 'group' }) };
    expect(forbiddenBecause('react', chat)).toBeNull();
  });
});

it('a reaction is taken back by a right of its own, and pinned is with none', () => {
  const given = withRights(theirs(), { mayNot: ['unreact', 'write'] });
  expect(forbiddenBecause('unreact', given)).toEqual({ kind: 'no-right', act: 'unreact' });
  expect(forbiddenBecause('react', given)).toBeNull();
  expect([forbiddenBecause('pin', given), forbiddenBecause('unpin', given)]).toEqual([null, null]);
});
