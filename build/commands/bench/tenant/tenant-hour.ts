/** An hour of a tenant, from the moment at which the working day begins, in virtual time. */
import { openDatabase } from '../../../../test/support/database.ts';
import { VirtualTime } from '../../../../test/support/virtual-time.ts';
import { toldFor } from '../../../../renderer/engine/relay/link-sign.ts';
import { seededRandom } from '../../../../sandbox/world.ts';
import { assumed } from './assumptions.ts';
import { Desktop } from './desktop.ts';
import { type Fresh, Freshness, type Writer } from './freshness.ts';
import { GroupedTimers } from './grouped-timers.ts';
import { GraphModel } from './graph-model.ts';
import { linkedChannels } from './links.ts';
import { MattermostModel } from './mattermost-model.ts';
import { liveAt, oneOf, repeatedly } from './people.ts';
import { TenantRelay } from './relay.ts';
import { type LimitShare, type MinuteCount, RequestCount } from './request-count.ts';
import { type PlannedConversation, planTenant, userIdOf } from './tenant-plan.ts';

export type RelayKind = 'with-hub' | 'without-hub' | 'none';

export interface TenantHourOptions {
  readonly desktops: number;
  readonly channels: number;
  /** How much of the hour, minutes. */
  readonly minutes: number;
  readonly relay: RelayKind;
  readonly seed: number;
  readonly onMinute?: (minute: number, counted: MinuteCount) => void;
}

export interface HourFigures {
  readonly refused429: number;
  readonly refusals: Readonly<Record<string, number>>;
  readonly requestsPerSecond: number;
  readonly limits: Readonly<Record<string, LimitShare>>;
  readonly watched: Fresh;
  readonly watchedAfterRelay: Fresh;
  readonly watchedBy: Readonly<Record<Writer, Fresh>>;
  readonly members: Fresh;
  readonly membersAfterRelay: Fresh;
  readonly watchedAfterWaits: Fresh;
  readonly membersAfterWaits: Fresh;
  /** Of what somebody who has connected wrote in Teams itself. */
  readonly membersAfterRelayInTeams: Fresh;
}

const dayBegins = Date.parse('2026-11-23T08:00:00Z');
const minute = 60_000;
/** Desktops were closed so long, ms. */
const night = 14 * 60 * minute;
const outsider = 'user-outside';

export const runTenantHour = async (options: TenantHourOptions): Promise<HourFigures> => {
  const { desktops: count, channels, minutes, relay: relayKind, seed, onMinute } = options;
  const random = seededRandom(seed);
  const plan = planTenant(count, channels, random);
  const time = new VirtualTime(dayBegins - night / 2);
  const world = new GroupedTimers(time);
  const graph = new GraphModel(time.now, plan);
  const mattermost = new MattermostModel(world.after);
  const freshness = new Freshness(time.now);
  const database = openDatabase();
  const links = linkedChannels(plan);
  const linkOf = new Map(links.map((link) => [link.channel, link]));
  const shared = { graph, mattermost, database, time: world, freshness };
  for (const chat of plan.chats)
    if (random() < assumed.movedOvernight) graph.store(chat, userIdOf(chat.members[0] ?? 0));

  const desktops = plan.of.map((conversations, person) => {
    const own = conversations.flatMap((one) => linkOf.get(one) ?? []);
    const seeded = seededRandom(seed * 7_919 + person);
    return new Desktop({
      ...shared,
      person,
      random: seeded,
      conversations,
      links: own,
      hasRelay: relayKind !== 'none',
    });
  });
  const told = relayKind === 'none' ? null : toldFor(count);
  for (const { isthmus } of desktops) await isthmus.remember(dayBegins - night, told);
  const relay =
    relayKind === 'none'
      ? null
      : new TenantRelay({
          ...shared,
          random: seededRandom(seed * 104_729),
          conversations: plan.channels,
          links,
          connected: count,
          hasHub: relayKind === 'with-hub',
          isUnconnected: (user) => user === outsider,
        });
  if (relay) {
    await relay.isthmus.remember(dayBegins - night, null);
    await time.during(relay.start());
  }
  await time.pass(dayBegins - time.now());

  // The day begins.
  const whole = new RequestCount(time.now);
  graph.onAsked = whole.count;
  const chance = { after: world.after, random };
  for (const [person, desktop] of desktops.entries())
    chance.after(random() * assumed.startWithin, () => {
      void desktop.start().then(() => liveAt(desktop, plan.of[person] ?? [], chance));
    });
  const running = (): { readonly person: number; readonly desktop: Desktop } | null => {
    const person = Math.floor(random() * count);
    const desktop = desktops[person];
    return desktop?.isRunning === true ? { person, desktop } : null;
  };
  const channelOf = (person: number) =>
    oneOf(
      random,
      (plan.of[person] ?? []).filter(({ kind }) => kind === 'channel'),
    );

  /** Who is writing in Isthmus in which linked channel of Teams: what else they send there is carried from Mattermost. */
  const inIsthmus = new Set<string>();
  const expected = (
    channel: PlannedConversation,
    at: number,
    author: number | null,
    writer: Writer,
  ): void => {
    const members = channel.members.filter(
      (member) => member !== author && desktops[member]?.isRunning === true,
    );
    const watched = new Set(members.filter((member) => desktops[member]?.watched === channel));
    freshness.stored(channel.id, at, writer, members, watched);
  };
  graph.onStored = (conversation, { at, author }) => {
    const link = linkOf.get(conversation);
    if (link) relay?.stored(link);
    if (inIsthmus.delete(`${conversation.id} ${author}`))
      expected(conversation, at, Number(author.slice(userIdOf('').length)), 'in-isthmus');
  };

  repeatedly(chance, count * assumed.chatMessages, () => {
    const who = running();
    const chat =
      who &&
      oneOf(
        random,
        (plan.of[who.person] ?? []).filter(({ kind }) => kind === 'chat'),
      );
    if (!who || !chat) return;
    if (random() < assumed.inIsthmus) void who.desktop.write(chat);
    else graph.store(chat, userIdOf(who.person));
  });
  repeatedly(chance, count * assumed.linkedInTeams, () => {
    const who = running();
    const channel = who && channelOf(who.person);
    if (!who || !channel) return;
    const kind = random();
    if (kind < assumed.inIsthmus) {
      inIsthmus.add(`${channel.id} ${userIdOf(who.person)}`);
      void who.desktop.write(channel);
      return;
    }
    const isOutside = kind < assumed.inIsthmus + assumed.byUnconnected;
    const author = isOutside ? null : who.person;
    const { at } = graph.store(channel, author === null ? outsider : userIdOf(author));
    expected(channel, at, author, isOutside ? 'unconnected' : 'in-teams');
  });
  repeatedly(chance, count * assumed.linkedOnMattermost, () => {
    const who = running();
    const channel = who && channelOf(who.person);
    const link = channel && linkOf.get(channel);
    if (!who || !link) return;
    if (random() >= assumed.byUnconnected)
      chance.after(assumed.overMattermost + assumed.carries, () => void who.desktop.carry(link.channel));
    else relay?.carry(link);
  });
  for (let passed = 0; passed < minutes; passed += 1) {
    await time.pass(minute);
    onMinute?.(passed + 1, whole.takeMinute());
  }
  const writers: readonly Writer[] = ['in-isthmus', 'in-teams', 'unconnected'];
  const figures: HourFigures = {
    refused429: whole.refused,
    refusals: whole.refusals,
    requestsPerSecond: Math.round(whole.perSecond * 10) / 10,
    limits: whole.shares,
    watched: freshness.of('watched'),
    watchedAfterRelay: freshness.afterRelay('watched'),
    watchedBy: Object.fromEntries(writers.map((one) => [one, freshness.of('watched', one)])) as Record<
      Writer,
      Fresh
    >,
    members: freshness.of('members'),
    membersAfterRelay: freshness.afterRelay('members'),
    watchedAfterWaits: freshness.afterWaits('watched'),
    membersAfterWaits: freshness.afterWaits('members'),
    membersAfterRelayInTeams: freshness.afterRelay('members', 'in-teams'),
  };
  database.close();
  return figures;
};
