/** A bot's posts that are shown as somebody else's, on the sandbox's server: what it keeps, and what others read. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { MessageId } from '../../../model/index.ts';
import type { Draft, Speaker } from '../../writing.ts';
import { postIdOf, Scene, type Desk } from '../testing/desks.ts';
import { carryKey, markNote, noAbort, words } from '../testing/drafts.ts';
import { must } from '../testing/reading.ts';

const shown = { EnablePostUsernameOverride: true, EnablePostIconOverride: true };
const speaker: Speaker = { name: 'Ada Okafor', place: null, picture: 'https://pictures.example/ada.png' };

let scene: Scene;
beforeEach(async () => {
  scene = await Scene.open();
});

const relay = async (settings: Readonly<Record<string, unknown>> = shown): Promise<Desk> => {
  Object.assign(scene.server.settings, settings);
  return scene.bot('relay');
};
/** A post that the server has, as any client reads it. */
const propsOf = async (id: MessageId): Promise<unknown> =>
  ((await scene.past(scene.ada, 'GET', `/posts/${postIdOf(id)}`)) as { readonly props: unknown }).props;
const spoken = (text: string, over: Partial<Speaker> = {}): Draft =>
  words(text, { speaker: { ...speaker, ...over } });

describe('whether the service shows another author', () => {
  it.each<[string, Readonly<Record<string, unknown>>, boolean]>([
    ['a bot’s posts, if the server’s settings say so', shown, true],
    ['and in hardened mode', { ...shown, ExperimentalEnableHardenedMode: true }, true],
    ['not, if the server hides such names', { EnablePostUsernameOverride: false }, false],
  ])('%s', async (_what, settings, shows) => {
    expect((await relay(settings)).writing.showsSpeaker?.()).toBe(shows);
  });

  it('not for a person, whose posts must be seen to be their own', async () => {
    Object.assign(scene.server.settings, shown);
    const desk = await scene.desk(scene.bo.person);
    await must(desk.connector.overview(noAbort));
    expect(desk.writing.showsSpeaker?.()).toBe(false);
  });

  it('not before the server was asked', async () => {
    Object.assign(scene.server.settings, shown);
    expect((await scene.desk(scene.bo.person)).writing.showsSpeaker?.()).toBe(false);
  });
});

it('a setting that an administrator changes counts from the next overview on', async () => {
  const bot = await relay();
  Object.assign(scene.server.settings, { EnablePostUsernameOverride: false });
  await must(bot.connector.overview(noAbort));
  expect(bot.writing.showsSpeaker?.()).toBe(false);
});

describe('a bot’s post with another author', () => {
  it('has their name and picture, and Isthmus’s own props; others read it under that name, as a bot’s', async () => {
    const bot = await relay({ ...shown, ExperimentalEnableHardenedMode: true });
    const note = markNote('team/channel/1');
    const id = await scene.send(spoken('High water'), 'k1', note, bot);
    expect(await propsOf(id)).toEqual({
      isthmus: { version: 1, key: 'k1', mark: { origin: 'teams', teams: ['team/channel/1'] } },
      from_webhook: 'true',
      override_username: 'Ada Okafor',
      override_icon_url: 'https://pictures.example/ada.png',
      from_bot: 'true',
    });
    for (const desk of [bot, await scene.desk(scene.bo.person)])
      expect(await scene.inHistory(id, desk)).toMatchObject({
        authorId: bot.personId,
        authorName: 'Ada Okafor',
        writtenBy: 'bot',
        body: { content: 'High water' },
        note,
        carryKey: 'k1',
      });
  });

  it.each<[string, Readonly<Record<string, unknown>>, string | null]>([
    ['has no picture', shown, null],
    ['has one that is not on the web', shown, 'http://pictures.example/ada.png'],
    ['has one with a long address', shown, `https://pictures.example/${'a'.repeat(1_024)}`],
    ['has one that the server does not show', { ...shown, EnablePostIconOverride: false }, speaker.picture],
  ])('has the bot’s own picture if the author %s', async (_what, settings, picture) => {
    const bot = await relay(settings);
    const props = await propsOf(await scene.send(spoken('x', { picture }), 'k', null, bot));
    expect(props).toMatchObject({ use_user_icon: 'true', override_username: 'Ada Okafor' });
    expect(props).not.toHaveProperty('override_icon_url');
  });

  it.each<[string, string, string]>([
    ['a name of 300 characters', 'x'.repeat(300), `${'x'.repeat(63)}…`],
    ['marks of direction and line ends', '\u202eAda\n\u0007 Okafor', 'Ada Okafor'],
    ['a right-to-left name', 'נור חדאד', 'נור חדאד'],
    ['markup', '*a_ [b](c) <d>', '*a_ [b](c) <d>'],
    ['no name', ' \u202e ', 'Somebody'],
  ])('is shown under %s', async (_what, name, expected) => {
    const bot = await relay();
    const id = await scene.send(spoken('x', { name }), 'k', null, bot);
    expect((await scene.inHistory(id, bot)).authorName).toBe(expected);
  });

  it('keeps its author when its text is edited, and follows their name', async () => {
    const bot = await relay();
    const id = await scene.send(spoken('High water'), 'k1', markNote('team/channel/1'), bot);
    const before = await propsOf(id);
    await must(bot.writing.edit(id, spoken('Low water'), noAbort));
    expect(await propsOf(id)).toEqual(before);
    await must(bot.writing.edit(id, words('No water'), noAbort));
    expect(await propsOf(id)).toEqual(before);
    await must(bot.writing.edit(id, spoken('Ebb', { name: 'Ada Obi' }), noAbort));
    expect(await propsOf(id)).toEqual({ ...(before as object), override_username: 'Ada Obi' });
    expect((await scene.inHistory(id)).body.content).toBe('Ebb');
  });

  it('shows the bot where the setting is off, whatever the props ask for', async () => {
    const bot = await relay();
    const id = await scene.send(spoken('x'), 'k', null, bot);
    Object.assign(scene.server.settings, { EnablePostUsernameOverride: false });
    const reader = await scene.desk(scene.bo.person);
    await must(reader.connector.overview(noAbort));
    expect(await scene.inHistory(id, reader)).toMatchObject({ authorName: null, writtenBy: 'bot' });
  });

  it('and an edit gives no other author to a post that showed the bot', async () => {
    const bot = await relay();
    const id = await scene.send(words('x'), 'k', null, bot);
    await must(bot.writing.edit(id, spoken('y'), noAbort));
    expect(await propsOf(id)).not.toHaveProperty('override_username');
  });

  it('the mark of a counterpart leaves the author', async () => {
    const bot = await relay();
    const id = await scene.send(spoken('x'), 'k', null, bot);
    await must(bot.memory.mark(id, markNote('team/channel/2'), noAbort));
    expect(await propsOf(id)).toMatchObject({ override_username: 'Ada Okafor', from_webhook: 'true' });
    expect((await scene.inHistory(id)).note).toEqual(markNote('team/channel/2'));
  });
});

it('a bot that is no longer in the channel cannot write there', async () => {
  const bot = await relay();
  const userId = bot.personId.slice(bot.personId.lastIndexOf('/') + 1);
  await scene.past(scene.ada, 'DELETE', `/channels/${scene.channelId}/members/${userId}`);
  const stamp = { key: carryKey('k'), note: null };
  expect(await bot.writing.send(scene.conversationId, spoken('x'), stamp, noAbort)).toMatchObject({
    ok: false,
    failure: { kind: 'forbidden' },
  });
});
