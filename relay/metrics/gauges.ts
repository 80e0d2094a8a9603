/** The metrics that are read when somebody asks. */
import { Counter, Gauge, type Registry } from 'prom-client';
import type { SharesHeld } from '../../renderer/engine/bridge/memory/carrier-leases.ts';
import type { Service } from '../../renderer/model/index.ts';
import { linkHealths, outboxStates } from '../../renderer/relay-health/health.ts';
import type { Figures } from './figures.ts';
import { awayStandings } from '../../renderer/engine/relay/away/watched-author.ts';
import { say } from '../words/say.ts';
import { spelt } from './observed.ts';

/** Before there is something between which to carry. */
const nothingHeld: Pick<SharesHeld, 'of' | 'held'> = { of: 1, held: [] };

const services: readonly Service[] = ['teams', 'mattermost'];

/** Registers the metrics, and returns what sets them to the figures of a moment. */
export const gauges = (registry: Registry): ((figures: Figures) => void) => {
  const registers = [registry];
  const gauge = <Label extends string>(name: string, help: string, labelNames: readonly Label[] = []) =>
    new Gauge({ name: `isthmus_${name}`, help, labelNames: [...labelNames], registers });
  const signedIn = gauge('signed_in', say('metric.signed-in'), ['service']);
  const upToDate = gauge('mirror_up_to_date', say('metric.mirror-up-to-date'), ['service']);
  const lag = gauge('mirror_lag_seconds', say('metric.mirror-lag-seconds'), ['service']);
  const messages = gauge('mirror_messages', say('metric.mirror-messages'), ['service']);
  const history = gauge('history_complete_ratio', say('metric.history-complete-ratio'), ['service']);
  const links = gauge('links', say('metric.links'), ['standing']);
  const linked = gauge('app_linked_channels', say('metric.app-linked-channels'));
  const connected = gauge('app_connected_users', say('metric.app-connected-users'));
  const pending = gauge('app_pending_invites', say('metric.app-pending-invites'));
  const limit = gauge('app_pending_invites_limit', say('metric.app-pending-invites-limit'));
  const listed = gauge('app_whitelisted_users', say('metric.app-whitelisted-users'));
  const rows = gauge('outbox_rows', say('metric.outbox-rows'), ['state']);
  const oldest = gauge('outbox_oldest_seconds', say('metric.outbox-oldest-seconds'));
  const leaseHeld = gauge('lease_held', say('metric.lease-held'), ['share']);
  const authors = gauge('author_leases', say('metric.author-leases'), ['state']);
  const used = gauge('msgraph_budget_used_ratio', say('metric.msgraph-budget-used-ratio'), ['limit']);
  const discarded = new Counter({
    name: 'isthmus_events_discarded_total',
    help: say('metric.events-discarded-total'),
    labelNames: ['service', 'reason'],
    registers,
  });

  return (figures) => {
    const changing = [signedIn, upToDate, lag, messages, history, links, rows, leaseHeld, used, discarded];
    for (const one of changing) one.reset();
    // An account that nobody has signed in yet is not there.
    for (const service of services) signedIn.set({ service }, 0);
    for (const { service, state, lagSeconds, progress } of figures.accounts) {
      signedIn.set({ service }, state.kind === 'sign-in-needed' ? 0 : 1);
      upToDate.set({ service }, lagSeconds === 0 ? 1 : 0);
      if (lagSeconds !== null) lag.set({ service }, lagSeconds);
      messages.set({ service }, progress.messages);
      const { total, complete } = progress.conversations;
      history.set({ service }, total === 0 ? 0 : complete / total);
    }
    for (const health of linkHealths) links.set({ standing: spelt(health) }, figures.links.get(health) ?? 0);
    linked.set(figures.carriedLinks);
    connected.set(figures.connectedPeople);
    pending.set(figures.invitations?.open ?? 0);
    limit.set(figures.invitations?.limit ?? 0);
    listed.set(figures.invitations?.listed ?? 0);
    for (const state of outboxStates) rows.set({ state }, figures.outbox.rows.get(state) ?? 0);
    oldest.set(figures.outbox.oldestSeconds);
    const { of, held } = figures.engine.shares ?? nothingHeld;
    for (let share = 0; share < of; share += 1)
      leaseHeld.set({ share: String(share) }, held.includes(share) ? 1 : 0);
    for (const state of awayStandings)
      authors.set({ state: spelt(state) }, figures.engine.authors?.[state] ?? 0);
    for (const { service, limit, ratio } of figures.engine.limitsUsed)
      if (service === 'teams') used.set({ limit }, ratio);
    for (const { service, reason, count } of figures.discarded)
      discarded.inc({ service, reason: spelt(reason) }, count);
  };
};
