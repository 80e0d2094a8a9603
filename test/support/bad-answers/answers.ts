/** Answers that a service may give for good, each made of the right one. */
import { marker } from './request-kinds.ts';

export interface BadAnswer {
  readonly name: string;
  /** `first` keeps what was right when it was asked first: a service that does not know pages gives it again and again. */
  readonly respond: (
    request: Request,
    right: () => Promise<Response>,
    first: Map<string, string>,
  ) => Promise<Response>;
}

const statuses = [400, 401, 403, 404, 408, 409, 410, 412, 413, 429, 500, 502, 503, 504];

const status = (code: number): BadAnswer => ({
  name: String(code),
  respond: () =>
    Promise.resolve(
      Response.json(
        { error: { code: 'Lasting', message: '' }, id: 'api.lasting.app_error', status_code: code },
        { status: code },
      ),
    ),
});

/** The answer's JSON, changed. */
const changed = (
  name: string,
  change: (body: unknown, request: Request, first: Map<string, string>) => unknown,
): BadAnswer => ({
  name,
  respond: async (request, right, first) => {
    const answer = await right();
    const text = await answer.text();
    const lines = (answer.headers.get('content-type') ?? '').includes('ndjson');
    if (!answer.ok || lines || !/^\s*[[{]/.test(text))
      return new Response(text, { status: answer.status, headers: answer.headers });
    return Response.json(change(JSON.parse(text), request, first), { status: answer.status });
  },
});

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every paged route of Mattermost serves at most so many rows. */
const fullPage = 200;

const repeated = (rows: readonly unknown[]): unknown[] =>
  rows.length === 0
    ? []
    : Array.from({ length: Math.max(fullPage, rows.length) }, (_, at) => rows[at % rows.length]);

/** Pages without an end: of the same (`same`), or of nothing; each names the one after it by `next`. */
const paged = (name: string, same: boolean, next: (request: Request) => string): BadAnswer =>
  changed(name, (body, request, first) => {
    const { pathname, searchParams } = new URL(request.url);
    if (isRecord(body) && Array.isArray(body.value)) {
      const value: unknown = same ? body.value : [];
      return { ...body, value, '@odata.deltaLink': undefined, '@odata.nextLink': next(request) };
    }
    // Of Mattermost's lists only those with page numbers have pages.
    if (!searchParams.has('per_page')) return body;
    const kept = JSON.parse(first.get(pathname) ?? JSON.stringify(body)) as unknown;
    first.set(pathname, JSON.stringify(kept));
    if (isRecord(kept) && 'order' in kept)
      return same
        ? { ...kept, prev_post_id: 'x'.repeat(26) }
        : { order: [], posts: {}, prev_post_id: 'x'.repeat(26) };
    if (Array.isArray(kept)) return same ? repeated(kept) : [];
    return body;
  });

const withMarker = (request: Request, value: string): string => {
  const url = new URL(request.url);
  url.searchParams.set(marker, value);
  return url.href;
};

const further = (request: Request): string =>
  withMarker(request, String(Number(new URL(request.url).searchParams.get(marker) ?? 0) + 1));

export const badAnswers: readonly BadAnswer[] = [
  ...statuses.map(status),
  {
    name: 'cut JSON',
    respond: async (_request, right) => {
      const text = await (await right()).text();
      return new Response(text.slice(0, Math.floor(text.length / 2)), {
        headers: { 'content-type': 'application/json' },
      });
    },
  },
  {
    name: 'a page with 200',
    respond: () =>
      Promise.resolve(
        new Response('<!doctype html><title>Welcome</title>', { headers: { 'content-type': 'text/html' } }),
      ),
  },
  paged('an endless nextLink', true, further),
  paged('a nextLink to itself', true, (request) => withMarker(request, 'self')),
  paged('empty pages with a nextLink', false, further),
  { name: 'an answer that never ends', respond: () => new Promise<Response>(() => undefined) },
];
