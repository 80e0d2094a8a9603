/** For whom a relay carries although they have connected, and when. */
import { beforeEach, describe, expect, it } from 'vitest';
import { both, inChat, post } from '../../../../test/support/gathering.ts';
import type { Message, PersonId } from '../../../model/index.ts';
import type { CarriedFrom } from '../away.ts';
import { TakenAuthors } from './taken-authors.ts';

const ada = 'm-r/ada' as PersonId;
const from = { mattermost: 100, teams: 200 };
const [sure, doubtful] = [post('p'), post('q')];

let mayCarry: boolean;
/** By link. */
let wanted: Map<string, CarriedFrom | null>;
let taken: TakenAuthors;
beforeEach(() => {
  mayCarry = true;
  wanted = new Map();
  taken = new TakenAuthors({
    mayCarryFor: (author) => author === ada && mayCarry,
    wantedSince: (_author, { mattermost }) => {
      const since = wanted.get(mattermost);
      return since === undefined ? { mattermost: 0, teams: 0 } : since;
    },
  });
});
const standing = (message: Message = sure, id = 'link') => taken.standingOf(ada, { ...both, id }, message);
const connected = { kind: 'connected' };

describe('a connected author', () => {
  it('is left to their own Isthmus as long as they are not taken, and without a lease always', () => {
    expect(standing()).toEqual(connected);
    const without = new TakenAuthors();
    without.take(ada, from);
    expect(without.due()).toEqual([]);
    expect(without.standingOf(ada, both, sure)).toEqual(connected);
  });

  it('who was taken is left until what they wrote before was looked at, and then each link is asked for', () => {
    taken.take(ada, from);
    expect(taken.from(ada)).toEqual(from);
    expect([standing(), taken.hasOwed()]).toEqual([connected, true]);
    expect(taken.due()).toEqual([ada]);
    expect([standing(), taken.hasOwed()]).toEqual([{ kind: 'away', as: ada, carried: 'unasked' }, false]);
    taken.joined(ada, 'link', new Set([doubtful.id]));
    expect(standing()).toMatchObject({ carried: 'no' });
    expect(standing(doubtful)).toMatchObject({ carried: 'perhaps' });
    expect(standing(sure, 'another')).toMatchObject({ carried: 'unasked' });
  });

  it('for whom the relay may not carry at this moment is left, and looked at as a whole when it may', () => {
    taken.take(ada, from);
    taken.due();
    taken.joined(ada, 'link', new Set());
    mayCarry = false;
    expect(standing()).toEqual(connected);
    expect(taken.due()).toEqual([]);
    mayCarry = true;
    // A message that was left meanwhile is older than the next one: none goes before it.
    expect([standing(), taken.hasOwed()]).toEqual([connected, true]);
    expect(taken.due()).toEqual([ada]);
    expect(standing()).toMatchObject({ carried: 'unasked' });
  });

  it('is not carried for over a link that they switched off, nor what they wrote before they switched it on again', () => {
    taken.take(ada, from);
    taken.due();
    taken.joined(ada, 'link', new Set());
    wanted.set(both.mattermost, null);
    const unwanted = { kind: 'away', as: ada, carried: 'unwanted' };
    expect([standing(), standing(sure, 'not looked at yet')]).toEqual([unwanted, unwanted]);
    wanted.set(both.mattermost, { mattermost: 50, teams: 80 });
    expect(standing(post('early', { createdAt: 49 }))).toEqual(unwanted);
    expect(standing(post('late', { createdAt: 50 }))).toMatchObject({ carried: 'no' });
    expect(standing(inChat('1', { createdAt: 79 }))).toEqual(unwanted);
    expect(standing(inChat('2', { createdAt: 80 }))).toMatchObject({ carried: 'no' });
  });

  it('whose messages could not be looked at is looked at again', () => {
    taken.take(ada, from);
    taken.due();
    taken.owe(ada);
    expect(taken.due()).toEqual([ada]);
  });

  it('who returned is left at once, and the return ends when what was under way has ended', async () => {
    taken.take(ada, from);
    taken.due();
    const told: string[] = [];
    let [end, arrive] = [(): void => undefined, (): void => undefined];
    const late = (): Promise<void> => taken.during(ada, () => new Promise((resolve) => (arrive = resolve)));
    // What goes on behind the work, as a request without an answer does, is waited for, too.
    const work = taken.during(ada, async () => {
      await new Promise<void>((resolve) => (end = resolve));
      void late();
    });
    const failing = taken.during(ada, () => Promise.reject(new Error('no answer')));
    const released = taken.release(ada).then(() => told.push('released'));
    expect(standing()).toEqual(connected);
    await expect(failing).rejects.toThrow('no answer');
    expect(told).toEqual([]);
    end();
    await work;
    await new Promise((resolve) => setTimeout(resolve));
    expect(told).toEqual([]);
    arrive();
    await released;
    expect(told).toEqual(['released']);
    taken.joined(ada, 'link', new Set());
    expect([taken.from(ada), standing(), taken.hasOwed()]).toEqual([null, connected, false]);
  });
});
