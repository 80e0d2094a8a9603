/** Follows what the tray shows: a report for each change in the database, and one when a mute ends. */
import { liveQuery, type Subscription } from 'dexie';
import type { World } from '../../connectors/world.ts';
import { caughtEvent, nextMuteEnd } from '../../model/index.ts';
import {
  readAccounts,
  readAllConversations,
  readAllOwnChoices,
  readEngineRow,
  readLinkRows,
  readPeople,
  type IsthmusDatabase,
} from '../../store/index.ts';
import { recentUnread, reportOf, type Report, type ReportFacts } from './report.ts';

export interface ReporterOptions {
  readonly world: Pick<World, 'now' | 'after' | 'log'>;
  readonly database: IsthmusDatabase;
  /** Whether this desktop is the organisation's relay. */
  readonly isRelay: boolean;
  readonly report: (report: Report) => void;
}

/** Of a conversation without a name the first few name it; the user may be among them. */
const fewPeople = 4;
/** The longest timer, ms: a page's timers take no more than 24 days, and a clock may be set. */
const longestWait = 3_600_000;

export class Reporter {
  #subscription: Subscription | null = null;
  #cancelTimer: (() => void) | null = null;

  constructor(private readonly options: ReporterOptions) {}

  start(): void {
    this.stop();
    const { world, database, isRelay, report } = this.options;
    this.#subscription = liveQuery(() => readReportFacts(database, world.now())).subscribe({
      next: (read) => {
        const facts = { ...read, isRelay };
        report(reportOf(facts));
        this.#waitForMuteEnd(facts);
      },
      error: (error: unknown) => world.log(caughtEvent('reporter', error)),
    });
  }

  stop(): void {
    this.#subscription?.unsubscribe();
    this.#subscription = null;
    this.#cancelTimer?.();
    this.#cancelTimer = null;
  }

  #waitForMuteEnd({ chosen, now }: ReportFacts): void {
    this.#cancelTimer?.();
    const end = nextMuteEnd(chosen.values(), now);
    this.#cancelTimer =
      end === null ? null : this.options.world.after(Math.min(end - now, longestWait), () => this.start());
  }
}

const readReportFacts = async (
  database: IsthmusDatabase,
  now: number,
): Promise<Omit<ReportFacts, 'isRelay'>> => {
  const facts = {
    accounts: await readAccounts(database),
    conversations: await readAllConversations(database),
    links: await readLinkRows(database),
    engine: await readEngineRow(database),
    chosen: await readAllOwnChoices(database),
    now,
  };
  const unnamed = recentUnread(facts).filter(({ name }) => name === null);
  const people = await readPeople(
    database,
    unnamed.flatMap(({ participants }) => participants.slice(0, fewPeople)),
  );
  return { ...facts, people };
};
