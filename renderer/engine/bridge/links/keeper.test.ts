/** Links from the intent to the row, over the sandbox's services. */
import { afterEach, describe, expect, it } from 'vitest';
import { Crew } from './testing/crew.ts';

let crew: Crew;
afterEach(async () => {
  await crew.stop();
});

describe('a link', () => {
  it('is made by an administrator, pinned, and known to everybody in the channel', async () => {
    crew = await Crew.of('anna', 'ben');
    const mattermost = crew.mattermost('channel', 5);
    const teams = crew.teams('channel', 5);
    expect(await crew.want('anna', { kind: 'link', conversationId: mattermost, teams })).toBeNull();
    for (const person of ['anna', 'ben']) {
      await crew.until(person, (links) => links.some(({ source }) => source.kind === 'post'));
      expect((await crew.links(person)).filter(({ source }) => source.kind === 'post')).toMatchObject([
        { mattermost, teams, choice: 'default', carried: true, name: 'Crew / Deck' },
      ]);
    }
  });
});
