/**
 * Fetches the text of code snippets, so that they can be read off-line. Graph keeps each text as a hosted content, which takes one request.
 */
import { isOfPart, succeeded, type Attachment, type Message, type Result } from '../../../model/index.ts';
import { plainOfAttachments } from '../../../text/document/index.ts';
import type { GraphClient } from '../graph/client.ts';
import { isPassing } from '../graph/failure.ts';
import { hostedContentPath } from './hosted.ts';
import type { MappedMessage } from './message.ts';

/** How many texts are kept for pages that are read again (an edit, a page that failed half-way). */
const keep = 500;
/** After this many failures the message is stored without the snippet's text: one bad snippet must not stop a whole page. */
const mostTries = 3;
/** A snippet longer than this is cut: nobody reads it in a chat. */
const longest = 200_000;

export interface Snippets {
  /** The messages with their code filled in. Code that Graph no longer has stays empty. Fails if a later try may succeed. */
  fill(mapped: readonly MappedMessage[], signal: AbortSignal): Promise<Result<readonly Message[]>>;
}

/** Adds the fetched code to the end of the message's plain text. */
const withCode = (message: Message, attachments: readonly Attachment[]): Message => {
  const code = plainOfAttachments(attachments.filter((one, at) => one !== message.attachments[at]));
  return { ...message, attachments, plain: [message.plain, code].filter(Boolean).join('\n') };
};

export const createSnippets = (client: GraphClient): Snippets => {
  const known = new Map<string, string>();
  const tries = new Map<string, number>();

  const textOf = async (source: string, signal: AbortSignal): Promise<Result<string>> => {
    const held = known.get(source);
    const path = hostedContentPath(client.address, source);
    if (held !== undefined || path === null) return succeeded(held ?? '');
    const answer = await client.bytes(path, signal);
    if (!answer.ok && isPassing(answer.failure)) {
      if (!isOfPart(answer.failure)) return answer;
      const failures = (tries.get(source) ?? 0) + 1;
      tries.set(source, failures);
      // The empty text is not remembered, so the next read of the message asks again.
      return failures < mostTries ? answer : succeeded('');
    }
    tries.delete(source);
    const text = answer.ok ? (await answer.value.text()).slice(0, longest) : '';
    known.set(source, text);
    const [oldest] = known.keys();
    if (known.size > keep && oldest !== undefined) known.delete(oldest);
    return succeeded(text);
  };

  return {
    fill: async (mapped, signal) => {
      const messages: Message[] = [];
      for (const { message, snippets } of mapped) {
        const attachments: Attachment[] = [...message.attachments];
        for (const { at, source } of snippets) {
          const text = await textOf(source, signal);
          if (!text.ok) return text;
          const attachment = attachments[at];
          if (attachment?.kind === 'code' && text.value !== '')
            attachments[at] = { ...attachment, code: text.value };
        }
        messages.push(snippets.length === 0 ? message : withCode(message, attachments));
      }
      return succeeded(messages);
    },
  };
};
