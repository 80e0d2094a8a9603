/** The result of an intent, by the state of its act. */
import { beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../test/support/database.ts';
import { account, general } from '../../../test/support/rows.ts';
import { keyOfWritten, type MessageId } from '../../model/index.ts';
import {
  type ActsOn,
  type AttemptRow,
  type AttemptState,
  type CarriedFile,
  type IsthmusDatabase,
  putAttempt,
  settleAttempt,
  type SettledState,
  type WrittenText,
} from '../../store/index.ts';
import { paragraph, plainOfDocument, textInline } from '../../text/document/index.ts';
import { fails, settleDone, stands } from './settling.ts';
import { type Wanted, wantEdited, wantGivenUp, wantRemoved, wantSent, wantTriedAgain } from './wanting.ts';

const text = (words: string): WrittenText => ({
  document: { blocks: [paragraph(textInline(words))] },
  subject: null,
  importance: 'normal',
  threadId: '',
  quotes: null,
});
const made = `${general}/made` as MessageId;
const first = keyOfWritten('first');
const ofFirst: ActsOn = { kind: 'attempt', key: first };

let database: IsthmusDatabase;
let wishes = 0;
beforeEach(() => {
  database = openDatabase();
  wishes = 0;
});

const wanted = (key = keyOfWritten(`wish ${(wishes += 1)}`), at = 5): Wanted => ({
  key,
  accountId: account,
  target: general,
  at,
});
const waiting: AttemptState = { kind: 'waiting', why: 'throttled', until: 9, tries: 1 };
const lost: AttemptState = {
  kind: 'sending',
  act: { kind: 'send', text: 'digest', version: 0, part: 0, parts: 1 },
  after: 0,
  retryAt: 9,
  tries: 1,
};
const failed: SettledState = { kind: 'failed', reason: { kind: 'too-long' } };

/** The act of the message "one", as it stands. */
const act = async (state: AttemptState | SettledState): Promise<AttemptRow> => {
  const row: AttemptRow = {
    ...{ key: first, accountId: account, target: general, lane: general, at: 1 },
    want: { kind: 'send', text: text('one'), files: [] },
    state: { kind: 'queued' },
  };
  if (state.kind === 'failed' || state.kind === 'discarded' || state.kind === 'done')
    await settleAttempt(database, row, state);
  else await putAttempt(database, { ...row, state });
  return row;
};
const wordsOf = (want: AttemptRow['want']): string => {
  switch (want.kind) {
    case 'send':
    case 'edit':
      return ` ${plainOfDocument(want.text.document).trim()}`;
    case 'react':
      return ` ${want.set ? 'with' : 'without'} ${want.reaction.name}`;
    case 'pin':
      return want.set ? ' on' : ' off';
    case 'remove':
      return '';
  }
};
const said = ({ want }: Pick<AttemptRow, 'want'>): string => {
  const of = want.kind === 'send' ? '' : want.of.kind === 'message' ? ' message' : ' act';
  return `${want.kind}${of}${wordsOf(want)}`;
};
/** The open acts, in order, and then the settled ones. */
const standing = async (): Promise<string[]> => {
  const open = await database.attempts.orderBy('[lane+at]').toArray();
  const settled = await database.settledAttempts.toArray();
  return [...open, ...settled].map((row) => `${said(row)}: ${row.state.kind}`);
};

describe('a change of a message', () => {
  it.each<[string, AttemptState | SettledState, string[], string[]]>([
    ['that was not sent is folded in', { kind: 'queued' }, ['send two: queued'], []],
    ['whose files are on their way is folded in', { kind: 'uploading' }, ['send two: uploading'], []],
    ['that waits is folded in', waiting, ['send two: waiting'], []],
    [
      'that may have been sent follows it',
      lost,
      ['send one: sending', 'edit act two: queued'],
      ['send one: sending', 'remove act: queued'],
    ],
    ['that failed opens it again', failed, ['send two: queued'], []],
    [
      'that was sent is of what it made',
      { kind: 'done', made },
      ['edit message two: queued', 'send one: done'],
      ['remove message: queued', 'send one: done'],
    ],
  ])('%s', async (_how, state, edited, removed) => {
    await act(state);
    expect(await wantEdited(database, wanted(), ofFirst, text('two'))).toBe(true);
    expect(await standing()).toEqual(edited);
    await database.attempts.clear();
    await act(state);
    expect(await wantRemoved(database, wanted(), ofFirst)).toBe(true);
    expect(await standing()).toEqual(removed);
  });

  it('that was given up changes nothing', async () => {
    await act({ kind: 'discarded' });
    expect(await wantEdited(database, wanted(), ofFirst, text('two'))).toBe(false);
    expect(await wantRemoved(database, wanted(), ofFirst)).toBe(false);
    expect(await standing()).toEqual(['send one: discarded']);
  });

  it('is merged into one that waits; a message that will be deleted is not edited', async () => {
    await act(lost);
    await wantEdited(database, wanted(), ofFirst, text('two'));
    await wantEdited(database, wanted(), ofFirst, text('three'));
    expect(await standing()).toEqual(['send one: sending', 'edit act three: queued']);
    await wantRemoved(database, wanted(), ofFirst);
    await wantRemoved(database, wanted(), ofFirst);
    expect(await wantEdited(database, wanted(), ofFirst, text('four'))).toBe(false);
    expect(await standing()).toEqual(['send one: sending', 'remove act: queued']);
  });
});

describe('changes behind a message that may have been sent', () => {
  const edit = () => wantEdited(database, wanted(), ofFirst, text('two'));
  const remove = () => wantRemoved(database, wanted(), ofFirst);
  const gone = { kind: 'gone' } as const;

  it.each<[string, (row: AttemptRow) => Promise<void>, string[], string[]]>([
    [
      'goes to what it made',
      (row) => settleDone(database, row, made),
      ['edit message two: queued', 'send one: done'],
      ['remove message: queued', 'send one: done'],
    ],
    [
      'is folded in when it was not sent',
      (row) => stands(database, row, { kind: 'queued' }),
      ['send two: queued'],
      [],
    ],
    ['is folded in when it failed', (row) => fails(database, row, gone), ['send two: failed'], []],
    [
      'goes with it when it was given up',
      (row) => stands(database, row, { kind: 'discarded' }),
      ['send one: discarded'],
      ['send one: discarded'],
    ],
    [
      'waits on while that is not known',
      (row) => stands(database, row, { ...lost, tries: 2 }),
      ['send one: sending', 'edit act two: queued'],
      ['send one: sending', 'remove act: queued'],
    ],
  ])('%s', async (_what, settle, edited, removed) => {
    for (const [want, expected] of [
      [edit, edited],
      [remove, removed],
    ] as const) {
      await Promise.all([database.attempts.clear(), database.settledAttempts.clear()]);
      const row = await act(lost);
      await want();
      await database.transaction('rw', database.attempts, database.settledAttempts, async () => settle(row));
      expect(await standing()).toEqual(expected);
    }
  });
});

it('a wish with the same key is stored once, and a later wish has a later place, whatever the clock says', async () => {
  await wantSent(database, wanted(first, 9), { text: text('one') });
  await wantSent(database, wanted(first, 9), { text: text('one') });
  await wantSent(database, wanted(keyOfWritten('second'), 3), { text: text('two') });
  expect(await standing()).toEqual(['send one: queued', 'send two: queued']);
  await wantGivenUp(database, first);
  await wantSent(database, wanted(first, 9), { text: text('one') });
  expect(await standing()).toEqual(['send two: queued', 'send one: discarded']);
});

describe('the user', () => {
  it.each<[string, AttemptState | SettledState, string[]]>([
    ['gives up what was not sent', waiting, ['send one: discarded']],
    ['gives up what failed', failed, ['send one: discarded']],
    ['cannot give up what was sent', { kind: 'done', made }, ['send one: done']],
  ])('%s', async (_what, state, expected) => {
    await act(state);
    await wantGivenUp(database, first);
    expect(await standing()).toEqual(expected);
  });

  it('gives up a message that may have been sent, which is searched at once, and wants it again', async () => {
    const stateNow = async () => (await database.attempts.get(first))?.state;
    await act(lost);
    await wantGivenUp(database, first);
    expect(await stateNow()).toEqual({ ...lost, retryAt: 0, givenUp: true });
    await wantTriedAgain(database, first);
    expect(await stateNow()).toEqual({ ...lost, retryAt: 0 });
  });

  it('tries a failed message again, with the missing files; a given-up one stays given up', async () => {
    const file = (of: string, over: Partial<CarriedFile>): CarriedFile => ({
      ...{ of: of as CarriedFile['of'], session: null, handle: null, instead: null },
      ...over,
    });
    const there = file('a', { handle: '{}' });
    const row = await act(failed);
    await settleAttempt(
      database,
      { ...row, files: [there, file('b', { instead: { kind: 'refused' } })] },
      failed,
    );
    await wantTriedAgain(database, first);
    expect(await database.attempts.get(first)).toEqual({ ...row, files: [there] });
    await wantGivenUp(database, first);
    await wantTriedAgain(database, first);
    expect(await standing()).toEqual(['send one: discarded']);
  });
});
