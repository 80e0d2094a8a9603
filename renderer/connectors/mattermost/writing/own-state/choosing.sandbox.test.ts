/** The user's choices for conversations, on the sandbox's server: the next overview has them, and the socket reports changes from another computer. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { ConversationFacts, PersonId, ServiceChoice } from '../../../../model/index.ts';
import { Scene } from '../../testing/desks.ts';
import { noAbort } from '../../testing/drafts.ts';
import { must } from '../../testing/reading.ts';

let scene: Scene;
beforeEach(async () => {
  scene = await Scene.open();
});

const factsOf = async (id = scene.conversationId): Promise<ConversationFacts> => {
  const { changes } = await must(scene.ada.connector.overview(noAbort));
  const told = changes.find((change) => change.kind === 'conversation' && change.conversation.id === id);
  if (told?.kind !== 'conversation') throw new Error('the overview lacks the conversation');
  return told.conversation;
};
const choose = async (kind: ServiceChoice['kind'], value: boolean): Promise<void> => {
  const { id, kind: shape, participants = [] } = await factsOf();
  const choice = { kind, value };
  expect(await must(scene.ada.writing.choose({ id, kind: shape, participants }, choice, noAbort))).toEqual([
    { kind: 'chosen', conversationId: id, choice },
  ]);
};

describe('a channel', () => {
  it('can become a favourite and stop being one', async () => {
    expect((await factsOf()).favourite).toBe(false);
    await choose('favourite', true);
    expect((await factsOf()).favourite).toBe(true);
    await choose('favourite', false);
    expect((await factsOf()).favourite).toBe(false);
  });
  it('is muted and unmuted, and its other notification settings stay', async () => {
    await choose('muted', true);
    expect((await factsOf()).muted).toBe(true);
    await choose('muted', false);
    expect((await factsOf()).muted).toBe(false);
  });
  it('cannot be hidden, because Mattermost has no such setting', async () => {
    const { id, kind, participants = [] } = await factsOf();
    const choice = { kind: 'hidden', value: true } as const;
    const answer = await scene.ada.writing.choose({ id, kind, participants }, choice, noAbort);
    expect(answer).toMatchObject({ ok: false, failure: { kind: 'not-found' } });
  });
});

it('a direct message with unknown people does not hide another one', async () => {
  const chat = { id: scene.conversationId, kind: 'direct', participants: [] } as const;
  const answer = await scene.ada.writing.choose(chat, { kind: 'hidden', value: true }, noAbort);
  expect(answer).toMatchObject({ ok: false, failure: { kind: 'not-found' } });
});

it('a direct message is hidden and shown, for the user only', async () => {
  const { ada, bo } = scene;
  const made = (await scene.past(ada, 'POST', '/channels/direct', [
    short(ada.personId),
    short(bo.personId),
  ])) as { id: string };
  const id = scene.conversationId.replace(/[^/]+$/, made.id) as ConversationFacts['id'];
  const chat = { id, kind: 'direct', participants: [ada.personId, bo.personId] } as const;
  await must(ada.writing.choose(chat, { kind: 'hidden', value: true }, noAbort));
  expect((await factsOf(id)).hidden).toBe(true);
  await must(ada.writing.choose(chat, { kind: 'hidden', value: false }, noAbort));
  expect((await factsOf(id)).hidden).toBe(false);
});

const short = (id: PersonId): string => id.slice(id.lastIndexOf('/') + 1);
