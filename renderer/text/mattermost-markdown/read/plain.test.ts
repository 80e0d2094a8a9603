import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { plainOfMarkdown as plain, readMattermostBody } from './read.ts';

describe('plain text of Markdown', () => {
  it.each([
    ['nothing special, just words - and a dash!', 'nothing special, just words - and a dash!'],
    ['', ''],
    ['  space around \n', 'space around'],
    ['**bold** and _slanted_ and ~~gone~~', 'bold and slanted and gone'],
    [
      'see [the plan](https://example.org/a_b) and <https://example.org>',
      'see the plan and https://example.org',
    ],
    ['![a chart](https://example.org/x.png) here', 'a chart here'],
    ['# Title\n\nfirst\nsecond', 'Title\nfirst\nsecond'],
    ['- one\n- two\n  1. three', '- one\n- two\n1. three'],
    ['> quoted\n\nanswer', 'quoted\nanswer'],
    ['| a | b |\n|---|---|\n| 1 | 2 |', 'a\tb\n1\t2'],
    ['use `rm -rf` now', 'use rm -rf now'],
    ['```sh\nls -la\n```', 'ls -la'],
    ['snake_case_name stays', 'snake_case_name stays'],
    ['a \\* b', 'a * b'],
    ['<b>not html</b> &amp; more', '<b>not html</b> & more'],
    ['line one\nline two', 'line one\nline two'],
    ['12:30:45 is a time', '12:30:45 is a time'],
    ['well done :tada: :+1:', 'well done 🎉 👍'],
    [':no_such_emoji: stays', ':no_such_emoji: stays'],
    ['2 < 3 and 5 > 4', '2 < 3 and 5 > 4'],
    ['* * *', ''],
  ])('is right for %j', (source, expected) => {
    expect(plain(source)).toBe(expected);
  });

  it('has the prose for names apart, without code and addresses, and as it is written', () => {
    const prose: string[] = [];
    const post = 'hey `@ada` and\n```\n@bob\n```\nbye **@carol**, see https://x.example/@dan, @\u2060erin';
    readMattermostBody(post, { hearProse: (text) => prose.push(text) });
    expect(prose).toEqual(['hey ', ' and', 'bye ', '@carol', ', see ', ', @\u2060erin']);
  });

  it('is 2 MB of HTML unchanged', () => {
    const huge = '<div onclick="x">'.repeat(120_000);
    // Not by `toBe`: to print the difference of two million characters would take minutes.
    expect(plain(huge) === huge).toBe(true);
  });

  const folder = new URL('../../../../../shared/corpus/mattermost-markdown/', import.meta.url);
  describe.skipIf(!existsSync(folder))('is right for Mattermost’s own test pages', () => {
    it.each(existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.md')) : [])(
      '%s',
      (name) => {
        const text = plain(readFileSync(new URL(name, folder), 'utf8'));
        expect(text.length).toBeGreaterThan(0);
        expect(text).not.toContain('```');
      },
    );
  });
});
