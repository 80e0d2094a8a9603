/** Hints of a relay: told by an Isthmus that is one, heard by every other. */
import type { TypingCapability } from '../../connectors/connector.ts';
import type { World } from '../../connectors/world.ts';
import type { LinkSign, SharedMemoryCapability } from '../../connectors/writing.ts';
import {
  type ConversationId,
  type MessageId,
  type PersonId,
  type Result,
  type SharedKey,
  succeeded,
} from '../../model/index.ts';
import type { LinkRow } from '../../store/index.ts';
import { HintListener, type TypingSeen } from './hint-listener.ts';
import { HintTeller } from './hint-teller.ts';

export interface RelayHintsOptions {
  readonly world: Pick<World, 'now' | 'after'>;
  /** The connector of Mattermost. */
  readonly mattermost: {
    readonly typing?: Pick<TypingCapability, 'tell'>;
    readonly memory?: Pick<SharedMemoryCapability, 'signOf'>;
  };
  /** Whether this Isthmus is the relay. */
  readonly isRelay: boolean;
  /** Whether this computer is the one that carries over a link. */
  readonly isActive: (link: LinkRow) => boolean;
  readonly pullSoon: (conversation: ConversationId) => void;
  /** The same of a conversation at which the user looks. */
  readonly pullWhileLooking: (conversation: ConversationId) => void;
  /** Hints come for these conversations, and for no others. */
  readonly expect: (conversations: readonly ConversationId[]) => void;
  /** The user in Teams; null while that is not known. */
  readonly me: () => SharedKey | null;
  /** A hint came of a conversation that need not be pulled for it. */
  readonly hintCame: (conversation: ConversationId) => void;
  /** The relay says that so many desktops share the limits of Teams. */
  readonly desktopsAre: (desktops: number) => void;
  /** This is the relay, and many desktops ask for these conversations, and for no others. */
  readonly askedByMany: (conversations: readonly ConversationId[]) => void;
  /** How many people have connected, as the relay knows; null while it does not. */
  readonly connected: () => Promise<number | null>;
  /** Whether the user looks at a conversation just now. */
  readonly isLookedAt: (conversation: ConversationId) => boolean;
}

export class RelayHints {
  readonly #teller: HintTeller | null;
  readonly #listener: HintListener | null;

  constructor(private readonly options: RelayHintsOptions) {
    const { world, isRelay, isActive, connected, askedByMany, ...heard } = options;
    const signOf = (link: LinkRow, sign: LinkSign): MessageId | null => this.#signOf(link, sign);
    const tell = (link: LinkRow, sign: LinkSign, signal: AbortSignal): Promise<Result<null>> =>
      this.#tell(link, sign, signal);
    this.#teller = isRelay ? new HintTeller({ world, isActive, connected, askedByMany, tell }) : null;
    this.#listener = isRelay ? null : new HintListener({ ...heard, world, signOf });
  }

  start(): void {
    this.#teller?.start();
    this.#listener?.start();
  }

  stop(): void {
    this.#teller?.stop();
    this.#listener?.stop();
  }

  linksAre(links: readonly LinkRow[]): void {
    this.#teller?.linksAre(links.filter(({ carried }) => carried));
    this.#listener?.linksAre(links.filter(({ standing }) => standing.kind === 'good'));
  }

  /** Messages came or changed in these conversations, by these people. */
  moved(where: ReadonlyMap<ConversationId, ReadonlySet<PersonId>>): void {
    this.#teller?.moved(where);
  }

  /** Whether this was a sign of the relay. Then nobody types. */
  heard(seen: TypingSeen): boolean {
    return this.#listener?.heard(seen) ?? false;
  }

  #signOf({ source }: LinkRow, sign: LinkSign): MessageId | null {
    const { memory } = this.options.mattermost;
    return source.kind === 'post' && memory ? memory.signOf(source.messageId, sign) : null;
  }

  #tell(link: LinkRow, sign: LinkSign, signal: AbortSignal): Promise<Result<null>> {
    const { typing } = this.options.mattermost;
    const thread = this.#signOf(link, sign);
    if (!typing || thread === null) return Promise.resolve(succeeded(null));
    return typing.tell(link.mattermost, thread, signal);
  }
}
