import { beforeEach, describe, expect, it } from 'vitest';
import { link as linkRow } from '../../../test/support/rows.ts';
import { VirtualTime } from '../../../test/support/virtual-time.ts';
import type { LinkSign } from '../../connectors/writing.ts';
import {
  type ConversationId,
  type MessageId,
  type PersonId,
  type SharedKey,
  sharedKeyOf,
  succeeded,
} from '../../model/index.ts';
import type { LinkRow } from '../../store/index.ts';
import { HintListener } from './hint-listener.ts';
import { HintTeller } from './hint-teller.ts';
import { authorsApart, beatEvery, hintEvery, mostAuthors, silentAfter, toldFor } from './link-sign.ts';

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

const nameOf = (sign: LinkSign): string =>
  typeof sign === 'string' ? sign : 'wrote' in sign ? sign.wrote : `${sign.desktops} desktops`;
const ada = 't/user/ada' as PersonId;
const by = (conversation: ConversationId, ...people: PersonId[]) =>
  new Map([[conversation, new Set(people)] as const]);

describe('a relay', () => {
  const told: string[] = [];
  const many: (readonly ConversationId[])[] = [];
  let active: boolean;
  let connected: number | null;
  let teller: HintTeller;
  beforeEach(() => {
    told.length = 0;
    many.length = 0;
    active = true;
    connected = 10;
    teller = new HintTeller({
      world: { now: time.now, after: time.after },
      isActive: () => active,
      connected: () => Promise.resolve(connected),
      askedByMany: (conversations) => void many.push(conversations),
      tell: ({ id }, sign) => {
        told.push(`${nameOf(sign)} ${id} ${time.now() - 1_000_000}`);
        return Promise.resolve(succeeded(null));
      },
    });
    teller.start();
    teller.linksAre([deck, watch]);
  });
  const hints = (): string[] => told.filter((one) => one.startsWith('hint'));

  it('tells of a linked conversation at once, and then at most once in two seconds', async () => {
    for (let at = 0; at < 50; at += 1) {
      teller.moved(by(deck.teams));
      await time.pass(100);
    }
    await time.pass(60_000);
    expect(hints()).toEqual([0, 1, 2, 3].map((at) => `hint deck ${at * hintEvery}`));
    teller.stop();
  });
  it('tells those who wrote after the hint, one after the other, each once, and no more than a few', async () => {
    const ben = 't/user/ben' as PersonId;
    teller.moved(by(deck.teams, ada));
    await time.pass(hintEvery);
    expect(told).toEqual(['hint deck 0', 'user/ada deck 0']);
    told.length = 0;
    teller.moved(by(deck.teams, ben, ada));
    await time.pass(authorsApart);
    expect(told).toEqual([
      ...['hint', 'user/ben'].map((one) => `${one} deck ${hintEvery}`),
      `user/ada deck ${hintEvery + authorsApart}`,
    ]);
    told.length = 0;
    const many = Array.from({ length: 3 * mostAuthors }, (_, at) => `t/user/${at}` as PersonId);
    teller.moved(by(deck.teams, ...many));
    await time.pass(hintEvery + (mostAuthors + 1) * authorsApart);
    expect(told).toHaveLength(1 + mostAuthors);
    teller.stop();
  });
  it('tells those who wrote once more with the next beat, because a sign may be lost', async () => {
    teller.moved(by(deck.teams, ada));
    await time.pass(beatEvery + authorsApart);
    expect(told.filter((one) => one.startsWith('user'))).toEqual([
      'user/ada deck 0',
      `user/ada deck ${beatEvery}`,
    ]);
    told.length = 0;
    await time.pass(beatEvery);
    expect(told.filter((one) => !one.startsWith('beat'))).toEqual([]);
    teller.stop();
  });
  it('tells with each beat how many desktops share the limits, if there are many', async () => {
    const numbers = (): string[] => told.filter((one) => one.includes('desktops'));
    await time.pass(beatEvery - 1);
    expect([numbers(), toldFor(24), toldFor(25), toldFor(50_000)]).toEqual([[], null, 50, 10_000]);
    expect(many.at(-1)).toEqual([]);
    connected = 501;
    await time.pass(beatEvery * 2);
    expect(numbers()).toEqual([
      `1000 desktops deck ${beatEvery}`,
      `1000 desktops watch ${beatEvery * 1.5}`,
      `1000 desktops deck ${beatEvery * 2}`,
      `1000 desktops watch ${beatEvery * 2.5}`,
    ]);
    // The database does not answer: what was known holds.
    connected = null;
    await time.pass(beatEvery);
    expect(numbers()).toHaveLength(6);
    expect(many.at(-1)).toEqual([deck.teams, watch.teams]);
    teller.stop();
  });
  it('tells nothing of what is not linked, of the other side, or while another relay carries', async () => {
    teller.moved(by(deck.mattermost, ada));
    teller.moved(by('t/elsewhere' as ConversationId, ada));
    active = false;
    teller.moved(by(deck.teams, ada));
    await time.pass(beatEvery * 2);
    expect(told).toEqual([]);
    teller.stop();
  });
  it('says now and then that it is there, until it stops', async () => {
    await time.pass(beatEvery * 2.5 + 1);
    expect(told).toEqual(
      // Not all links at once.
      [1, 2].flatMap((at) => [`beat deck ${at * beatEvery}`, `beat watch ${(at + 0.5) * beatEvery}`]),
    );
    teller.moved(by(deck.teams));
    teller.moved(by(deck.teams));
    teller.stop();
    await time.pass(beatEvery * 2);
    expect(hints()).toHaveLength(1);
    expect(told).toHaveLength(5);
  });
});

describe('a desktop', () => {
  const bot = 'm/bot' as PersonId;
  const relay = { kind: 'other', mattermost: bot, teams: 't/user/bot' as PersonId } as const;
  const signOf = ({ mattermost, id }: LinkRow, sign: LinkSign) =>
    `${mattermost}/${id}-${nameOf(sign)}` as MessageId;
  const wrote = (key: string): LinkSign => ({ wrote: key as SharedKey });
  const pulled: ConversationId[] = [];
  const looking: ConversationId[] = [];
  const came: ConversationId[] = [];
  const told: number[] = [];
  const expected: (readonly ConversationId[])[] = [];
  let looks: ConversationId | null;
  let listener: HintListener;
  beforeEach(() => {
    for (const all of [pulled, looking, came, expected, told]) all.length = 0;
    looks = null;
    listener = new HintListener({
      world: { now: time.now, after: time.after },
      signOf,
      me: () => sharedKeyOf(ada),
      pullSoon: (conversation) => void pulled.push(conversation),
      pullWhileLooking: (conversation) => void looking.push(conversation),
      hintCame: (conversation) => void came.push(conversation),
      desktopsAre: (desktops) => void told.push(desktops),
      expect: (conversations) => void expected.push(conversations),
      isLookedAt: (conversation) => conversation === looks,
    });
    listener.start();
    listener.linksAre([
      { ...deck, relay },
      { ...watch, relay, carried: false },
    ]);
  });
  const hear = (link: LinkRow, sign: LinkSign, person = bot): boolean =>
    listener.heard({ conversationId: link.mattermost, threadId: signOf(link, sign), personId: person });

  it('pulls at once what its user wrote, to carry it, and nothing that it does not carry', () => {
    expect([hear(deck, wrote('user/ada')), hear(watch, wrote('user/ada'))]).toEqual([true, true]);
    expect([hear(deck, wrote('user/ben')), hear(deck, 'hint'), hear(deck, 'beat')]).toEqual([
      true,
      true,
      true,
    ]);
    expect([pulled, looking]).toEqual([[deck.teams], []]);
    expect(came).toEqual([watch.teams, deck.teams, deck.teams]);
    listener.stop();
  });
  it('hears how many desktops share the limits', () => {
    expect([hear(deck, { desktops: 500 }), hear(watch, { desktops: 10_000 })]).toEqual([true, true]);
    expect(hear(deck, { desktops: 500 }, 'm/eve' as PersonId)).toBe(false);
    expect([told, came]).toEqual([[500, 10_000], []]);
    listener.stop();
  });
  it('has what its user looks at pulled without haste, on either side', () => {
    for (const [link, at] of [
      [deck, deck.teams],
      [watch, watch.mattermost],
    ] as const) {
      looks = at;
      hear(link, 'hint');
      expect([pulled, looking.splice(0)]).toEqual([[], [link.teams]]);
    }
    listener.stop();
    hear(watch, 'hint');
    expect([pulled, looking]).toEqual([[], []]);
  });
  it('hears the relay only: whoever else types there types', () => {
    expect(hear(deck, 'hint', 'm/eve' as PersonId)).toBe(false);
    const place = { conversationId: deck.mattermost, personId: bot };
    expect(listener.heard({ ...place, threadId: '' })).toBe(false);
    expect(
      listener.heard({
        ...place,
        conversationId: 'm/other' as ConversationId,
        threadId: signOf(deck, 'hint'),
      }),
    ).toBe(false);
    listener.linksAre([deck]);
    expect(hear(deck, 'hint')).toBe(false);
    expect([pulled, came, expected.at(-1)]).toEqual([[], [], []]);
  });
  it('expects hints for the links of which it hears, until the relay is silent', async () => {
    // A relay counts as there until it has been silent.
    expect([...(expected.at(-1) ?? [])].sort()).toEqual([deck.teams, watch.teams]);
    hear(watch, 'beat');
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
