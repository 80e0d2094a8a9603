/** Acts on existing messages: the requests that are sent, and those that are not. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../../../test/support/database.ts';
import { account, general, me, message } from '../../../test/support/rows.ts';
import type { Connector } from '../../connectors/connector.ts';
import type { WritingCapability } from '../../connectors/writing.ts';
import type { World } from '../../connectors/world.ts';
import {
  type Attachment,
  type Change,
  failed,
  keyOfWritten,
  type Message,
  type Result,
  succeeded,
} from '../../model/index.ts';
import {
  type AttemptFailure,
  type AttemptRow,
  firstInLane,
  type IsthmusDatabase,
  readFailedAttempts,
  type WrittenText,
} from '../../store/index.ts';
import { blocksOfAttachment, paragraph, plainOfDocument, textInline } from '../../text/document/index.ts';
import { moveOn } from './move-on.ts';
import type { SendingContext, SendingSide } from './outcome.ts';
import {
  type Wanted,
  wantEdited,
  wantGivenUp,
  wantPinSet,
  wantReacted,
  wantRemoved,
  wantTriedAgain,
} from './wanting.ts';

const one = message('1', { authorId: me });
const of = { kind: 'message', id: one.id } as const;
const party = { emoji: '🎉', name: '🎉' };
const wave = { emoji: '👋', name: '👋' };
const text = (words: string): WrittenText => ({
  document: { blocks: [paragraph(textInline(words))] },
  ...{ subject: null, importance: 'normal', threadId: '', quotes: null },
});
const formOf = (changed: Partial<Message>): readonly Change[] => [
  { kind: 'message', message: { ...one, ...changed } },
];
const lostAnswer: Result<never> = failed({ kind: 'offline', reason: 'no-answer', status: null });

let database: IsthmusDatabase;
let asked: string[] = [];
let wishes = 0;
/** The service's next answers, and its form of the message. */
let answer: (request: string) => Result<readonly Change[]> = () => succeeded(formOf({}));
let present: Result<readonly Change[]> = succeeded(formOf({}));
beforeEach(async () => {
  database = openDatabase();
  await database.messages.put(one);
  [asked, wishes] = [[], 0];
  answer = () => succeeded(formOf({}));
  present = succeeded(formOf({}));
});
afterEach(() => database.close());

const wanted = (): Wanted => ({
  key: keyOfWritten(`wish ${(wishes += 1)}`),
  ...{ accountId: account, target: general, at: 5 },
});
const react = (reaction = party, set = true) => wantReacted(database, wanted(), { of, reaction, set });
const edit = (words: string, edition = 0) => wantEdited(database, wanted(), of, text(words), { edition });

const request = (words: string): Promise<Result<readonly Change[]>> => {
  asked.push(words);
  return Promise.resolve(answer(words));
};
const context = (): SendingContext => ({
  world: { ...({} as World), now: () => 1_000_000, random: () => 0 },
  database,
  store: async (_account, changes) => {
    for (const change of changes) if (change.kind === 'message') await database.messages.put(change.message);
  },
  storesInto: [database.messages],
  isTaken: () => Promise.resolve(false),
  onSent: () => undefined,
  signal: new AbortController().signal,
});
const side: SendingSide = {
  connector: {
    ...({} as Connector),
    history: () => Promise.resolve(succeeded({ changes: [], next: null, covers: null, changesCursor: null })),
    refresh: () => {
      asked.push('read');
      return Promise.resolve(present);
    },
  },
  writing: {
    ...({} as WritingCapability),
    read: ({ body }) => ({ blocks: [paragraph(textInline(body.content))] }),
    react: (_id, { name }, set) => request(`${set ? 'set' : 'unset'} ${name}`),
    edit: async (id, draft) => {
      const changes = await request(`edit ${plainOfDocument(draft.document)}`);
      return changes.ok ? succeeded({ id, changes: changes.value }) : changes;
    },
    remove: () => request('remove'),
    pin: (_id, set) => request(set ? 'pin' : 'unpin'),
  },
  me,
};

/** Performs one step of the first act. */
const step = async (by = side): Promise<void> => {
  const row = await firstInLane(database, general);
  if (row) await moveOn(context(), by, row);
};
const open = async (): Promise<string[]> =>
  (await database.attempts.orderBy('[lane+at]').toArray()).map(
    ({ want, state }: AttemptRow) =>
      `${want.kind}${want.kind === 'react' ? ` ${want.set} ${want.reaction.name}` : ''} ${state.kind}`,
  );
const refused = async (): Promise<AttemptFailure[]> =>
  (await readFailedAttempts(database, general)).map(({ state }) =>
    state.kind === 'failed' ? state.reason : { kind: 'broken' },
  );

it('a reaction is sent once, stored with the answer, and its row is removed', async () => {
  answer = () => succeeded(formOf({ reactions: [{ ...party, personIds: [me] }], version: 2_000 }));
  await react();
  await step();
  expect(asked).toEqual(['set 🎉']);
  expect((await database.messages.get(one.id))?.reactions).toHaveLength(1);
  expect(await database.attempts.count()).toBe(0);
  expect(await database.settledAttempts.count()).toBe(0);
});

it('the last wish for a reaction counts; other acts are sent beside it, in order', async () => {
  await react();
  await react(wave);
  await react(party, false);
  expect(await open()).toEqual(['react false 🎉 queued', 'react true 👋 queued']);
  await step();
  await step();
  expect(asked).toEqual(['unset 🎉', 'set 👋']);
});

it('a wish that changes during its request is sent after it', async () => {
  answer = () => lostAnswer;
  await react();
  await step();
  await react(party, false);
  expect(await open()).toEqual(['react true 🎉 sending', 'react false 🎉 queued']);
});

it('the message is read if the answer lacks its new version; without that the wish stays', async () => {
  answer = () => succeeded([]);
  present = lostAnswer;
  await react();
  await step();
  expect(asked).toEqual(['set 🎉', 'read']);
  expect(await open()).toEqual(['react true 🎉 sending']);
  present = succeeded(formOf({ reactions: [{ ...party, personIds: [me] }] }));
  await step();
  expect(await open()).toEqual([]);
  expect((await database.messages.get(one.id))?.reactions).toHaveLength(1);
});

it('a refused act stays with its reason until it is wanted again, tried again or dismissed', async () => {
  answer = () => failed({ kind: 'forbidden', status: 403, code: 'no' });
  await react();
  await step();
  expect(await refused()).toEqual([{ kind: 'forbidden', code: 'no' }]);
  await react(wave);
  await step();
  expect(await refused()).toHaveLength(2);
  // Wanted anew: the earlier refusal is of the past.
  await react(party, false);
  expect(await refused()).toHaveLength(1);
  const [row] = await readFailedAttempts(database, general);
  if (row) await wantTriedAgain(database, row.key);
  expect(await open()).toEqual(['react true 👋 queued', 'react false 🎉 queued']);
  await step();
  const [again] = await readFailedAttempts(database, general);
  if (again) await wantGivenUp(database, again.key);
  expect(await database.settledAttempts.count()).toBe(0);
});

it('a deletion removes waiting acts on the message, and no act follows it', async () => {
  await react();
  await edit('other');
  await wantRemoved(database, wanted(), of);
  expect(await open()).toEqual(['remove queued']);
  expect(await react()).toBe(false);
  expect(await edit('another')).toBe(false);
});

it('an edit whose answer was lost is not written again over what came after it', async () => {
  answer = () => lostAnswer;
  await edit('mine');
  await step();
  expect(asked).toEqual(['edit mine']);
  // It had arrived, and then the user wrote something else on their phone.
  present = succeeded(
    formOf({ body: { format: 'markdown', content: 'phone' }, editedAt: 9, version: 9_000 }),
  );
  await step();
  expect(asked).toEqual(['edit mine', 'read']);
  expect(await refused()).toEqual([{ kind: 'edited-since' }]);
  // Tried again, it is wanted over that.
  answer = () => succeeded(formOf({ body: { format: 'markdown', content: 'mine' }, editedAt: 10 }));
  const [row] = await readFailedAttempts(database, general);
  if (row) await wantTriedAgain(database, row.key);
  await step();
  expect(asked.at(-1)).toBe('edit mine');
  expect(await database.settledAttempts.count()).toBe(0);
});

it('an edit that arrived but whose answer was lost is done, and not sent again', async () => {
  answer = () => lostAnswer;
  await edit('mine');
  await step();
  present = succeeded(formOf({ body: { format: 'markdown', content: 'mine' }, editedAt: 9 }));
  await step();
  expect(asked).toEqual(['edit mine', 'read']);
  expect(await open()).toEqual([]);
  expect(await refused()).toEqual([]);
});

it('an edit whose answer was lost is known by its text, although a card hangs on the message', async () => {
  const card: Attachment = { kind: 'card', title: 'Card', text: '', links: [], color: null };
  const withCard: SendingSide = {
    ...side,
    writing: {
      ...side.writing,
      read: ({ body, attachments }) => ({
        blocks: [paragraph(textInline(body.content)), ...attachments.flatMap(blocksOfAttachment)],
      }),
    },
  };
  answer = () => lostAnswer;
  present = succeeded(
    formOf({ body: { format: 'markdown', content: 'mine' }, attachments: [card], editedAt: 9 }),
  );
  await edit('mine');
  await step(withCard);
  await step(withCard);
  expect(asked).toEqual(['edit mine', 'read']);
  expect([await open(), await refused()]).toEqual([[], []]);
});

it('an edit gives way to a newer version from elsewhere, but not to one of this computer', async () => {
  await edit('mine');
  await database.messages.put({ ...one, editedAt: 7, body: { format: 'markdown', content: 'phone' } });
  await step();
  expect([asked, await refused()]).toEqual([[], [{ kind: 'edited-since' }]]);

  // Two edits in a row: the second was wanted over the first, although its edition was not known yet.
  await database.messages.put(one);
  answer = () => lostAnswer;
  await edit('first');
  await step();
  await edit('second');
  present = succeeded(formOf({ body: { format: 'markdown', content: 'first' }, editedAt: 8 }));
  answer = () => succeeded(formOf({ body: { format: 'markdown', content: 'second' }, editedAt: 9 }));
  await step();
  await step();
  expect(asked).toEqual(['edit first', 'read', 'edit second']);
  expect([await open(), await refused()]).toEqual([[], []]);
});

it('a pin is sent as it was wanted last, and the message shows it', async () => {
  answer = () => succeeded(formOf({ pinned: false, version: 2_000 }));
  await wantPinSet(database, wanted(), { of, set: true });
  await wantPinSet(database, wanted(), { of, set: false });
  await step();
  expect(asked).toEqual(['unpin']);
  expect((await database.messages.get(one.id))?.pinned).toBe(false);
  expect(await open()).toEqual([]);
});

it('a pin is refused with a reason if the service has no pins', async () => {
  await wantPinSet(database, wanted(), { of, set: true });
  const writing = { ...side.writing };
  delete (writing as { pin?: unknown }).pin;
  await step({ ...side, writing });
  expect(await refused()).toEqual([{ kind: 'refused', code: 'isthmus.no-pins' }]);
});
