/** Every message in Microsoft's own documentation can be mapped, however odd it is. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { testAccount } from '../testing/test-world.ts';
import { channelConversationId, chatConversationId, personId, type TeamsPlace } from '../ids.ts';
import { asRecord, asRecords, asText, type JsonRecord } from '../graph/json.ts';
import type { MessageContext } from './context.ts';
import { mapPage } from './page.ts';

const folder = new URL('../../../../../shared/contracts/graph-examples/', import.meta.url);

interface Example {
  readonly file: string;
  readonly value: JsonRecord;
}

/**
 * Examples that are a chatMessage or a list of them. Descriptions of resources are left out, because they hold type names in place of
 * values.
 */
const examples = (): Example[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.json') && file !== 'index.json')
    .flatMap((file) =>
      asRecords(asRecord(JSON.parse(readFileSync(new URL(file, folder), 'utf8')))?.examples)
        .filter(({ kind }) => kind === 'response')
        .flatMap(({ body }) => messagesIn(asRecord(body)).map((value) => ({ file, value }))),
    );

const isMessage = (value: JsonRecord): boolean => 'messageType' in value && 'body' in value;

const messagesIn = (body: JsonRecord | null): JsonRecord[] => {
  if (!body) return [];
  return isMessage(body) ? [body] : asRecords(body.value).filter(isMessage);
};

const contextOf = (value: JsonRecord): MessageContext => {
  const channel = asRecord(value.channelIdentity);
  const chatId = asText(value.chatId);
  const place: TeamsPlace =
    chatId === null
      ? {
          kind: 'channel',
          teamId: asText(channel?.teamId) ?? 'team',
          channelId: asText(channel?.channelId) ?? 'channel',
        }
      : { kind: 'chat', chatId };
  const conversationId =
    place.kind === 'chat'
      ? chatConversationId(testAccount, place.chatId)
      : channelConversationId(testAccount, place.teamId, place.channelId);
  return { accountId: testAccount, me: personId(testAccount, 'user', 'me'), conversationId, place };
};

describe.skipIf(!existsSync(folder))('messages in the documentation', () => {
  const all = existsSync(folder) ? examples() : [];

  it('are found', () => {
    expect(all.length).toBeGreaterThan(40);
  });

  it.each(all.map((example, at) => [`${example.file} ${at}`, example] as const))(
    '%s is mapped',
    (_name, { value }) => {
      const page = mapPage(contextOf(value), [value]);
      expect(page.messages).toHaveLength(1 + asRecords(value.replies).length);
      const message = page.messages[0]?.message;
      expect(message?.createdAt).toBeGreaterThan(Date.UTC(2015, 0));
      expect(message?.version).toBeGreaterThanOrEqual(message?.createdAt ?? Infinity);
      const hidden = value.deletedDateTime !== null && value.deletedDateTime !== undefined;
      if (!hidden && !value.policyViolation)
        expect(message?.body.content).toBe(asText(asRecord(value.body)?.content) ?? '');
    },
  );

  it('include two malformed dates, which are counted and replaced by the id’s time', () => {
    const pages = all.map(({ value }) => mapPage(contextOf(value), [value]));
    const malformed = pages.filter(({ others }) =>
      others.some((one) => one.kind === 'discarded' && one.reason === 'malformed-date'),
    );
    expect(malformed).toHaveLength(2);
    expect(malformed.map((page) => page.messages[0]?.message.createdAt)).toEqual([
      1615943825123, 1615943825123,
    ]);
    expect(malformed.map((page) => page.messages[0]?.message.system?.value)).toEqual([
      'Graph Members',
      'Graph Members',
    ]);
  });
});
