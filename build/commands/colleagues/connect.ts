/** Runs the Isthmuses of the colleagues, started one after the other, so that they do not slow the user's own. */
import type { PersonKey } from '../../../sandbox/organisation/plan.ts';
import { seededRandom } from '../../../sandbox/world.ts';
import type { ServicesHere } from '../in-process/services.ts';
import { ColleagueIsthmus } from './isthmus.ts';
import type { CarryPlaces } from './places.ts';

export interface ConnectedColleagues {
  /** Resolves when all have started; never rejects. */
  readonly started: Promise<void>;
  /** Ends them in order. Nothing of them runs afterwards. */
  stop(): Promise<void>;
}

/** The next one starts when the previous one is current, or after this time, ms. */
const patience = 20_000;
const look = 250;

/** Starts them. `say` gets a line for the terminal if one of them has a problem: a name, never a text that was written. */
export const connectColleagues = (
  services: ServicesHere,
  { voices, partner }: CarryPlaces,
  say: (line: string) => void,
): ConnectedColleagues => {
  const { time, organisation } = services;
  const running: ColleagueIsthmus[] = [];
  let ended = false;
  const wait = (ms: number): Promise<void> => new Promise((resolve) => void time.after(ms, resolve));
  const names = new Map(organisation.people.map(({ key, displayName }) => [key, displayName]));

  const start = async (person: PersonKey, at: number): Promise<void> => {
    const name = names.get(person) ?? person;
    const isthmus = new ColleagueIsthmus({
      services,
      person,
      random: seededRandom(organisation.seed * 31 + at),
      log: (event) => {
        if (isTrouble(event)) say(`${name}'s Isthmus: ${event}`);
      },
    });
    running.push(isthmus);
    await isthmus.start();
    for (let waited = 0; waited < patience && !ended; waited += look) {
      if (await isthmus.isCurrent()) return;
      await wait(look);
    }
  };

  const startAll = async (): Promise<void> => {
    for (const [at, person] of [...new Set([...voices, partner])].entries()) {
      if (ended) return;
      await start(person, at).catch((error: unknown) =>
        say(`${names.get(person) ?? person}'s Isthmus did not start: ${(error as Error).name}`),
      );
    }
  };

  const started = startAll();
  return {
    started,
    stop: async () => {
      ended = true;
      await started;
      for (const isthmus of running) await isthmus.stop();
    },
  };
};

const isTrouble = (event: string): boolean =>
  /-(failed|broken|threw|full)$/.test(event) || event.includes('-circles');
