/** What the crew does on both services, at random from a seed: through the services' own code, as people with the services' own clients. */
import type { ActMessage, ServiceActs } from '../../../../sandbox/service.ts';
import type { PersonKey } from '../../../../sandbox/organisation/plan.ts';
import { crew } from '../organisation.ts';
import { seen } from '../seen.ts';
import type { CarryWorld, Pair } from '../world.ts';

type SideName = 'mattermost' | 'microsoft';

const emoji: Readonly<Record<SideName, readonly string[]>> = {
  mattermost: ['+1', 'tada', 'heart'],
  microsoft: ['👍', '🎉', '❤️'],
};

/** Where a word was written first: what order the other side has to keep. */
export type Origins = Map<string, SideName>;

export class Events {
  readonly origins: Origins = new Map();
  /** Words whose message was deleted, on either side. */
  readonly removed = new Set<string>();
  /** Words whose message somebody changed, and left before it was carried. */
  readonly excused = new Set<string>();
  /** The newest change of each word's message: who made it, when (virtual ms), and what the message says since; null for a deletion. */
  readonly changes = new Map<
    string,
    { readonly by: PersonKey; readonly at: number; readonly says: string | null }
  >();
  readonly trace: string[] = [];
  /** Up to which word somebody changes nothing more. */
  readonly #left = new Map<PersonKey, number>();
  #count = 0;

  constructor(
    private readonly world: CarryWorld,
    private readonly random: () => number,
  ) {}

  /** One thing happens; which, the seed says. */
  happen(): void {
    const side: SideName = this.random() < 0.5 ? 'mattermost' : 'microsoft';
    const pair = this.#pick(this.world.pairs);
    const by = this.#pick(pair.name === 'pair' ? ['anna', 'ben'] : crew);
    const what = this.random();
    if (what < 0.42) this.#post(side, pair, by, null);
    else if (what < 0.56) this.#reply(side, pair, by);
    else if (what < 0.7) this.#edit(side, pair, by);
    else if (what < 0.77) this.#remove(side, pair, by);
    else if (what < 0.84) this.#read(side, pair, by);
    else this.#react(side, pair, by);
  }

  /** Teams keeps no read state for channels. */
  #read(side: SideName, pair: Pair, by: PersonKey): void {
    if (side === 'microsoft' && pair.isChannel) return;
    this.#acts(side).markRead(by, idOf(side, pair));
    this.#note(`${by} reads ${pair.name} on ${side}`);
  }

  #post(side: SideName, pair: Pair, by: PersonKey, root: string | null): void {
    this.#count += 1;
    const word = `w${this.#count}`;
    const acts = this.#acts(side);
    acts.post(by, idOf(side, pair), { content: contentOf(side, word) }, root ?? undefined);
    if (this.world.carried.includes(by)) this.origins.set(word, side);
    this.#note(`${by} writes ${word} in ${pair.name} on ${side}${root === null ? '' : ' as a reply'}`);
  }

  #reply(side: SideName, pair: Pair, by: PersonKey): void {
    const roots = pair.isChannel
      ? this.#messages(side, pair).filter(({ replyTo, author }) => replyTo === null && author !== null)
      : [];
    const root = roots.length === 0 ? null : this.#pick(roots).id;
    this.#post(side, pair, by, root);
  }

  #edit(side: SideName, pair: Pair, by: PersonKey): void {
    const own = this.#messages(side, pair).filter(({ author }) => author === by);
    if (own.length === 0) return;
    const message = this.#pick(own);
    const word = this.#wordOf(side, pair, message);
    if (word === null || this.#isLeft(by, word)) return;
    this.#count += 1;
    const edition = `${word} e${this.#count}`;
    this.#acts(side).edit(by, idOf(side, pair), message.id, contentOf(side, edition));
    this.changes.set(word, { by, at: this.world.time.now(), says: edition });
    this.#note(`${by} edits ${edition} in ${pair.name} on ${side}`);
  }

  /** On Mattermost only what nobody answered: a root takes its replies along there, which others wrote. */
  #remove(side: SideName, pair: Pair, by: PersonKey): void {
    const all = this.#messages(side, pair);
    const answered = new Set(all.map(({ replyTo }) => replyTo));
    const own = all.filter(({ id, author }) => author === by && (side === 'microsoft' || !answered.has(id)));
    if (own.length === 0) return;
    const message = this.#pick(own);
    const word = this.#wordOf(side, pair, message);
    // The post that makes the link, and what stands for a deleted message.
    if (word === null || this.#isLeft(by, word)) return;
    this.removed.add(word);
    this.changes.set(word, { by, at: this.world.time.now(), says: null });
    this.#note(`${by} deletes ${word} in ${pair.name} on ${side}`);
    this.#acts(side).remove(by, idOf(side, pair), message.id);
  }

  #react(side: SideName, pair: Pair, by: PersonKey): void {
    const all = this.#messages(side, pair).filter(({ author }) => author !== null);
    if (all.length === 0) return;
    const message = this.#pick(all);
    const reaction = this.#pick(emoji[side]);
    const acts = this.#acts(side);
    const word = this.#wordOf(side, pair, message);
    try {
      if (this.random() < 0.7) acts.react(by, idOf(side, pair), message.id, reaction);
      else acts.unreact(by, idOf(side, pair), message.id, reaction);
      this.#note(`${by} reacts ${reaction} on ${word} in ${pair.name} on ${side}`);
    } catch {
      // Taking back what is not there is refused by the service.
    }
  }

  /** Somebody changes nothing more of what they have written so far. */
  leaveAlone(by: PersonKey): void {
    this.#left.set(by, this.#count);
  }

  #isLeft(by: PersonKey, word: string): boolean {
    return Number(word.slice(1)) <= (this.#left.get(by) ?? 0);
  }

  /** Everybody whom the relay carries writes once more in every pair of these, on both sides. */
  writeLast(pairs: readonly Pair[], people: readonly PersonKey[]): void {
    for (const pair of pairs)
      for (const by of people)
        for (const side of ['mattermost', 'microsoft'] as const) this.#post(side, pair, by, null);
  }

  /** Of the thing that a caller made happen. */
  noteOf(line: string): void {
    this.#note(line);
  }

  #messages(side: SideName, pair: Pair): ActMessage[] {
    return this.#acts(side)
      .messages(idOf(side, pair))
      .filter(({ deleted }) => !deleted);
  }

  #wordOf(side: SideName, pair: Pair, message: ActMessage): string | null {
    const found = this.#acts(side)
      .truth('anna')
      .messages.find(({ conversationId, id }) => conversationId === idOf(side, pair) && id === message.id);
    return [...seen(found?.content ?? '').matchAll(/w\d+/g)].at(-1)?.[0] ?? null;
  }

  #acts(side: SideName): ServiceActs {
    return this.world.services[side].acts;
  }

  #pick<Item>(items: readonly Item[]): Item {
    const item = items[Math.floor(this.random() * items.length)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  }

  #note(line: string): void {
    this.trace.push(`${new Date(this.world.time.now()).toISOString().slice(11, 23)} ${line}`);
  }
}

const idOf = (side: SideName, pair: Pair): string => (side === 'mattermost' ? pair.mattermost : pair.teams);
const contentOf = (side: SideName, text: string): string => (side === 'mattermost' ? text : `<p>${text}</p>`);
