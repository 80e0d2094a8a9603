/** What each observation and each figure becomes. */
import { afterEach, beforeEach, expect, it, onTestFinished } from 'vitest';
import type { AccountState } from '../../renderer/model/index.ts';
import { inviteStateOf } from '../../renderer/engine/relay/invite-state.ts';
import type { Figures } from './figures.ts';
import { RelayMetrics } from './relay-metrics.ts';

let metrics: RelayMetrics;
beforeEach(() => {
  metrics = new RelayMetrics({ version: '1.2.3', startedAt: 1_700_000_000_000 });
});
afterEach(() => metrics.stop());

const shares = {
  of: 2,
  held: [1],
  otherDivision: null,
  computer: 'k3f9x1',
  others: [{ computer: 'a81b2c', held: [0] }],
};
const account = (state: AccountState): Figures['accounts'][number] => ({
  service: 'teams',
  state,
  lagSeconds: 12,
  progress: { messages: 7, conversations: { total: 4, readable: 4, complete: 1, setBack: 0 } },
});

const figures = (over: Partial<Figures> = {}): Figures => ({
  accounts: [account({ kind: 'catching-up' })],
  links: new Map([
    ['good', 3],
    ['teams-side-missing', 1],
  ]),
  carriedLinks: 2,
  outbox: { rows: new Map([['failed', 5]]), oldestSeconds: 90 },
  discarded: [{ service: 'teams', reason: 'older-than-stored', count: 8 }],
  connectedPeople: 11,
  invitations: inviteStateOf(
    { maxPending: 5, restrictedTo: new Set(['ada@example.org']) },
    [{ standing: { kind: 'open' } }, { standing: { kind: 'declined' } }],
    ['weekend'],
  ),
  engine: {
    shares,
    authors: { 'never-silent': 1, present: 5, silent: 2, taken: 3 },
    limitsUsed: [{ service: 'teams', limit: 'teams-other', ratio: 0.3 }],
  },
  ...over,
});

/** The lines of a dump without comments and without those of the process. */
const lines = async (over: Partial<Figures> = {}): Promise<readonly string[]> =>
  (await metrics.text(figures(over))).split('\n').filter((line) => line.startsWith('isthmus_'));

it('counts what the engine tells', async () => {
  const { observe } = metrics;
  const where = { from: 'mattermost', direct: true } as const;
  observe({ kind: 'request', service: 'teams', call: 'GET me/chats', status: 200, seconds: 0.2 });
  observe({ kind: 'request', service: 'mattermost', call: 'POST posts', status: null, seconds: 40 });
  observe({ kind: 'throttled', service: 'teams', limit: null });
  observe({ kind: 'throttled', service: 'mattermost', limit: 'mattermost-server' });
  observe({ kind: 'carried', act: 'created', ...where, seconds: 1.5 });
  observe({ kind: 'carried', act: 'deleted', ...where, seconds: null });
  observe({ kind: 'reaction-carried', act: 'set', ...where });
  observe({ kind: 'file-carried', ...where, instead: null });
  observe({ kind: 'file-carried', ...where, instead: 'too-large' });
  observe({ kind: 'not-carried', from: 'teams', reason: 'not-mine' });
  observe({ kind: 'lease-taken' });
  observe({ kind: 'live-connected', service: 'mattermost', complete: false });
  observe({ kind: 'sign-in-refused', service: 'teams' });
  observe({ kind: 'stored', source: 'live', seconds: 0.004 });
  metrics.logged('caught-connector-call-type-error');
  metrics.logged('live-disconnected');
  const found = await lines();
  for (const line of [
    'isthmus_msgraph_client_time_seconds_bucket{le="0.25",method="GET me/chats",success="true",status_code="200"} 1',
    'isthmus_mattermost_client_time_seconds_bucket{le="30",method="POST posts",success="false",status_code="none"} 0',
    'isthmus_mattermost_client_time_seconds_count{method="POST posts",success="false",status_code="none"} 1',
    'isthmus_msgraph_throttled_total{resource="none"} 1',
    'isthmus_mattermost_throttled_total 1',
    'isthmus_events_messages_total{action="created",source="mattermost",is_direct="true"} 1',
    'isthmus_events_messages_total{action="deleted",source="mattermost",is_direct="true"} 1',
    'isthmus_events_message_delay_seconds_count{action="created",source="mattermost",is_direct="true"} 1',
    'isthmus_events_reactions_total{action="set",source="mattermost",is_direct="true"} 1',
    'isthmus_events_files_total{action="created",source="mattermost",is_direct="true",discarded_reason=""} 1',
    'isthmus_events_files_total{action="created",source="mattermost",is_direct="true",discarded_reason="too_large"} 1',
    'isthmus_events_not_carried_total{source="teams",discarded_reason="not_mine"} 1',
    'isthmus_lease_changes_total 1',
    'isthmus_mattermost_socket_connected 1',
    'isthmus_mattermost_socket_connections_total{replayed="false"} 1',
    'isthmus_sign_in_needed_total{service="teams"} 1',
    'isthmus_store_transaction_seconds_count{kind="live"} 1',
    'isthmus_system_task_failures_total{task="connector-call-type-error"} 1',
    'isthmus_build_info{version="1.2.3",mode="relay"} 1',
    'isthmus_system_start_timestamp_seconds 1700000000',
  ])
    expect(found).toContain(line);
  // An act whose time is not known is in no histogram.
  expect(found.join()).not.toMatch(/message_delay_seconds_count\{action="deleted"/);
  observe({ kind: 'live-lost', service: 'mattermost' });
  expect(await lines()).toContain('isthmus_mattermost_socket_connected 0');
});

it('shows the figures of the moment', async () => {
  const found = await lines();
  for (const line of [
    'isthmus_signed_in{service="teams"} 1',
    // Nobody has signed it in.
    'isthmus_signed_in{service="mattermost"} 0',
    'isthmus_mirror_up_to_date{service="teams"} 0',
    'isthmus_mirror_lag_seconds{service="teams"} 12',
    'isthmus_history_complete_ratio{service="teams"} 0.25',
    'isthmus_links{standing="good"} 3',
    'isthmus_links{standing="teams_side_missing"} 1',
    'isthmus_links{standing="contradicts"} 0',
    'isthmus_app_linked_channels 2',
    'isthmus_app_connected_users 11',
    'isthmus_app_pending_invites 1',
    'isthmus_app_pending_invites_limit 5',
    'isthmus_app_whitelisted_users 1',
    'isthmus_outbox_rows{state="failed"} 5',
    'isthmus_outbox_rows{state="queued"} 0',
    'isthmus_outbox_oldest_seconds 90',
    'isthmus_lease_held{share="0"} 0',
    'isthmus_lease_held{share="1"} 1',
    'isthmus_author_leases{state="taken"} 3',
    'isthmus_author_leases{state="never_silent"} 1',
    'isthmus_msgraph_budget_used_ratio{limit="teams-other"} 0.3',
    'isthmus_events_discarded_total{service="teams",reason="older_than_stored"} 8',
  ])
    expect(found).toContain(line);
  // Counts of the database are not added up from scrape to scrape.
  expect(await lines()).toEqual(found);
  const later = await lines({
    accounts: [account({ kind: 'sign-in-needed', reason: 'expired' })],
    discarded: [],
    invitations: null,
    engine: { shares: null, authors: null, limitsUsed: [] },
  });
  expect(later).toContain('isthmus_signed_in{service="teams"} 0');
  expect(later).toContain('isthmus_lease_held{share="0"} 0');
  expect(later.join()).not.toMatch(/lease_held\{share="1"/);
  expect(later).toContain('isthmus_app_pending_invites_limit 0');
  expect(later.join()).not.toMatch(/events_discarded_total\{|budget_used_ratio\{/);
});

it('has the metrics of the hub and of the refresh token only where there are such', async () => {
  expect((await lines()).join()).not.toMatch(/hub_|subscription|refresh_token|change_events/);
  const hub = {
    standing: { kind: 'receiving' },
    subscriptions: { wanted: 3, live: 2, nearestExpiry: Date.now() + 3_600_000 },
    partitions: [{ behind: 4 }, { behind: null }, { behind: 1 }],
    lastEventAt: 1_700_000_000_000,
    hints: 9,
    discarded: { 'wrong-secret': 1 },
    lifecycle: { missed: 2 },
  };
  const refreshedAt = Date.now() - 86_400_000;
  const more = new RelayMetrics(
    { version: '1.2.3', startedAt: 0 },
    { hub: () => hub, refreshedAt: () => refreshedAt },
  );
  onTestFinished(() => more.stop());
  const text = await more.text(figures());
  for (const line of [
    'isthmus_hub_receiving 1',
    'isthmus_events_change_events_total{discarded_reason=""} 9',
    'isthmus_events_change_events_total{discarded_reason="wrong_secret"} 1',
    'isthmus_events_lifecycle_events_total{event_type="missed"} 2',
    'isthmus_subscriptions{state="wanted"} 3',
    'isthmus_subscriptions{state="live"} 2',
    'isthmus_hub_partition_lag_events 5',
    'isthmus_hub_last_event_timestamp_seconds{which="last"} 1700000000',
  ])
    expect(text.split('\n')).toContain(line);
  expect(text).toMatch(/^isthmus_subscription_expires_seconds\{which="first"\} 3(?:600|599)/m);
  expect(text).toMatch(/^isthmus_refresh_token_age_seconds\{service="teams"\} 86(?:399|400)/m);
  expect(JSON.parse(more.status(figures()))).toMatchObject({
    hub,
    signIn: { refreshedAt: new Date(refreshedAt).toISOString() },
  });
});

it('the status has the same figures, with the reason of a state', () =>
  expect(
    JSON.parse(
      metrics.status(figures({ accounts: [account({ kind: 'sign-in-needed', reason: 'expired' })] })),
    ),
  ).toEqual({
    version: '1.2.3',
    startedAt: '2023-11-14T22:13:20.000Z',
    accounts: [
      {
        service: 'teams',
        state: 'sign-in-needed',
        reason: 'expired',
        lagSeconds: 12,
        messages: 7,
        conversations: { total: 4, readable: 4, complete: 1, setBack: 0 },
      },
    ],
    ...{ lease: 'held', shares },
    links: {
      carried: 2,
      good: 3,
      unchecked: 0,
      'teams-side-missing': 1,
      'mattermost-side-missing': 0,
      'right-lost': 0,
      contradicts: 0,
    },
    connectedPeople: 11,
    invitations: figures().invitations,
    authors: { 'never-silent': 1, present: 5, silent: 2, taken: 3 },
    outbox: { oldestSeconds: 90, queued: 0, uploading: 0, sending: 0, waiting: 0, failed: 5, discarded: 0 },
    limitsUsed: [{ service: 'teams', limit: 'teams-other', ratio: 0.3 }],
    discarded: [{ service: 'teams', reason: 'older-than-stored', count: 8 }],
  }));
