/**
 * The relay's part of hints: when something happened in a linked conversation of Teams, which pushes nothing to desktops, it says so in the
 * Mattermost conversation, as if it typed in a thread that nobody has open. Nothing is stored, and people see nothing (facts, relay §3).
 */
import type { World } from '../../connectors/world.ts';
import type { LinkSign } from '../../connectors/writing.ts';
import { sharedKeyOf, type ConversationId, type PersonId, type Result } from '../../model/index.ts';
import type { LinkRow } from '../../store/index.ts';
import { authorsApart, beatEvery, hintEvery, mostAuthors, toldFor } from './link-sign.ts';

export interface HintTellerOptions {
  readonly world: Pick<World, 'now' | 'after'>;
  /** Tells a link's sign. A failure is not tried again: a hint may be lost. */
  readonly tell: (link: LinkRow, sign: LinkSign, signal: AbortSignal) => Promise<Result<null>>;
  /** Whether this relay is the one that carries over a link. */
  readonly isActive: (link: LinkRow) => boolean;
  /** How many people have connected; null while that is not known. */
  readonly connected: () => Promise<number | null>;
  /** Many desktops ask for these conversations, and for no others. */
  readonly askedByMany: (conversations: readonly ConversationId[]) => void;
}

export class HintTeller {
  #links: readonly LinkRow[] = [];
  /** When the last hint of a link was told, ms. */
  readonly #toldAt = new Map<string, number>();
  readonly #waiting = new Map<string, () => void>();
  /** Who wrote since the last hint of a link. */
  readonly #authors = new Map<string, Set<PersonId>>();
  /** Who was told since the last beat of a link: told again with the next, because a sign may be lost. */
  readonly #toldAuthors = new Map<string, Set<PersonId>>();
  readonly #cancels = new Set<() => void>();
  /** How many desktops are told of with each beat; null for few. */
  #desktops: number | null = null;
  #abort: AbortController | null = null;

  constructor(private readonly options: HintTellerOptions) {}

  start(): void {
    if (this.#abort !== null) return;
    this.#abort = new AbortController();
    this.#beat();
  }

  stop(): void {
    this.#abort?.abort();
    this.#abort = null;
    for (const cancel of [...this.#cancels, ...this.#waiting.values()]) cancel();
    for (const held of [this.#cancels, this.#waiting, this.#authors, this.#toldAuthors]) held.clear();
  }

  /** The links that are carried now. */
  linksAre(links: readonly LinkRow[]): void {
    this.#links = links;
    this.#sayMany();
  }

  /** Messages came or changed in these conversations, by these people. */
  moved(where: ReadonlyMap<ConversationId, ReadonlySet<PersonId>>): void {
    if (this.#abort === null) return;
    for (const link of this.#links) {
      const authors = where.get(link.teams);
      if (authors === undefined) continue;
      this.#authors.set(link.id, new Set([...(this.#authors.get(link.id) ?? []), ...authors]));
      this.#want(link);
    }
  }

  #want(link: LinkRow): void {
    if (this.#waiting.has(link.id)) return;
    const { world } = this.options;
    const wait = hintEvery - Math.abs(world.now() - (this.#toldAt.get(link.id) ?? -Infinity));
    if (wait <= 0) return this.#hint(link);
    const cancel = world.after(wait, () => {
      this.#waiting.delete(link.id);
      this.#hint(link);
    });
    this.#waiting.set(link.id, cancel);
  }

  async #count(): Promise<void> {
    const connected = await this.options.connected();
    if (connected === null) return;
    this.#desktops = toldFor(connected);
    this.#sayMany();
  }

  #sayMany(): void {
    this.options.askedByMany(this.#desktops === null ? [] : this.#links.map(({ teams }) => teams));
  }

  #beat(): void {
    if (this.#links.length > 0) void this.#count();
    // Spread over the time, because a server that is asked for all of them at once refuses some.
    for (const [at, link] of this.#links.entries())
      this.#later((at / this.#links.length) * beatEvery, () => {
        this.#tell(link, 'beat');
        if (this.#desktops !== null) this.#tell(link, { desktops: this.#desktops });
        const authors = [...(this.#toldAuthors.get(link.id) ?? [])];
        this.#toldAuthors.delete(link.id);
        this.#tellAuthors(link, authors);
      });
    this.#later(beatEvery, () => this.#beat());
  }

  #later(ms: number, work: () => void): void {
    const cancel = this.options.world.after(ms, () => {
      this.#cancels.delete(cancel);
      work();
    });
    this.#cancels.add(cancel);
  }

  #tellAuthors(link: LinkRow, authors: readonly PersonId[]): void {
    for (const [at, author] of authors.slice(0, mostAuthors).entries())
      this.#later(at * authorsApart, () => this.#tell(link, { wrote: sharedKeyOf(author) }));
  }

  #hint(link: LinkRow): void {
    const authors = [...(this.#authors.get(link.id) ?? [])].slice(0, mostAuthors);
    this.#authors.delete(link.id);
    this.#toldAt.set(link.id, this.options.world.now());
    this.#tell(link, 'hint');
    this.#tellAuthors(link, authors);
    this.#toldAuthors.set(link.id, new Set([...(this.#toldAuthors.get(link.id) ?? []), ...authors]));
  }

  #tell(link: LinkRow, sign: LinkSign): void {
    const { tell, isActive } = this.options;
    if (this.#abort !== null && isActive(link)) void tell(link, sign, this.#abort.signal);
  }
}
