/** The limits of facts (graph §4): per app and tenant, per team, per chat or channel, per user. This tenant has one app. */
import type { MicrosoftSettings } from '../settings.ts';

/** The kind of a request, for the limits. */
export type Limit =
  | 'chat-message-get'
  | 'chat-message-post'
  | 'channel-message-get'
  | 'channel-message-post'
  | 'channels'
  | 'teams'
  | 'channel-members'
  | 'chat-members-write'
  | 'chats'
  | 'presence'
  | 'other-get'
  | 'other'
  | 'none';

export interface Rate {
  readonly requests: number;
  readonly seconds: number;
}

const perSecond = (requests: number): Rate => ({ requests, seconds: 1 });

/** Per app and tenant. */
export const appRates: Readonly<Record<Exclude<Limit, 'none'>, Rate>> = {
  'chat-message-get': perSecond(20),
  'chat-message-post': perSecond(20),
  'channel-message-get': perSecond(20),
  'channel-message-post': perSecond(50),
  channels: perSecond(60),
  teams: perSecond(30),
  'channel-members': perSecond(60),
  'chat-members-write': { requests: 30, seconds: 60 },
  chats: perSecond(30),
  presence: { requests: 1500, seconds: 30 },
  'other-get': perSecond(30),
  other: perSecond(30),
};

interface Bucket {
  tokens: number;
  at: number;
}

/** The users, chats and teams that a request uses. */
export interface Touched {
  readonly userId: string;
  readonly chatId: string | null;
  readonly teamId: string | null;
  readonly channelId: string | null;
}

export class Throttling {
  readonly #buckets = new Map<string, Bucket>();

  constructor(
    private readonly now: () => number,
    private readonly settings: MicrosoftSettings,
  ) {}

  /** Seconds to wait (at least one), or null when the request may pass; only a passing request counts. */
  retryAfter(limit: Limit, touched: Touched): number | null {
    if (!this.settings.throttling || limit === 'none') return null;
    const charges = this.#charges(limit, touched).map(([key, rate]) => this.#refill(key, rate));
    const wait = Math.max(0, ...charges.map(({ bucket, perMs }) => (1 - bucket.tokens) / perMs));
    if (wait > 1e-6) return Math.max(1, Math.ceil(wait / 1000));
    for (const { bucket } of charges) bucket.tokens -= 1;
    return null;
  }

  #charges(limit: Exclude<Limit, 'none'>, touched: Touched): [string, Rate][] {
    const charges: [string, Rate][] = [[`app/${limit}`, appRates[limit]]];
    if (touched.chatId !== null) charges.push([`chat/${touched.chatId}`, perSecond(1)]);
    if (touched.channelId !== null) charges.push([`channel/${touched.channelId}`, perSecond(1)]);
    if (touched.teamId !== null) charges.push([`team/${touched.teamId}`, perSecond(4)]);
    if (limit === 'chat-message-post' || limit === 'channel-message-post') {
      const place = touched.chatId ?? touched.channelId ?? '';
      charges.push([`user/${touched.userId}/posts/${place}`, perSecond(1)]);
    }
    if (limit === 'chats') charges.push([`user/chats/${touched.userId}`, perSecond(5)]);
    return charges;
  }

  #refill(key: string, rate: Rate): { bucket: Bucket; perMs: number } {
    const now = this.now();
    const perMs = rate.requests / (rate.seconds * 1000);
    const capacity = Math.max(
      1,
      rate.requests * (rate.seconds === 1 ? this.settings.throttlingBurstSeconds : 1),
    );
    const bucket = this.#buckets.get(key) ?? { tokens: capacity, at: now };
    bucket.tokens = Math.min(capacity, bucket.tokens + Math.max(0, now - bucket.at) * perMs);
    bucket.at = now;
    this.#buckets.set(key, bucket);
    return { bucket, perMs };
  }
}
