/** The core of `npm run try`: passes one payload through the reader of its service and the writer of the other. */
import type { Connector } from '../../../renderer/connectors/connector.ts';
import type { UploadedFile, WritingCapability } from '../../../renderer/connectors/writing.ts';
import { handleOfFile } from '../../../renderer/connectors/mattermost/writing/file-handle.ts';
import { makeIds } from '../../../renderer/connectors/mattermost/ids.ts';
import {
  channelConversationId,
  chatConversationId,
  messageIdOf,
  personId,
} from '../../../renderer/connectors/teams/ids.ts';
import { uploadedFile } from '../../../renderer/connectors/teams/writing/files/stored.ts';
import { PeopleDirectory } from '../../../renderer/engine/people/directory.ts';
import { draftOf } from '../../../renderer/engine/bridge/text/drafting.ts';
import { partsOf } from '../../../renderer/engine/bridge/text/parts.ts';
import { saysNothing } from '../../../renderer/engine/bridge/text/planning.ts';
import type {
  CarryKey,
  Change,
  ConversationId,
  Message,
  MessageId,
  Person,
  PersonId,
  Service,
} from '../../../renderer/model/index.ts';
import { isRecord, type Payload } from './json.ts';
import { wholeChatMessage, wholePost, type Tried } from './payload.ts';
import { mattermostIdOf, teamsIdOf } from './people.ts';
import { conversation, pretendMattermost, pretendTeams, type Pretended } from './services.ts';

/** The result for one message. */
export interface Converted {
  readonly service: Service;
  /** The message as the mirror stores it; null if it is put aside. */
  readonly message: Message | null;
  /** The people whom the readers reported. */
  readonly people: ReadonlyMap<PersonId, Person>;
  /** The content for the other service: Markdown, or HTML; null if it is not carried. */
  readonly carried: string | null;
  /** Why it was put aside, or is only shown; null if it is carried. */
  readonly discarded: string | null;
  /** The reactions that the other service can show. */
  readonly reactions: readonly string[];
}

const never = new AbortController().signal;

/** Reads a message and writes its counterpart. It does not reject, whatever the payload. */
export const convert = async (tried: Tried): Promise<Converted> => {
  const source = sourceOf(tried);
  const target = tried.service === 'teams' ? pretendMattermost(tried, null) : pretendTeams(tried, null);
  await meetPeople(tried, source.connector, target.connector);
  const read = await source.connector.refresh([source.asked], never);
  const changes = read.ok ? read.value : [];
  const { message, discarded } = messageIn(changes);
  const people = new Map(
    changes.flatMap((change) =>
      change.kind === 'person' ? [[change.person.id, change.person] as const] : [],
    ),
  );
  const base = { service: tried.service, message, people };
  if (message === null) return { ...base, carried: null, discarded, reactions: [] };
  const reactions = message.reactions
    .filter((reaction) => writingOf(target.connector).canReact(reaction))
    .map(({ emoji, name }) => emoji ?? name);
  if (message.kind === 'system' || message.deletedAt !== null)
    return {
      ...base,
      carried: null,
      discarded: message.deletedAt === null ? 'system-message' : 'deleted',
      reactions: [],
    };
  return { ...base, carried: await carry(tried, message, source, target), discarded: null, reactions };
};

interface Source extends Pretended {
  /** The message that the connector is asked to read. */
  readonly asked: MessageId;
}

const textOr = (value: unknown, other: string): string =>
  typeof value === 'string' && value !== '' && !value.includes('/') ? value : other;

const sourceOf = (tried: Tried): Source => {
  if (tried.service === 'mattermost') {
    const post = wholePost(tried.payload);
    const asked = makeIds('mattermost' as Message['accountId']).message(
      textOr(post.channel_id, conversation.channel),
      textOr(post.id, 'unreadable'),
    );
    return { ...pretendMattermost(tried, post), asked };
  }
  const message = wholeChatMessage(tried.payload);
  const id = textOr(message.id, 'unreadable');
  const root = textOr(message.replyToId, id);
  return { ...pretendTeams(tried, message), asked: messageIdOf(placeOf(message), root, id) };
};

/** The chat, or the channel that a chatMessage names. */
const placeOf = ({ channelIdentity }: Payload): ConversationId => {
  const accountId = 'teams' as Message['accountId'];
  return isRecord(channelIdentity)
    ? channelConversationId(
        accountId,
        textOr(channelIdentity.teamId, 'team'),
        textOr(channelIdentity.channelId, '19:channel@thread.tacv2'),
      )
    : chatConversationId(accountId, conversation.chat);
};

const messageIn = (changes: readonly Change[]): Pick<Converted, 'message' | 'discarded'> => {
  for (const change of changes) {
    if (change.kind === 'message') return { message: change.message, discarded: null };
    if (change.kind === 'discarded') return { message: null, discarded: change.reason };
    if (change.kind === 'message-gone') return { message: null, discarded: 'deleted' };
  }
  return { message: null, discarded: 'malformed-message' };
};

const writingOf = (connector: Connector): WritingCapability => {
  if (!connector.writing) throw new Error('a connector that cannot write');
  return connector.writing;
};

const idsOf = ({ people, payload }: Tried): readonly Readonly<Record<Service, PersonId>>[] => {
  const ids = makeIds('mattermost' as Message['accountId']);
  return people.map((one) => ({
    mattermost: ids.person(mattermostIdOf(one)),
    teams: personId('teams' as Message['accountId'], 'user', teamsIdOf(one, payload)),
  }));
};

/** Reports the people to both connectors, as an overview would. */
const meetPeople = async (tried: Tried, ...connectors: readonly Connector[]): Promise<void> => {
  const ids = idsOf(tried);
  for (const connector of connectors)
    await connector.people(
      ids.map((one) => one[connector.service]),
      never,
    );
};

const directoryOf = (tried: Tried): PeopleDirectory => {
  const counterparts = new Map<PersonId, PersonId>();
  const names = new Map<PersonId, string>();
  for (const [at, { mattermost, teams }] of idsOf(tried).entries()) {
    counterparts.set(mattermost, teams).set(teams, mattermost);
    names.set(mattermost, tried.people[at]?.name ?? '');
  }
  return new PeopleDirectory(counterparts, names);
};

const carry = async (
  tried: Tried,
  message: Message,
  source: Pretended,
  target: Pretended,
): Promise<string> => {
  const writing = writingOf(target.connector);
  const draft = draftOf(message, {
    service: tried.service,
    text: writingOf(source.connector).read(message),
    directory: directoryOf(tried),
    root: { kind: 'none' },
    link: { source: { kind: 'post', messageId: message.id, authorId: null } },
    toChat: tried.service === 'mattermost',
    showsAnswered: false,
    dressing: { speaker: null, above: [], below: [] },
    files: message.files.map((file, at) => uploadedTo(tried.service, file, at)),
  });
  if (saysNothing(draft)) return '';
  const place =
    tried.service === 'teams'
      ? makeIds(target.connector.accountId).conversation(conversation.channel)
      : chatConversationId(target.connector.accountId, conversation.chat);
  for (const part of partsOf(draft, writing))
    await writing.send(place, part, { key: 'try' as CarryKey, note: null }, never);
  return target.written.map(textIn).join('\n\n');
};

/** A file as it would be on the other side. Only pictures can be inside a text. */
const uploadedTo = (
  from: Service,
  { id, name, isImage }: Message['files'][number],
  at: number,
): UploadedFile => {
  if (from === 'teams') return { handle: handleOfFile(`file${at}`.padEnd(26, '0')), name, of: id };
  return uploadedFile(
    isImage
      ? { kind: 'picture', mimeType: 'image/png', base64: 'AA==', name }
      : { kind: 'file', id: `file-${at}`, url: `https://files.example/${at}`, name },
    id,
  );
};

const textIn = ({ message, body }: Payload): string =>
  typeof message === 'string'
    ? message
    : isRecord(body) && typeof body.content === 'string'
      ? body.content
      : '';
