import { describe, expect, it } from 'vitest';
import type { Account, AccountId, Conversation } from '../../model/index.ts';
import { keepSide, keptSide } from './kept-side.ts';
import { carriageTo, onlyEdits, writtenSide, whyNotWritable, type WriteSide } from './write-side.ts';

const side = (
  service: 'teams' | 'mattermost',
  more: Partial<Conversation> = {},
  lacks: Account['lacks'] = [],
): WriteSide => {
  const accountId = service as string as AccountId;
  return {
    conversation: {
      id: `${service}/c`,
      accountId,
      service,
      archived: false,
      teamId: 'x',
      ...more,
    } as Conversation,
    account: { id: accountId, service, lacks } as Account,
    threadId: '',
  };
};
const archived = { archived: true };

describe('the side that gets the message', () => {
  it('is Mattermost, until the user chooses otherwise', () => {
    const sides = [side('mattermost'), side('teams')];
    expect(writtenSide(sides, null)?.conversation.service).toBe('mattermost');
    expect(writtenSide(sides, 'teams')?.conversation.service).toBe('teams');
  });

  it('is the only side that accepts messages, whatever was chosen', () => {
    const sides = [side('mattermost', archived), side('teams')];
    expect(writtenSide(sides, 'mattermost')?.conversation.service).toBe('teams');
    expect(writtenSide([side('teams', archived)], null)?.conversation.service).toBe('teams');
  });
});

describe('the box is closed', () => {
  it('in an archived conversation, and without the permission to send', () => {
    expect(whyNotWritable(side('mattermost', archived))).toEqual({ kind: 'archived' });
    expect(whyNotWritable(side('teams', {}, ['presence', 'channel-writing']))).toEqual({
      kind: 'not-granted',
      feature: 'channel-writing',
    });
    // A chat needs no permission of its own, and Mattermost none at all.
    expect(whyNotWritable(side('teams', { teamId: null }, ['channel-writing']))).toBeNull();
    expect(whyNotWritable(side('mattermost', {}, ['channel-writing']))).toBeNull();
    expect(whyNotWritable({ ...side('teams'), account: undefined })).toEqual({ kind: 'signed-out' });
  });
});

describe('a role that forbids to write', () => {
  const quiet = { mayNot: ['write'] } as const;

  it('closes the box, or leaves the other side of a pair', () => {
    expect(whyNotWritable(side('mattermost', quiet))).toEqual({ kind: 'no-right' });
    expect(writtenSide([side('mattermost', quiet), side('teams')], 'mattermost')?.conversation.service).toBe(
      'teams',
    );
    expect(carriageTo(side('mattermost', quiet), true, new Map())).toEqual({
      kind: 'not-writable-there',
      why: { kind: 'no-right' },
    });
  });

  it('leaves the edits of own messages, where no side takes a new one', () => {
    expect(onlyEdits([side('mattermost', quiet)])).toBe(true);
    expect(onlyEdits([side('mattermost', quiet), side('teams', archived)])).toBe(true);
    expect(onlyEdits([side('mattermost', quiet), side('teams')])).toBe(false);
    expect(onlyEdits([side('mattermost', archived)])).toBe(false);
  });
});

it('the box says in advance whether the message is carried to the other side', () => {
  const none = new Map();
  expect(carriageTo(side('teams'), true, none)).toEqual({ kind: 'carried' });
  expect(carriageTo(side('teams'), false, none)).toEqual({ kind: 'not-carried' });
  expect(carriageTo(side('teams', archived), true, none)).toEqual({
    kind: 'not-writable-there',
    why: { kind: 'archived' },
  });
  const halts = new Map([['teams' as AccountId, 'paused' as const]]);
  expect(carriageTo(side('teams'), true, halts)).toEqual({ kind: 'held', halt: 'paused' });
  const carryingPaused = new Map([['teams' as AccountId, 'carrying-paused' as const]]);
  expect(carriageTo(side('teams'), true, carryingPaused)).toEqual({ kind: 'held', halt: 'carrying-paused' });
});

it('the chosen side is stored for each link, and a damaged value counts as no choice', () => {
  const stored = new Map<string, string>();
  const storage = {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
  };
  keepSide(storage, 'l1', 'teams');
  keepSide(storage, 'l2', 'mattermost');
  expect([keptSide(storage, 'l1'), keptSide(storage, 'l2'), keptSide(storage, 'l3')]).toEqual([
    'teams',
    'mattermost',
    null,
  ]);
  for (const damaged of ['{', 'null', '7', '{"l1":"slack"}']) {
    stored.set('isthmus.write-side', damaged);
    expect(keptSide(storage, 'l1')).toBeNull();
  }
});
