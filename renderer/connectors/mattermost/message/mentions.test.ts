import { describe, expect, it } from 'vitest';
import type { PersonId } from '../../../model/index.ts';
import { mentionsIn } from './mentions.ts';
import { accountId, bob, channelId, makeContext, me } from '../testing/payloads.ts';

const found = (prose: string, context = makeContext()) => mentionsIn(prose, channelId, context);
const ada = { kind: 'person', personId: `${accountId}/${me}`, text: '@ada' };
const stone = { kind: 'person', personId: `${accountId}/${bob}`, text: '@bob.stone' };

describe('mentions', () => {
  it('are found by username, each once, in order', () => {
    expect(found('@bob.stone and @ADA, then @ada again')).toEqual({
      mentions: [stone, ada],
      mentionsMe: true,
    });
  });

  it('exclude a full stop after a name, and include a dot inside it', () => {
    expect(found('ask @ada. Or @bob.stone.').mentions).toEqual([ada, stone]);
    expect(found('@bob.stone-').mentions).toEqual([stone]);
  });

  it('of people of other servers mean no person here (case 27)', () => {
    const context = makeContext();
    expect(found('@ada:acme please look, @all:acme, @ada:ünit', context)).toEqual({
      mentions: [],
      mentionsMe: false,
    });
    expect([...context.directory.unknownUsernames]).toEqual(['ada:acme', 'all:acme']);
    context.directory.personByUsername.set('ada:acme', `${accountId}/remote` as PersonId);
    expect(found('@Ada:acme. Thanks', context).mentions).toEqual([
      { kind: 'person', personId: `${accountId}/remote`, text: '@ada:acme' },
    ]);
    expect(found('@ada: look', context).mentions).toEqual([ada]);
  });

  it('do not include addresses', () => {
    expect(found('write to me@ada.example').mentions).toEqual([]);
    expect(found('x@ada').mentionsMe).toBe(false);
  });

  it.each(['channel', 'all', 'here'])('with @%s mean everybody', (name) => {
    expect(found(`@${name}: lunch`)).toEqual({
      mentions: [{ kind: 'everyone', text: `@${name}` }],
      mentionsMe: true,
    });
  });

  it('of the whole channel do not count if the user has switched them off', () => {
    const quiet = makeContext();
    quiet.directory.ignoringChannelMentions.add(channelId);
    expect(found('@all', quiet).mentionsMe).toBe(false);
    const off = makeContext();
    off.directory.me = { username: 'ada', keywords: [], firstName: '', channelWide: false };
    expect(found('@channel', off)).toMatchObject({ mentionsMe: false, mentions: [{ kind: 'everyone' }] });
  });

  it('include the user’s own words, as whole words only', () => {
    const context = makeContext();
    context.directory.me = {
      username: 'ada',
      keywords: ['lovelace', 'c++'],
      firstName: 'Ada',
      channelWide: true,
    };
    expect(found('Lovelace wrote it', context).mentionsMe).toBe(true);
    expect(found('some C++ here', context).mentionsMe).toBe(true);
    expect(found('lovelaces', context).mentionsMe).toBe(false);
    expect(found('Ada knows', context).mentionsMe).toBe(true);
    expect(found('the ada language', context).mentionsMe).toBe(false);
  });

  it('with unknown names are kept to be looked up, once', () => {
    const context = makeContext();
    expect(found('@carol and @x and @-y', context)).toEqual({ mentions: [], mentionsMe: false });
    expect([...context.directory.unknownUsernames]).toEqual(['carol']);
    context.directory.noUsernames.add('nobody');
    found('@nobody', context);
    expect([...context.directory.unknownUsernames]).toEqual(['carol']);
  });
});
