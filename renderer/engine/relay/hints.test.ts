import { beforeEach, describe, expect, it } from 'vitest';
import { link as linkRow } from '../../../test/support/rows.ts';
import { VirtualTime } from '../../../test/support/virtual-time.ts';
import { type ConversationId, type MessageId, type PersonId, succeeded } from '../../model/index.ts';
import type { LinkRow } from '../../store/index.ts';
import { HintListener } from './hint-listener.ts';
import { HintTeller } from './hint-teller.ts';
import { beatEvery, hintEvery, type LinkSign, silentAfter } from './link-sign.ts';

const deck = linkRow({
  id: 'deck',
  mattermost: 'm/deck' as ConversationId,
  teams: 't/deck' as ConversationId,
});
const watch = linkRow({
  id: 'watch',
  mattermost: 'm/watch' as ConversationId,
  teams: 't/watch' as ConversationId,
});

let time: VirtualTime;
beforeEach(() => {
  time = new VirtualTime(1_000_000);
});

describe('a relay', () => {
  const told: string[] = [];
  let active: boolean;
  let teller: HintTeller;
  beforeEach(() => {
    told.length = 0;
    active = true;
    teller = new HintTeller({
      world: { now: time.now, after: time.after },
      isActive: () => active,
      tell: ({ id }, sign) => {
        told.push(`${sign} ${id} ${time.now() - 1_000_000}`);
        return Promise.resolve(succeeded(null));
      },
    });
    teller.start();
    teller.linksAre([deck, watch]);
  });
  const hints = (): string[] => told.filter((one) => one.startsWith('hint'));

  it('tells of a linked conversation at once, and then at most once in two seconds', async () => {
    for (let at = 0; at < 50; at += 1) {
      teller.moved(new Set([deck.teams, 'm/deck' as ConversationId]));
      await time.pass(100);
    }
    await time.pass(60_000);
    expect(hints()).toEqual([0, 1, 2, 3].map((at) => `hint deck ${at * hintEvery}`));
    teller.stop();
  });
  it('tells nothing of what is not linked, of the other side, or while another relay carries', async () => {
    teller.moved(new Set([deck.mattermost, 't/elsewhere' as ConversationId]));
    active = false;
    teller.moved(new Set([deck.teams]));
    await time.pass(beatEvery * 2);
    expect(told).toEqual([]);
    teller.stop();
  });
  it('says now and then that it is there, until it stops', async () => {
    await time.pass(beatEvery * 2 + 1);
    expect(told).toEqual(
      [1, 2].flatMap((at) => [`beat deck ${at * beatEvery}`, `beat watch ${at * beatEvery}`]),
    );
    teller.moved(new Set([deck.teams]));
    teller.moved(new Set([deck.teams]));
    teller.stop();
    await time.pass(beatEvery * 2);
    expect(hints()).toHaveLength(1);
    expect(told).toHaveLength(5);
  });
});

describe('a desktop', () => {
  const bot = 'm/bot' as PersonId;
  const relay = { kind: 'other', mattermost: bot, teams: 't/user/bot' as PersonId } as const;
  const signOf = ({ mattermost, id }: LinkRow, sign: LinkSign) => `${mattermost}/${id}-${sign}` as MessageId;
  const pulled: ConversationId[] = [];
  const expected: (readonly ConversationId[])[] = [];
  let there: boolean;
  let listener: HintListener;
  beforeEach(() => {
    pulled.length = 0;
    expected.length = 0;
    there = true;
    listener = new HintListener({
      world: { now: time.now, after: time.after },
      signOf,
      pullSoon: (conversation) => void pulled.push(conversation),
      expect: (conversations) => void expected.push(conversations),
      isUserThere: () => there,
    });
    listener.start();
    listener.linksAre([
      { ...deck, relay },
      { ...watch, relay, carried: false },
    ]);
  });
  const hear = (link: LinkRow, sign: LinkSign, by = bot): boolean =>
    listener.heard({ conversationId: link.mattermost, threadId: signOf(link, sign), personId: by });

  it('pulls what a hint names, and of what it does not carry only while its user is there', () => {
    expect([hear(deck, 'hint'), hear(watch, 'hint')]).toEqual([true, true]);
    expect(pulled).toEqual([deck.teams, watch.teams]);
    there = false;
    expect([hear(deck, 'hint'), hear(watch, 'hint')]).toEqual([true, true]);
    expect(pulled).toEqual([deck.teams, watch.teams, deck.teams]);
    listener.stop();
  });
  it('hears signs of the relay only: whoever else types there types', () => {
    expect(hear(deck, 'hint', 'm/eve' as PersonId)).toBe(false);
    const place = { conversationId: deck.mattermost, personId: bot };
    expect(listener.heard({ ...place, threadId: '' })).toBe(false);
    expect(listener.heard({ ...place, threadId: 'm/deck/other' as MessageId })).toBe(false);
    listener.linksAre([deck]);
    expect(hear(deck, 'hint')).toBe(false);
    expect([pulled, expected.flat()]).toEqual([[], []]);
  });
  it('expects hints for the links of which it hears, until the relay is silent', async () => {
    hear(deck, 'beat');
    expect(expected.at(-1)).toEqual([deck.teams]);
    hear(watch, 'beat');
    expect([...(expected.at(-1) ?? [])].sort()).toEqual([deck.teams, watch.teams]);
    expect(pulled).toEqual([]);
    for (let passed = 0; passed < silentAfter * 2; passed += beatEvery) {
      await time.pass(beatEvery);
      hear(deck, 'beat');
    }
    expect(expected.at(-1)).toEqual([deck.teams]);
    await time.pass(silentAfter * 1.3);
    expect(expected.at(-1)).toEqual([]);
    listener.stop();
  });
  it('expects nothing and waits for nothing after it stopped, although links come late', async () => {
    hear(deck, 'beat');
    listener.stop();
    const before = expected.length;
    listener.linksAre([{ ...deck, relay }]);
    hear(deck, 'beat');
    await time.pass(silentAfter * 2);
    expect(expected).toHaveLength(before);
  });
});
