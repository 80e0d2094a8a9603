/** A day of one Isthmus over both services, in virtual time, for simulations of what goes wrong. */
import { describeDifference } from '../../sandbox/compare.ts';
import { doFiveHundredThings } from '../../sandbox/headline.ts';
import { smallOrganisation } from '../../sandbox/organisation/small.ts';
import { seededRandom } from '../../sandbox/world.ts';
import { wronglyDerived } from './derived.ts';
import { SimulatedIsthmus, startServices } from './simulated.ts';
import { VirtualTime } from './virtual-time.ts';

/** When the day begins, ms. */
export const dayStart = Date.parse('2026-11-23T10:00:00Z');

const open: (() => Promise<void>)[] = [];

/** Ends the days that were begun; for `afterEach`. */
export const endDays = async (): Promise<void> => {
  for (const end of open.splice(0)) await end();
};

/** Both services with a small organisation, and an Isthmus that has not been started. */
export const oneDay = () => {
  const time = new VirtualTime(dayStart);
  const organisation = smallOrganisation({ seed: 4, messages: 600, now: dayStart });
  const services = startServices(organisation, time);
  const isthmus = new SimulatedIsthmus(services, organisation.sampleUser);
  open.push(() => time.during(isthmus.stop()));
  const acts = { microsoft: services.microsoft.acts, mattermost: services.mattermost.acts };
  const random = seededRandom(6);
  return {
    time,
    organisation,
    services,
    isthmus,
    begin: () => time.during(isthmus.start()),
    /** Until the mirror has everything that there is. */
    current: () => time.until(() => isthmus.isCurrent()),
    /** Lets so many things happen on both services. */
    things: (count: number) => doFiveHundredThings({ acts, organisation, random, count }),
    /** What the mirror and the services do not agree on, and what the mirror derived wrongly, in words. */
    differences: async () => [
      ...(await isthmus.differences()).map(describeDifference),
      ...(await wronglyDerived(isthmus.database)),
    ],
  };
};
