/** Faults of single resources of Graph, wherever they are asked for: by themselves or as an item of a batch. */
import type { Faults } from '../../sandbox/faults.ts';

/** What Graph answers instead. */
export interface GraphRefusal {
  readonly status: number;
  /** The error's code. */
  readonly code: string;
  readonly headers?: Readonly<Record<string, string>>;
}

interface BatchBody {
  readonly requests: readonly { readonly id: string; readonly url: string }[];
}

interface BatchAnswer {
  readonly responses: readonly { readonly id: string }[];
}

/** GETs of these paths (decoded, with their query, below the version) are refused until the returned function is called. */
export const refuseAtGraph = (
  faults: Faults,
  isRefused: (path: string) => boolean,
  { status, code, headers = {} }: GraphRefusal,
): (() => void) => {
  const body = { error: { code, message: 'Failed to execute Skype backend request GetThreadS2SRequest.' } };
  const pathOf = (url: string): string => {
    const { pathname, search } = new URL(url, 'https://graph.example');
    return decodeURIComponent(pathname + search).replace(/^\/v1\.0/, '');
  };
  const alone = faults.add({
    matches: ({ method, url }) => method === 'GET' && isRefused(pathOf(url)),
    fault: {
      kind: 'answer',
      answer: () => Promise.resolve(Response.json(body, { status, headers })),
    },
  });
  const batched = faults.add({
    matches: ({ url }) => pathOf(url) === '/$batch',
    fault: {
      kind: 'answer',
      answer: async (request, right) => {
        const { requests } = (await request.clone().json()) as BatchBody;
        const refused = new Set(requests.filter(({ url }) => isRefused(pathOf(url))).map(({ id }) => id));
        const { responses } = (await (await right()).json()) as BatchAnswer;
        return Response.json({
          responses: responses.map((item) =>
            refused.has(item.id)
              ? { id: item.id, status, headers: { 'Content-Type': 'application/json', ...headers }, body }
              : item,
          ),
        });
      },
    },
  });
  return () => {
    alone();
    batched();
  };
};
