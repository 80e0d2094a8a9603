/** Contents besides plain text, between people without faults: long texts, files, subjects, deletions with replies. */
import { beforeEach, describe, expect, it } from 'vitest';
import { allScopes } from '../../sign-in/scopes.ts';
import type { PlannedFile } from '../../sandbox/organisation/plan.ts';
import type { TruthMessage } from '../../sandbox/service.ts';
import { startCrew } from '../support/carry/crew.ts';
import type { CarryWorld, Pair } from '../support/carry/world.ts';

const crew = startCrew(7);
let world: CarryWorld;
let deck: Pair;
let all: Pair;

beforeEach(() => {
  ({ world, deck, all } = crew());
});

const acts = () => ({
  mattermost: world.services.mattermost.acts,
  teams: world.services.microsoft.acts,
});
const posts = (pair: Pair): TruthMessage[] =>
  acts()
    .mattermost.truth('anna')
    .messages.filter(({ conversationId, deleted }) => conversationId === pair.mattermost && !deleted);
const messages = (pair: Pair): TruthMessage[] =>
  acts()
    .teams.truth('anna')
    .messages.filter(({ conversationId, deleted }) => conversationId === pair.teams && !deleted);
const saying = (all: readonly TruthMessage[], words: string): TruthMessage[] =>
  all.filter(({ content }) => content.includes(words));
const only = (all: readonly TruthMessage[]): TruthMessage => {
  const [first] = all;
  if (!first || all.length !== 1) throw new Error(`${all.length} messages: ${JSON.stringify(all)}`);
  return first;
};
const file = (name: string, size: number): PlannedFile => ({
  name,
  mimeType: 'text/plain',
  bytes: new Uint8Array(size).map((_, at) => (at * 7) % 251),
});
const userId = (key: string): string =>
  world.services.organisation.people.find((one) => one.key === key)?.microsoft?.id ?? '';

/** The requests of a person's own Teams. */
const graph = async (by: string, path: string, body: unknown): Promise<{ readonly id: string }> => {
  const { microsoft, graphUrl } = world.services;
  const ask = (): Promise<Response> =>
    microsoft.graph.fetch(
      new Request(`${graphUrl}/v1.0${path}`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${microsoft.tokenFor(by, [...allScopes])}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify(body),
      }),
    );
  let answer = await ask();
  // The person's own requests have just used Graph's limit for one person in a second.
  for (let tries = 0; answer.status === 429 && tries < 5; tries += 1) {
    await world.time.pass(3_000);
    answer = await ask();
  }
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer.status === 204 ? { id: '' } : ((await answer.json()) as { id: string });
};

/** The smallest possible picture: one transparent pixel. */
const pixel = Uint8Array.from(
  atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='),
  (character) => character.charCodeAt(0),
);

const paragraphs = (count: number, word: string): string[] =>
  Array.from({ length: count }, (_, at) => `${word}${at} ${'lorem ipsum dolor sit amet '.repeat(12)}`.trim());

describe('long messages', () => {
  it('become several on the other side, in order, and follow their edits in both directions', async () => {
    const text = paragraphs(120, 'p');
    const id = acts().teams.post('anna', all.teams, { content: text.map((one) => `<p>${one}</p>`).join('') });
    await world.time.pass(180_000);
    const parts = saying(posts(all), 'lorem');
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.map(({ content }) => content).join('\n\n')).toBe(text.join('\n\n'));

    acts().teams.edit(
      'anna',
      all.teams,
      id,
      text
        .slice(0, 60)
        .map((one) => `<p>${one}</p>`)
        .join(''),
    );
    await world.time.pass(180_000);
    expect(
      saying(posts(all), 'lorem')
        .map(({ content }) => content)
        .join('\n\n'),
    ).toBe(text.slice(0, 60).join('\n\n'));

    const first = saying(posts(all), 'p0 ')[0];
    acts().mattermost.edit('anna', all.mattermost, first?.id ?? '', 'only this');
    await world.time.pass(180_000);
    expect(only(saying(messages(all), 'only this')).id).toBe(id);

    acts().teams.edit('anna', all.teams, id, text.map((one) => `<p>${one}</p>`).join(''));
    await world.time.pass(180_000);
    expect(
      saying(posts(all), 'lorem')
        .map(({ content }) => content)
        .join('\n\n'),
    ).toBe(text.join('\n\n'));
    acts().teams.remove('anna', all.teams, id);
    await world.time.pass(180_000);
    expect(saying(posts(all), 'lorem')).toEqual([]);
  });

  it('stay together below their first part in a channel', async () => {
    acts().teams.post('anna', deck.teams, {
      content: paragraphs(120, 'c')
        .map((one) => `<p>${one}</p>`)
        .join(''),
    });
    await world.time.pass(180_000);
    const [root, ...rest] = saying(posts(deck), 'lorem');
    expect(root?.replyTo).toBeNull();
    expect(rest.length).toBeGreaterThan(0);
    for (const part of rest) expect(part.replyTo).toBe(root?.id);
  });
});

describe('files', () => {
  it('are carried both ways, also empty ones and ones without a name', async () => {
    acts().mattermost.post('anna', deck.mattermost, {
      content: 'w1',
      files: [file('notes.txt', 3_000), file('empty.txt', 0), file('Makefile', 10)],
    });
    acts().teams.post('ben', all.teams, { content: '<p>w2</p>', files: [file('plan.txt', 5_000_000)] });
    await world.time.pass(240_000);
    expect(only(saying(messages(deck), 'w1')).files).toEqual(['notes.txt', 'empty.txt', 'Makefile']);
    expect(only(saying(posts(all), 'w2')).files).toEqual(['plan.txt']);
  });

  it('more than ten per post are split over several', async () => {
    const files = Array.from({ length: 14 }, (_, at) => file(`f${at}.txt`, 10 + at));
    acts().teams.post('anna', all.teams, { content: '<p>w3</p>', files });
    await world.time.pass(240_000);
    const carried = posts(all).filter(({ files: of }) => of.length > 0);
    expect(carried.map(({ files: of }) => of.length)).toEqual([10, 4]);
    expect(carried.flatMap(({ files: of }) => of)).toEqual(files.map(({ name }) => name));
  });

  it('that disappear or are too large do not delay the message, which names them', async () => {
    const { faults } = world.services;
    faults.microsoft.add({
      matches: ({ url }) => url.includes('/shares/'),
      fault: { kind: 'status', status: 404 },
    });
    acts().teams.post('anna', all.teams, { content: '<p>w4</p>', files: [file('gone.txt', 10)] });
    await world.time.pass(240_000);
    const { content, files } = only(saying(posts(all), 'w4'));
    expect(files).toEqual([]);
    expect(content).toMatch(/gone\.txt.*not there any more/);
    acts().teams.post('anna', all.teams, { content: '<p>w5</p>' });
    await world.time.pass(120_000);
    only(saying(posts(all), 'w5'));
  });
});

describe('deleting', () => {
  it('of a root with answers empties it on Mattermost, which would delete replies; undone, its text is back', async () => {
    const root = acts().teams.post('anna', deck.teams, { content: '<p>w6</p>' });
    await world.time.pass(120_000);
    const post = only(saying(posts(deck), 'w6'));
    acts().mattermost.post('ben', deck.mattermost, { content: 'w7' }, post.id);
    await world.time.pass(120_000);
    acts().teams.remove('anna', deck.teams, root);
    await world.time.pass(120_000);
    expect(saying(posts(deck), 'w6')).toEqual([]);
    expect(only(saying(posts(deck), 'w7')).replyTo).toBe(post.id);
    only(saying(posts(deck), 'This message was deleted'));
    await graph(
      'anna',
      `/teams/${deck.teams.replace('/', '/channels/')}/messages/${root}/undoSoftDelete`,
      {},
    );
    await world.time.pass(120_000);
    expect(only(saying(posts(deck), 'w6')).id).toBe(post.id);
  });

  it('is undone: a post that Mattermost cannot restore is written again', async () => {
    const id = acts().teams.post('anna', all.teams, { content: '<p>w11</p>' });
    await world.time.pass(120_000);
    acts().teams.remove('anna', all.teams, id);
    await world.time.pass(120_000);
    expect(saying(posts(all), 'w11')).toEqual([]);
    await graph('anna', `/users/${userId('anna')}/chats/${all.teams}/messages/${id}/undoSoftDelete`, {});
    await world.time.pass(120_000);
    only(saying(posts(all), 'w11'));
  });
});

describe('a subject', () => {
  it('becomes a heading once, also after an edit of either side', async () => {
    const path = `/teams/${deck.teams.replace('/', '/channels/')}/messages`;
    const { id } = await graph('anna', path, {
      subject: 'Harbour',
      importance: 'high',
      body: { contentType: 'html', content: '<p>w8</p>' },
    });
    await world.time.pass(120_000);
    const post = only(saying(posts(deck), 'w8'));
    expect(post.content).toBe('## Harbour\n\nw8');
    acts().teams.edit('anna', deck.teams, id, '<p>w8 again</p>');
    await world.time.pass(120_000);
    expect(only(saying(posts(deck), 'w8')).content).toBe('## Harbour\n\nw8 again');
    acts().mattermost.edit('anna', deck.mattermost, post.id, '## Harbour\n\nw8 by hand');
    await world.time.pass(120_000);
    expect(only(saying(messages(deck), 'w8')).content).toBe('<p>w8 by hand</p>');
  });
});

describe('quotes and threads', () => {
  it('a reply in a group message becomes a quote in the chat, and a quote there becomes a reply', async () => {
    const root = acts().mattermost.post('anna', all.mattermost, { content: 'w9' });
    await world.time.pass(120_000);
    acts().mattermost.post('ben', all.mattermost, { content: 'w10' }, root);
    await world.time.pass(120_000);
    const there = only(saying(messages(all), 'w9'));
    const reply = only(saying(messages(all), 'w10'));
    expect(reply.content).toContain(`<attachment id="${there.id}">`);

    await graph('cleo', `/chats/${all.teams}/messages`, {
      body: { contentType: 'html', content: `<attachment id="${there.id}"></attachment><p>w12</p>` },
      attachments: [
        {
          id: there.id,
          contentType: 'messageReference',
          content: JSON.stringify({ messageId: there.id, messagePreview: 'w9' }),
        },
      ],
    });
    await world.time.pass(120_000);
    const answer = only(saying(posts(all), 'w12'));
    expect(answer.replyTo).toBe(root);
    expect(answer.content).toBe('w12');
  });
});

it('a mention of a person who is known on the other side mentions them there, both ways', async () => {
  const ben = world.services.organisation.people.find(({ key }) => key === 'ben')?.mattermost?.username ?? '';
  acts().mattermost.post('anna', all.mattermost, { content: `@${ben} w18` });
  acts().teams.post('anna', all.teams, { content: '<p><at id="0">Ben</at> w19</p>', mentions: ['ben'] });
  await world.time.pass(120_000);
  expect(only(saying(messages(all), 'w18')).content).toMatch(/<at id="0">.*<\/at>/);
  expect(only(saying(posts(all), 'w19')).content).toBe(`@${ben} w19`);
});

describe('pictures', () => {
  it('pasted into a message are attached to its post, and are inside a message of Teams', async () => {
    const picture: PlannedFile = { name: 'pixel.png', mimeType: 'image/png', bytes: pixel };
    acts().teams.post('anna', all.teams, { content: '<p>w13</p>', images: [picture] });
    acts().mattermost.post('ben', deck.mattermost, { content: 'w14', files: [picture] });
    await world.time.pass(240_000);
    expect(only(saying(posts(all), 'w13')).files).toHaveLength(1);
    expect(only(saying(messages(deck), 'w14')).content).toMatch(/<img [^>]*hostedContents/);
  });
});

describe('read marks', () => {
  const readAt = (service: 'mattermost' | 'teams', pair: Pair, person: string): number =>
    acts()
      [service].truth(person)
      .conversations.find(({ id }) => id === pair[service])?.readAt ?? 0;

  it('of chats are carried both ways, up to the last read message', async () => {
    acts().mattermost.post('ben', all.mattermost, { content: 'w15' });
    await world.time.pass(120_000);
    const post = only(saying(posts(all), 'w15'));
    const message = only(saying(messages(all), 'w15'));
    expect(readAt('mattermost', all, 'anna')).toBeLessThan(post.createdAt);
    acts().teams.markRead('anna', all.teams);
    await world.time.pass(240_000);
    expect(readAt('mattermost', all, 'anna')).toBeGreaterThanOrEqual(post.createdAt);
    expect(readAt('teams', all, 'cleo')).toBeLessThan(message.createdAt);
    acts().mattermost.markRead('cleo', all.mattermost);
    await world.time.pass(240_000);
    expect(readAt('teams', all, 'cleo')).toBeGreaterThanOrEqual(message.createdAt);
  });

  it('stop before a message that is on one side only', async () => {
    acts().teams.post('dora', all.teams, { content: '<p>w16</p>' });
    acts().mattermost.post('ben', all.mattermost, { content: 'w17' });
    await world.time.pass(120_000);
    const message = only(saying(messages(all), 'w16'));
    acts().mattermost.markRead('cleo', all.mattermost);
    await world.time.pass(240_000);
    expect(readAt('teams', all, 'cleo')).toBeLessThan(message.createdAt);
  });
});
