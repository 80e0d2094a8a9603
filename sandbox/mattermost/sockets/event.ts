/** A websocket event for the users who may see it. Members called "JSON" in the facts are strings of JSON inside the JSON. */

export interface Broadcast {
  readonly omit_users: Readonly<Record<string, boolean>> | null;
  readonly user_id: string;
  readonly channel_id: string;
  readonly team_id: string;
  readonly connection_id: string;
  readonly omit_connection_id: string;
}

export interface ServerEvent {
  readonly event: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly broadcast: Broadcast;
  /** The server makes two copies of some events: one for administrators only, one for everybody else. */
  readonly only?: 'administrators' | 'others';
  /** Members that only one recipient sees (`mentions`, `followers` of `posted`). */
  readonly dataFor?: (userId: string) => Readonly<Record<string, unknown>>;
}

export interface EventSink {
  publish(event: ServerEvent): void;
}

/** The receivers: the first of user, channel, team that is set decides; without any, everybody. */
export interface Audience {
  readonly user?: string;
  readonly channel?: string;
  readonly team?: string;
  readonly omit?: string;
}

/** Makes an event; an absent broadcast member is '' and absent omit_users null, as Go serialises them. */
export const serverEvent = (
  event: string,
  audience: Audience,
  data: Readonly<Record<string, unknown>>,
  extra: Pick<ServerEvent, 'only' | 'dataFor'> = {},
): ServerEvent => ({
  event,
  data,
  broadcast: {
    omit_users: audience.omit === undefined ? null : { [audience.omit]: true },
    user_id: audience.user ?? '',
    channel_id: audience.channel ?? '',
    team_id: audience.team ?? '',
    connection_id: '',
    omit_connection_id: '',
  },
  ...extra,
});
