import { expect, it } from 'vitest';
import {
  type AuthorNote,
  type FoundRegisters,
  mostWishes,
  type Register,
  type RegisterNote,
  type RelayNote,
  type WishForLink,
} from '../../../connectors/author-registers.ts';
import { type ConversationId, failed, type MessageId, type Result, succeeded } from '../../../model/index.ts';
import { OwnRegister } from './own-register.ts';
import { awayTimes } from './times.ts';

const minute = 60_000;
const signal = new AbortController().signal;
const id = 'mm/direct/author' as MessageId;
const before: AuthorNote = {
  ...{ kind: 'author', epoch: 3, beat: 1, lasts: 15 * minute },
  ...{ wants: false, mayBeTaken: true, waitsSince: null, wishes: [] },
};
const relay: RelayNote = {
  ...{ kind: 'relay', epoch: 2, beat: 9, lasts: awayTimes.relayLasts, grace: 20 * minute, taken: false },
};
const off: WishForLink = { link: 'channel/a channel/b', since: null };
const offline = failed({ kind: 'offline', reason: 'no-answer', status: null } as const);
const forbidden = failed({ kind: 'forbidden', status: 403, code: 'no' } as const);

const registerOf = <Note extends RegisterNote>(note: Note): Register<Note> => ({
  id,
  note,
  writtenAt: 100 * minute,
});
const written: FoundRegisters = { author: registerOf(before), relay: registerOf(relay) };
const nothingWritten: FoundRegisters = { author: null, relay: registerOf(relay) };

/** A register beside a server that gives these answers, one after the other, and then says that all is well. */
const setting = (found: FoundRegisters, answers: readonly Result<null>[] = []) => {
  const left = [...answers];
  const sent: RegisterNote[] = [];
  const user = { isPaused: false, wishes: [] as readonly WishForLink[], oldest: null as number | null };
  const passed = { atMost: 5 * minute };
  const answer = (note: RegisterNote): Result<null> => {
    sent.push(note);
    return left.shift() ?? succeeded(null);
  };
  const own = new OwnRegister(
    {
      registers: {
        create: (_place, note) => {
          const made = answer(note);
          return Promise.resolve(made.ok ? succeeded(id) : made);
        },
        write: (_id, note) => Promise.resolve(answer(note)),
        read: () => {
          const note = sent.at(-1);
          return Promise.resolve(succeeded(note === undefined ? null : registerOf(note)));
        },
      },
      ...{ times: awayTimes, passed },
      isPaused: () => user.isPaused,
      wishes: () => user.wishes,
      oldestWaiting: () => Promise.resolve(user.oldest),
    },
    'mm/direct' as ConversationId,
    found,
    1_000,
  );
  return { own, user, passed, sent };
};

it('each writing has a beat of its own, and says what the user wants at that moment', async () => {
  const { own, user, sent } = setting(written);
  expect(await own.write(signal)).toBe('written');
  user.wishes = [off];
  expect(own.saysWishes).toBe(false);
  await own.write(signal);
  expect(own.saysWishes).toBe(true);
  user.isPaused = true;
  await own.write(signal);
  const all = { epoch: 3, wants: false, lasts: 20 * minute };
  expect(sent).toMatchObject([
    { ...all, beat: 1_001, mayBeTaken: true, wishes: [] },
    { ...all, beat: 1_002, mayBeTaken: true, wishes: [off] },
    { ...all, beat: 1_003, mayBeTaken: false, wishes: [off] },
  ]);
});

it('more wishes than a register holds let nobody be taken', async () => {
  const { own, user, sent } = setting(written);
  user.wishes = Array.from({ length: mostWishes + 1 }, () => off);
  await own.write(signal);
  expect(sent).toMatchObject([{ mayBeTaken: false, wishes: [] }]);
});

it('one that is made says that nobody may be taken, until it could be changed', async () => {
  const { own, user, sent } = setting(nothingWritten);
  user.wishes = [off];
  expect([await own.write(signal), own.saysWishes]).toEqual(['written', false]);
  expect([await own.write(signal), own.saysWishes]).toEqual(['written', true]);
  expect(sent).toMatchObject([
    { mayBeTaken: false, wishes: [] },
    { mayBeTaken: true, wishes: [off] },
  ]);
});

it('what it says of the turns stays when a writing fails', async () => {
  const { own, sent } = setting(written, [offline]);
  own.say({ epoch: 4, wants: true });
  expect([await own.write(signal), await own.write(signal)]).toEqual(['failed', 'written']);
  expect(sent).toMatchObject([
    { beat: 1_001, epoch: 4, wants: true },
    { beat: 1_002, epoch: 4, wants: true },
  ]);
});

it('it is trusted from the beginning of its last writing that succeeded, and written again in time', async () => {
  const { own, passed } = setting(written, [offline]);
  await own.write(signal);
  expect([own.trustedUntil, own.isDue]).toEqual([-Infinity, true]);
  const writing = own.write(signal);
  // The relay counts from what it sees, which is never before that.
  await Promise.resolve();
  await Promise.resolve();
  passed.atMost += 9 * minute;
  await writing;
  expect([own.trustedUntil, own.isDue]).toEqual([(5 + 15) * minute, true]);
  await own.write(signal);
  expect([own.trustedUntil, own.isDue]).toEqual([(14 + 15) * minute, false]);
});

it('says since when something may wait, until the mirrors of both services have caught up', async () => {
  const { own, user, sent } = setting(written);
  await own.write(signal);
  user.oldest = 10 * minute;
  await own.write(signal);
  own.caughtUp('mattermost');
  user.oldest = 90 * minute;
  await own.write(signal);
  own.caughtUp('teams');
  await own.write(signal);
  // The last writing of the register was at 100 minutes, and lasted for 15.
  const [stood, waits, later] = [85 * minute, 10 * minute, 90 * minute];
  expect(sent.map((note) => note.kind === 'author' && note.waitsSince)).toEqual([stood, waits, stood, later]);
});

it('what becomes of a writing has one name each', async () => {
  const gone = failed({ kind: 'not-found' } as const);
  for (const [found, answer, outcome] of [
    [written, forbidden, 'refused'],
    [written, gone, 'gone'],
    [written, offline, 'failed'],
    [nothingWritten, forbidden, 'refused'],
    [nothingWritten, offline, 'unknown'],
  ] as const)
    expect(await setting(found, [answer]).own.write(signal)).toBe(outcome);
});

it('where the relay carries for its users no more, it says that they must not be taken, and whether the server shows that', async () => {
  const { own, sent } = setting(written);
  await own.write(signal);
  expect([own.isEnding, await own.forbidsTaking(signal)]).toEqual([false, false]);
  own.relaySays({ ...relay, grace: null });
  expect(own.isEnding).toBe(true);
  expect(await own.forbidsTaking(signal)).toBe(false);
  await own.write(signal);
  expect(await own.forbidsTaking(signal)).toBe(true);
  own.relaySays(relay);
  await own.write(signal);
  expect(sent).toMatchObject([{ mayBeTaken: true }, { mayBeTaken: false }, { mayBeTaken: true }]);
});
