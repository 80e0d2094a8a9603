/** The parts that all Graph handlers share, and the values of each call. */
import type { SandboxWorld } from '../../world.ts';
import type { MicrosoftSettings } from '../settings.ts';
import type { User } from '../state/directory.ts';
import type { TenantState } from '../state/tenant.ts';
import type { Subscriptions } from '../subscriptions/subscriptions.ts';
import type { IssuedTokens } from '../login/issued.ts';
import type { SigningKey } from '../login/keys.ts';
import type { Challenges } from './challenges.ts';
import type { Counters } from './counters.ts';
import type { Limit } from './throttling.ts';

export interface GraphService {
  readonly world: SandboxWorld;
  readonly state: TenantState;
  readonly settings: MicrosoftSettings;
  readonly key: SigningKey;
  readonly issued: IssuedTokens;
  readonly challenges: Challenges;
  readonly subscriptions: Subscriptions;
  /** When this user's tokens were ended, ms; -Infinity when never. Known at once, which apps that declare CP1 notice. */
  readonly endedAt: (user: User) => number;
  readonly counters: Counters;
  /** Graph's address now, without version and without a slash at the end. */
  readonly graphUrl: () => string;
}

/** One authenticated request. */
export interface GraphCall {
  readonly service: GraphService;
  readonly state: TenantState;
  readonly request: Request;
  readonly url: URL;
  readonly query: URLSearchParams;
  readonly me: User;
  /** The permissions of the token. */
  readonly granted: ReadonlySet<string>;
  /** The client id of the app whose token it is. */
  readonly applicationId: string;
  /** ms since 1970. */
  readonly tokenEndsAt: number;
  /** A path parameter, decoded. */
  readonly param: (name: string) => string;
  readonly hasParam: (name: string) => boolean;
  /** The client asked to see enum members it may not know (facts, graph §3). */
  readonly unknownEnumMembers: boolean;
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface Route {
  readonly method: Method;
  /** Below the version, in hono's notation. */
  readonly path: string;
  /** Any one of these permissions is enough. */
  readonly scopes: readonly string[];
  readonly limit: Limit;
  readonly handle: (call: GraphCall) => Response | Promise<Response>;
}

/** The three ways to name one's own chats; `/users/{id}` only with one's own id. */
export const chatForms = (path: string): string[] => [
  `/chats${path}`,
  `/me/chats${path}`,
  `/users/:userId/chats${path}`,
];

/** The two ways to name oneself. */
export const userForms = (path: string): string[] => [`/me${path}`, `/users/:userId${path}`];

/** The same route under several paths. */
export const routes = (paths: readonly string[], route: Omit<Route, 'path'>): Route[] =>
  paths.map((path) => ({ ...route, path }));
