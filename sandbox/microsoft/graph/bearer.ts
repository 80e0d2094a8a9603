/** Checks the access token of a call: signature, audience, tenant, expiry, challenges and scopes. */
import { consumers } from '../login/accounts.ts';
import type { Claims } from '../login/keys.ts';
import type { User } from '../state/directory.ts';
import { GraphError } from './errors.ts';
import type { GraphService } from './service.ts';

const unauthorized = (message: string): GraphError =>
  new GraphError(401, 'InvalidAuthenticationToken', message, {
    'www-authenticate':
      'Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize"',
  });

const audiences: readonly unknown[] = ['https://graph.microsoft.com', '00000003-0000-0000-c000-000000000000'];

export interface Caller {
  readonly user: User;
  /** Of the token's tenant. */
  readonly service: GraphService;
  readonly scopes: ReadonlySet<string>;
  readonly applicationId: string;
  /** ms since 1970. */
  readonly tokenEndsAt: number;
}

/** Checks bearer tokens; signatures are checked once per token. */
export class Bearers {
  readonly #claims = new Map<string, Claims>();

  /** @param services one per tenant; more may come. */
  constructor(private readonly services: readonly [GraphService, ...GraphService[]]) {}

  caller(request: Request): Caller {
    const header = request.headers.get('authorization') ?? '';
    const token = /^Bearer\s+(\S.*)$/i.exec(header)?.[1];
    if (token === undefined) throw unauthorized('Access token is empty.');
    const claims = this.#verified(token);
    if (!audiences.includes(claims.aud))
      throw unauthorized('Access token validation failure. Invalid audience.');
    const service = this.services.find(({ state }) => state.tenantId === claims.tid);
    if (!service) throw unauthorized('Access token validation failure. Invalid tenant.');
    if (typeof claims.exp !== 'number' || claims.exp * 1000 <= service.world.now()) {
      throw unauthorized('Lifetime validation failed, the token is expired.');
    }
    const user = typeof claims.oid === 'string' ? service.state.directory.byId(claims.oid) : undefined;
    if (!user) throw unauthorized('The identity of the calling user could not be established.');
    const problem = service.challenges.problem({
      user,
      claims,
      madeAt: service.issued.at(claims.uti),
      endedAt: service.endedAt(user),
      path: decodeURIComponent(new URL(request.url).pathname.replace(/^\/v1\.0/, '')),
    });
    if (problem) throw problem;
    return {
      user,
      service,
      scopes: new Set(typeof claims.scp === 'string' ? claims.scp.split(' ') : []),
      applicationId: typeof claims.appid === 'string' ? claims.appid : '',
      tokenEndsAt: claims.exp * 1000,
    };
  }

  #verified(token: string): Claims {
    const known = this.#claims.get(token);
    if (known) return known;
    const claims = this.services[0].key.claimsOf(token);
    if (!claims) throw unauthorized('Invalid JWT: the token could not be read or its signature is wrong.');
    this.#claims.set(token, claims);
    return claims;
  }
}

/**
 * Refuses personal accounts where Graph has only work and school accounts: everything except the own profile and files. It is a 401
 * (learn.microsoft.com/graph/resolve-auth-errors).
 */
export const requireOrganisation = ({ service }: Caller, scopes: readonly string[]): void => {
  if (service.state.tenantId !== consumers || scopes.some((scope) => /^(User|Files)\./.test(scope))) return;
  throw new GraphError(401, 'Unauthorized', 'UnknownError');
};

/** Refuses a caller whose token has none of these permissions. */
export const requireScope = (caller: Caller, scopes: readonly string[]): void => {
  if (scopes.length === 0 || scopes.some((scope) => caller.scopes.has(scope))) return;
  throw new GraphError(
    403,
    'Forbidden',
    `Missing scope permissions on the request. API requires one of '${scopes.join(', ')}'. Scopes on the request '${[...caller.scopes].join(', ')}'`,
  );
};
