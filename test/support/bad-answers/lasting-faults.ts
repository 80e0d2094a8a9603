/** Lets resources of the services answer badly for as long as wanted, and notes when they are asked. */
import type { Services } from '../simulated.ts';
import type { BadAnswer } from './answers.ts';
import { askedOf, kindOf, resourceOf, type Asked } from './request-kinds.ts';

/** One thing that answers badly. */
export interface Lasting {
  readonly kind: string;
  readonly resource: string;
  readonly answer: BadAnswer;
  /** When it was asked, ms of virtual time. */
  readonly asked: number[];
}

interface BatchItem {
  readonly id: string;
  readonly method: string;
  readonly url: string;
}
interface BatchedAnswer {
  readonly id: string;
  readonly status: number;
  readonly body?: unknown;
}

/** Items of a Graph batch are requests of their own. */
export const batchMethod = (method: string): string => `batch ${method}`;

/** Everything that is asked of both services from now on; what is asked in batches, too. */
export const listenTo = (services: Services, hear: (asked: Asked) => void): void => {
  for (const faults of Object.values(services.faults))
    faults.add({
      matches: (request) => {
        hear(askedOf(request.method, request.url));
        if (request.url.endsWith('/$batch'))
          void request
            .clone()
            .json()
            .then(({ requests }: { requests: readonly BatchItem[] }) =>
              requests.forEach(({ method, url }) => hear(askedOf(batchMethod(method), url))),
            );
        return false;
      },
      fault: { kind: 'never' },
    });
};

/** Makes them answer badly; returns what mends them all. */
export const spoil = (services: Services, all: readonly Lasting[]): (() => void) => {
  const { time } = services;
  const firsts = new Map(all.map((one) => [one, new Map<string, string>()] as const));
  const spoiled = (asked: Asked): Lasting | undefined =>
    all.find(({ kind, resource }) => kind === kindOf(asked) && resource === resourceOf(asked));
  const respond = (one: Lasting, request: Request, right: () => Promise<Response>): Promise<Response> => {
    one.asked.push(time.now());
    return one.answer.respond(request, right, firsts.get(one) ?? new Map<string, string>());
  };
  const batched = async (request: Request, right: () => Promise<Response>): Promise<Response> => {
    const { requests } = (await request.clone().json()) as { requests: readonly BatchItem[] };
    const { responses } = (await (await right()).json()) as { responses: readonly BatchedAnswer[] };
    const answers = responses.map(async (item) => {
      const asked = requests.find(({ id }) => id === item.id);
      const one = asked && spoiled(askedOf(batchMethod(asked.method), asked.url));
      if (!asked || !one) return item;
      const own = new Request(new URL(`/v1.0${asked.url}`, request.url));
      // What never ends would keep the whole batch: that is a bad answer of the batch itself.
      const answer = await Promise.race([
        respond(one, own, () => Promise.resolve(Response.json(item.body, { status: item.status }))),
        new Promise<Response>(
          (resolve) => void time.after(1_000, () => resolve(new Response('', { status: 504 }))),
        ),
      ]);
      const text = await answer.text();
      const headers = { 'Content-Type': answer.headers.get('content-type') ?? '' };
      return { id: item.id, status: answer.status, headers, body: parsedOr(text) };
    });
    return Response.json({ responses: await Promise.all(answers) });
  };
  const ends = Object.values(services.faults).flatMap((faults) => [
    faults.add({
      matches: (request) => spoiled(askedOf(request.method, request.url)) !== undefined,
      fault: {
        kind: 'answer',
        answer: (request, right) => {
          const one = spoiled(askedOf(request.method, request.url));
          return one ? respond(one, request, right) : right();
        },
      },
    }),
    faults.add({
      matches: ({ url }) => url.endsWith('/$batch') && all.some(({ kind }) => kind.includes(' batch ')),
      fault: { kind: 'answer', answer: batched },
    }),
  ]);
  return () => ends.forEach((end) => end());
};

const parsedOr = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
};

/** The most in any stretch of a minute. */
export const mostInAMinute = (times: readonly number[]): number =>
  Math.max(0, ...times.map((from) => times.filter((at) => at >= from && at < from + 60_000).length));
