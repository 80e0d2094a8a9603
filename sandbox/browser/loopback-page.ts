/** Opens the page that an app's loopback shows, and lets its script read the fragment: only a page can, a server never sees it. */

/**
 * Loads the page at `url` (whose fragment holds the answer) and runs its scripts until they have asked the loopback something.
 * Resolves with the last status seen.
 */
export const runLoopbackPage = async (
  url: string,
  fetchPage: (request: Request) => Promise<Response>,
): Promise<number> => {
  const { JSDOM } = await import('jsdom');
  const bare = new URL(url);
  bare.hash = '';
  const first = await fetchPage(new Request(bare.href));
  const html = await first.text();
  let status = first.status;
  const asked: Promise<unknown>[] = [];
  const dom = new JSDOM(html, {
    url,
    runScripts: 'dangerously',
    beforeParse: (window) => {
      window.fetch = (address, options) => {
        const request = new Request(
          new URL(address instanceof Request ? address.url : address, bare),
          options,
        );
        const answer = fetchPage(request).then((response) => {
          status = response.status;
          return response;
        });
        asked.push(answer.then((response) => response.clone().arrayBuffer()));
        return answer;
      };
    },
  });
  await Promise.allSettled(asked);
  dom.window.close();
  return status;
};
