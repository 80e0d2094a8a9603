import { describe, expect, it } from 'vitest';
import { generateOrganisation } from '../../sandbox/organisation/generate.ts';
import { SimulatedIsthmus, startServices } from '../support/simulated.ts';
import { VirtualTime } from '../support/virtual-time.ts';

const start = Date.parse('2026-11-23T10:00:00Z');

describe('the mirror', () => {
  it('is exactly what both services show, message by message', async () => {
    const time = new VirtualTime(start);
    const organisation = generateOrganisation({ seed: 1, messages: 1_000, now: start });
    const services = startServices(organisation, time);
    const isthmus = new SimulatedIsthmus(services, organisation.sampleUser);
    await time.during(isthmus.start());
    await time.until(() => isthmus.isCurrent());
    expect(await isthmus.differences()).toEqual([]);
    await time.during(isthmus.stop());
  });
});
