/** The Mattermost server, as far as the benchmark needs it: what is posted or told in a channel comes to all desktops of its members a moment later. */
import type { TypingSeen } from '../../../../renderer/engine/relay/hint-listener.ts';
import type { ConversationId, MessageId, PersonId } from '../../../../renderer/model/index.ts';
import type { LinkedChannel } from './links.ts';
import type { PlannedConversation } from './tenant-plan.ts';
import { assumed } from './assumptions.ts';

/** A desktop that is connected to the server. */
export interface Connected {
  /** Whether this seemed typing was a sign of the relay. */
  heard(seen: TypingSeen): void;
  /** The copy of a message of Teams came. */
  copyCame(link: LinkedChannel, at: number): void;
}

export class MattermostModel {
  readonly #connected = new Map<number, Connected>();
  readonly #paired = new Set<string>();
  /** How many signs a relay told. */
  told = 0;

  constructor(private readonly after: (ms: number, work: () => void) => void) {}

  connect(person: number, desktop: Connected): void {
    this.#connected.set(person, desktop);
  }

  /** The relay seems to type in a thread of a linked channel. */
  tell(link: LinkedChannel, threadId: MessageId, personId: PersonId): void {
    this.told += 1;
    const conversationId: ConversationId = link.mattermost;
    this.#toMembers(link, (desktop) => desktop.heard({ conversationId, threadId, personId }));
  }

  /** Somebody posts the copy of the message that Teams stored at `at`. */
  post(link: LinkedChannel, at: number): void {
    this.pair(link.channel, at);
    this.#toMembers(link, (desktop) => desktop.copyCame(link, at));
  }

  /** Everybody knows of the message that Teams stored at `at` that it is on both sides. */
  pair(channel: PlannedConversation, at: number): void {
    this.#paired.add(`${channel.id} ${at}`);
  }

  isPaired(channel: PlannedConversation, at: number): boolean {
    return this.#paired.has(`${channel.id} ${at}`);
  }

  #toMembers({ channel }: LinkedChannel, work: (desktop: Connected) => void): void {
    this.after(assumed.overMattermost, () => {
      for (const member of channel.members) {
        const desktop = this.#connected.get(member);
        if (desktop) work(desktop);
      }
    });
  }
}
