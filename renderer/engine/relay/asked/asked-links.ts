/** The addresses in what somebody wrote to the relay. Pure. */
import type { Message } from '../../../model/index.ts';
import { changeInlines, runsOf } from '../../../text/document/index.ts';
import { readBody } from '../../../text/read-body.ts';

/** More addresses than anybody asks about in one message. */
const mostLinks = 10;

/** The addresses of the links in a message, in order, each once; the first ten. */
export const askedLinks = (message: Message): readonly string[] => {
  const urls = new Set<string>();
  changeInlines(readBody(message), (inlines) => {
    for (const { link } of runsOf(inlines)) if (link !== null) urls.add(link.url);
    return inlines;
  });
  return [...urls].slice(0, mostLinks);
};
