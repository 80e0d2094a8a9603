/**
 * Somebody of the crew connects in the middle of a life, and perhaps disconnects later. Their Isthmus starts for the first time, or ends for good;
 * the relay carries before and afterwards.
 */
import { withClaim } from '../../../../renderer/connectors/mattermost/writing/profile-props.ts';
import type { PersonKey } from '../../../../sandbox/organisation/plan.ts';
import { SimulatedIsthmus } from '../../simulated.ts';
import type { Events } from './events.ts';
import type { Mishaps } from '../mishaps.ts';
import type { Mutation } from '../mutations.ts';
import { seen } from '../seen.ts';
import { relayAccounts } from '../organisation.ts';
import { asUser, type CarryWorld, chooseAll, readyFor, standsTo } from '../world.ts';

/** `comes`: connects after a third of the life. `goes`: also disconnects after two thirds. */
export type Connecting = 'comes' | 'goes';

/** Who connects. */
export const newcomer: PersonKey = 'dora';

/** How long an Isthmus takes to see and to carry what its user wrote, virtual ms; and how long it tries at most when that fails. */
const carriesWithin = 180_000;
const longestFarewell = 1_800_000;
/** Where a relay's hint of a change was lost, its conversation waits at most this long until it is asked again (`pull/cadence.ts`), virtual ms. */
const seenWithin = 900_000;

/** More faults in a row than ever stand in a service's way. */
const mostTries = 50;

export class Connections {
  #isthmus: SimulatedIsthmus | null = null;
  #isOver = false;

  constructor(
    private readonly world: CarryWorld,
    private readonly kind: Connecting,
    private readonly mutation: Mutation | null,
  ) {}

  /** `passed`: how much of the life is over, 0 to 1. */
  async act(passed: number, events: Events, mishaps: Mishaps): Promise<void> {
    if (this.#isOver) return;
    if (this.#isthmus === null) {
      if (passed < 1 / 3) return;
      events.noteOf(`${newcomer} connects`);
      this.#isthmus = await this.#connect();
      this.#isOver = this.kind === 'comes';
    } else if (passed >= 2 / 3) {
      events.noteOf(`${newcomer} disconnects`);
      await this.#disconnect(this.#isthmus, events, mishaps);
      this.#isOver = true;
    }
  }

  async #connect(): Promise<SimulatedIsthmus> {
    const { services, pairs, computers, time } = this.world;
    const relay = standsTo(relayAccounts(services.organisation), newcomer);
    const isthmus = new SimulatedIsthmus(
      ...([services, newcomer, null, 1_000 + services.organisation.seed, this.mutation, relay] as const),
    );
    readyFor(this.world, isthmus);
    await time.during(insist(() => chooseAll(services, pairs, newcomer)));
    await time.during(insist(() => isthmus.start()));
    computers.push(isthmus);
    return isthmus;
  }

  /**
   * Their Isthmus ends in order, when it has carried what they wrote, and only then the claim is taken back, so that never two carry: nobody
   * else carries what was written before.
   */
  async #disconnect(isthmus: SimulatedIsthmus, events: Events, mishaps: Mishaps): Promise<void> {
    const { services, computers, time } = this.world;
    const begun = time.now();
    const end = begun + longestFarewell;
    await mishaps.spare(isthmus);
    await time.pass(carriesWithin);
    await time.until(async () => (await waitingOf(isthmus)) === 0 || time.now() >= end);
    await time.during(leaveBehind(isthmus, events, begun - seenWithin));
    await time.during(isthmus.stop());
    computers.splice(computers.indexOf(isthmus), 1);
    const claimNothing = async (): Promise<void> => {
      const answer = await asUser(services, newcomer, 'GET', '/users/me');
      const { props } = (await answer.json()) as { readonly props: Readonly<Record<string, unknown>> };
      await asUser(services, newcomer, 'PUT', '/users/me/patch', { props: withClaim(props, null) });
    };
    await time.during(insist(claimNothing));
  }
}

/**
 * Nobody follows any more what happens to a message that this Isthmus carried: it is not changed again, and what was to be carried of a
 * change stays undone. The same holds for a change after `since` (virtual ms) that it has not seen.
 */
const leaveBehind = async (
  { database, person }: SimulatedIsthmus,
  events: Events,
  since: number,
): Promise<void> => {
  events.leaveAlone(person);
  const texts = (await database.messages.toArray()).map(({ plain }) => seen(plain));
  const isShown = (text: string): boolean => texts.some((shown) => new RegExp(`\\b${text}\\b`).test(shown));
  for (const [word, { by, at, says }] of events.changes)
    if (by === person && at >= since && (says === null ? isShown(word) : !isShown(says)))
      events.excused.add(word);
  const rows = await database.outbox.toArray();
  for (const { messageId } of rows) {
    const isCarried =
      (await database.counterparts.get(messageId)) !== undefined ||
      (await database.counterparts.where('copies').equals(messageId).count()) > 0;
    const message = await database.messages.get(messageId);
    const word = isCarried && message ? /\bw\d+\b/.exec(seen(message.plain))?.[0] : undefined;
    if (word !== undefined) events.excused.add(word);
  }
};

const waitingOf = ({ database }: SimulatedIsthmus): Promise<number> =>
  database.outbox.filter(({ state }) => state.kind !== 'failed' && state.kind !== 'discarded').count();

const insist = async (work: () => Promise<unknown>): Promise<void> => {
  for (let tries = 1; ; tries += 1)
    try {
      await work();
      return;
    } catch (error) {
      if (tries === mostTries) throw error;
    }
};
