import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parseCorpusFile, readCorpus } from './corpus.ts';
import { generateOrganisation } from './organisation/generate.ts';

const folder = fileURLToPath(new URL('../../shared/corpus/irc', import.meta.url));
const now = Date.UTC(2026, 8, 1, 12);

describe('a corpus file', () => {
  it('gives lines with day, minute, author and text', () => {
    expect(
      parseCorpusFile(
        '2005-02-08.train-a.raw.txt',
        '[09:56] <cowbud> Agrajag: hrmm 2k4\n[09:57] <|QuaD-> a <b> c\n',
      ),
    ).toEqual([
      { at: Date.UTC(2005, 1, 8, 9, 56), author: 'cowbud', text: 'Agrajag: hrmm 2k4' },
      { at: Date.UTC(2005, 1, 8, 9, 57), author: '|QuaD-', text: 'a <b> c' },
    ]);
  });

  it('leaves out lines of another form and without words', () => {
    expect(parseCorpusFile('2005-02-08.raw.txt', '=== mode\n[09:56] <a>  \n\n[xx:57] <a> b')).toEqual([]);
  });

  it('passes midnight', () => {
    const [, second] = parseCorpusFile('2005-12-31.raw.txt', '[23:59] <a> late\n[00:01] <b> early');
    expect(second?.at).toBe(Date.UTC(2006, 0, 1, 0, 1));
  });

  it('must have its date in its name', () => {
    expect(() => parseCorpusFile('notes.raw.txt', '')).toThrow(/date/);
  });
});

describe('an organisation filled with a corpus', () => {
  const corpus = parseCorpusFile(
    '2005-02-08.raw.txt',
    Array.from({ length: 600 }, (_, at) => {
      const clock = `${String(9 + Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`;
      return `[${clock}] <nick${at % 7}> line ${at} <b>&amp;</b> **stars** @here`;
    }).join('\n'),
  );
  const organisation = generateOrganisation({ seed: 1, messages: 900, now, corpus });
  const texts = new Set(corpus.map(({ text }) => text));

  it('has the text letter by letter: escaped on Teams, verbatim on Mattermost', () => {
    const posts = organisation.mattermost.posts.filter(({ message }) => message.startsWith('line '));
    expect(posts.length).toBeGreaterThan(200);
    for (const { message } of posts) expect(texts.has(message)).toBe(true);
    const bodies = organisation.teams.messages.filter(({ content }) => content.startsWith('<p>line '));
    expect(bodies.length).toBeGreaterThan(200);
    expect(bodies[0]?.content).toContain('&lt;b&gt;&amp;amp;&lt;/b&gt; **stars** @here</p>');
  });

  it('lets one member play one author', () => {
    const players = new Map<string, Set<string>>();
    for (const { conversation, message, author } of organisation.mattermost.posts) {
      const number = /^line (\d+)/.exec(message)?.[1];
      if (number === undefined) continue;
      const role = `${conversation} ${Number(number) % 7}`;
      players.set(role, (players.get(role) ?? new Set()).add(author));
    }
    for (const who of players.values()) expect(who.size).toBe(1);
  });
});

describe.skipIf(!existsSync(folder))('the shared corpus', () => {
  it('is read whole and fills 100,000 messages with its authors’ rhythm', () => {
    const corpus = readCorpus(folder);
    expect(corpus.length).toBeGreaterThan(85_000);
    expect(corpus.every(({ author, text, at }) => author !== '' && text.trim() !== '' && at > 0)).toBe(true);
    const { teams, mattermost } = generateOrganisation({ seed: 1, messages: 100_000, now, corpus });
    expect(teams.messages.length + mattermost.posts.length).toBe(100_000);
    const said = new Set(corpus.map(({ text }) => text));
    expect(mattermost.posts.filter(({ message }) => said.has(message)).length).toBeGreaterThan(45_000);
  });
});
