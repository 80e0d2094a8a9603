/** A draft as the text of a post: its subject as a heading, its mentions as usernames. */
import { succeeded, type PersonId, type Result } from '../../../model/index.ts';
import { type Block, type Document, type MentionTarget } from '../../../text/document/index.ts';
import { paragraph, textInline } from '../../../text/document/index.ts';
import { importanceWords } from '../../../text/copy-words.ts';
import type { Draft } from '../../writing.ts';
import type { MappingContext } from '../context.ts';
import {
  writeMattermostBody,
  type MattermostMentioned,
  type MattermostWriting,
} from '../../../text/mattermost-markdown/index.ts';
import { readMattermostPeople } from '../reading/people-routes.ts';
import type { ServerSettings } from '../rest/server-settings.ts';
import type { Surroundings } from './surroundings.ts';

/** How many people one request asks for. */
const peopleAtOnce = 100;

/**
 * Writes a draft. The server is asked once for people whose username is not known. A person who does not exist here becomes text that
 * notifies nobody.
 */
export const textOfDraft = async (
  { rest, context, settings }: Surroundings,
  draft: Draft,
  signal: AbortSignal,
): Promise<Result<string>> => {
  const document = wholeOf(draft, settings.current);
  const unknown = new Set<PersonId>();
  const text = writeMattermostBody(document, writingFor(context, settings.current, unknown));
  if (unknown.size === 0) return succeeded(writable(text));
  const people = await readMattermostPeople(rest, context, [...unknown].slice(0, peopleAtOnce), signal);
  if (!people.ok) return people;
  return succeeded(writable(writeMattermostBody(document, writingFor(context, settings.current))));
};

/**
 * Removes control characters except tabs and line ends. Nobody sees them, and for a NUL, which the JSON of Teams can hold, the server
 * always answers 500 (facts, "Seen on a real server").
 */
const writable = (text: string): string => text.replace(/[^\P{Cc}\t\n\r]/gu, '');

/** Whether a draft's importance goes into the post's metadata: the server takes it on roots only, and only if it is switched on. */
export const hasPriority = (
  { importance, threadId }: Pick<Draft, 'importance' | 'threadId'>,
  settings: ServerSettings,
): boolean => importance !== 'normal' && threadId === '' && settings.hasPriority;

/** The line that says how important a draft is, if the post's metadata cannot say it; else null. */
export const importanceLine = (draft: Draft, settings: ServerSettings): Block | null =>
  draft.importance === 'normal' || hasPriority(draft, settings)
    ? null
    : paragraph({ kind: 'strong', children: [textInline(importanceWords[draft.importance])] });

/** The draft's document, below a line for the importance and a heading for the subject, which posts have no fields for. */
const wholeOf = (draft: Draft, settings: ServerSettings): Document => {
  const line = importanceLine(draft, settings);
  const before: Block[] = line === null ? [] : [line];
  const { subject } = draft;
  const title = subject?.replace(/\s+/g, ' ').trim() ?? '';
  if (title !== '') before.push({ kind: 'heading', level: 2, children: [textInline(title)] });
  return before.length === 0 ? draft.document : { blocks: [...before, ...draft.document.blocks] };
};

/** How documents are written for this server. People whose username is not known are added to `unknown`. */
export const writingFor = (
  context: MappingContext,
  settings: ServerSettings,
  unknown = new Set<PersonId>(),
): MattermostWriting => ({
  mention: (target) => mentioned(target, context, unknown),
  // Files and pictures are attached to the post, so the text holds no picture.
  picture: () => null,
  // An unknown name may still be a person or a group. Only a name that was looked up and not found counts as no username.
  isUsername: (name) => !context.directory.noUsernames.has(name),
  inlineLatex: settings.inlineLatex,
});

const mentioned = (
  target: MentionTarget,
  { ids, directory }: MappingContext,
  unknown: Set<PersonId>,
): MattermostMentioned | null => {
  switch (target.kind) {
    case 'everyone':
      return { kind: 'everyone', word: 'channel' };
    case 'channel': {
      const channelId = ids.channelIdOf(target.conversationId);
      const place = channelId === null ? undefined : directory.channelPlaces.get(channelId);
      return place === undefined ? null : { kind: 'channel', name: place.name };
    }
    case 'person': {
      const username = directory.usernameByPerson.get(target.personId);
      if (username !== undefined) return { kind: 'user', username };
      if (ids.userIdOf(target.personId) !== null) unknown.add(target.personId);
      return null;
    }
  }
};
