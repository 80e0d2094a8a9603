/** Carrying, as the engine has it: it comes and goes with accounts and pauses, and obeys the user's pause of carrying. */
import type { World } from '../connectors/world.ts';
import type { CarryPause } from '../model/index.ts';
import { type IsthmusDatabase, writeCarryPause } from '../store/index.ts';
import type { RelayRole } from './bridge/links/facts.ts';
import { CarryPauseClock } from './bridge/run/carry-pause.ts';
import { Carrying } from './bridge/run/carrying.ts';
import type { EngineParts } from './engine-parts.ts';
import type { Observe } from './observing/observation.ts';
import type { AuthorAway } from './relay/away/author-leases.ts';
import { CarrierRecord } from './relay/carrier-record.ts';

export interface CarryingControlOptions {
  readonly world: World;
  readonly database: IsthmusDatabase;
  /** How this Isthmus stands to the organisation's relay. Absent: it carries for its user, and links' posts may name a relay. */
  readonly relay?: RelayRole;
  /** When a relay carries for connected authors whose computers are off. Absent: never. */
  readonly authorAway?: AuthorAway;
  readonly observe?: Observe;
}

/** How long what is being sent may take when another relay is to carry, ms. */
const handOverWithin = 15_000;

export class CarryingControl {
  readonly #pause: CarryPauseClock;
  #carrying: Carrying | null = null;
  /** Only a relay shows who carries. */
  readonly #record: CarrierRecord | null;

  /** `parts`: those of the engine; asked when something is to be carried. */
  constructor(
    private readonly options: CarryingControlOptions,
    private readonly parts: () => EngineParts,
  ) {
    const { world, database, relay } = options;
    this.#pause = new CarryPauseClock({
      world,
      keep: (pause) => writeCarryPause(database, pause),
      onChanged: () => this.#carrying?.wake(),
    });
    this.#record = relay?.kind === 'relay' ? new CarrierRecord(world, database) : null;
  }

  /** Null while there is nothing between which to carry. */
  get now(): Carrying | null {
    return this.#carrying;
  }

  /** Whether the user has paused carrying. The lease may be held meanwhile. */
  get isPaused(): boolean {
    return this.#pause.isPaused;
  }

  /** Takes up the user's pause, as the database holds it. */
  begin(held: CarryPause): Promise<void> {
    return this.#pause.start(held);
  }

  /** Begins, or goes on after a rest. */
  async start(): Promise<void> {
    this.#carrying ??= await this.#between();
    await this.#carrying?.start();
  }

  /** The user pauses carrying, hands it over to another relay, or ends that. */
  async setPause(pause: CarryPause): Promise<void> {
    const wasHandedOver = this.#pause.isHandedOver;
    await this.#pause.set(pause);
    if (pause.kind === 'handed-over') await this.#carrying?.handOver(handOverWithin);
    else if (wasHandedOver) await this.#carrying?.takeUp();
  }

  /** Ends what is under way. */
  async rest(): Promise<void> {
    await this.#carrying?.rest();
  }

  /** As `rest`; the next start carries between the accounts of then. */
  async end(): Promise<void> {
    await this.rest();
    this.#carrying = null;
  }

  /** As `end`; nothing touches the database afterwards. */
  async stop(): Promise<void> {
    await this.end();
    await this.#record?.idle();
  }

  /** Ends the wait for the end of the user's pause. */
  stopWaiting(): void {
    this.#pause.stop();
  }

  #between(): Promise<Carrying | null> {
    const { database, world, relay, authorAway, observe } = this.options;
    const { mirrors, attention, keep, store } = this.parts();
    return Carrying.between({
      world,
      database,
      connectors: mirrors.connectors,
      mayHaveGap: (account, id) => mirrors.of(account)?.mayHaveGap(id) ?? false,
      isLate: (account, id) => mirrors.of(account)?.isLate(id) ?? false,
      isAskedInTurn: (account, id) => mirrors.of(account)?.isAskedInTurn(id) ?? false,
      pullWanted: (account, id) => mirrors.of(account)?.pullWanted(id),
      isPaused: () => this.#pause.isPaused,
      isHandedOver: () => this.#pause.isHandedOver,
      ...(this.#record ? { onStanding: this.#record.take } : {}),
      relay: relay ?? { kind: 'user' },
      authorAway: authorAway ?? null,
      pullSoon: (account, conversation) => mirrors.of(account)?.pullSoon(conversation),
      expectHints: (account, conversations) => mirrors.of(account)?.expectHints(conversations),
      pullWhileLooking: (account, conversation) => mirrors.of(account)?.pullWhileLooking(conversation),
      askedByMany: (account, conversations) => mirrors.of(account)?.askedByMany(conversations),
      hintCame: (account, conversation) => mirrors.of(account)?.hintCame(conversation),
      desktopsAre: (account, desktops) => mirrors.of(account)?.desktopsAre(desktops),
      isLookedAt: (conversation) => attention.isLookedAt(conversation),
      store: keep,
      storesInto: store.tables,
      observe,
    });
  }
}
