/** Changes that the other side refuses, or undoes: each has a reason, delays no other, and is carried when possible. */
import { describe, expect, it } from 'vitest';
import type { CarryFailure } from '../../renderer/store/index.ts';
import { errorOf, isPost, otherSide, type Side, startCrew } from '../support/carry/crew.ts';

const crew = startCrew(13, ['anna']);

describe('a message is refused', () => {
  it('by Mattermost, if the channel is archived', () => {
    const { deck } = crew();
    const set = (archived: boolean): void => crew().acts('mattermost').setArchived(deck.mattermost, archived);
    return crew().around('teams', deck, { kind: 'archived' }, () => {
      set(true);
      return () => set(false);
    });
  });

  it.each(['channel', 'team'])('by Teams, if the %s is archived', (what) => {
    const { deck, world } = crew();
    const { acts } = world.services.microsoft;
    const [team = ''] = deck.teams.split('/');
    const set = (archived: boolean): void =>
      what === 'team' ? acts.setTeamArchived(team, archived) : acts.setArchived(deck.teams, archived);
    return crew().around('mattermost', deck, { kind: 'archived' }, () => {
      set(true);
      return () => set(false);
    });
  });

  it.each<[string, Side, number, string, CarryFailure]>([
    [
      'of a guest without the right to post',
      'mattermost',
      403,
      'api.context.permissions.app_error',
      { kind: 'no-right' },
    ],
    [
      'of a guest without the right to post',
      'teams',
      403,
      'Forbidden',
      { kind: 'forbidden', code: 'Forbidden' },
    ],
    [
      'by a plugin that looks at what is posted',
      'mattermost',
      400,
      'Post rejected by plugin. Card numbers do not belong here.',
      { kind: 'blocked' },
    ],
    ['as too long', 'mattermost', 400, 'model.post.is_valid.message_length.app_error', { kind: 'too-long' }],
    ['as too long', 'teams', 413, 'RequestEntityTooLarge', { kind: 'too-long' }],
    [
      'where the conversation is gone',
      'mattermost',
      404,
      'app.channel.get.existing.app_error',
      { kind: 'gone' },
    ],
  ])('for the reason %s in %s (%i %s)', (_case, to, status, code, reason) =>
    crew().around(otherSide(to), crew().all, reason, () =>
      crew()
        .faults(to)
        .add({
          matches: (request) => isPost(to, request),
          fault: {
            kind: 'answer',
            answer: async (request, right) =>
              /\bw2\b/.test(await request.clone().text()) ? errorOf(to, status, code) : right(),
          },
        }),
    ),
  );
});

describe('an edit', () => {
  it('that is too late for Mattermost has that reason, and is carried when the server allows it', async () => {
    const { all, world } = crew();
    const { settings } = world.services.mattermost;
    const id = crew().write('teams', all, 'w1');
    await crew().minutes(2);
    settings.PostEditTimeLimit = 60;
    crew().acts('teams').edit('anna', all.teams, id, '<p>w2</p>');
    crew().write('teams', all, 'w3');
    await crew().minutes(2);
    expect(await crew().failures()).toEqual([{ kind: 'too-late' }]);
    expect(crew().words('mattermost', all)).toEqual(['w1', 'w3']);
    settings.PostEditTimeLimit = -1;
    await crew().retryAll();
    await crew().minutes(1);
    expect(crew().words('mattermost', all)).toEqual(['w2', 'w3']);
    expect(await crew().outbox()).toEqual([]);
  });
});

describe('a reaction', () => {
  it('that Teams does not know is not carried, and is counted; later ones are carried', async () => {
    const { all } = crew();
    const post = crew().write('mattermost', all, 'w1');
    await crew().minutes(1);
    crew().world.services.mattermost.acts.addEmoji('anna', 'harbour');
    crew().acts('mattermost').react('anna', all.mattermost, post, 'harbour');
    crew().acts('mattermost').react('anna', all.mattermost, post, '+1');
    crew().write('mattermost', all, 'w2');
    await crew().minutes(2);
    expect(crew().words('teams', all)).toEqual(['w1', 'w2']);
    expect(crew().saying('teams', all, 'w1').reactions).toEqual([expect.stringMatching(/^👍 /)]);
    expect(crew().saying('mattermost', all, 'w1').reactions).toHaveLength(2);
    expect(await crew().notCarried('reaction-unknown-there')).toBeGreaterThan(0);
    expect(await crew().outbox()).toEqual([]);
  });

  it.each(['🫡', '🤝🏿'])(
    'that has no name on Mattermost (%s) is not carried, and is counted; later ones are carried',
    async (emoji) => {
      const { all } = crew();
      const message = crew().write('teams', all, 'w1');
      await crew().minutes(1);
      crew().acts('teams').react('anna', all.teams, message, emoji);
      crew().acts('teams').react('anna', all.teams, message, '🎉');
      crew().write('teams', all, 'w2');
      await crew().minutes(2);
      expect(crew().words('mattermost', all)).toEqual(['w1', 'w2']);
      expect(crew().saying('mattermost', all, 'w1').reactions).toEqual([expect.stringMatching(/^tada /)]);
      expect(crew().saying('teams', all, 'w1').reactions).toEqual(
        expect.arrayContaining([expect.stringMatching(`^${emoji} `), expect.stringMatching(/^🎉 /)]),
      );
      expect(await crew().notCarried('reaction-unknown-there')).toBeGreaterThan(0);
      expect(await crew().outbox()).toEqual([]);
    },
  );

  it('whose name this server does not have is tried once, and ends for the same reason', async () => {
    const { all } = crew();
    let asked = 0;
    crew()
      .faults('mattermost')
      .add({
        matches: ({ method, url }) => method === 'POST' && url.endsWith('/api/v4/reactions'),
        fault: {
          kind: 'answer',
          answer: async (request, right) => {
            if (!(await request.clone().text()).includes('"anchor"')) return right();
            asked += 1;
            return errorOf('mattermost', 404, 'app.emoji.get_by_name.no_result');
          },
        },
      });
    const message = crew().write('teams', all, 'w1');
    await crew().minutes(1);
    crew().acts('teams').react('anna', all.teams, message, '⚓');
    crew().acts('teams').react('anna', all.teams, message, '🎉');
    await crew().minutes(2);
    crew().acts('teams').edit('anna', all.teams, message, '<p>w2</p>');
    await crew().minutes(2);
    expect(asked).toBe(1);
    expect(crew().saying('mattermost', all, 'w2').reactions).toEqual([expect.stringMatching(/^tada /)]);
    expect(crew().saying('teams', all, 'w2').reactions).toHaveLength(2);
    expect(await crew().notCarried('reaction-unknown-there')).toBeGreaterThan(0);
    expect(await crew().failures()).toEqual([]);
    expect(await crew().outbox()).toEqual([]);
  });
});
