import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { relayInviting } from '../../preload/contract/index.ts';
import { invitationSettings } from '../../relay-settings/settings.ts';
import { removeFolder } from '../files/testing/remove-folder.ts';
import { readInviting } from './read-inviting.ts';

const settings = {
  ...{ maxPending: 20, installUrl: 'https://intranet.example/isthmus', restrictedTo: null },
  timeZone: 'Europe/Berlin',
};
const { restrictedTo: _, ...told } = settings;

it('without settings nobody is invited, and without a list everybody may be', async () => {
  expect(await readInviting(null)).toEqual({ kind: 'nobody' });
  expect(await readInviting(settings)).toEqual({ kind: 'invites', ...told, list: null });
});

it('a list that cannot be used invites nobody', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'isthmus-list-'));
  onTestFinished(() => removeFolder(folder));
  const file = join(folder, 'people.csv');
  expect(await readInviting({ ...settings, restrictedTo: file })).toEqual({
    ...{ kind: 'list-refused', file, why: 'absent' },
  });
  await writeFile(file, 'name\nAda');
  expect(await readInviting({ ...settings, restrictedTo: file })).toMatchObject({ why: 'no-column' });
});

it('a list is read as it is now, and the first lines that cannot be used are named', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'isthmus-list-'));
  onTestFinished(() => removeFolder(folder));
  const file = join(folder, 'people.csv');
  const read = () => readInviting({ ...settings, restrictedTo: file });
  await writeFile(file, 'email\nADA@example.org\n');
  expect(await read()).toEqual({
    ...{ kind: 'invites', ...told },
    list: { file, addresses: ['ada@example.org'], leftOut: 0, lines: [] },
  });
  await writeFile(file, `email\n${'nobody\n'.repeat(12)}ben@example.org\n`);
  const inviting = await read();
  expect(inviting).toMatchObject({
    list: { addresses: ['ben@example.org'], leftOut: 12, lines: [2, 3, 4, 5, 6, 7, 8, 9, 10, 11] },
  });
  // It crosses the door.
  expect(relayInviting.parse(inviting)).toEqual(inviting);
});

it.each([
  ['https://intranet.example/isthmus', true],
  ['HTTPS://Intranet.example', true],
  ['http://intranet.example', false],
  ['https:intranet.example', false],
  ['https:/intranet.example', false],
  ['https:\\\\intranet.example', false],
  ['https://', false],
])('an address for people is accepted only if it crosses the door: %s', async (installUrl, isAccepted) => {
  const read = invitationSettings((wanted) => wanted).safeParse({ ...settings, installUrl });
  expect(read.success).toBe(isAccepted);
  if (read.success)
    expect(relayInviting.safeParse(await readInviting(read.data))).toMatchObject({ success: true });
});
