/**
 * What a person with several computers chooses for conversations, at random from a seed: favourite, mute, hide, unread, on one computer or the
 * other. When the world has calmed down all computers of the person must show the same, and then what is chosen last must hold on all.
 */
import type { Message } from '../../../../renderer/model/index.ts';
import {
  canBeHidden,
  type Conversation,
  type ConversationStanding,
  forEver,
  isKeptByService,
  standingOf,
} from '../../../../renderer/model/index.ts';
import {
  readAllOwnChoices,
  type WantedSide,
  wantFavourite,
  wantHidden,
  wantMuted,
  wantUnread,
} from '../../../../renderer/store/index.ts';
import type { SimulatedIsthmus } from '../../simulated.ts';
import type { CarryWorld } from '../world.ts';

export type ChooserDeed = 'favours' | 'mutes' | 'hides' | 'marks-unread';

const deeds: readonly ChooserDeed[] = ['favours', 'mutes', 'hides', 'marks-unread'];

/** How a conversation stands for the user, and how far they have read. */
interface Shown extends ConversationStanding {
  /** Null where the service keeps none. */
  readonly readAt: number | null;
}

export class Choosers {
  readonly counts: Partial<Record<ChooserDeed, number>> = {};
  /** What was chosen last, when the world had calmed down: by conversation. */
  readonly #last = new Map<string, ConversationStanding>();

  /** `random` is the choosers' own: what happens on the services stays the same whatever they do. */
  constructor(
    private readonly world: CarryWorld,
    private readonly random: () => number,
    private readonly noteOf: (line: string) => void,
  ) {}

  /** The person at one of their computers chooses something. */
  async act(): Promise<void> {
    const by = this.#pick(this.#computers);
    if (!by.hasPage) return;
    const conversations = await by.database.conversations.toArray();
    if (conversations.length === 0) return;
    const one = this.#pick(conversations);
    await this.#choose(by, one, this.#pick(deeds), this.random() < 0.6);
  }

  /** After the calm: for each conversation one computer, in turn, chooses favourite, mute and, where Isthmus keeps it, hide anew, other than they are. */
  async chooseLast(): Promise<void> {
    const computers = this.#computers;
    const first = this.#pick(computers.slice(0, 1));
    const shown = await shownBy(first);
    const conversations = await first.database.conversations.orderBy('id').toArray();
    for (const [at, one] of conversations.entries()) {
      const before = shown.get(one.id);
      const by = computers[at % computers.length];
      if (!before || !by) continue;
      // A chat that its service hides is hidden on the other computer with an overview, which may come later than the end.
      const isOwn = canBeHidden(one) && !isKeptByService(one, 'hidden');
      const hidden = isOwn ? !before.hidden : before.hidden;
      const wish = { favourite: !before.favourite, muted: !before.muted, hidden };
      await this.#choose(by, one, 'favours', wish.favourite);
      await this.#choose(by, one, 'mutes', wish.muted);
      if (hidden !== before.hidden) await this.#choose(by, one, 'hides', hidden);
      this.#last.set(one.id, wish);
    }
  }

  /** In what the person's computers differ, and what was chosen last and does not hold; a line each. */
  async findings(): Promise<string[]> {
    const [first, ...others] = await Promise.all(this.#computers.map(shownBy));
    if (!first) return [];
    const found: string[] = [];
    for (const [id, here] of first) {
      for (const other of others) {
        const there = other.get(id);
        if (JSON.stringify(there) !== JSON.stringify(here))
          found.push(`${id} is ${JSON.stringify(here)} on one computer, ${JSON.stringify(there)} on another`);
      }
      const wish = this.#last.get(id);
      const { favourite, muted, hidden } = here;
      if (wish && (wish.favourite !== favourite || wish.muted !== muted || wish.hidden !== hidden))
        found.push(`${id} is ${JSON.stringify(here)}, and ${JSON.stringify(wish)} was chosen last`);
    }
    return found;
  }

  /** Those of the person who has several. */
  get #computers(): readonly SimulatedIsthmus[] {
    const { computers } = this.world;
    return computers.filter(({ person }) => computers.filter((one) => one.person === person).length > 1);
  }

  async #choose(by: SimulatedIsthmus, one: Conversation, deed: ChooserDeed, set: boolean): Promise<void> {
    const { database } = by;
    const now = this.world.time.now() + by.clockSkew;
    const side: WantedSide = { id: one.id, accountId: one.accountId };
    switch (deed) {
      case 'favours':
        await wantFavourite(database, [side], set, now);
        break;
      case 'mutes':
        await wantMuted(database, [side], set ? forEver : null, now);
        break;
      case 'hides':
        await wantHidden(database, [side], set, now);
        break;
      case 'marks-unread': {
        const from = await somebodyElses(by, one);
        if (from === null) return;
        await wantUnread(database, [from], now);
      }
    }
    this.counts[deed] = (this.counts[deed] ?? 0) + 1;
    this.noteOf(`${by.person} ${deed} ${one.id} (${set}), in Isthmus`);
  }

  #pick<Item>(items: readonly Item[]): Item {
    const item = items[Math.floor(this.random() * items.length)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  }
}

/** The newest message of somebody else; null where there is none. */
const somebodyElses = async (
  { database }: SimulatedIsthmus,
  { id, accountId }: Conversation,
): Promise<Message | null> => {
  const me = (await database.accounts.get(accountId))?.me ?? null;
  const all = await database.messages
    .where('[conversationId+createdAt]')
    .between([id, 0], [id, Infinity])
    .filter(({ authorId, kind }) => kind !== 'system' && authorId !== me)
    .toArray();
  return all.at(-1) ?? null;
};

/** What a computer shows of each conversation, by its id. */
const shownBy = async ({
  database,
  services,
  clockSkew,
}: SimulatedIsthmus): Promise<ReadonlyMap<string, Shown>> => {
  const own = await readAllOwnChoices(database);
  const conversations = await database.conversations.toArray();
  return new Map(
    conversations.map((one) => [
      one.id,
      {
        ...standingOf(one, own.get(one.id), services.time.now() + clockSkew),
        readAt: one.service === 'teams' && one.kind === 'channel' ? null : one.readAt,
      },
    ]),
  );
};
