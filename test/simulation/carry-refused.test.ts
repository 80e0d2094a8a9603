/** Messages that cannot be carried, and forged ones: each ends in a state with a reason, and the rest of the queue continues. */
import { beforeEach, describe, expect, it } from 'vitest';
import { type Message, sharedKeyOf } from '../../renderer/model/index.ts';
import type { OutboxRow } from '../../renderer/store/index.ts';
import { startCrew } from '../support/carry/crew.ts';
import type { CarryWorld, Pair } from '../support/carry/world.ts';
import type { SimulatedIsthmus } from '../support/simulated.ts';

const crew = startCrew(11, ['anna']);
let world: CarryWorld;
let deck: Pair;
let all: Pair;
let anna: SimulatedIsthmus;

beforeEach(() => {
  ({ world, deck, all } = crew());
  anna = crew().isthmusOf('anna');
});

const write = (
  side: 'teams' | 'mattermost',
  by: string,
  pair: Pair,
  word: string,
  replyTo?: string,
): string =>
  side === 'teams'
    ? world.services.microsoft.acts.post(by, pair.teams, { content: `<p>${word}</p>` }, replyTo)
    : world.services.mattermost.acts.post(by, pair.mattermost, { content: word }, replyTo);
const on = (side: 'teams' | 'mattermost', pair: Pair, word: string): readonly string[] =>
  (side === 'teams' ? world.services.microsoft : world.services.mattermost).acts
    .truth('anna')
    .messages.filter(
      ({ conversationId, deleted, content }) =>
        conversationId === pair[side] && !deleted && new RegExp(`\\b${word}\\b`).test(content),
    )
    .map(({ content }) => content);
/** The page's intent when the user presses the button; done when the engine has taken it. */
const want = async (kind: 'retry' | 'discard', { id, accountId, conversationId }: Message): Promise<void> => {
  await anna.database.intents.add({ kind, messageId: id, accountId, conversationId, at: 0 });
  await world.time.until(async () => (await anna.database.intents.count()) === 0);
};
const outbox = (): Promise<OutboxRow[]> => anna.database.outbox.toArray();
const refusing = (status: number, code: string, matches: (request: Request) => boolean, times = 1): void => {
  world.services.faults.microsoft.add({
    matches,
    fault: { kind: 'status', status, body: JSON.stringify({ error: { code, message: 'refused' } }) },
    times,
  });
};
const isSend = ({ method, url }: Request): boolean =>
  method === 'POST' && new URL(url).pathname.endsWith('/messages');

describe('a message that the other side refuses', () => {
  it.each([
    [
      'blocked by a policy',
      403,
      'MessageBlockedByPolicy',
      { kind: 'forbidden', code: 'MessageBlockedByPolicy' },
    ],
    ['as it is', 400, 'BadRequest', { kind: 'refused', code: 'BadRequest' }],
    ['as too long', 413, 'RequestEntityTooLarge', { kind: 'too-long' }],
    ['because the chat is gone', 404, 'NotFound', { kind: 'gone' }],
  ])(
    '%s has its reason, does not delay others, and is carried when the user tries again',
    async (_case, status, code, reason) => {
      refusing(status, code, isSend);
      write('mattermost', 'anna', all, 'w1');
      await world.time.pass(60_000);
      write('mattermost', 'anna', all, 'w2');
      await world.time.pass(120_000);
      const [row, ...rest] = await outbox();
      expect(rest).toEqual([]);
      expect(row?.state).toEqual({ kind: 'failed', reason });
      expect([on('teams', all, 'w1'), on('teams', all, 'w2')]).toMatchObject([[], [{}]]);
      if (!row) return;
      const message = await anna.database.messages.get(row.messageId);
      if (!message) throw new Error('the message is not there');
      await want('retry', message);
      await world.time.pass(60_000);
      expect(on('teams', all, 'w1')).toHaveLength(1);
      expect(await outbox()).toEqual([]);
    },
  );

  it('stays on its side after the user discards it, also when it is edited', async () => {
    refusing(403, 'Forbidden', isSend);
    const post = write('mattermost', 'anna', all, 'w3');
    await world.time.pass(120_000);
    const [row] = await outbox();
    const message = row && (await anna.database.messages.get(row.messageId));
    if (!message) throw new Error('nothing failed');
    await want('discard', message);
    await world.time.pass(60_000);
    world.services.mattermost.acts.edit('anna', all.mattermost, post, 'w3 again');
    await world.time.pass(120_000);
    expect(on('teams', all, 'w3')).toEqual([]);
    expect((await outbox()).map(({ state }) => state.kind)).toEqual(['discarded']);
  });
});

it('does not delay later messages, for any number of refused ones in a row', async () => {
  // As many as the engine reads of a lane at a time.
  const many = 20;
  await world.time.during(anna.engine.setAsleep(true));
  refusing(403, 'Forbidden', isSend, many);
  for (let at = 0; at <= many; at += 1) {
    write('mattermost', 'anna', all, `w${at}`);
    await world.time.pass(1);
  }
  await world.time.during(anna.engine.setAsleep(false));
  await world.time.pass(60_000);
  expect((await outbox()).map(({ state }) => state.kind)).toEqual(Array(many).fill('failed'));
  expect(on('teams', all, `w${many}`)).toHaveLength(1);
});

describe('a message whose answer was lost', () => {
  const lost = (kind: 'lost-request' | 'lost-answer'): (() => void) => {
    const { microsoft } = world.services.faults;
    // Isthmus also cannot find out whether it arrived until the network is back.
    const stop = [
      microsoft.add({ matches: isSend, fault: { kind }, times: 1 }),
      microsoft.add({ matches: (request) => !isSend(request), fault: { kind: 'lost-request' } }),
    ];
    return () => stop.forEach((end) => end());
  };

  it.each([
    ['lost-request', [], ['discarded']],
    ['lost-answer', [{}], []],
  ] as const)(
    'is not sent again after the user gives it up meanwhile; if it had arrived, it stays there (%s)',
    async (kind, there, left) => {
      const back = lost(kind);
      write('mattermost', 'anna', all, 'w1');
      await world.time.pass(30_000);
      const [row] = await outbox();
      expect(row?.state.kind).toBe('sending');
      const message = row && (await anna.database.messages.get(row.messageId));
      if (!message) throw new Error('nothing is under way');
      await want('discard', message);
      await world.time.pass(60_000);
      back();
      await world.time.pass(600_000);
      expect(on('teams', all, 'w1')).toMatchObject(there);
      expect(on('teams', all, 'w1')).toHaveLength(there.length);
      expect((await outbox()).map(({ state }) => state.kind)).toEqual(left);
    },
  );
});

describe('a message without a counterpart', () => {
  it('because there is no text to show stays on its side, counted, and later messages are carried', async () => {
    world.services.microsoft.acts.post('anna', all.teams, { content: '<p>&nbsp;</p>' });
    world.services.microsoft.acts.post('anna', all.teams, { content: '<p>w8</p>' });
    await world.time.pass(180_000);
    expect(on('mattermost', all, 'w8')).toHaveLength(1);
    expect(await crew().notCarried('empty')).toBe(1);
    expect(await outbox()).toEqual([]);
  });

  it('as a reply to a deleted message is a separate message', async () => {
    const root = write('mattermost', 'dora', deck, 'w4');
    await world.time.pass(60_000);
    await world.time.during(anna.engine.setAsleep(true));
    write('mattermost', 'anna', deck, 'w5', root);
    world.services.microsoft.acts.post('anna', deck.teams, { content: '<p>w6</p>' });
    await world.time.during(anna.engine.setAsleep(false));
    await world.time.pass(900_000);
    expect([on('teams', deck, 'w5'), on('mattermost', deck, 'w6')]).toMatchObject([[{}], [{}]]);
  });

  it('has an edit and a reaction, which change nothing on the other side', async () => {
    const post = write('mattermost', 'dora', all, 'w7');
    await world.time.pass(60_000);
    world.services.mattermost.acts.edit('dora', all.mattermost, post, 'w7 again');
    world.services.mattermost.acts.react('anna', all.mattermost, post, '+1');
    await world.time.pass(120_000);
    expect(on('teams', all, 'w7')).toEqual([]);
    expect(await outbox()).toEqual([]);
  });
});

describe('forged marks of others', () => {
  it('with the id of the user’s message hide nothing: the message is carried once', async () => {
    const { mattermost } = world.services;
    const message = write('teams', 'anna', all, 'w8');
    const sent = await signedIn('emil', '/posts', {
      channel_id: all.mattermost,
      message: 'w9',
      props: {
        isthmus: {
          version: 1,
          mark: { origin: 'teams', teams: [sharedKeyOf(`x/chat/${all.teams}/${message}` as never)] },
        },
      },
    });
    expect(sent.ok).toBe(true);
    await world.time.pass(240_000);
    expect(on('mattermost', all, 'w8')).toHaveLength(1);
    mattermost.acts.edit('anna', all.mattermost, idOf('w8'), 'w8 by hand');
    await world.time.pass(120_000);
    expect(on('teams', all, 'w8')).toEqual([expect.stringContaining('by hand')]);
    expect(on('mattermost', all, 'w9')).toEqual(['w9']);
  });
});

const idOf = (word: string): string =>
  world.services.mattermost.acts.truth('anna').messages.find(({ content }) => content === word)?.id ?? '';

/** The requests of a person's own client of Mattermost. */
const signedIn = async (by: string, path: string, body: unknown): Promise<Response> => {
  const { mattermost, organisation } = world.services;
  const person = organisation.people.find(({ key }) => key === by);
  const ask = (to: string, what: unknown, token: string): Promise<Response> =>
    mattermost.fetch(
      new Request(`http://mattermost.example/api/v4${to}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}` },
        body: JSON.stringify(what),
      }),
    );
  const login = await ask(
    '/users/login',
    { login_id: person?.mattermost?.username, password: person?.password },
    '',
  );
  return ask(path, body, login.headers.get('token') ?? '');
};
