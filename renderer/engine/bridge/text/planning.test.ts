/** What the other side is to show of a message that somebody else's account writes there: who wrote it, in the text or as its author. */
import { afterEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../../test/support/database.ts';
import { both, carried, inChat, me, post, sides } from '../../../../test/support/gathering.ts';
import { fileReference, person } from '../../../../test/support/rows.ts';
import type { Draft, Speaker, WritingCapability } from '../../../connectors/writing.ts';
import type { Message } from '../../../model/index.ts';
import type { IsthmusDatabase } from '../../../store/index.ts';
import { lineMarkOf, plainOfDocument } from '../../../text/document/index.ts';
import type { Gathered } from '../decide/gather.ts';
import { noteOfDressing } from './dressing.ts';
import { draftsOfEdit, emptied, type Plan, type Planning, planOf } from './planning.ts';
import { speakerLine } from './speaker-line.ts';

const ada: Speaker = {
  name: 'Ada Okafor',
  place: 'https://chat.example.org/_redirect/pl/abc',
  picture: null,
};
const named = speakerLine(ada);
const written = 5_000;

const opened: IsthmusDatabase[] = [];
afterEach(() => {
  for (const database of opened.splice(0)) database.close();
});

/** A service with room for a sentence; `shows`: whether it shows another author than the writing account. */
const planning = async (shows: boolean): Promise<Planning> => {
  const database = openDatabase();
  opened.push(database);
  await database.links.put(both);
  const roomy = (one: WritingCapability): WritingCapability => ({
    ...one,
    longest: 60,
    showsSpeaker: () => shows,
  });
  const writing = { teams: roomy(sides.writing.teams), mattermost: roomy(sides.writing.mattermost) };
  return { database, now: written, sides, writing };
};

const gathered = (message: Message, over: Partial<Gathered> = {}): Gathered => ({
  decision: { kind: 'nothing', reason: null },
  link: both,
  service: 'mattermost',
  message,
  row: null,
  origin: null,
  copies: [],
  root: { kind: 'none' },
  author: { kind: 'unconnected', sure: false },
  speaker: ada,
  agrees: true,
  questions: null,
  answered: new Set(),
  ...over,
});

const inMarkdown = (content: string): Message =>
  post('p', { createdAt: written, body: { format: 'markdown', content } });
const planned = async (message: Message, shows = false, over: Partial<Gathered> = {}): Promise<Plan> =>
  planOf(await planning(shows), gathered(message, over), []);
const said = (drafts: readonly Draft[]): string[] => drafts.map(({ document }) => plainOfDocument(document));

describe('a message that another account writes', () => {
  it('begins with its author’s name where the service shows no other author, and the name is noted', async () => {
    const { drafts, dressing } = await planned(inMarkdown('High water'));
    expect(drafts).toHaveLength(1);
    expect(drafts[0]?.document.blocks[0]).toEqual(named);
    expect(said(drafts)).toEqual(['Ada Okafor\nHigh water']);
    expect(drafts[0]).not.toHaveProperty('speaker');
    expect(dressing).toEqual({
      speaker: lineMarkOf(named),
      quotes: false,
      importance: null,
      above: [],
      below: [],
    });
  });

  it('has its author beside the text where the service shows them', async () => {
    const { drafts, dressing } = await planned(inMarkdown('High water'), true);
    expect(said(drafts)).toEqual(['High water']);
    expect(drafts[0]?.speaker).toEqual(ada);
    expect(dressing).not.toHaveProperty('speaker');
  });

  it('names nobody if the author’s own account writes it', async () => {
    const { drafts, dressing } = await planned(inMarkdown('High water'), true, { speaker: null });
    expect(said(drafts)).toEqual(['High water']);
    expect(drafts[0]).not.toHaveProperty('speaker');
    expect(dressing).not.toHaveProperty('speaker');
  });

  const long = inMarkdown(
    'The first word of many words.\n\nThe second word of many words.\n\nThe third word of them.',
  );

  it('names its author in the first part only, in the text', async () => {
    const { drafts } = await planned(long);
    expect(drafts.length).toBeGreaterThan(1);
    expect(said(drafts).map((text) => text.includes('Ada'))).toEqual(drafts.map((_, at) => at === 0));
  });

  it('has its author beside each part, where the service shows them', async () => {
    const { drafts } = await planned(long, true);
    expect(drafts.length).toBeGreaterThan(1);
    expect(drafts.map(({ speaker }) => speaker)).toEqual(drafts.map(() => ada));
  });

  it('is nothing if it says nothing: a name alone is no message', async () => {
    const { drafts, dressing } = await planned(inMarkdown(''));
    expect(said(drafts)).toEqual(['']);
    expect(dressing).not.toHaveProperty('speaker');
  });

  it('has its author’s name if it has a file and no text', async () => {
    const plan = fileReference({ name: 'plan.pdf', isImage: false });
    const message = { ...inMarkdown(''), files: [plan] };
    const handle = JSON.stringify({ handle: 'h', name: 'plan.pdf', of: null });
    const uploaded = { of: plan.id, session: null, handle, instead: null };
    const { drafts } = await planOf(await planning(false), gathered(message), [uploaded]);
    expect(drafts.map(({ files }) => files.length)).toEqual([1]);
    expect(said(drafts)).toEqual(['Ada Okafor']);
  });
});

it('an answered message of a bot or webhook is quoted under the name that it shows', async () => {
  const given = await planning(false);
  const root = post('r', { authorName: 'Ada Okafor', body: { format: 'markdown', content: 'tide?' } });
  await given.database.messages.put(root);
  await given.database.people.put(person(me.mattermost, { displayName: 'Relay' }));
  const reply = { ...inMarkdown('High'), threadId: root.id };
  const { drafts } = await planOf(given, gathered(reply, { root: { kind: 'never' }, speaker: null }), []);
  expect(drafts[0]?.document.blocks[0]).toMatchObject({ kind: 'quote', authorName: 'Ada Okafor' });
});

describe('an edit of a message that another account wrote', () => {
  const origin = inMarkdown('Low water');
  const edit = { kind: 'edit', from: 'origin' } as const;
  const draftsFor = async (
    copied: string,
    { shows, isNamed }: { readonly shows: boolean; readonly isNamed: boolean },
    speaker: Speaker | null = ada,
  ): Promise<readonly Draft[]> => {
    const copy = inChat('c', { body: { format: 'html', content: copied } });
    const dressing = noteOfDressing({ speaker: isNamed ? named : null, above: [], below: [] });
    const row = carried(copy, origin, { id: origin.id, origin: 'mattermost', copies: [copy.id], dressing });
    const given = gathered(origin, { decision: edit, row, origin, copies: [copy], speaker });
    return draftsOfEdit(await planning(shows), given);
  };
  const link = `<p><a href="${ada.place ?? ''}"><strong>Ada Okafor</strong></a></p>`;

  it('keeps the name in the text as it stands there, whatever the author is called now', async () => {
    const renamed = { ...ada, name: 'Ada Obi' };
    const drafts = await draftsFor(`${link}<p>High water</p>`, { shows: true, isNamed: true }, renamed);
    expect(drafts.map(({ document }) => document.blocks[0])).toEqual([named]);
    expect(said(drafts)).toEqual(['Ada Okafor\nLow water']);
    expect(drafts[0]).not.toHaveProperty('speaker');
  });

  it('puts the name there again if somebody deleted it', async () => {
    const drafts = await draftsFor('<p>High water</p>', { shows: false, isNamed: true });
    expect(drafts.map(({ document }) => document.blocks[0])).toEqual([named]);
  });

  it('keeps the author beside the text, where the service shows them', async () => {
    const drafts = await draftsFor('<p>High water</p>', { shows: true, isNamed: false });
    expect(said(drafts)).toEqual(['Low water']);
    expect(drafts.map(({ speaker }) => speaker)).toEqual([ada]);
  });

  it.each([true, false])('names nobody where the author’s own account wrote it (%s)', async (shows) => {
    const drafts = await draftsFor('<p>High water</p>', { shows, isNamed: false }, null);
    expect(said(drafts)).toEqual(['Low water']);
    expect(drafts[0]).not.toHaveProperty('speaker');
  });

  it('leaves the name where the message was deleted and others have answered it', () => {
    const copy = inChat('c');
    const dressing = noteOfDressing({ speaker: named, above: [], below: [] });
    const row = carried(copy, origin, { id: origin.id, origin: 'mattermost', copies: [copy.id], dressing });
    const blocks = (over: Partial<Gathered>) => emptied(gathered(origin, over)).document.blocks;
    expect(blocks({ row, copies: [copy] })[0]).toEqual(named);
    expect(blocks({ row, copies: [copy] })).toHaveLength(2);
    expect(blocks({ row, copies: [copy], speaker: null })).toHaveLength(1);
    expect(blocks({ row: null })).toHaveLength(1);
  });
});
