/**
 * Prometheus itself judges what is made for it: the rules, their tests, a dump, and every query, asked of a Prometheus that has scraped a relay
 * which carries on the sandbox. Left out where Debian's package is not there and cannot be fetched.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Relay } from '../../relay/host/relay.ts';
import { startMonitored } from '../../relay/host/monitored.ts';
import { createNetworkFetch } from '../../sandbox/browser/network-fetch.ts';
import { startSandbox, type Sandbox } from '../../sandbox/index.ts';
import { generateOrganisation } from '../../sandbox/organisation/generate.ts';
import { mattermostBot, postAsOwner, signInBots, teamsBot, withBots } from '../commands/relay/bots.ts';
import { alertRules, job } from './alert-rules.ts';
import { dashboard } from './dashboard.ts';
import { findPrometheus, promtool, RunningPrometheus } from './testing/prometheus.ts';
import { alertsFile, promtoolTest } from './written.ts';

const tools = findPrometheus();
const folder = mkdtempSync(join(tmpdir(), 'isthmus-monitoring-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.skipIf(tools === null)('promtool', () => {
  const rules = join(folder, 'alerts.yml');
  const run = (args: readonly string[]) => {
    if (tools === null) throw new Error('promtool is not there');
    return promtool(tools, args);
  };
  beforeAll(() => writeFileSync(rules, alertsFile()));

  it('takes the rules', () => expect(run(['check', 'rules', rules])).toMatchObject({ code: 0 }));

  it('each alert fires at its series, and not at others', () => {
    const tests = join(folder, 'alerts-test.yml');
    writeFileSync(tests, promtoolTest(rules));
    const { code, said } = run(['test', 'rules', tests]);
    expect(code, said).toBe(0);
  });

  it('finds an alert that does not fire', () => {
    const changed = join(folder, 'changed.yml');
    writeFileSync(changed, alertsFile().replaceAll(' == 0', ' == 7'));
    const tests = join(folder, 'changed-test.yml');
    writeFileSync(tests, promtoolTest(changed));
    const { code, said } = run(['test', 'rules', tests]);
    expect(code).toBe(1);
    expect(said).toContain('IsthmusDown fires');
  });
});

/** What nothing answers here, and why. */
const emptyHere: readonly { readonly part: string; readonly because: string }[] = [
  { part: 'offset 7d', because: 'the relay has not run for a week' },
  { part: 'throttled_total', because: 'the sandbox lets everything pass' },
  { part: 'msgraph_client_time_seconds_count{instance=~".*",success="false"}', because: 'no request fails' },
  { part: 'events_files_total', because: 'no file is carried' },
  { part: 'events_discarded_total', because: 'nothing is discarded' },
  { part: '(source, discarded_reason)', because: 'everything is carried' },
  { part: 'events_reactions_total', because: 'a relay carries no reactions' },
  { part: 'refresh_token_age', because: 'the sandbox gives tokens without a sign-in' },
  { part: 'subscription', because: 'no hub is configured' },
  { part: 'hub_', because: 'no hub is configured' },
  { part: '_change_events', because: 'no hub is configured' },
  { part: 'lifecycle_events', because: 'no hub is configured' },
  { part: 'sign_in_needed_total', because: 'nobody takes a sign-in away' },
  { part: 'system_task_failures_total', because: 'nothing fails' },
];

const isEmptyHere = (query: string): boolean => emptyHere.some(({ part }) => query.includes(part));

interface Shown {
  readonly targets?: readonly { readonly expr: string }[];
}

/** Every query of the dashboard, as Grafana sends it. */
const panelQueries = [
  ...new Set(
    (dashboard().panels as readonly Shown[]).flatMap(({ targets = [] }) =>
      targets.map(({ expr }) => expr.replaceAll('$__rate_interval', '5m').replaceAll('$instance', '.*')),
    ),
  ),
];
/** What each alert looks at, without the bound from which on it fires. */
const ruleQueries = alertRules.map(({ expr }) => expr.replaceAll(/ (?:==|[<>]) [\d.]+(?: \* \d+)?/g, ''));

/** Waits for something that happens by itself. */
const until = async (isSo: () => Promise<boolean>): Promise<void> => {
  while (!(await isSo())) await after(200);
};

describe.skipIf(tools === null)('Prometheus beside a relay that carries', () => {
  let sandbox: Sandbox;
  let relay: Relay;
  let prometheus: RunningPrometheus;
  let url: string;
  const dump = async () => (await fetch(`${url}/metrics`)).text();

  beforeAll(async () => {
    if (tools === null) return;
    sandbox = await startSandbox({
      seed: 6,
      messages: 0,
      organisation: (now) => withBots(generateOrganisation({ seed: 6, messages: 30, now })),
      throttling: false,
    });
    const started = await startMonitored(
      {
        path: join(folder, 'relay.db'),
        accounts: await signInBots(sandbox),
        fetch: createNetworkFetch(sandbox.microsoft.certificatePem),
        days: 1,
        log: () => undefined,
      },
      { address: '127.0.0.1', port: 0, hosts: [] },
    );
    if (started.kind === 'refused' || started.monitoring.kind !== 'at')
      throw new Error('the relay did not start');
    ({ relay } = started);
    ({ url } = started.monitoring);
    const { host } = new URL(url);
    prometheus = await RunningPrometheus.start(tools, folder, { target: host, job });
    await carrySomething(sandbox, relay, dump);
  });
  afterAll(async () => {
    if (tools === null) return;
    await prometheus.end();
    await relay.drain();
    await sandbox.close();
  });

  it('promtool finds no fault in the names and types of the dump', async () => {
    if (tools === null) throw new Error('promtool is not there');
    const text = await dump();
    expect(text).toMatch(/^isthmus_events_message_delay_seconds_count\{action="created",source="teams"/m);
    expect(promtool(tools, ['check', 'metrics'], text)).toEqual({ code: 0, said: '' });
  });

  it('every query of the dashboard and of the alerts has an answer', async () => {
    const empty = async (queries: readonly string[]): Promise<readonly string[]> => {
      const counts = await Promise.all(queries.map((query) => prometheus.count(query)));
      return queries.filter((_query, at) => counts[at] === 0);
    };
    // A rate needs two scrapes.
    let left = [...panelQueries, ...ruleQueries].filter((query) => !isEmptyHere(query));
    for (let tries = 0; left.length > 0 && tries < 60; tries += 1) {
      left = [...(await empty(left))];
      if (left.length > 0) await after(250);
    }
    expect(left).toEqual([]);
    // The others are right, too.
    await empty([...panelQueries, ...ruleQueries].filter(isEmptyHere));
    for (const { part } of emptyHere)
      expect(
        [...panelQueries, ...ruleQueries].some((query) => query.includes(part)),
        part,
      ).toBe(true);
  });

  it('a query that is wrong is an error', async () =>
    expect(prometheus.count('rate(isthmus_lease_held')).rejects.toThrow('parse error'));
});

/** Links two channels, and has a message of each side carried, and an edit. Their authors have not connected. */
const carrySomething = async (sandbox: Sandbox, relay: Relay, dump: () => Promise<string>): Promise<void> => {
  const { microsoft, mattermost } = sandbox;
  const here = mattermost.acts
    .conversations()
    .find(({ kind, members }) => kind === 'channel' && members.includes(mattermostBot));
  const there = microsoft.acts
    .conversations()
    .find(({ kind, members }) => kind === 'channel' && members.includes(teamsBot));
  if (!here || !there) throw new Error('the bots share no channel with anybody');
  const link = { teams: `channel/${there.id}`, name: 'There' };
  const linking = await postAsOwner(sandbox, 'posts', {
    channel_id: here.id,
    message: 'Linked.',
    props: { isthmus: { version: 1, link } },
  });
  if (!linking.ok) throw new Error(`the link was refused: ${linking.status}`);
  await until(async () => {
    const { links, engine } = await relay.figures();
    return links.get('good') === 1 && engine.shares?.held.length === 1;
  });
  const [writer, author] = [here, there].map(({ members }) =>
    members.find((one) => one !== mattermostBot && one !== teamsBot),
  );
  if (writer === undefined || author === undefined) throw new Error('nobody is there to write');
  mattermost.acts.post(writer, here.id, { content: 'from here' });
  const message = microsoft.acts.post(author, there.id, { content: '<p>from there</p>' });
  const isTold = (...told: readonly string[]) =>
    until(async () => {
      const text = await dump();
      return told.every((one) => text.includes(`isthmus_events_messages_total{${one},is_direct="false"}`));
    });
  await isTold('action="created",source="mattermost"', 'action="created",source="teams"');
  microsoft.acts.edit(author, there.id, message, '<p>from there, said better</p>');
  await isTold('action="updated",source="teams"');
};
