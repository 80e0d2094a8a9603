/** Two computers of one person over one memory, whose delays and losses the test sets. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { connectorOf } from '../../../test/support/connectors.ts';
import { openDatabase } from '../../../test/support/database.ts';
import { countReads } from '../../../test/support/indexed-db/counted-reads.ts';
import { account, general, link } from '../../../test/support/rows.ts';
import { VirtualTime } from '../../../test/support/virtual-time.ts';
import type { Connector } from '../../connectors/connector.ts';
import type { SharedMemoryCapability } from '../../connectors/writing.ts';
import type { World } from '../../connectors/world.ts';
import {
  failed,
  isSharedSetting,
  sharedKeyOf,
  succeeded,
  type AccountId,
  type ConversationId,
  type OwnChoice,
  type SharedChoice,
} from '../../model/index.ts';
import {
  changeNoticeSettings,
  chooseForConversation,
  readAllOwnChoices,
  readNoticeSettings,
  type IsthmusDatabase,
} from '../../store/index.ts';
import { ChoiceKeeper } from './choice-keeper.ts';

const teamsAccount = 't-aaaaaaaaaaaa' as AccountId;
const chat = link().teams;
const unused = (): never => {
  throw new Error('not asked for');
};

/** The rows that Mattermost keeps, and the number of requests for them. */
let kept: Map<string, SharedChoice>;
let requests: { reads: number; writes: number };
let isOffline: boolean;
/** The server answers, and refuses. */
let isRefusing: boolean;
/** An act that happens once, after the server has done such a request and before its answer arrives. */
let onTheWayBack: {
  readonly request: 'readOwnChoices' | 'writeOwnChoices';
  readonly happens: () => void;
} | null;
const meanwhile = (request: 'readOwnChoices' | 'writeOwnChoices'): void => {
  if (onTheWayBack?.request !== request) return;
  const { happens } = onTheWayBack;
  onTheWayBack = null;
  happens();
};
let time: VirtualTime;
let desks: Desk[];

const keyOf = (choice: SharedChoice): string =>
  isSharedSetting(choice) ? choice.kind : `${choice.service} ${choice.conversation} ${choice.kind}`;

class Desk {
  readonly database: IsthmusDatabase = openDatabase();
  readonly keeper: ChoiceKeeper;
  #connectors: readonly Connector[];

  constructor() {
    const world: World = {
      now: time.now,
      after: time.after,
      random: () => 1,
      fetch: unused,
      openSocket: unused,
      accessToken: unused,
      log: () => undefined,
    };
    const refusal = failed({ kind: 'refused', status: 409, code: 'conflict' } as const);
    const lost = failed({ kind: 'offline', reason: 'no-network', status: null } as const);
    const memory = {
      readOwnChoices: () => {
        requests.reads += 1;
        const answer = isRefusing ? refusal : isOffline ? lost : succeeded([...kept.values()]);
        meanwhile('readOwnChoices');
        return Promise.resolve(answer);
      },
      writeOwnChoices: (choices) => {
        requests.writes += 1;
        if (isOffline) return Promise.resolve(lost);
        for (const choice of choices) kept.set(keyOf(choice), choice);
        // The server tells every connection of the user, this one too.
        for (const desk of desks) desk.keeper.heard();
        meanwhile('writeOwnChoices');
        return Promise.resolve(succeeded(null));
      },
    } satisfies Partial<SharedMemoryCapability>;
    this.keeper = new ChoiceKeeper({
      world,
      database: this.database,
      connectors: () => this.#connectors,
    });
    this.#connectors = [connectorOf({ memory: memory as unknown as SharedMemoryCapability })];
  }

  get connectors(): readonly Connector[] {
    return this.#connectors;
  }

  /** These accounts instead of the one. */
  open(connectors: readonly Connector[]): void {
    this.#connectors = connectors;
  }

  /** With these conversations in its mirror. */
  async holding(...ids: readonly ConversationId[]): Promise<this> {
    await this.database.accounts.bulkPut([
      { id: account, service: 'mattermost' } as never,
      { id: teamsAccount, service: 'teams' } as never,
    ]);
    await this.database.conversations.bulkPut(ids.map((id) => ({ id, accountId: accountIn(id) }) as never));
    return this;
  }

  choose(conversationId: ConversationId, choice: OwnChoice): Promise<void> {
    const place = { conversationId, accountId: accountIn(conversationId) };
    return chooseForConversation(this.database, place, choice, time.now());
  }

  async chosen(id: ConversationId) {
    return (await readAllOwnChoices(this.database)).get(id);
  }
}

const accountIn = (id: ConversationId): AccountId => id.slice(0, id.indexOf('/')) as AccountId;
const calm = async (): Promise<void> => {
  await time.pass(120_000);
  await time.settle();
};

beforeEach(() => {
  time = new VirtualTime(1_000_000);
  kept = new Map();
  requests = { reads: 0, writes: 0 };
  isOffline = false;
  isRefusing = false;
  onTheWayBack = null;
  desks = [];
});
afterEach(async () => {
  for (const { keeper, database } of desks) {
    await keeper.rest();
    database.close();
  }
});

const twoDesks = async (): Promise<readonly [Desk, Desk]> => {
  const both = [await new Desk().holding(general, chat), await new Desk().holding(general, chat)] as const;
  desks = [...both];
  for (const { keeper } of both) keeper.start();
  await calm();
  return both;
};

describe('two computers', () => {
  it('have the choices of each other, for both services', async () => {
    const [one, other] = await twoDesks();
    await one.choose(chat, { kind: 'favourite', value: true });
    await one.choose(general, { kind: 'notice-level', value: 'mentions' });
    one.keeper.want();
    await calm();
    expect(await other.chosen(chat)).toEqual({ favourite: true });
    expect(await other.chosen(general)).toEqual({ noticeLevel: 'mentions' });
  });

  it('agree on the later of two choices, whichever reaches the server last', async () => {
    const [one, other] = await twoDesks();
    isOffline = true;
    await one.choose(chat, { kind: 'favourite', value: true });
    one.keeper.want();
    await calm();
    await other.choose(chat, { kind: 'muted-until', value: 9 });
    await other.choose(chat, { kind: 'favourite', value: true });
    await other.choose(chat, { kind: 'favourite', value: false });
    isOffline = false;
    other.keeper.want();
    await calm();
    const agreed = { favourite: false, mutedUntil: 9 };
    expect([await one.chosen(chat), await other.chosen(chat)]).toEqual([agreed, agreed]);
  });

  it('return to the later choice when an older write overwrote it', async () => {
    const [one, other] = await twoDesks();
    await one.choose(chat, { kind: 'favourite', value: true });
    one.keeper.want();
    await calm();
    const [key, row] = [...kept][0] ?? [];
    if (key === undefined || row === undefined) throw new Error('nothing was kept');
    kept.set(key, { ...row, kind: 'favourite', value: false, at: row.at - 500 } as SharedChoice);
    for (const { keeper } of [one, other]) keeper.heard();
    await calm();
    expect(kept.get(key)).toEqual(row);
    expect([await one.chosen(chat), await other.chosen(chat)]).toEqual([
      { favourite: true },
      { favourite: true },
    ]);
  });

  it.each(['readOwnChoices', 'writeOwnChoices'] as const)(
    'learn of a choice that the other made during a request (%s)',
    async (request) => {
      const [one, other] = await twoDesks();
      await one.choose(chat, { kind: 'favourite', value: true });
      onTheWayBack = {
        request,
        happens: () => {
          const row: SharedChoice = {
            ...{ kind: 'muted-until', value: 9, at: time.now() },
            ...{ service: 'teams', conversation: sharedKeyOf(chat) },
          };
          kept.set(`teams ${row.conversation} muted-until`, row);
          for (const { keeper } of [one, other]) keeper.heard();
        },
      };
      if (request === 'readOwnChoices') one.keeper.heard();
      else one.keeper.want();
      await calm();
      expect(onTheWayBack).toBeNull();
      expect(await one.chosen(chat)).toEqual({ favourite: true, mutedUntil: 9 });
    },
  );

  it('have the settings for all conversations, each as it was changed last', async () => {
    const [one, other] = await twoDesks();
    const quiet = { days: [1, 2], from: 60, to: 120 } as const;
    isOffline = true;
    await changeNoticeSettings(one.database, { keywords: ['tea'], quiet }, time.now());
    await time.pass(1_000);
    await changeNoticeSettings(other.database, { keywords: ['rum'], followsThreads: false }, time.now());
    for (const { keeper } of [one, other]) keeper.want();
    await calm();
    isOffline = false;
    for (const { keeper } of [one, other]) keeper.want();
    await calm();
    const agreed = { keywords: ['rum'], quiet, followsThreads: false };
    for (const { database } of [one, other]) expect(await readNoticeSettings(database)).toMatchObject(agreed);
    const before = { ...requests };
    for (const { keeper } of [one, other]) keeper.want();
    await calm();
    expect(requests).toEqual(before);
  });

  it('write nothing more once they agree', async () => {
    const [one, other] = await twoDesks();
    await one.choose(chat, { kind: 'favourite', value: true });
    one.keeper.want();
    await calm();
    const before = { ...requests };
    for (const { keeper } of [one, other]) keeper.want();
    await calm();
    expect(requests).toEqual(before);
    expect(requests.writes).toBe(1);
  });
});

it('a conversation that comes later has the choices that were made for it before', async () => {
  const [one] = await twoDesks();
  await one.choose(chat, { kind: 'favourite', value: true });
  one.keeper.want();
  await calm();
  const late = await new Desk().holding(general);
  desks.push(late);
  late.keeper.start();
  await calm();
  expect(await late.chosen(chat)).toBeUndefined();
  const { reads } = requests;
  await late.holding(chat);
  late.keeper.want();
  await calm();
  expect(await late.chosen(chat)).toEqual({ favourite: true });
  expect(requests.reads).toBe(reads);
});

it('an account that is up to date again costs no read, unless its memory has not been read yet', async () => {
  const desk = new Desk();
  const reads = countReads(desk.database);
  await desk.holding(general, chat);
  desks.push(desk);
  desk.keeper.start();
  await calm();
  const asked = requests.reads;
  const rows = await reads.rowsOf(['accounts', 'ownChoices'], async () => {
    desk.keeper.becameCurrent();
    await calm();
  });
  expect([rows, requests.reads - asked]).toEqual([0, 0]);
  const [known] = desk.connectors;
  if (!known) throw new Error('the desk has an account');
  desk.open([known, { ...known, accountId: 'm-zzzzzzzzzzzz' as AccountId }]);
  desk.keeper.becameCurrent();
  await calm();
  expect(requests.reads - asked).toBe(1);
});

it('where the database refused, it is tried again after a while', async () => {
  const desk = await new Desk().holding(general, chat);
  desks.push(desk);
  desk.keeper.start();
  await calm();
  await desk.choose(chat, { kind: 'favourite', value: true });
  const refusing = vi.spyOn(desk.database.accounts, 'toArray').mockImplementationOnce(() => {
    throw new DOMException('', 'UnknownError');
  });
  desk.keeper.want();
  await calm();
  expect(refusing.mock.calls.length).toBeGreaterThan(1);
  expect([...kept.values()].map(({ kind, value }) => [kind, value])).toEqual([['favourite', true]]);
});

it('a server that refuses is asked less and less often, however many choices are made, and has all of them in the end', async () => {
  const [one] = await twoDesks();
  isRefusing = true;
  one.keeper.heard();
  await one.choose(chat, { kind: 'favourite', value: true });
  const before = requests.reads;
  for (let second = 0; second < 600; second += 1) {
    one.keeper.want();
    await time.pass(1_000);
  }
  await time.settle();
  // There was once a request each second. Now 5, 10, 20, 40 … seconds are between two of these.
  expect(requests.reads - before).toBeGreaterThan(3);
  expect(requests.reads - before).toBeLessThan(10);
  isRefusing = false;
  await time.pass(1_800_000);
  await time.settle();
  expect([...kept.values()].map(({ kind, value }) => [kind, value])).toEqual([['favourite', true]]);
});

describe('with two accounts of Mattermost', () => {
  const second = 'm-zzzzzzzzzzzz' as AccountId;
  /** What each account keeps. */
  const memories = new Map<AccountId, Map<string, SharedChoice>>();
  /** A computer that opened its accounts in this order. */
  const deskWith = async (order: readonly AccountId[]): Promise<Desk> => {
    const desk = await new Desk().holding(general, chat);
    await desk.database.accounts.put({ id: second, service: 'mattermost' } as never);
    const connectors = order.map((accountId) => {
      const rows = (): Map<string, SharedChoice> =>
        memories.get(accountId) ?? new Map<string, SharedChoice>();
      const memory = {
        readOwnChoices: () => Promise.resolve(succeeded([...rows().values()])),
        writeOwnChoices: (choices) => {
          memories.set(accountId, new Map([...rows(), ...choices.map((one) => [keyOf(one), one] as const)]));
          for (const { keeper } of desks) keeper.heard();
          return Promise.resolve(succeeded(null));
        },
      } satisfies Partial<SharedMemoryCapability>;
      return { ...connectorOf({ memory: memory as unknown as SharedMemoryCapability }), accountId };
    });
    desk.open(connectors);
    desks.push(desk);
    desk.keeper.start();
    return desk;
  };
  beforeEach(() => memories.clear());

  it('two computers that opened them in a different order agree, and one account stores the choices for Teams', async () => {
    const one = await deskWith([account, second]);
    const other = await deskWith([second, account]);
    await one.choose(chat, { kind: 'favourite', value: true });
    await changeNoticeSettings(other.database, { keywords: ['tea'] }, time.now());
    for (const { keeper } of desks) keeper.want();
    await calm();
    for (const desk of desks) {
      await expect.poll(() => desk.chosen(chat)).toEqual({ favourite: true });
      await expect.poll(async () => (await readNoticeSettings(desk.database)).keywords).toEqual(['tea']);
    }
    expect([memories.get(account)?.size, memories.get(second)?.size ?? 0]).toEqual([2, 0]);
  });

  it('a choice that one account gets from another computer is given to the other account, too', async () => {
    const setting = (value: boolean, at: number): SharedChoice => ({ kind: 'follows-threads', value, at });
    for (const id of [account, second]) memories.set(id, new Map([['follows-threads', setting(true, 5)]]));
    const desk = await deskWith([account, second]);
    await calm();
    // By a computer that has this account only.
    memories.set(account, new Map([['follows-threads', setting(false, 6)]]));
    desk.keeper.heard();
    // The other account follows after a while of its own.
    const inTheOther = async () => {
      await calm();
      return [...(memories.get(second)?.values() ?? [])];
    };
    await expect.poll(inTheOther).toEqual([setting(false, 6)]);
  });

  it('choices that an earlier version stored in the other account are found, moved, and updated there', async () => {
    const before: SharedChoice = {
      ...{ kind: 'favourite', value: true, at: 5 },
      ...{ service: 'teams', conversation: sharedKeyOf(chat) },
    };
    memories.set(second, new Map([[keyOf(before), before]]));
    const desk = await deskWith([account, second]);
    await calm();
    expect(await desk.chosen(chat)).toEqual({ favourite: true });
    await expect.poll(() => [...(memories.get(account)?.values() ?? [])]).toEqual([before]);
    await desk.choose(chat, { kind: 'favourite', value: false });
    desk.keeper.want();
    await calm();
    for (const id of [account, second])
      await expect
        .poll(() => [...(memories.get(id)?.values() ?? [])])
        .toMatchObject([{ kind: 'favourite', value: false }]);
  });
});
