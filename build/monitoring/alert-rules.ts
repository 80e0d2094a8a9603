/** The alerts for whoever runs a relay, each with series at which it fires and series at which it does not. */

/** Series over time, in promtool's notation: a value at each minute. */
export interface AlertCase {
  readonly series: Readonly<Record<string, string>>;
  /** When it is looked at, minutes. */
  readonly at: number;
}

export interface AlertRule {
  readonly name: string;
  readonly expr: string;
  /** For how long it must be true. */
  readonly for: string;
  readonly severity: 'critical' | 'warning';
  readonly summary: string;
  /** The heading of its section in docs/relay.md, as an anchor. */
  readonly section: string;
  /** `labels`: those of the alert besides its severity; `says`: its summary. */
  readonly fires: AlertCase & { readonly labels?: Readonly<Record<string, string>>; readonly says: string };
  readonly quiet: AlertCase;
}

/** The name of the job in the configuration of Prometheus. */
export const job = 'isthmus-relay';

const on = `job="${job}",instance="a"`;
const series = (name: string, labels = ''): string =>
  `isthmus_${name}{${on}${labels === '' ? '' : `,${labels}`}}`;
/** The labels of an alert that keeps those of the series. */
const target = { job, instance: 'a' } as const;

/** Reasons that are part of an ordinary day: what comes twice, late, or from before the configured depth, and too many questions of one person. */
const expectedDiscards =
  'older_than_stored|edit_history_copy|ephemeral_message|event_for_unknown_conversation|beyond_depth|image_unavailable|asked_too_often';

const delayed = 'events_message_delay_seconds_bucket';

export const alertRules: readonly AlertRule[] = [
  {
    name: 'IsthmusDown',
    expr: `up{job="${job}"} == 0`,
    for: '5m',
    severity: 'critical',
    summary: 'The relay at {{ $labels.instance }} does not answer Prometheus.',
    section: 'the-relay-does-not-answer',
    fires: {
      says: 'The relay at a does not answer Prometheus.',
      series: { [`up{${on}}`]: '1 0x20' },
      at: 8,
      labels: target,
    },
    quiet: { series: { [`up{${on}}`]: '1 0x3 1x20' }, at: 15 },
  },
  {
    name: 'IsthmusRestarts',
    expr: 'changes(isthmus_system_start_timestamp_seconds[1h]) > 3',
    for: '0m',
    severity: 'warning',
    summary: 'The relay at {{ $labels.instance }} began anew more than three times in an hour.',
    section: 'the-relay-does-not-answer',
    fires: {
      says: 'The relay at a began anew more than three times in an hour.',
      series: { [series('system_start_timestamp_seconds')]: '1 2 3 4 5x20' },
      at: 10,
      labels: target,
    },
    quiet: { series: { [series('system_start_timestamp_seconds')]: '1 2 3x20' }, at: 10 },
  },
  {
    name: 'IsthmusSignInNeeded',
    expr: 'isthmus_signed_in == 0',
    for: '5m',
    severity: 'critical',
    summary: 'The relay is not signed in to {{ $labels.service }}: nothing is carried.',
    section: 'a-sign-in-is-not-accepted',
    fires: {
      says: 'The relay is not signed in to teams: nothing is carried.',
      series: { [series('signed_in', 'service="teams"')]: '1 0x20' },
      at: 8,
      labels: { ...target, service: 'teams' },
    },
    quiet: { series: { [series('signed_in', 'service="teams"')]: '1 0x3 1x20' }, at: 12 },
  },
  {
    name: 'IsthmusRefreshTokenOld',
    expr: 'isthmus_refresh_token_age_seconds > 75 * 86400',
    for: '0m',
    severity: 'warning',
    summary:
      'The relay’s sign-in to {{ $labels.service }} ends soon: for {{ humanizeDuration $value }} it was not renewed, and after 90 days it ends.',
    section: 'a-sign-in-is-not-accepted',
    fires: {
      says: 'The relay’s sign-in to teams ends soon: for 76d 0h 0m 0s it was not renewed, and after 90 days it ends.',
      series: { [series('refresh_token_age_seconds', 'service="teams"')]: '6566400x20' },
      at: 5,
      labels: { ...target, service: 'teams' },
    },
    quiet: { series: { [series('refresh_token_age_seconds', 'service="teams"')]: '6470000x20' }, at: 5 },
  },
  {
    name: 'IsthmusSubscriptionExpiring',
    expr: 'isthmus_subscription_expires_seconds < 900',
    for: '2m',
    severity: 'warning',
    summary: 'A subscription to changes ends in {{ humanizeDuration $value }}, and was not renewed.',
    section: 'change-notifications-do-not-come',
    fires: {
      says: 'A subscription to changes ends in 10m 0s, and was not renewed.',
      series: { [series('subscription_expires_seconds', 'which="first"')]: '1800-60x25' },
      at: 20,
      labels: { ...target, which: 'first' },
    },
    quiet: {
      series: { [series('subscription_expires_seconds', 'which="first"')]: '1800-60x14 3600x20' },
      at: 20,
    },
  },
  {
    // Without messages there is nothing to be told of.
    name: 'IsthmusHubSilent',
    expr: [
      'time() - isthmus_hub_last_event_timestamp_seconds > 3600',
      'sum by (instance) (increase(isthmus_events_messages_total{source="teams"}[1h])) > 0',
    ].join(' and on (instance) '),
    for: '5m',
    severity: 'warning',
    summary:
      'No change notification has come for {{ humanizeDuration $value }}, although messages were carried from Teams.',
    section: 'change-notifications-do-not-come',
    fires: {
      says: 'No change notification has come for 1h 30m 0s, although messages were carried from Teams.',
      series: {
        [series('hub_last_event_timestamp_seconds', 'which="last"')]: '0x120',
        [series('events_messages_total', 'source="teams"')]: '0+1x120',
      },
      at: 90,
      labels: { ...target, which: 'last' },
    },
    quiet: {
      series: {
        [series('hub_last_event_timestamp_seconds', 'which="last"')]: '0x120',
        [series('events_messages_total', 'source="teams"')]: '5x120',
      },
      at: 90,
    },
  },
  {
    name: 'IsthmusNoLease',
    expr: 'min(sum by (share) (isthmus_lease_held)) == 0 and sum(isthmus_app_linked_channels) > 0',
    for: '5m',
    severity: 'critical',
    summary: 'Conversations are linked, and no relay holds the lease: nothing is carried.',
    section: 'no-relay-or-two-relays-carry',
    fires: {
      says: 'Conversations are linked, and no relay holds the lease: nothing is carried.',
      series: { [series('lease_held')]: '1 0x20', [series('app_linked_channels')]: '2x20' },
      at: 8,
    },
    quiet: { series: { [series('lease_held')]: '0x20', [series('app_linked_channels')]: '0x20' }, at: 15 },
  },
  {
    name: 'IsthmusTwoLeases',
    expr: 'max(sum by (share) (isthmus_lease_held)) > 1',
    for: '1m',
    severity: 'critical',
    summary: 'Two relays believe that they carry.',
    section: 'no-relay-or-two-relays-carry',
    fires: {
      says: 'Two relays believe that they carry.',
      series: {
        [series('lease_held')]: '1x20',
        [`isthmus_lease_held{job="${job}",instance="b"}`]: '0 1x20',
      },
      at: 4,
    },
    quiet: {
      series: {
        [series('lease_held')]: '1x3 0x20',
        [`isthmus_lease_held{job="${job}",instance="b"}`]: '0x3 1x20',
      },
      at: 10,
    },
  },
  {
    name: 'IsthmusMessagesFailed',
    expr: 'isthmus_outbox_rows{state="failed"} > 0',
    for: '10m',
    severity: 'warning',
    summary: 'Messages that were refused and wait for somebody: {{ $value }}.',
    section: 'messages-failed',
    fires: {
      says: 'Messages that were refused and wait for somebody: 2.',
      series: { [series('outbox_rows', 'state="failed"')]: '0 2x20' },
      at: 13,
      labels: { ...target, state: 'failed' },
    },
    quiet: {
      series: {
        [series('outbox_rows', 'state="failed"')]: '0 2x5 0x20',
        [series('outbox_rows', 'state="discarded"')]: '5x30',
      },
      at: 20,
    },
  },
  {
    name: 'IsthmusOutboxOld',
    expr: 'isthmus_outbox_oldest_seconds > 300',
    for: '5m',
    severity: 'critical',
    summary: 'A message has waited for {{ humanizeDuration $value }} to be carried.',
    section: 'messages-wait-or-are-late',
    fires: {
      says: 'A message has waited for 15m 0s to be carried.',
      series: { [series('outbox_oldest_seconds')]: '0+60x20' },
      at: 15,
      labels: target,
    },
    quiet: { series: { [series('outbox_oldest_seconds')]: '0+60x7 0x20' }, at: 15 },
  },
  {
    name: 'IsthmusDelay',
    expr: `histogram_quantile(0.95, sum by (le) (rate(isthmus_${delayed}[15m]))) > 60`,
    for: '15m',
    severity: 'warning',
    summary: 'One message of twenty takes longer than a minute.',
    section: 'messages-wait-or-are-late',
    fires: {
      says: 'One message of twenty takes longer than a minute.',
      series: {
        [series(delayed, 'le="60"')]: '0+1x60',
        [series(delayed, 'le="120"')]: '0+10x60',
        [series(delayed, 'le="+Inf"')]: '0+10x60',
      },
      at: 40,
    },
    quiet: {
      series: {
        [series(delayed, 'le="1"')]: '0+99x60',
        [series(delayed, 'le="60"')]: '0+99x60',
        [series(delayed, 'le="+Inf"')]: '0+100x60',
      },
      at: 40,
    },
  },
  {
    name: 'IsthmusMirrorBehind',
    expr: 'isthmus_mirror_lag_seconds > 600',
    for: '5m',
    severity: 'warning',
    summary:
      'What happened in {{ $labels.service }} has not been mirrored for {{ humanizeDuration $value }}.',
    section: 'the-mirror-is-behind',
    fires: {
      says: 'What happened in teams has not been mirrored for 20m 0s.',
      series: { [series('mirror_lag_seconds', 'service="teams"')]: '0+60x30' },
      at: 20,
      labels: { ...target, service: 'teams' },
    },
    quiet: { series: { [series('mirror_lag_seconds', 'service="teams"')]: '0+60x12 0x30' }, at: 20 },
  },
  {
    name: 'IsthmusSocketDown',
    expr: 'isthmus_mattermost_socket_connected == 0',
    for: '5m',
    severity: 'warning',
    summary: 'The websocket to Mattermost is not there: the relay asks instead, and everything is later.',
    section: 'the-mirror-is-behind',
    fires: {
      says: 'The websocket to Mattermost is not there: the relay asks instead, and everything is later.',
      series: { [series('mattermost_socket_connected')]: '1 0x20' },
      at: 8,
      labels: target,
    },
    quiet: { series: { [series('mattermost_socket_connected')]: '1 0x3 1x20' }, at: 12 },
  },
  {
    name: 'IsthmusThrottled',
    expr: 'sum by (resource) (increase(isthmus_msgraph_throttled_total[15m])) > 20',
    for: '0m',
    severity: 'warning',
    summary:
      'Requests that Microsoft refused in a quarter of an hour, by the limit {{ $labels.resource }}: {{ printf "%.0f" $value }}.',
    section: 'microsoft-throttles',
    fires: {
      says: 'Requests that Microsoft refused in a quarter of an hour, by the limit teams-messages: 30.',
      series: { [series('msgraph_throttled_total', 'resource="teams-messages"')]: '0+2x30' },
      at: 20,
      labels: { resource: 'teams-messages' },
    },
    quiet: {
      series: { [series('msgraph_throttled_total', 'resource="teams-messages"')]: '0 1 1 2x30' },
      at: 20,
    },
  },
  {
    name: 'IsthmusDiscards',
    expr: `sum by (service, reason) (increase(isthmus_events_discarded_total{reason!~"${expectedDiscards}"}[1h])) > 20`,
    for: '0m',
    severity: 'warning',
    summary:
      'Items from {{ $labels.service }} that were not used in an hour ({{ $labels.reason }}): {{ printf "%.0f" $value }}.',
    section: 'much-is-discarded',
    fires: {
      says: 'Items from teams that were not used in an hour (malformed_message): 60.',
      series: { [series('events_discarded_total', 'service="teams",reason="malformed_message"')]: '0+1x60' },
      at: 60,
      labels: { service: 'teams', reason: 'malformed_message' },
    },
    quiet: {
      series: {
        [series('events_discarded_total', 'service="teams",reason="older_than_stored"')]: '0+100x60',
        [series('events_discarded_total', 'service="teams",reason="malformed_message"')]: '0 1x60',
      },
      at: 60,
    },
  },
  {
    // A counter begins with its first failure, which is no increase yet.
    name: 'IsthmusTaskFailures',
    expr: [
      'sum by (task) (increase(isthmus_system_task_failures_total[15m])) > 0',
      'sum by (task) (isthmus_system_task_failures_total unless isthmus_system_task_failures_total offset 15m) > 0',
    ].join(' or '),
    for: '0m',
    severity: 'warning',
    summary: 'The relay caught an error of its own: {{ $labels.task }}.',
    section: 'the-relay-caught-errors',
    fires: {
      says: 'The relay caught an error of its own: bridge-pump-type-error.',
      series: { [series('system_task_failures_total', 'task="bridge-pump-type-error"')]: '_ 1x20' },
      at: 5,
      labels: { task: 'bridge-pump-type-error' },
    },
    quiet: {
      series: { [series('system_task_failures_total', 'task="bridge-pump-type-error"')]: '1x60' },
      at: 40,
    },
  },
  {
    name: 'IsthmusLinksBroken',
    expr: 'sum by (standing) (isthmus_links{standing=~".*_side_missing|right_lost|contradicts"}) > 0',
    for: '1h',
    severity: 'warning',
    summary: 'Links that do not count ({{ $labels.standing }}): {{ $value }}.',
    section: 'links-do-not-count',
    fires: {
      says: 'Links that do not count (teams_side_missing): 1.',
      series: { [series('links', 'standing="teams_side_missing"')]: '0 1x120' },
      at: 90,
      labels: { standing: 'teams_side_missing' },
    },
    quiet: {
      series: {
        [series('links', 'standing="teams_side_missing"')]: '0 1x30 0x120',
        [series('links', 'standing="good"')]: '5x150',
      },
      at: 90,
    },
  },
  {
    name: 'IsthmusStoreLarge',
    expr: 'sum by (instance) (isthmus_mirror_messages) > 250000',
    for: '1h',
    severity: 'warning',
    summary: 'Messages in the relay’s memory: {{ printf "%.0f" $value }}.',
    section: 'the-mirror-is-large',
    fires: {
      says: 'Messages in the relay’s memory: 260000.',
      series: {
        [series('mirror_messages', 'service="teams"')]: '200000x120',
        [series('mirror_messages', 'service="mattermost"')]: '60000x120',
      },
      at: 90,
      labels: { instance: 'a' },
    },
    quiet: {
      series: {
        [series('mirror_messages', 'service="teams"')]: '200000x120',
        [series('mirror_messages', 'service="mattermost"')]: '40000x120',
      },
      at: 90,
    },
  },
];
