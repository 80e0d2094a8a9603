/** What the dashboard of a relay shows. */
import { dashboardOf, type Panel, type Query, type Row, type Unit } from './panels.ts';

/** Metrics of the chosen relays. */
const of = (name: string, labels = ''): string =>
  `isthmus_${name}{instance=~"$instance"${labels === '' ? '' : `,${labels}`}}`;
const rate = (name: string, labels = ''): string => `rate(${of(name, labels)}[$__rate_interval])`;
const query = (expr: string, legend: string): Query => ({ expr, legend });
const quantile = (q: number, by: string, name: string, labels = ''): string =>
  `histogram_quantile(${q}, sum by (${by === '' ? 'le' : `le, ${by}`}) (${rate(`${name}_bucket`, labels)}))`;

const stat = (
  title: string,
  description: string,
  unit: Unit,
  queries: readonly Query[],
  more: Pick<Panel, 'red' | 'shows'> = {},
): Panel => ({ kind: 'stat', title, description, unit, queries, width: 4, ...more });

const times = (
  title: string,
  description: string,
  unit: Unit,
  queries: readonly Query[],
  more: { readonly width?: number; readonly stacked?: true } = {},
): Panel => ({ kind: 'timeseries', title, description, unit, queries, width: 12, ...more });

/** Half and all but a hundredth of what a histogram counted. */
const spread = (name: string, labels = ''): readonly Query[] => [
  query(quantile(0.5, '', name, labels), 'half'),
  query(quantile(0.99, '', name, labels), '99 of 100'),
];

const now: Row = {
  title: 'Now',
  panels: [
    stat(
      'Signed in',
      'Whether each service accepts the bot account. 0: nothing is carried.',
      'short',
      [query(`min by (service) (${of('signed_in')})`, '{{service}}')],
      { red: { below: 1 } },
    ),
    stat(
      'Mirror behind',
      'Since when what happened is not mirrored.',
      's',
      [query(`max by (service) (${of('mirror_lag_seconds')})`, '{{service}}')],
      { red: { from: 600 } },
    ),
    stat(
      'Relays that carry',
      'Of each share of the links one relay holds the lease.',
      'short',
      [query(`min(sum by (share) (${of('lease_held')}))`, 'relays')],
      { red: { below: 1 } },
    ),
    stat(
      'Oldest message that waits',
      'More than five minutes: somebody should look.',
      's',
      [query(`max(${of('outbox_oldest_seconds')})`, 'oldest')],
      { red: { from: 300 } },
    ),
    stat(
      'Failed messages',
      'A service refused them. They wait for somebody.',
      'short',
      [query(`sum(${of('outbox_rows', 'state="failed"')})`, 'failed')],
      { red: { from: 1 } },
    ),
    stat(
      'Links that do not count',
      'A side is missing, a right was lost, or two links contradict.',
      'short',
      [query(`sum(${of('links', 'standing!~"good|unchecked"')})`, 'links')],
      { red: { from: 1 } },
    ),
    stat('Carried links', 'Linked conversations that are carried.', 'short', [
      query(`max(${of('app_linked_channels')})`, 'links'),
    ]),
    stat('Connected people', 'People on Mattermost who have connected.', 'short', [
      query(`max(${of('app_connected_users')})`, 'people'),
    ]),
    stat(
      'Requests that work, Microsoft',
      'Of the last five minutes.',
      'percentunit',
      [
        query(
          `sum(rate(${of('msgraph_client_time_seconds_count', 'success="true"')}[5m])) / sum(rate(${of('msgraph_client_time_seconds_count')}[5m]))`,
          'work',
        ),
      ],
      { red: { below: 0.9 } },
    ),
    stat(
      'Requests that work, Mattermost',
      'Of the last five minutes.',
      'percentunit',
      [
        query(
          `sum(rate(${of('mattermost_client_time_seconds_count', 'success="true"')}[5m])) / sum(rate(${of('mattermost_client_time_seconds_count')}[5m]))`,
          'work',
        ),
      ],
      { red: { below: 0.9 } },
    ),
    stat('Since the start', 'How long the relay runs.', 's', [
      query(`time() - min(${of('system_start_timestamp_seconds')})`, 'runs'),
    ]),
    stat('Version', 'Of each relay.', 'short', [query(of('build_info'), '{{version}}')], { shows: 'name' }),
  ],
};

const outbox: Row = {
  title: 'What waits to be carried',
  panels: [
    times(
      'Messages that wait, by state',
      'Failed ones wait for somebody, all others for their turn.',
      'short',
      [query(`sum by (state) (${of('outbox_rows', 'state!="discarded"')})`, '{{state}}')],
      { stacked: true },
    ),
    times('Age of the oldest', 'Since the relay saw it.', 's', [
      query(`max by (instance) (${of('outbox_oldest_seconds')})`, '{{instance}}'),
    ]),
  ],
};

/** What is carried from one side to the other. */
const direction = (title: string, from: 'mattermost' | 'teams'): Row => {
  const side = `source="${from}"`;
  return {
    title,
    panels: [
      times(
        'Messages a second',
        'Written, changed and deleted on the other side.',
        'ops',
        [query(`sum by (action) (${rate('events_messages_total', side)})`, '{{action}}')],
        { width: 8 },
      ),
      times(
        'From seen to carried',
        'On the relay’s own clock.',
        's',
        spread('events_message_delay_seconds', side),
        {
          width: 8,
        },
      ),
      times(
        'Reactions and files a second',
        'Files with a reason were not taken.',
        'ops',
        [
          query(`sum by (action) (${rate('events_reactions_total', side)})`, 'reaction {{action}}'),
          query(
            `sum by (discarded_reason) (${rate('events_files_total', side)})`,
            'file {{discarded_reason}}',
          ),
        ],
        { width: 8 },
      ),
    ],
  };
};

const delays: Row = {
  title: 'How long messages take',
  panels: [
    {
      kind: 'heatmap',
      title: 'From seen to carried, both directions',
      description: 'How many messages took how long.',
      unit: 'short',
      queries: [
        query(
          `sum by (le) (increase(${of('events_message_delay_seconds_bucket')}[$__rate_interval]))`,
          '{{le}}',
        ),
      ],
      width: 24,
    },
  ],
};

const carried = `sum by (source) (${rate('events_messages_total', 'action="created"')})`;

const discarded: Row = {
  title: 'Not carried, not used',
  panels: [
    times(
      'Left where they are, a second',
      'Messages of linked conversations, by reason.',
      'ops',
      [
        query(
          `sum by (source, discarded_reason) (${rate('events_not_carried_total')})`,
          '{{source}} {{discarded_reason}}',
        ),
      ],
      { width: 8 },
    ),
    times(
      'Part that was carried',
      'Of all messages of linked conversations.',
      'percentunit',
      [
        query(
          `${carried} / (${carried} + (sum by (source) (${rate('events_not_carried_total')}) or 0 * ${carried}))`,
          'from {{source}}',
        ),
      ],
      { width: 8 },
    ),
    times(
      'Not used, a second',
      'What arrived and is not mirrored, by reason.',
      'ops',
      [query(`sum by (service, reason) (${rate('events_discarded_total')})`, '{{service}} {{reason}}')],
      { width: 8 },
    ),
  ],
};

/** The requests to one service. */
const requests = (title: string, metric: string, more: readonly Panel[]): Row => {
  const count = `${metric}_count`;
  return {
    title,
    panels: [
      times(
        'Requests a second',
        'Now, and a week before.',
        'reqps',
        [
          query(`sum(${rate(count)})`, 'now'),
          query(`sum(rate(${of(count)}[$__rate_interval] offset 7d))`, 'a week before'),
        ],
        { width: 8 },
      ),
      times(
        'Requests by what was asked',
        'The ten that are asked most.',
        'reqps',
        [query(`topk(10, sum by (method) (${rate(count)}))`, '{{method}}')],
        { width: 8 },
      ),
      times(
        'Requests that fail, a second',
        'By what was asked and the answer’s status.',
        'reqps',
        [
          query(
            `sum by (method, status_code) (${rate(count, 'success="false"')})`,
            '{{status_code}} {{method}}',
          ),
        ],
        { width: 8 },
      ),
      times(
        'Until the answer begins',
        'Half of all requests, and all but a hundredth.',
        's',
        spread(metric),
        { width: 8 },
      ),
      times(
        'Slowest by what was asked',
        'Mean time, the ten that take longest.',
        's',
        [
          query(
            `topk(10, sum by (method) (${rate(`${metric}_sum`)}) / sum by (method) (${rate(count)}))`,
            '{{method}}',
          ),
        ],
        { width: 8 },
      ),
      ...more,
    ],
  };
};

const graph = requests('Microsoft Graph', 'msgraph_client_time_seconds', [
  times(
    'Answers 429, a second',
    'Microsoft asks the relay to wait, by limit.',
    'ops',
    [query(`sum by (resource) (${rate('msgraph_throttled_total')})`, '{{resource}}')],
    { width: 8 },
  ),
  times(
    'Published limits in use',
    'At 1 the relay itself lets requests wait.',
    'percentunit',
    [
      query(
        `max by (limit) (max_over_time(${of('msgraph_budget_used_ratio')}[$__rate_interval]))`,
        '{{limit}}',
      ),
    ],
    { width: 24 },
  ),
]);

const mattermost = requests('Mattermost', 'mattermost_client_time_seconds', [
  times(
    'Websocket',
    'Whether it is there, and connections a second; not replayed: something was missed and is asked for.',
    'short',
    [
      query(`min by (instance) (${of('mattermost_socket_connected')})`, 'connected {{instance}}'),
      query(
        `sum by (replayed) (${rate('mattermost_socket_connections_total')})`,
        'new, replayed {{replayed}}',
      ),
    ],
    { width: 8 },
  ),
]);

const notifications: Row = {
  title: 'Change notifications of Microsoft',
  panels: [
    times(
      'Used, a second',
      'Each led to a pull of its conversation.',
      'ops',
      [query(`sum(${rate('events_change_events_total', 'discarded_reason=""')})`, 'used')],
      { width: 8 },
    ),
    times(
      'Not used, a second',
      'By reason.',
      'ops',
      [
        query(
          `sum by (discarded_reason) (${rate('events_change_events_total', 'discarded_reason!=""')})`,
          '{{discarded_reason}}',
        ),
      ],
      { width: 8 },
    ),
    times(
      'What Microsoft says of subscriptions, a second',
      'By kind.',
      'ops',
      [query(`sum by (event_type) (${rate('events_lifecycle_events_total')})`, '{{event_type}}')],
      { width: 8 },
    ),
    times(
      'Subscriptions',
      'How many there should be, and how many there are.',
      'short',
      [query(`sum by (state) (${of('subscriptions')})`, '{{state}}')],
      { width: 8 },
    ),
    times(
      'First subscription ends in',
      'They are renewed long before.',
      's',
      [query(`min(${of('subscription_expires_seconds')})`, 'ends')],
      { width: 8 },
    ),
    times(
      'Events that wait in the hub',
      'And how long ago the last one came.',
      'short',
      [
        query(`sum(${of('hub_partition_lag_events')})`, 'events'),
        query(`time() - max(${of('hub_last_event_timestamp_seconds')})`, 'seconds since the last'),
      ],
      { width: 8 },
    ),
  ],
};

const standing: Row = {
  title: 'Lease, sign-in and mirror',
  panels: [
    times(
      'Who holds the lease',
      'The lines of all relays together are 1.',
      'short',
      [
        query(of('lease_held'), '{{instance}} share {{share}}'),
        query(`sum(increase(${of('lease_changes_total')}[$__rate_interval]))`, 'taken over'),
      ],
      { width: 8 },
    ),
    times(
      'Signed in',
      '0: the service does not accept the bot account.',
      'short',
      [
        query(of('signed_in'), '{{service}} {{instance}}'),
        query(
          `sum by (service) (increase(${of('sign_in_needed_total')}[$__rate_interval]))`,
          'refused {{service}}',
        ),
      ],
      { width: 8 },
    ),
    times(
      'Mirror behind',
      'Since when it is not up to date.',
      's',
      [query(of('mirror_lag_seconds'), '{{service}} {{instance}}')],
      { width: 8 },
    ),
    times('History', 'The part of conversations whose history is complete.', 'percentunit', [
      query(of('history_complete_ratio'), '{{service}} {{instance}}'),
    ]),
    times('Messages in the mirror', 'All are in the relay’s memory.', 'short', [
      query(of('mirror_messages'), '{{service}} {{instance}}'),
    ]),
  ],
};

const processOf = (name: string): string => `${name}{instance=~"$instance",job="isthmus-relay"}`;

const system: Row = {
  title: 'The process',
  panels: [
    times(
      'CPU',
      'Of one core.',
      'percentunit',
      [query(`rate(${processOf('process_cpu_seconds_total')}[$__rate_interval])`, '{{instance}}')],
      { width: 8 },
    ),
    times(
      'Memory',
      'Resident, and used by objects.',
      'bytes',
      [
        query(processOf('process_resident_memory_bytes'), 'resident {{instance}}'),
        query(processOf('nodejs_heap_size_used_bytes'), 'objects {{instance}}'),
      ],
      { width: 8 },
    ),
    times(
      'Waits for other work',
      '99 of 100 were shorter.',
      's',
      [query(processOf('nodejs_eventloop_lag_p99_seconds'), '{{instance}}')],
      { width: 8 },
    ),
    times(
      'Time to store a batch',
      'Half of them and all but a hundredth.',
      's',
      spread('store_transaction_seconds'),
    ),
    times('Errors that were caught, a second', 'By the place where.', 'ops', [
      query(`sum by (task) (${rate('system_task_failures_total')})`, '{{task}}'),
    ]),
  ],
};

/** The dashboard's JSON model. */
export const dashboard = () =>
  dashboardOf(
    {
      uid: 'isthmus-relay',
      title: 'Isthmus relay',
      description: 'How the organisation’s relay does. What to do: docs/relay.md, “Monitor it”.',
    },
    [
      now,
      outbox,
      direction('From Mattermost to Teams', 'mattermost'),
      direction('From Teams to Mattermost', 'teams'),
      delays,
      discarded,
      graph,
      mattermost,
      notifications,
      standing,
      system,
    ],
  );
