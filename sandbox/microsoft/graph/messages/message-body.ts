/** Messages from clients: checked, measured, sanitised. */
import type { Attachment, Conversation, HostedContent, Mention } from '../../state/model.ts';
import { z } from 'zod';
import { randomHex } from '../../state/ids.ts';
import { hostedContentOf } from '../../state/parts.ts';
import { sanitise } from '../../state/sanitise.ts';
import type { Draft } from '../../state/writing.ts';
import { readBody } from '../answer.ts';
import { badRequest, GraphError } from '../errors.ts';
import type { GraphCall } from '../service.ts';

/** A whole message may have about this many bytes (facts, graph §2). */
export const messageLimit = 28 * 1024;
/** And its inline images this many. */
export const hostedLimit = 4 * 1024 * 1024;

const identity = z.object({ id: z.string(), displayName: z.string().nullish() });

const mentionBody = z.object({
  id: z.number().int(),
  mentionText: z.string().nullish(),
  mentioned: z.object({
    user: identity.nullish(),
    conversation: identity
      .extend({ conversationIdentityType: z.enum(['team', 'channel', 'chat']) })
      .nullish(),
  }),
});

const attachmentBody = z.object({
  id: z.string(),
  contentType: z.string(),
  contentUrl: z.string().nullish(),
  content: z.string().nullish(),
  name: z.string().nullish(),
  thumbnailUrl: z.string().nullish(),
});

const hostedBody = z.object({
  '@microsoft.graph.temporaryId': z.string(),
  contentBytes: z.string(),
  contentType: z.string(),
});

export const messageBody = z.object({
  body: z.object({ contentType: z.enum(['text', 'html']).optional(), content: z.string() }),
  subject: z.string().nullish(),
  importance: z.enum(['normal', 'high', 'urgent']).optional(),
  mentions: z.array(mentionBody).nullish(),
  attachments: z.array(attachmentBody).nullish(),
  hostedContents: z.array(hostedBody).nullish(),
});

export type MessageBody = z.infer<typeof messageBody>;

const tooLarge = (): GraphError =>
  new GraphError(413, 'RequestEntityTooLarge', 'The message is too large. Its size must not exceed 28 KB.');

const measure = (body: MessageBody): void => {
  const { hostedContents, ...rest } = body;
  if (Buffer.byteLength(JSON.stringify(rest)) > messageLimit) throw tooLarge();
  const images = (hostedContents ?? []).reduce((sum, one) => sum + one.contentBytes.length * 0.75, 0);
  if (images > hostedLimit) throw tooLarge();
};

/** The request's body as a message. */
export const readMessageBody = (call: GraphCall): Promise<MessageBody> => readBody(call, messageBody);

/** A mark without a mention would notify nobody, so it is refused. */
const refuseUnmentioned = ({ body, mentions }: MessageBody): void => {
  if (body.contentType !== 'html') return;
  for (const [, id = ''] of body.content.matchAll(/<at\b[^>]*?\bid="([^"]*)"/gi))
    if (!mentions?.some((one) => String(one.id) === id))
      throw badRequest(`Mention with Id '${id}' is in the body but not in mentions.`);
};

const mentionsOf = (call: GraphCall, body: MessageBody): Mention[] => {
  refuseUnmentioned(body);
  return (body.mentions ?? []).map((one): Mention => {
    if (!body.body.content.includes(`<at id="${one.id}"`)) {
      throw badRequest(
        `Neither Body nor adaptive card content contains marker for mention with Id '${one.id}'.`,
      );
    }
    const { user, conversation } = one.mentioned;
    if (conversation) {
      const mentioned = {
        kind: 'conversation',
        id: conversation.id,
        displayName: conversation.displayName ?? '',
        conversationIdentityType: conversation.conversationIdentityType,
      } as const;
      return { id: one.id, mentionText: one.mentionText ?? mentioned.displayName, mentioned };
    }
    const found = call.state.directory.byId(user?.id ?? '');
    if (!found) throw badRequest(`Mentioned user '${user?.id ?? ''}' was not found.`);
    return {
      id: one.id,
      mentionText: one.mentionText ?? found.displayName,
      mentioned: { kind: 'user', user: found },
    };
  });
};

/** JSON attachments contain JSON as text (facts, graph §3). */
const isJson = (content: string | null | undefined): boolean => {
  try {
    return typeof content === 'string' && typeof JSON.parse(content) === 'object';
  } catch {
    return false;
  }
};

const attachmentsOf = (body: MessageBody): Attachment[] =>
  (body.attachments ?? []).map((one) => {
    if (!body.body.content.includes(`<attachment id="${one.id}"`)) {
      throw badRequest(`Body does not contain marker for attachment with Id '${one.id}'.`);
    }
    if (one.contentType === 'messageReference' && !isJson(one.content))
      throw badRequest(`The content of attachment '${one.id}' is not valid JSON.`);
    return {
      id: one.id,
      contentType: one.contentType,
      contentUrl: one.contentUrl ?? null,
      content: one.content ?? null,
      name: one.name ?? null,
      thumbnailUrl: one.thumbnailUrl ?? null,
    };
  });

/**
 * The draft of a message that a client sends or edits. Text stays unchanged; HTML is sanitised; marks and lists of mentions and attachments
 * must agree. `kept`: the images that the message has already.
 */
export const prepare = (
  call: GraphCall,
  conversation: Conversation,
  body: MessageBody,
  kept: readonly HostedContent[] = [],
): Draft => {
  measure(body);
  if (conversation.kind === 'chat' && typeof body.subject === 'string' && body.subject !== '') {
    throw badRequest('Messages of a chat have no subject.');
  }
  const contentType = body.body.contentType ?? 'text';
  const attachments = attachmentsOf(body);
  let { content } = body.body;
  const hostedContents = [...kept];
  for (const one of body.hostedContents ?? []) {
    const hosted = hostedContentOf(
      randomHex(() => call.state.world.random()),
      one.contentType,
      Buffer.from(one.contentBytes, 'base64'),
    );
    content = content.replaceAll(
      `../hostedContents/${one['@microsoft.graph.temporaryId']}/$value`,
      `hosted-content:${hosted.id}`,
    );
    hostedContents.push(hosted);
  }
  if (contentType === 'html') {
    content = sanitise(
      content.replace(/https?:\/\/[^"']*\/hostedContents\/([\w-]+)\/\$value/g, 'hosted-content:$1'),
      call.service.settings.keepsAbbreviations,
    );
  }
  if (content.trim() === '' && attachments.length === 0) throw badRequest('Missing body content.');
  return {
    contentType,
    content,
    mentions: mentionsOf(call, body),
    attachments,
    hostedContents,
    ...(body.importance === undefined ? {} : { importance: body.importance }),
    ...(body.subject === undefined ? {} : { subject: body.subject }),
  };
};
