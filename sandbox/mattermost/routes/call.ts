/** One authenticated (or open) request on its way through a handler, with typed readers for its parts. */
import type { Context } from 'hono';
import type { z } from 'zod';
import { authenticate } from '../domain/sessions.ts';
import { AppError, forbidden, invalidParam } from '../errors.ts';
import type { User } from '../model.ts';
import { isAdministrator, userOf, type Actor, type Core } from '../server.ts';
import { lacksSecondFactor } from '../signin/credentials.ts';
import { tokenOf } from '../token.ts';

/** An answer in JSON. The content type is exactly this: Client4 compares it whole. */
export const json = (body: unknown, status = 200, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });

/** The default limit of a JSON body, bytes (facts: Seen on a real server). */
const largestBody = 700_000;

/** `{status: "OK"}`. */
export const ok = (status = 200): Response => json({ status: 'OK' }, status);

/** Bytes with their type. */
export const bytes = (
  body: Uint8Array,
  contentType: string,
  headers: Record<string, string> = {},
): Response => new Response(Uint8Array.from(body), { headers: { 'content-type': contentType, ...headers } });

const isLive = (core: Core, token: string): boolean => {
  try {
    authenticate(core, token);
    return true;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
};

export class Call {
  constructor(
    readonly core: Core,
    readonly context: Context,
  ) {}

  get request(): Request {
    return this.context.req.raw;
  }

  /** The calling user; 401 without a valid session. For a change a cookie alone is not enough: it needs a header that a form cannot set. */
  get actor(): Actor {
    return this.requireSession();
  }

  requireSession(): Actor {
    const token = tokenOf(this.request.headers);
    if (token === null)
      throw new AppError(
        'api.context.session_expired.app_error',
        401,
        'Invalid or expired session, please login again.',
      );
    const who = authenticate(this.core, token);
    const changes = this.request.method !== 'GET' && this.request.method !== 'HEAD';
    const byCookie = !this.request.headers.has('authorization');
    const proves =
      this.request.headers.get('x-requested-with') === 'XMLHttpRequest' ||
      this.request.headers.has('x-csrf-token');
    if (changes && byCookie && !proves)
      throw new AppError(
        'api.context.session_expired.app_error',
        401,
        'Invalid or expired session, please login again.',
        'token= Appears to be a CSRF attempt',
      );
    const { pathname } = new URL(this.request.url);
    const asksWhoItIs = this.request.method === 'GET' && pathname === '/api/v4/users/me';
    if (!asksWhoItIs && lacksSecondFactor(this.core, who.user, who.session))
      throw new AppError(
        'api.context.mfa_required.app_error',
        // web/context.go, MfaRequired: StatusUnauthorized until 4.x.
        Number.parseInt(this.core.settings.version, 10) < 5 ? 401 : 403,
        'Multi-factor authentication is required on this server.',
      );
    who.session.last_activity_at = this.core.world.now();
    return who;
  }

  get me(): User {
    return this.actor.user;
  }

  /** Whether the request has a valid session. */
  get isSignedIn(): boolean {
    const token = tokenOf(this.request.headers);
    return token !== null && isLive(this.core, token);
  }

  path(name: string): string {
    return this.context.req.param(name) ?? '';
  }

  query(name: string): string {
    return this.context.req.query(name) ?? '';
  }

  flag(name: string): boolean {
    return this.query(name) === 'true';
  }

  /** A number of the query, or the default when it is missing or no number. */
  number(name: string, otherwise: number): number {
    const text = this.query(name);
    return /^-?\d+$/.test(text) ? Number(text) : otherwise;
  }

  /** `page` and `per_page`: 60 by default, silently cut to 200 (facts: Posts). */
  get paging(): { page: number; perPage: number } {
    const perPage = this.number('per_page', 60);
    return { page: Math.max(0, this.number('page', 0)), perPage: perPage < 0 ? 60 : Math.min(200, perPage) };
  }

  /** The page of a list. */
  pageOf<Item>(items: readonly Item[]): Item[] {
    const { page, perPage } = this.paging;
    return items.slice(page * perPage, (page + 1) * perPage);
  }

  /** The body as the schema says; 400 otherwise. */
  async body<Schema extends z.ZodType>(schema: Schema, name = 'body'): Promise<z.infer<Schema>> {
    const text = await this.request.text();
    if (Buffer.byteLength(text) > largestBody)
      throw new AppError(
        'api.context.request_body_too_large.app_error',
        413,
        'The request body is too large.',
      );
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      throw invalidParam(name);
    }
    const parsed = schema.safeParse(value);
    if (!parsed.success) throw invalidParam(String(parsed.error.issues[0]?.path[0] ?? name));
    return parsed.data;
  }

  /** The user of the path (`me` is the caller). */
  user(name = 'user_id'): User {
    const id = this.path(name);
    return id === 'me' ? this.me : userOf(this.core, id);
  }

  /** The user of the path, when it is the caller or the caller administers the server. */
  ownUser(): User {
    const user = this.user();
    if (user.id !== this.me.id && !isAdministrator(this.core, this.me)) throw forbidden();
    return user;
  }

  /** JSON with an ETag: 304 if the client has it already. */
  tagged(tag: string, make: () => unknown): Response {
    if (this.request.headers.get('if-none-match') === tag)
      return new Response(null, { status: 304, headers: { etag: tag } });
    return json(make(), 200, { etag: tag });
  }
}
