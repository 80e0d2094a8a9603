import { beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../../test/support/database.ts';
import { account, link, me, message } from '../../../../test/support/rows.ts';
import { type MarkNote, type PersonId, type SharedKey, sharedKeyOf } from '../../../model/index.ts';
import {
  type IsthmusDatabase,
  knowLink,
  openComputerRow,
  type OutboxState,
  readJoinedAt,
  readKnownLinks,
  writeJoinedAt,
} from '../../../store/index.ts';
import { writeLinks } from './write-links.ts';

let database: IsthmusDatabase;
beforeEach(() => {
  database = openDatabase();
});

const people = { mattermost: me, teams: 't-aaaaaaaaaaaa/user/me' as PersonId };

const states: Readonly<Record<OutboxState['kind'], OutboxState>> = {
  queued: { kind: 'queued' },
  uploading: { kind: 'uploading' },
  waiting: { kind: 'waiting', until: 1, why: 'offline', tries: 1 },
  failed: { kind: 'failed', reason: { kind: 'gone' } },
  sending: { kind: 'sending', act: { kind: 'repeatable' }, after: 0, retryAt: 0, tries: 1 },
  discarded: { kind: 'discarded' },
};

/** One row of each state, of the link and of another. */
const fill = async (): Promise<void> => {
  await writeLinks(database, [link(), link({ id: 'other' })], people);
  for (const linkId of ['link', 'other'])
    for (const state of Object.values(states))
      await database.outbox.put({
        messageId: message(`${linkId} ${state.kind}`).id,
        linkId,
        service: 'mattermost',
        at: 1,
        state,
      });
};
const left = async (linkId: string): Promise<string[]> =>
  (await database.outbox.filter((row) => row.linkId === linkId).toArray())
    .map(({ state }) => state.kind)
    .sort();
const everything = Object.keys(states).sort();

describe('stored links', () => {
  it('are changed once', async () => {
    expect(await writeLinks(database, [link()], people)).toBe(true);
    expect(await writeLinks(database, [link()], people)).toBe(false);
    expect(await writeLinks(database, [link({ carried: false })], people)).toBe(true);
    expect(await writeLinks(database, [], people)).toBe(true);
    expect(await writeLinks(database, [], people)).toBe(false);
    expect(await database.links.count()).toBe(0);
  });

  it('take their rows out of the outbox when switched off, except acts that may have happened and those that the user gave up', async () => {
    await fill();
    await writeLinks(database, [link({ carried: false }), link({ id: 'other' })], people);
    expect(await left('link')).toEqual(['discarded', 'sending']);
    expect(await left('other')).toEqual(everything);
  });

  it('take their rows out when removed, but counterparts stay, so that a new link doubles nothing', async () => {
    await fill();
    await database.counterparts.put({
      id: message('a').id,
      linkId: 'link',
      origin: 'mattermost',
      copies: [],
      parts: 1,
      carriedBy: 'me',
      originBase: null,
      copyBase: null,
      reactions: [],
    });
    await database.notCarried.put({ linkId: 'link', reason: 'not-mine', count: 3 });
    await writeLinks(database, [link({ id: 'other' })], people);
    expect(await left('link')).toEqual(['discarded', 'sending']);
    expect(await left('other')).toEqual(everything);
    expect([await database.counterparts.count(), await database.notCarried.count()]).toEqual([1, 0]);
  });

  it('do not change the outbox if they were not carried before', async () => {
    await fill();
    await database.links.put(link({ carried: false }));
    await writeLinks(database, [link({ carried: false, name: 'New' }), link({ id: 'other' })], people);
    expect(await left('link')).toEqual(everything);
  });

  it('add the messages since their beginning in the same transaction when they are carried', async () => {
    await database.messages.put(message('before', { authorId: me, createdAt: 50 }));
    await database.messages.put(message('mine', { authorId: me, createdAt: 150 }));
    await database.messages.put(message('hers', { createdAt: 160 }));
    const since = { mattermost: 100, teams: 100 };
    await writeLinks(database, [link({ carried: false, since })], people);
    expect(await database.outbox.count()).toBe(0);
    await writeLinks(database, [link({ since })], people);
    expect(await database.outbox.toCollection().primaryKeys()).toEqual([message('mine').id]);
  });

  it('take copies for the relay’s that are in the mirror already, as soon as they name it', async () => {
    const bot = `${account}/bot` as PersonId;
    const { teams, mattermost } = link();
    const key = `${sharedKeyOf(teams)}/x` as SharedKey;
    const note: MarkNote = { kind: 'mark', origin: 'teams', teams: [key], part: 0, parts: 1 };
    await database.messages.put(
      message('copy', { conversationId: mattermost, authorId: bot, createdAt: 150, note }),
    );
    await writeLinks(database, [link()], people);
    const by = async () => (await database.counterparts.toArray()).map(({ carriedBy }) => carriedBy);
    expect(await by()).toEqual(['other']);
    const relay = { kind: 'other', mattermost: bot, teams: `${people.teams}-bot` as PersonId } as const;
    await writeLinks(database, [link({ relay })], people);
    expect(await by()).toEqual(['relay']);
  });
});

it('a link with a relay whose other side the user does not read any more is not known, nor since when they read both', async () => {
  const relay = { kind: 'other', mattermost: me, teams: people.teams } as const;
  const beside = link({ relay });
  await openComputerRow(database, () => 'one');
  await writeLinks(database, [beside, link({ id: 'alone' })], people);
  await writeJoinedAt(database, beside.id, 7);
  for (const id of [beside.id, 'alone']) await knowLink(database, id);
  await writeLinks(database, [beside, link({ id: 'alone' })], people);
  expect(await readJoinedAt(database, beside.id)).toBe(7);
  expect(await readKnownLinks(database)).toEqual(new Set([beside.id, 'alone']));
  const missing = link({ relay, carried: false, standing: { kind: 'side-missing', service: 'teams' } });
  await writeLinks(database, [missing, link({ id: 'alone' })], people);
  expect(await readJoinedAt(database, beside.id)).toBeNull();
  expect(await readKnownLinks(database)).toEqual(new Set(['alone']));
});
