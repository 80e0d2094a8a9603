/** One resource that always fails never stops the account: it rests, longer each time, and has a reason. */
import { afterEach, describe, expect, it } from 'vitest';
import type { Fault } from '../../sandbox/faults.ts';
import { dayStart, endDays, oneDay } from '../support/one-day.ts';
import { teamsAccount } from '../support/simulated.ts';

const minute = 60_000;
afterEach(endDays);

/** A Graph with one address that always answers the same, and an Isthmus with an empty mirror. */
const setUp = () => {
  const day = oneDay();
  const { time, services, isthmus, organisation } = day;
  const asked: number[] = [];
  const { faults, microsoft } = services;
  const mine = microsoft.acts
    .conversations()
    .filter(({ members }) => members.includes(organisation.sampleUser));
  return {
    ...day,
    faults: faults.microsoft,
    mine,
    /** The times of the requests that meet the fault, ms since the start. */
    asked,
    bad: (matches: (address: string) => boolean, fault: Fault) =>
      faults.microsoft.add({
        matches: ({ url }) => {
          const met = matches(decodeURIComponent(url));
          if (met) asked.push(time.now() - dayStart);
          return met;
        },
        fault,
      }),
    state: async () => (await isthmus.database.accounts.get(teamsAccount))?.state,
    setbacks: () => isthmus.database.setbacks.toArray(),
  };
};

/** The largest number in any minute. */
const mostInAMinute = (times: readonly number[]): number =>
  Math.max(0, ...times.map((from) => times.filter((at) => at >= from && at < from + minute).length));

const failing = (status: number, code: string): Fault => ({
  kind: 'status',
  status,
  body: JSON.stringify({ error: { code, message: 'Failed to execute request.' } }),
});

describe('case 01: a chat whose members always answer 500, and which is listed without them', () => {
  const setUpCase = () => {
    const day = setUp();
    const chat = day.mine.find(({ kind, members }) => kind === 'group' && members.length > 2)?.id ?? '';
    day.faults.add({
      matches: ({ url }) => decodeURIComponent(url).includes('/me/chats?$expand=members'),
      fault: {
        kind: 'answer',
        answer: async (_request, right) => {
          const page = (await (await right()).json()) as { value: { id: string; members: unknown[] }[] };
          for (const one of page.value) if (one.id === chat) one.members = [];
          return Response.json(page);
        },
      },
    });
    const mend = day.bad(
      (address) => address.includes(`/chats/${chat}/members`),
      failing(500, 'InternalServerError'),
    );
    return { ...day, chat, mend };
  };

  it('is listed without its members, everything else is mirrored, and the account becomes live', async () => {
    const day = setUpCase();
    await day.begin();
    await day.time.pass(10 * minute);
    expect(await day.state()).toEqual({ kind: 'live' });
    expect(await day.isthmus.database.conversations.where('accountId').equals(teamsAccount).count()).toBe(
      day.mine.length,
    );
    expect((await day.differences()).filter((line) => !line.includes(day.chat))).toEqual([]);
    const [setback, ...others] = await day.setbacks();
    expect(setback).toMatchObject({ what: 'members', reason: 'service-fails', status: 500 });
    expect(setback?.of).toContain(day.chat);
    expect(others).toEqual([]);
    expect(day.asked.length).toBeGreaterThan(3);
    expect(mostInAMinute(day.asked)).toBeLessThanOrEqual(6);
    await day.time.pass(50 * minute);
    expect(day.asked.filter((at) => at > 10 * minute).length).toBeLessThanOrEqual(5);
  });

  it('has its members soon after they can be read', async () => {
    const day = setUpCase();
    await day.begin();
    await day.time.pass(10 * minute);
    day.mend();
    await day.time.pass(30 * minute);
    expect(await day.setbacks()).toEqual([]);
    expect(await day.differences()).toEqual([]);
  });
});

describe('case 02: a channel whose second page is always 502', () => {
  const setUpCase = () => {
    const day = setUp();
    const channel = day.mine.find(({ kind }) => kind === 'channel')?.id.split('/')[1] ?? '';
    const isPage = (address: string) => address.includes(`/channels/${channel}/messages?`);
    const mend = day.bad((address) => address.includes('skiptoken=NEXT'), failing(502, 'UnknownError'));
    const right = day.faults.add({
      matches: ({ url }) => isPage(decodeURIComponent(url)) && !url.includes('NEXT'),
      fault: {
        kind: 'answer',
        answer: async (request, answer) => {
          const page = (await (await answer()).json()) as object;
          return Response.json({ ...page, '@odata.nextLink': `${request.url}&$skiptoken=NEXT` });
        },
      },
    });
    return { ...day, channel, mend: () => [mend, right].forEach((one) => one()) };
  };

  it('waits by itself, longer each time, while the account is live except for it and all else stays current', async () => {
    const day = setUpCase();
    await day.begin();
    await day.time.pass(10 * minute);
    const allButOne = { kind: 'partly-live', without: [{ kind: 'conversations', count: 1 }] };
    expect(await day.state()).toEqual(allButOne);
    day.things(40);
    // The time in which every conversation is asked for once without a user.
    await day.time.pass(45 * minute);
    expect(await day.state()).toEqual(allButOne);
    expect((await day.differences()).filter((line) => !line.includes(day.channel))).toEqual([]);
    const [setback, ...others] = await day.setbacks();
    expect(setback).toMatchObject({ what: 'history', reason: 'service-fails', status: 502 });
    expect(setback?.of).toContain(day.channel);
    expect(others).toEqual([]);
    expect(day.asked.length).toBeGreaterThan(5);
    expect(mostInAMinute(day.asked)).toBeLessThanOrEqual(6);
    expect(day.asked.filter((at) => at > 30 * minute).length).toBeLessThanOrEqual(2);
  });

  it('is read to its end soon after the page can be read', async () => {
    const day = setUpCase();
    await day.begin();
    await day.time.pass(10 * minute);
    day.mend();
    await day.time.pass(45 * minute);
    expect(await day.setbacks()).toEqual([]);
    expect(await day.differences()).toEqual([]);
  });
});
