/** A message that no link and no row knows (the user wrote it in the app): found after a lost answer on both services, and never another. */
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../../test/support/database.ts';
import { general, me, message } from '../../../test/support/rows.ts';
import type { HistoryPage } from '../../connectors/connector.ts';
import {
  type CarryKey,
  type Change,
  failed,
  type Message,
  type PersonId,
  type Result,
  type ServiceFailure,
  succeeded,
} from '../../model/index.ts';
import { paragraph, textInline } from '../../text/document/index.ts';
import type { Document } from '../../text/document/index.ts';
import { attemptText } from '../../text/fingerprint.ts';
import { findMade, type LookingSide, readBack, type Sought } from './look.ts';

const key = 'written-1' as CarryKey;
const textOf = (text: string): Document => ({ blocks: [paragraph(textInline(text))] });
const said = (id: string, text: string, over: Partial<Message> = {}): Message =>
  message(id, {
    authorId: me,
    createdAt: 6_000,
    body: { format: 'markdown', content: text },
    ...over,
  });
const told = (...messages: readonly Message[]): Change[] =>
  messages.map((one) => ({ kind: 'message', message: one }));
const offline: ServiceFailure = { kind: 'offline', reason: 'no-answer', status: null };

interface Case {
  readonly keepsKeys: boolean;
  readonly there?: readonly Message[];
  readonly deleted?: Result<readonly Change[]>;
  readonly taken?: readonly Message[];
  readonly over?: Partial<Sought>;
}

/** The result of a search in a service with these messages; the mirror is empty before. */
const look = async ({ keepsKeys, there = [], deleted = succeeded([]), taken = [], over = {} }: Case) => {
  const database = openDatabase();
  const page: HistoryPage = {
    changes: told(...there),
    next: null,
    covers: null,
    changesCursor: null,
  };
  const side: LookingSide = {
    connector: { history: () => Promise.resolve(succeeded(page)) },
    writing: { read: ({ body }) => textOf(body.content), keepsKeys },
    ...(keepsKeys ? { deletedSince: () => Promise.resolve(deleted) } : {}),
    me,
    store: async (changes) => {
      const messages = changes.flatMap((change) => (change.kind === 'message' ? [change.message] : []));
      await database.messages.bulkPut(messages);
    },
  };
  const sought: Sought = {
    target: general,
    after: 5_000,
    text: attemptText(textOf('the tide is low'), 0),
    key,
    whole: textOf('the tide is low'),
    isTaken: ({ id }) => Promise.resolve(taken.some((one) => one.id === id)),
    ...over,
  };
  const read = await readBack(side, sought, new AbortController().signal);
  if (!read.ok) return read;
  const made = await findMade(database, side, sought);
  return made && [made.message.id, made.isEdited];
};

describe('on a service that keeps our key', () => {
  const made = said('made', 'the tide is low', { carryKey: key });

  it('the message with the key is found, with any text, and no other with the same text', async () => {
    const alike = said('alike', 'the tide is low');
    const other = said('other', 'the tide is low', { carryKey: 'written-2' as CarryKey });
    expect(await look({ keepsKeys: true, there: [alike, other] })).toBe(null);
    expect(await look({ keepsKeys: true, there: [alike, other, made] })).toEqual([made.id, false]);
    const edited = { ...made, body: said('x', 'high').body, editedAt: 6_100 };
    expect(await look({ keepsKeys: true, there: [edited] })).toEqual([made.id, false]);
  });

  it('a message that was deleted since counts as sent, and is not written a second time', async () => {
    const gone = { ...made, deletedAt: 6_100 };
    expect(await look({ keepsKeys: true, deleted: succeeded(told(gone)) })).toEqual([made.id, false]);
  });

  it('a key in another person’s message does not count', async () => {
    const forged = { ...made, authorId: `${general}/ben` as PersonId };
    expect(await look({ keepsKeys: true, there: [forged] })).toBe(null);
  });

  it('the result is unknown while deleted messages are unknown', async () => {
    expect(await look({ keepsKeys: true, there: [made], deleted: failed(offline) })).toEqual(failed(offline));
  });
});

describe('on a service without keys', () => {
  const made = said('made', 'the tide is low');

  it('the user’s message with the same text is found', async () => {
    expect(await look({ keepsKeys: false, there: [said('other', 'lunch at noon'), made] })).toEqual([
      made.id,
      false,
    ]);
  });

  it('a message of another attempt is not found: of two equal texts each belongs to one attempt', async () => {
    const twin = said('twin', 'the tide is low', { createdAt: 6_050 });
    expect(await look({ keepsKeys: false, there: [made, twin], taken: [made] })).toEqual([twin.id, false]);
    expect(await look({ keepsKeys: false, there: [made, twin], taken: [made, twin] })).toBe(null);
  });

  it('a message that was edited since is found by most of its words, but not by a part of the text', async () => {
    const edited = said('made', 'the tide is very low', { editedAt: 6_100 });
    expect(await look({ keepsKeys: false, there: [edited] })).toEqual([edited.id, true]);
    expect(await look({ keepsKeys: false, there: [edited], over: { whole: null } })).toBe(null);
  });

  it('a message from before the attempt is not found', async () => {
    expect(await look({ keepsKeys: false, there: [{ ...made, createdAt: 4_999 }] })).toBe(null);
  });
});
