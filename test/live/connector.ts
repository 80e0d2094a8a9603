/**
 * What every connector must do, whatever service it speaks to: the same tests run on the sandbox in `npm test` and on real servers
 * by `npm run test:live`.
 */
import { afterAll, beforeAll, describe, expect, it, vi, type TestContext } from 'vitest';
import type { Connector, HistoryPage, LiveEvent } from '../../renderer/connectors/connector.ts';
import type {
  Change,
  ConversationId,
  DiscardReason,
  Message,
  MessageId,
  PersonId,
  Result,
} from '../../renderer/model/index.ts';

/** A connector ready to be asked, and the account behind it. */
export interface ConnectorSubject {
  readonly connector: Connector;
  /** A conversation that the user can write in; null where the tests may make none (they are left out then). */
  readonly conversationId: ConversationId | null;
  /** Writes in that conversation, past the connector. */
  readonly write: (text: string) => Promise<MessageId>;
  /** Ids of the right form that name nothing. */
  readonly nothing: {
    readonly conversationId: ConversationId;
    readonly messageId: MessageId;
    readonly personId: PersonId;
  };
  /** Lets what is on its way arrive. */
  readonly settle: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const never = new AbortController().signal;

/** Reasons that stand for something a connector could not read, though the service served it. */
const unreadable: readonly DiscardReason[] = [
  'malformed-message',
  'malformed-conversation',
  'malformed-person',
  'malformed-event',
  'malformed-date',
  'unknown-event',
  'unknown-message-type',
];

const unreadableIn = (changes: readonly Change[]): DiscardReason[] =>
  changes.flatMap((change) =>
    change.kind === 'discarded' && unreadable.includes(change.reason) ? [change.reason] : [],
  );

/** The ids a change is about; empty for what is put aside. */
const idsOf = (change: Change): readonly string[] => {
  switch (change.kind) {
    case 'message':
      return [change.message.id, change.message.conversationId];
    case 'message-gone':
      return [change.id, change.conversationId];
    case 'conversation':
      return [change.conversation.id];
    case 'conversation-gone':
    case 'team-gone':
      return [change.id];
    case 'members':
      return [change.membership.conversationId, ...change.membership.personIds];
    case 'read':
    case 'chosen':
      return [change.conversationId];
    case 'team':
      return [change.team.id];
    case 'person':
      return [change.person.id];
    case 'presence':
    case 'name':
      return [change.personId];
    case 'discarded':
      return [];
  }
};

const messagesOf = (changes: readonly Change[]): Message[] =>
  changes.flatMap((change) => (change.kind === 'message' ? [change.message] : []));

/** Runs the tests on one subject, which is opened once. */
export const connectorContract = (open: () => Promise<ConnectorSubject>): void => {
  let subject: ConnectorSubject | null = null;
  beforeAll(async () => {
    subject = await open();
  });
  afterAll(async () => {
    await subject?.close();
  });
  const on = (): ConnectorSubject => {
    if (subject === null) throw new Error('used outside a test');
    return subject;
  };
  /** The value of a result that must be good. */
  const must = async <Value>(result: Promise<Result<Value>>): Promise<Value> => {
    const settled = await result;
    if (!settled.ok) throw new Error(JSON.stringify(settled.failure));
    return settled.value;
  };
  /** Changes that are this account's, and readable. */
  const good = (changes: readonly Change[]): readonly Change[] => {
    const { accountId } = on().connector;
    for (const change of changes)
      for (const id of idsOf(change))
        expect(id.startsWith(`${accountId}/`), `${change.kind} ${id}`).toBe(true);
    expect(unreadableIn(changes)).toEqual([]);
    return changes;
  };
  const own = (context: TestContext): ConversationId =>
    on().conversationId ?? context.skip('needs a conversation to write in');

  describe('a connector', () => {
    it('its overview tells of each conversation it names, and who the user is', async () => {
      const overview = await must(on().connector.overview(never));
      const changes = good(overview.changes);
      const told = changes.flatMap((change) =>
        change.kind === 'conversation' ? [change.conversation.id] : [],
      );
      expect([...overview.conversationIds].sort()).toEqual([...new Set(told)].sort());
      expect(overview.me.startsWith(`${on().connector.accountId}/`)).toBe(true);
      if (on().conversationId !== null) expect(overview.conversationIds).toContain(on().conversationId);
      const teams = changes.flatMap((change) => (change.kind === 'team' ? [change.team.id] : []));
      expect(teams).toEqual(expect.arrayContaining([...overview.teamIds]));
    });

    it('first pages of histories are readable and come with a cursor', async () => {
      const { conversationIds } = await must(on().connector.overview(never));
      for (const id of conversationIds.slice(0, 10)) {
        const answer = await on().connector.history(id, null, never);
        // A channel whose messages the user may not read is a failure of that channel alone.
        if (!answer.ok) {
          expect(answer.failure.kind).toBe('forbidden');
          continue;
        }
        for (const message of messagesOf(good(answer.value.changes))) expect(message.conversationId).toBe(id);
        expect(answer.value.changesCursor).toBeTypeOf('string');
      }
    });

    it('a history is walked to its end, without doubles, and older pages bring no cursor', async (context) => {
      const id = own(context);
      const written = await on().write('at the end of a walk');
      const seen: MessageId[] = [];
      for (let position: string | null = null, first = true; first || position !== null; first = false) {
        const page: HistoryPage = await must(on().connector.history(id, position, never));
        seen.push(...messagesOf(good(page.changes)).map((message) => message.id));
        expect(page.changesCursor === null).toBe(!first);
        position = page.next;
      }
      expect(seen).toContain(written);
      expect(new Set(seen).size).toBe(seen.length);
    });

    it('changes give the messages since the cursor, and then nothing new', async (context) => {
      const id = own(context);
      const page = await must(on().connector.history(id, null, never));
      const written = await on().write('after the cursor');
      const told: Message[] = [];
      let cursor = page.changesCursor ?? '';
      for (let more = true; more;) {
        const changes = await must(on().connector.changes(id, cursor, never));
        told.push(...messagesOf(good(changes.changes)));
        ({ cursor, more } = changes);
      }
      const found = told.find((message) => message.id === written);
      expect(found?.body.content).toContain('after the cursor');
      const again = await must(on().connector.changes(id, cursor, never));
      const newer = messagesOf(again.changes).filter(
        (message) => message.createdAt > (found?.createdAt ?? 0),
      );
      expect(newer).toEqual([]);
    });

    it('refresh gives the present form of a message; one that never was is gone or left out', async (context) => {
      own(context);
      const written = await on().write('to be read again');
      const { messageId } = on().nothing;
      const changes = good(await must(on().connector.refresh([written, messageId], never)));
      expect(messagesOf(changes).map((message) => message.id)).toEqual([written]);
      const other = changes.filter((change) => change.kind === 'message-gone').map((change) => change.id);
      expect(other.every((id) => id === messageId)).toBe(true);
    });

    it('people are those who are known, presence that of those asked for', async () => {
      const { me } = await must(on().connector.overview(never));
      const people = good(await must(on().connector.people([me, on().nothing.personId], never)));
      const known = people.flatMap((change) => (change.kind === 'person' ? [change.person.id] : []));
      expect(known).toContain(me);
      expect(known).not.toContain(on().nothing.personId);
      const presence = await on().connector.presence([me], never);
      if (!presence.ok) {
        // Presence of others may need an administrator's consent.
        expect(presence.failure.kind).toBe('forbidden');
        return;
      }
      for (const change of good(presence.value))
        expect(change).toMatchObject({ kind: 'presence', personId: me });
    });

    it('the user is a member of the own conversation', async (context) => {
      const id = own(context);
      const { me, changes } = await must(on().connector.overview(never));
      const asked = good(await must(on().connector.members(id, never)));
      const members = [...changes, ...asked].flatMap((change) => {
        if (change.kind === 'members' && change.membership.conversationId === id)
          return change.membership.personIds;
        return change.kind === 'conversation' && change.conversation.id === id
          ? (change.conversation.participants ?? [])
          : [];
      });
      expect(members).toContain(me);
    });

    it.each(['history', 'changes', 'members'] as const)(
      '%s of nothing is a failure, not an exception',
      async (what) => {
        const { connector, nothing } = on();
        const odd = `${connector.accountId}/../../x y?z=%2F#` as ConversationId;
        for (const id of [nothing.conversationId, odd, '' as ConversationId]) {
          const answer =
            what === 'changes'
              ? await connector.changes(id, '0', never)
              : what === 'history'
                ? await connector.history(id, null, never)
                : await connector.members(id, never);
          expect(answer, id).toMatchObject({ ok: false });
          if (!answer.ok)
            expect(['not-found', 'forbidden', 'refused', 'cursor-gone']).toContain(answer.failure.kind);
        }
      },
    );

    it('new messages arrive by themselves if the service pushes', async (context) => {
      const { connector, settle, write } = on();
      if (connector.live === undefined) context.skip('this service pushes nothing');
      own(context);
      const heard: LiveEvent[] = [];
      const connection = connector.live?.listen((event) => heard.push(event));
      const eventually = (check: () => void): Promise<void> =>
        vi.waitFor(
          async () => {
            await settle();
            check();
          },
          { timeout: 20_000, interval: 10 },
        );
      try {
        await eventually(() => expect(heard.map((event) => event.kind)).toContain('connected'));
        const written = await write('by itself');
        const changes = (): Change[] =>
          heard.flatMap((event) => (event.kind === 'changes' ? event.changes : []));
        await eventually(() => expect(messagesOf(changes()).map((message) => message.id)).toContain(written));
        good(changes());
      } finally {
        connection?.close();
      }
    });

    it('where the service does not push, the index tells which conversations moved', async (context) => {
      const { connector, write } = on();
      const { index } = connector;
      if (index === undefined) return context.skip('this service pushes: it has no index');
      const id = own(context);
      const first = await must(index.moved(null, never));
      await write('a move');
      const second = await must(index.moved(first.since, never));
      good(second.changes);
      expect(second.moved).toContain(id);
    });
  });
};
