/** Invites those for whom a relay carries to connect, each once. */
import type { Connector } from '../../connectors/connector.ts';
import type { World } from '../../connectors/world.ts';
import {
  caughtEvent,
  conversationWith,
  isUpToDate,
  type Person,
  type PersonId,
  type TwinSides,
} from '../../model/index.ts';
import {
  type InvitationRow,
  type InviteState,
  type IsthmusDatabase,
  type NotInvited,
  putInvitation,
  readAccountRow,
  readConversationRows,
  readConversationRowsOf,
  readInvitations,
  readMessageRow,
  readSettledAttempt,
  readStarts,
  seenStart,
  wantStarted,
  wantStartTriedAgain,
} from '../../store/index.ts';
import { isConnected } from '../people/is-connected.ts';
import { readRelayedPeople, type RelayedPerson } from './candidates.ts';
import { decideInvitation, isWeekendAt } from './decide-invitation.ts';
import { invitationKeyOf } from './invitation-key.ts';
import { findInvitation } from './invited-before.ts';
import { inviteStateOf } from './invite-state.ts';
import type { Inviting } from './inviting.ts';
import { isDeclined, invitationStandingOf } from './standing.ts';

export interface InviterOptions {
  readonly inviting: Inviting;
  readonly world: Pick<World, 'now' | 'after' | 'log'>;
  readonly database: IsthmusDatabase;
  readonly connectors: () => readonly Connector[];
  /** Whether this relay carries now. Only then it invites, because another one may know other invitations. */
  readonly mayInvite: () => boolean;
}

/** How often it looks, ms. */
const lookEvery = 60_000;

export class Inviter {
  #lookedAt = -Infinity;
  #look: Promise<void> = Promise.resolve();
  #abort = new AbortController();
  #cancelTimer: () => void = () => undefined;
  #whys: readonly NotInvited[] = [];

  constructor(private readonly options: InviterOptions) {}

  /**
   * The mirror was just found up to date: it looks who is to be invited, unless it has just looked. From then on it looks each minute, because
   * an answer or a third message may come while a mirror stays up to date. Ends and rejects as `look`.
   */
  again(): Promise<void> {
    // A clock that was put back does not delay it.
    if (Math.abs(this.options.world.now() - this.#lookedAt) < lookEvery) return Promise.resolve();
    return this.#lookInTime();
  }

  #lookInTime(): Promise<void> {
    const { world, mayInvite } = this.options;
    this.#lookedAt = world.now();
    this.#cancelTimer();
    this.#cancelTimer = world.after(lookEvery, () => void this.#lookInTime());
    return mayInvite() ? this.look() : Promise.resolve();
  }

  /** Looks now. Ends when everybody who is to be invited is in the database. Never rejects. */
  look(): Promise<void> {
    const { signal } = this.#abort;
    this.#look = this.#look
      .then(() => this.#lookOnce(signal))
      .catch((error: unknown) => this.options.world.log(caughtEvent('invite', error)));
    return this.#look;
  }

  /** How inviting stands. */
  async state(): Promise<InviteState> {
    const { database, inviting } = this.options;
    return inviteStateOf(inviting, (await readInvitations(database)).values(), this.#whys);
  }

  /** Ends what is under way. Nothing touches the database until the mirror is found up to date again. */
  async stop(): Promise<void> {
    this.#cancelTimer();
    this.#lookedAt = -Infinity;
    this.#abort.abort();
    await this.#look;
    this.#abort = new AbortController();
  }

  async #lookOnce(signal: AbortSignal): Promise<void> {
    const { database, inviting, world } = this.options;
    const sides = await this.#sides();
    if (sides === null || signal.aborted) return;
    await this.#readAnswers(sides);
    const { maxPending, timeZone } = inviting;
    const isWeekend = isWeekendAt(world.now(), timeZone);
    const whys: NotInvited[] = [];
    const invited = [...(await readInvitations(database)).values()];
    let open = invited.filter(({ standing }) => standing.kind === 'open').length;
    for (const candidate of maxPending === 0 ? [] : await readRelayedPeople(database, sides)) {
      if (isStopped(signal)) return;
      const verdict = decideInvitation(candidate, inviting, { open, isWeekend });
      if (verdict.kind === 'not') whys.push(verdict.why);
      else if (candidate.person !== null) {
        const found = await this.#invite(candidate, candidate.person, sides, signal);
        if (typeof found === 'string') whys.push(found);
        else if (found.standing.kind === 'open') open += 1;
      }
    }
    this.#whys = whys;
  }

  /** Both accounts; null while Mattermost's mirror may miss a direct channel, or one of them is not there. */
  async #sides(): Promise<(TwinSides & { readonly bot: PersonId; readonly connector: Connector }) | null> {
    const { database, connectors } = this.options;
    const [teams, mattermost] = (['teams', 'mattermost'] as const).map((service) =>
      connectors().find((one) => one.service === service),
    );
    if (!teams || !mattermost) return null;
    const [there, here] = await Promise.all([
      readAccountRow(database, teams.accountId),
      readAccountRow(database, mattermost.accountId),
    ]);
    const bot = here?.me ?? null;
    if (!here || bot === null || !isUpToDate(here.state)) return null;
    return {
      accounts: { teams: teams.accountId, mattermost: mattermost.accountId },
      me: { teams: there?.me ?? null, mattermost: bot },
      ...{ bot, connector: mattermost },
    };
  }

  /** Reads what became of the invitations that are open. */
  async #readAnswers(sides: TwinSides): Promise<void> {
    const { database, world } = this.options;
    const refused = await this.#settleStarts();
    for (const row of (await readInvitations(database)).values()) {
      if (row.standing.kind !== 'open') continue;
      const sent = (await readSettledAttempt(database, row.key))?.state;
      const messageId = row.messageId ?? (sent?.kind === 'done' ? sent.made : null);
      const standing = invitationStandingOf(row.id, {
        message: messageId === null ? null : ((await readMessageRow(database, messageId)) ?? null),
        isConnected: await isConnected(database, sides.accounts, row.id),
        isRefused: refused.has(row.key) || (sent !== undefined && sent.kind !== 'done'),
        now: world.now(),
      });
      if (standing.kind !== 'open' || messageId !== row.messageId)
        await putInvitation(database, { ...row, messageId, standing });
    }
  }

  /** Removes the intents of invitations that have come to an end, and tries the others again. The keys of those that the server refuses. */
  async #settleStarts(): Promise<ReadonlySet<string>> {
    const { database } = this.options;
    const invitations = await readInvitations(database);
    const keys = new Set<string>([...invitations.values()].map(({ key }) => key));
    const refused = new Set<string>();
    for (const start of await readStarts(database)) {
      const { first, outcome } = start;
      if (first === null || outcome === null || !keys.has(first.key)) continue;
      const isFinal =
        outcome.kind === 'failed' && ['forbidden', 'not-found', 'refused'].includes(outcome.failure.kind);
      if (isFinal) refused.add(first.key);
      if (outcome.kind === 'made' || isFinal) await seenStart(database, start);
      else await wantStartTriedAgain(database, start);
    }
    return refused;
  }

  /** Invites one person, unless they were invited before; a reason if that could not be found out. */
  async #invite(
    relayed: RelayedPerson,
    { id, accountId }: Person,
    { bot, connector }: { readonly bot: PersonId; readonly connector: Connector },
    signal: AbortSignal,
  ): Promise<InvitationRow | NotInvited> {
    const { database, world, inviting } = this.options;
    const key = invitationKeyOf(id);
    const channel = conversationWith(await readConversationRowsOf(database, accountId), bot, [id]);
    if (channel !== null) {
      const found = await findInvitation(connector, channel, { key, me: bot }, signal);
      if (isStopped(signal) || !found.ok) return 'not-read';
      if (found.value !== null) {
        const { id: messageId, createdAt: at } = found.value;
        const standing = { kind: isDeclined(found.value, id) ? 'declined' : 'open' } as const;
        const before: InvitationRow = { ...{ id, accountId, key, at, messageId }, standing };
        await putInvitation(database, before);
        return before;
      }
    }
    const places = (await readConversationRows(database, relayed.places)).map((place) => place?.name ?? '');
    const document = inviting.words({
      messages: relayed.messages,
      places: [...new Set(places)].filter((name) => name !== ''),
    });
    const at = world.now();
    const row: InvitationRow = { id, accountId, key, at, messageId: null, standing: { kind: 'open' } };
    const text = { document, subject: null, importance: 'normal', threadId: '', quotes: null } as const;
    // Both in one transaction: an invitation that is known will be sent, and one that may be sent is known.
    await database.transaction('rw', database.invitations, database.intents, async () => {
      await putInvitation(database, row);
      await wantStarted(database, { accountId, others: [id], first: { key, text } }, at);
    });
    return row;
  }
}

/** Asked by a function, because the type checker does not see that a wait may change it. */
const isStopped = (signal: AbortSignal): boolean => signal.aborted;
