/**
 * The highest possible speed of a burst: the services' documented limits allow no more for its writes alone (Graph throttling; Mattermost
 * config).
 */

interface Place {
  readonly teams: string;
  readonly isChannel: boolean;
}

/** Graph, requests per second: in one conversation, to one team, and for an app in all chats or all channels. */
const graph = { conversation: 1, team: 4, chats: 20, channels: 50 };
/** Mattermost's limiter with its defaults: requests per second from one address, and the additional burst. */
const mattermost = { perSecond: 10, burst: 100 };

/**
 * Seconds for `messages`, half each way, spread evenly over the places: one request for each message to Teams, one for each to Mattermost,
 * and one for the mark of each that went to Teams. Reads come on top, so no run is that fast.
 */
export const allowedSeconds = (places: readonly Place[], messages: number): number => {
  const each = messages / 2 / places.length;
  const channels = places.filter(({ isChannel }) => isChannel);
  const inTeams = new Map<string, number>();
  for (const { teams } of channels) {
    const team = teams.split('/')[0] ?? '';
    inTeams.set(team, (inTeams.get(team) ?? 0) + each);
  }
  return Math.max(
    each / graph.conversation,
    ...[...inTeams.values()].map((count) => count / graph.team),
    (each * (places.length - channels.length)) / graph.chats,
    (each * channels.length) / graph.channels,
    (messages - mattermost.burst) / mattermost.perSecond,
  );
};
