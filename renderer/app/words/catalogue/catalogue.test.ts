/** The catalogue: what is said exists and what exists is said, in forms that the type checker reads as FormatJS does. */
import { join } from 'node:path';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { faultsOf, idsMade, idsSaid, sourcesBelow } from '../../../../words/testing/catalogue.ts';
import { english } from '../locale.ts';
import { messages } from './en/index.ts';
import { say, type WordsId } from './say.ts';
import { sayParts } from './say-parts.ts';

const sources = sourcesBelow(join(import.meta.dirname, '..', '..'));
const all = Object.entries(messages);

describe('the catalogue', () => {
  it('has exactly the sentences that the code uses, by their ids', () => {
    const said = idsSaid(sources);
    expect(all.map(([id]) => id).filter((id) => !said.has(id))).toEqual([]);
    expect([...said].filter((id) => !(id in messages))).toEqual([]);
    expect(said.size).toBeGreaterThan(500);
    expect(idsMade(sources)).toEqual([]);
  });

  it.each(all)('has valid ICU syntax in %s, in forms that the types can check', (_id, message) =>
    expect(faultsOf(message, english.language)).toEqual([]),
  );
});

describe('a formatted sentence', () => {
  it('has its values unchanged, and numbers in the language’s format', () => {
    expect(say('action.open', { name: '<b>{x}</b> \u2068שלום\u2069' })).toBe(
      'Open <b>{x}</b> \u2068שלום\u2069',
    );
    expect(say('counts.mentions', { count: 1 })).toBe('1 mention');
    expect(say('counts.replies', { count: 0 })).toBe('0 replies');
    expect(say('account.filling.older', { complete: 1_204, total: 12_000, messages: 1 })).toBe(
      'Fetching older messages: 1,204 of 12,000 conversations complete, 1 message',
    );
    expect(say('when.now')).toBe('now');
  });

  it('has elements at their places in the message', () => {
    const name = createElement('bdi', null, 'a <b>');
    expect(renderToStaticMarkup(sayParts('link.dialog.title', { name, service: 'Microsoft Teams' }))).toBe(
      'Link “<bdi>a &lt;b&gt;</bdi>” with Microsoft Teams',
    );
  });

  it('needs exactly its message’s values, of the right types', () => {
    const wrong = (): readonly string[] => [
      // @ts-expect-error -- no such message
      say('when.never'),
      // @ts-expect-error -- a value is missing
      say('action.open'),
      // @ts-expect-error -- under another name
      say('action.open', { what: 'files' }),
      // @ts-expect-error -- one too many
      say('when.now', { count: 1 }),
      // @ts-expect-error -- a number is wanted
      say('counts.mentions', { count: '1' }),
      // @ts-expect-error -- both are wanted
      say('counts.reaction', { count: 1 }),
    ];
    expect(wrong).toBeTypeOf('function');
    const id: WordsId = 'when.now';
    expect(say(id)).toBe('now');
  });
});
