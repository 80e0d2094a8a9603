/** Slash commands against the sandbox's server. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { TeamId } from '../../../model/index.ts';
import type { CommandsCapability } from '../../commands.ts';
import { Scene } from '../testing/desks.ts';
import { noAbort } from '../testing/drafts.ts';
import { must } from '../testing/reading.ts';
import { placeToGo } from './commands.ts';

let scene: Scene;
let commands: CommandsCapability;
let teamId: TeamId;
beforeEach(async () => {
  scene = await Scene.open();
  const { connector } = scene.ada;
  if (connector.commands === undefined) throw new Error('there are no commands');
  commands = connector.commands;
  const { changes } = await must(connector.overview(noAbort));
  const told = changes.find(
    (change) => change.kind === 'conversation' && change.conversation.id === scene.conversationId,
  );
  if (told?.kind !== 'conversation' || told.conversation.teamId === null) throw new Error('no team');
  ({ teamId } = told.conversation);
});

const place = () => ({ conversationId: scene.conversationId, teamId, threadId: '' as const });
const contents = (): readonly string[] =>
  scene.server.acts.truth(scene.ada.person).messages.map(({ content }) => content);

it('lists the server’s commands, in the order of the triggers', async () => {
  const listed = await must(commands.list(teamId, noAbort));
  const triggers = listed.map(({ trigger }) => trigger);
  expect(triggers).toEqual([...triggers].sort());
  expect(listed).toContainEqual({ trigger: 'me', hint: '[message]', description: 'Do an action' });
});

it('executes a command that posts, once', async () => {
  expect(await must(commands.execute(place(), '/me waves to the tides', noAbort))).toEqual({
    kind: 'done',
    opens: null,
  });
  expect(contents().filter((content) => content === '*waves to the tides*')).toHaveLength(1);
});

it('adds no message for an answer to the user alone', async () => {
  expect(await must(commands.execute(place(), '/dnd', noAbort))).toEqual({ kind: 'done', opens: null });
  expect(contents().filter((content) => content.startsWith('Do Not Disturb'))).toEqual([]);
});

it('opens no address while the site’s address is unknown, and reports that', async () => {
  const led = await must(commands.execute(place(), `/msg @${scene.bo.username} hello`, noAbort));
  expect(led).toEqual({ kind: 'done', opens: null });
  expect(contents()).toContain('hello');
  expect(await must(commands.execute(place(), '/plover', noAbort))).toEqual({ kind: 'unknown' });
});

it('sends no request for a team or conversation of another account', async () => {
  const other = 'mm-2/xxxxxxxxxxxxxxxxxxxxxxxxxx' as TeamId;
  expect(await commands.list(other, noAbort)).toMatchObject({ failure: { kind: 'not-found' } });
  const answer = await commands.execute({ ...place(), teamId: other }, '/away', noAbort);
  expect(answer).toMatchObject({ failure: { kind: 'not-found' } });
});

describe('an address that a command opens', () => {
  it.each([
    ['/harbour/channels/tides', 'http://chat.example/harbour/channels/tides'],
    ['http://chat.example/harbour', 'http://chat.example/harbour'],
    ['https://meet.example/room', 'https://meet.example/room'],
    ['http://meet.example/room', null],
    ['javascript:alert(1)', null],
    ['mattermost://chat.example', null],
    ['', null],
    [undefined, null],
  ])('%j opens %j', (location, opens) => {
    expect(placeToGo(location, 'http://chat.example')).toBe(opens);
  });
});
