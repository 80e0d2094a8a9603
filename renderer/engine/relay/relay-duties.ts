/** What a relay does for people beside carrying: it invites them to connect, and answers what they ask. Nothing on a desktop. */
import type { Connector } from '../../connectors/connector.ts';
import type { World } from '../../connectors/world.ts';
import type { InviteState, IsthmusDatabase } from '../../store/index.ts';
import { type AnswerWords, ReactionAnswerer } from './asked/answerer.ts';
import { Inviter } from './inviter.ts';
import type { Inviting } from './inviting.ts';

export interface RelayDutiesOptions {
  readonly world: Pick<World, 'now' | 'after' | 'log'>;
  readonly database: IsthmusDatabase;
  readonly connectors: () => readonly Connector[];
  /** Whether this relay carries now. Only then it writes to people. */
  readonly mayWrite: () => boolean;
  /** Whether its user has paused carrying. Then nobody is invited, because nothing is carried for them; who asks is answered. */
  readonly isCarryPaused: () => boolean;
  /** Absent: it invites nobody. */
  readonly inviting?: Inviting;
  /** Absent: it answers nobody. */
  readonly answering?: AnswerWords;
}

export class RelayDuties {
  readonly #inviter: Inviter | null;
  readonly #answerer: ReactionAnswerer | null;

  constructor({ inviting, answering, mayWrite, isCarryPaused, connectors, ...rest }: RelayDutiesOptions) {
    const mayInvite = (): boolean => mayWrite() && !isCarryPaused();
    this.#inviter = inviting ? new Inviter({ ...rest, inviting, connectors, mayInvite }) : null;
    this.#answerer = answering
      ? new ReactionAnswerer({ ...rest, words: answering, mayAnswer: mayWrite })
      : null;
  }

  /** A mirror was found up to date. */
  current(): void {
    void this.#inviter?.again();
    this.#answerer?.wake();
  }

  /** New messages came. */
  messagesCame(): void {
    this.#answerer?.wake();
  }

  /** How inviting stands; null where nobody is invited. */
  async invitations(): Promise<InviteState | null> {
    return (await this.#inviter?.state()) ?? null;
  }

  /** Ends what is under way. Nothing touches the database until a mirror is found up to date, or messages come. */
  async stop(): Promise<void> {
    await Promise.all([this.#inviter?.stop(), this.#answerer?.stop()]);
  }
}
