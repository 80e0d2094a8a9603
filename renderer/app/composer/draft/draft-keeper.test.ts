import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../../test/support/database.ts';
import { account, general } from '../../../../test/support/rows.ts';
import {
  readDraftRow,
  readIntents,
  type DraftPlace,
  type IsthmusDatabase,
  type WrittenText,
} from '../../../store/index.ts';
import { linkedBlocksOfText } from '../../../text/linked-text.ts';
import { DraftKeeper, keptAfter, type DraftProblem } from './draft-keeper.ts';

let database: IsthmusDatabase;
beforeEach(() => {
  database = openDatabase();
});
afterEach(() => database.close());

const place: DraftPlace = { conversationId: general, threadId: '', accountId: account };
const to = { accountId: account, target: general };
const saying = (text: string): WrittenText => ({
  document: { blocks: linkedBlocksOfText(text) },
  ...{ subject: null, importance: 'normal', threadId: '', quotes: null },
});
const message = () => Promise.resolve(saying('a'));

/** A box whose text and clock the test holds. */
const box = () => {
  let text = '';
  let due: { readonly ms: number; readonly work: () => void } | null = null;
  let keys = 0;
  const told: (DraftProblem | null)[] = [];
  const keeper = new DraftKeeper({
    database,
    place,
    key: null,
    typed: () => (text === '' ? null : { document: { blocks: linkedBlocksOfText(text) }, source: text }),
    now: () => 7,
    after: (ms, work) => {
      due = { ms, work };
      return () => {
        due = null;
      };
    },
    random: () => `key-${(keys += 1)}`,
    tell: (problem) => told.push(problem),
  });
  return {
    keeper,
    told,
    type: (value: string) => {
      text = value;
      keeper.changed();
    },
    dueIn: () => due?.ms ?? null,
    pass: async () => {
      due?.work();
      await keeper.flush();
    },
    kept: () => readDraftRow(database, place),
  };
};

const refuse = (error: unknown): (() => void) => {
  const hook = (): never => {
    throw error;
  };
  database.drafts.hook('creating', hook);
  database.intents.hook('creating', hook);
  return () => {
    database.drafts.hook('creating').unsubscribe(hook);
    database.intents.hook('creating').unsubscribe(hook);
  };
};
const full = Object.assign(new Error('full'), { name: 'QuotaExceededError' });

describe('the typed text', () => {
  it('is stored 300 ms after the last key, and not earlier', async () => {
    const one = box();
    one.type('a');
    one.type('ab');
    expect(one.dueIn()).toBe(keptAfter);
    expect(await one.kept()).toBeNull();
    await one.pass();
    expect(await one.kept()).toMatchObject({
      document: { blocks: linkedBlocksOfText('ab') },
      source: 'ab',
      at: 7,
    });
  });

  it('is stored at once if the user leaves the conversation', async () => {
    const one = box();
    one.type('a');
    await one.keeper.flush();
    expect(await one.kept()).not.toBeNull();
    expect(one.dueIn()).toBeNull();
  });

  it('leaves no draft if it is deleted', async () => {
    const one = box();
    one.type('a');
    await one.pass();
    one.type('');
    await one.pass();
    expect(await one.kept()).toBeNull();
  });
});

it('a draft stays without its edit if the box closed before the edit was stored', async () => {
  const one = box();
  one.type('the edit');
  // The user leaves, and the edit is stored in that moment.
  void one.keeper.flush();
  await one.keeper.keep({ document: saying('the draft').document });
  const kept = await one.kept();
  expect(kept?.document).toEqual(saying('the draft').document);
  expect(kept?.source).toBeUndefined();
  await one.keeper.keep(null);
  expect(await one.kept()).toBeNull();
});

describe('sending', () => {
  it('leaves no draft, although one was about to be stored', async () => {
    const one = box();
    one.type('a');
    void one.keeper.flush();
    one.type('ab');
    expect(await one.keeper.send(to, message)).toBe(true);
    await one.pass();
    expect(await one.kept()).toBeNull();
    expect(await readIntents(database)).toMatchObject([{ kind: 'send', conversationId: general }]);
  });

  it('gives the next message a key of its own', async () => {
    const one = box();
    await one.keeper.send(to, message);
    await one.keeper.send(to, message);
    const keys = (await readIntents(database)).map((row) => (row.kind === 'send' ? row.key : null));
    expect(new Set(keys).size).toBe(2);
  });

  it('keeps the order of messages, and keeps the draft, while mentioned people are looked up', async () => {
    const one = box();
    one.type('first');
    await one.keeper.flush();
    let found: (text: WrittenText) => void = () => undefined;
    const lookedUp = new Promise<WrittenText>((resolve) => (found = resolve));
    const first = one.keeper.send(to, () => lookedUp);
    // The box is empty now, and the user leaves it.
    one.type('');
    void one.keeper.flush();
    const second = one.keeper.send(to, () => Promise.resolve(saying('second')));
    expect(await one.kept()).toMatchObject({ document: saying('first').document });
    found(saying('first'));
    expect(await Promise.all([first, second])).toEqual([true, true]);
    const texts = (await readIntents(database)).map((row) => (row.kind === 'send' ? row.text : null));
    expect(texts).toEqual([saying('first'), saying('second')]);
    expect(await one.kept()).toBeNull();
  });

  it('reports an error if the disk refuses the message', async () => {
    const one = box();
    const again = refuse(full);
    expect(await one.keeper.send(to, message)).toBe(false);
    expect(one.told).toEqual(['not-sent-disk-full']);
    again();
    expect(await one.keeper.send(to, message)).toBe(true);
    expect(one.told.at(-1)).toBeNull();
  });
});

it('a full disk is reported at once, and the next key tries again', async () => {
  const one = box();
  const again = refuse(full);
  one.type('a');
  await one.pass();
  expect(one.told).toEqual(['disk-full']);
  again();
  one.type('ab');
  await one.pass();
  expect(one.told).toEqual(['disk-full', null]);
  expect(await one.kept()).not.toBeNull();
});

it('any other failure is reported as itself', async () => {
  const one = box();
  refuse(new Error('closed'));
  one.type('a');
  await one.pass();
  expect(one.told).toEqual(['not-kept']);
});
