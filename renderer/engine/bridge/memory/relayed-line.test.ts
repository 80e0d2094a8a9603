/** The post that the first line of a Teams message names: as the relay writes it, and as Teams gives it back. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { account, general } from '../../../../test/support/rows.ts';
import type { MessageId } from '../../../model/index.ts';
import { fromHtml, throughTeams } from '../../../text/crossing/testing/crossing.ts';
import { paragraph, textInline } from '../../../text/document/index.ts';
import { readTeamsBody } from '../../../text/teams-html/index.ts';
import { speakerLine } from '../text/speaker-line.ts';
import { relayedPost } from './relayed-line.ts';

const site = { id: account, siteUrl: 'https://chat.example.org/mattermost/' };
const base = 'https://chat.example.org/mattermost';
const post = `${general}/abc` as MessageId;
const line = (url: string): string => `<p><a href="${url}"><strong>Ada Okafor</strong></a></p>`;
const named = (html: string, at: Parameters<typeof relayedPost>[1] = site): MessageId | null =>
  relayedPost(fromHtml(html), at, general);

describe('the post of a relayed message', () => {
  it.each<[string, string]>([
    ['by the redirect of the server', line(`${base}/_redirect/pl/abc`)],
    ['by the address of a team', line(`${base}/works/pl/abc`)],
    ['above the text', `${line(`${base}/_redirect/pl/abc`)}<p>High water</p>`],
    [
      'with the attributes that Teams adds',
      line(
        `${base}/_redirect/pl/abc" rel="noreferrer noopener nofollow" target="_blank" title="${base}/_redirect/pl/abc`,
      ),
    ],
    ['with the nesting turned', `<p><strong><a href="${base}/_redirect/pl/abc">Ada Okafor</a></strong></p>`],
    [
      'in other elements',
      `<div><a href="${base}/_redirect/pl/abc"><b>Ada</b><b> Okafor</b></a></div><div>High water</div>`,
    ],
    [
      'with an emoji in the name',
      `<p><a href="${base}/_redirect/pl/abc"><strong>Ada <emoji alt="🚢" id="ship" title="Ship"></emoji></strong></a></p>`,
    ],
  ])('is named %s', (_how, html) => {
    expect(named(html)).toBe(post);
  });

  it('is named below the message that a chat’s message quotes', () => {
    const quoted = `${general}/9` as MessageId;
    const document = readTeamsBody({
      body: {
        format: 'html',
        content: `<attachment id="9"></attachment>${line(`${base}/_redirect/pl/abc`)}<p>yes</p>`,
      },
      mentions: [],
      files: [],
      attachments: [{ kind: 'quote', messageId: quoted, authorName: 'Ben', plain: 'tide?' }],
    });
    expect(document.blocks[0]?.kind).toBe('quote');
    expect(relayedPost(document, site, general)).toBe(post);
  });

  it('is the one that was written, for any name, after Teams', () => {
    const place = `${base}/_redirect/pl/abc`;
    const name = fc.oneof(
      fc.string({ maxLength: 300 }),
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc.constantFrom('<b>', '*_[', 'נור חדאד', '@all', '\u202e', '&lt;'),
    );
    fc.assert(
      fc.property(name, (called) => {
        const blocks = [speakerLine({ name: called, place }), paragraph(textInline('yes'))];
        expect(relayedPost(throughTeams({ blocks }), site, general)).toBe(post);
      }),
      { numRuns: 100 },
    );
  });

  it('is named on a site without a path of its own', () => {
    const root = { id: account, siteUrl: 'https://chat.example.org' };
    expect(named(line('https://chat.example.org/_redirect/pl/abc'), root)).toBe(post);
    expect(named(line('https://chat.example.org/works/pl/abc'), root)).toBe(post);
  });

  it.each<[string, string]>([
    ['of another server', line('https://chat.example.com/mattermost/_redirect/pl/abc')],
    [
      'of a server with a longer name',
      line('https://chat.example.org.evil.example/mattermost/_redirect/pl/abc'),
    ],
    [
      'with a user before the server’s name',
      line('https://chat.example.org@evil.example/mattermost/_redirect/pl/abc'),
    ],
    ['by another scheme', line('http://chat.example.org/mattermost/_redirect/pl/abc')],
    ['of another port', line('https://chat.example.org:8065/mattermost/_redirect/pl/abc')],
    ['outside of the site’s path', line('https://chat.example.org/_redirect/pl/abc')],
    ['in a path that begins like the site’s', line('https://chat.example.org/mattermostly/_redirect/pl/abc')],
    ['of a channel', line(`${base}/works/channels/abc`)],
    ['of no post', line(`${base}/_redirect/pl/`)],
    ['by dots', line(`${base}/_redirect/pl/..%2fabc`)],
    ['without strong letters', `<p><a href="${base}/_redirect/pl/abc">Ada Okafor</a></p>`],
    ['strong in part', `<p><a href="${base}/_redirect/pl/abc"><strong>Ada</strong> Okafor</a></p>`],
    ['before more text', `<p><a href="${base}/_redirect/pl/abc"><strong>Ada</strong></a> says hello</p>`],
    [
      'before more strong text',
      `<p><strong><a href="${base}/_redirect/pl/abc">Ada</a> says hello</strong></p>`,
    ],
    [
      'beside another link',
      `<p><strong><a href="${base}/_redirect/pl/abc">Ada</a><a href="${base}/_redirect/pl/abd">Ben</a></strong></p>`,
    ],
    [
      'above the text in one paragraph',
      `<p><a href="${base}/_redirect/pl/abc"><strong>Ada</strong></a><br>High water</p>`,
    ],
    ['below other text', `<p>Look:</p>${line(`${base}/_redirect/pl/abc`)}`],
    ['in a quote', `<blockquote>${line(`${base}/_redirect/pl/abc`)}</blockquote>`],
    ['in a list', `<ul><li>${line(`${base}/_redirect/pl/abc`)}</li></ul>`],
    ['in a heading', `<h1><a href="${base}/_redirect/pl/abc"><strong>Ada</strong></a></h1>`],
    ['as text', `<p><strong>${base}/_redirect/pl/abc</strong></p>`],
    ['by nothing', ''],
  ])('is not named %s', (_how, html) => {
    expect(named(html)).toBeNull();
  });

  it('is not named where the address of the server is not known', () => {
    expect(named(line(`${base}/_redirect/pl/abc`), { id: account })).toBeNull();
  });
});
