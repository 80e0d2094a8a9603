import { expect, it } from 'vitest';
import { type HourFigures, runTenantHour } from './tenant-hour.ts';
import { tenantHourOf, type TenantFigures } from './tenant.ts';
import { overTenantBound, tenantTable } from './tenant-table.ts';

const hour = (relay: 'with-hub' | 'none', minutes: number): Promise<HourFigures> =>
  runTenantHour({ desktops: 20, channels: 4, minutes, relay, seed: 1 });

it('a relay leaves most of the limits free, and messages are fresh as soon as it has them', async () => {
  const [beside, alone] = [await hour('with-hub', 10), await hour('none', 10)];
  // There was something to do.
  expect([beside.requestsPerSecond > 0.3, beside.members.messages > 10]).toEqual([true, true]);
  expect(beside.requestsPerSecond).toBeLessThan(alone.requestsPerSecond);
  expect(alone.refused429).toBeGreaterThan(0);
  expect(beside.refused429).toBeLessThan(alone.refused429 / 10);
  // The copy comes by Mattermost soon after the relay has the message.
  expect(beside.membersAfterRelay.p50Ms).toBeLessThan(5_000);
  expect(tenantHourOf(beside).busiestLimitPercent).toBeLessThan(50);
});

it('the table says what is over its bound', () => {
  const fresh = { messages: 1, p50Ms: 1_000, p95Ms: 5_000 };
  const details: HourFigures = {
    refused429: 0,
    refusals: {},
    requestsPerSecond: 1,
    limits: {
      teams: { percent: 1, busiestMinutePercent: 50 },
      chats: { percent: 2, busiestMinutePercent: 3 },
    },
    watched: fresh,
    watchedAfterRelay: fresh,
    watchedBy: { 'in-isthmus': fresh, 'in-teams': fresh, unconnected: fresh },
    members: fresh,
    membersAfterRelay: fresh,
    watchedAfterWaits: fresh,
    membersAfterWaits: fresh,
    membersAfterRelayInTeams: fresh,
  };
  const reached = tenantHourOf(details);
  expect([reached.busiestLimit, overTenantBound(reached)]).toEqual(['teams', []]);
  const figures: TenantFigures = {
    ...{ desktops: 20, channels: 2, minutes: 10 },
    ...tenantHourOf({ ...details, refused429: 1, watchedAfterWaits: { ...fresh, p95Ms: 5_001 } }),
    withoutHub: reached,
    withoutRelay: reached,
  };
  expect(
    tenantTable(figures)
      .split('\n')
      .filter((line) => line.endsWith('over')),
  ).toHaveLength(2);
  // Nobody looked at a channel when somebody wrote there.
  const unseen = { messages: 0, p50Ms: null, p95Ms: null };
  const unmeasured = tenantTable({ ...figures, ...tenantHourOf({ ...details, watched: unseen }) });
  expect(unmeasured.split('\n').filter((line) => line.includes('no samples'))).toHaveLength(2);
});
