import { describe, expect, it } from 'vitest';
import { checkSpelling, spellingOf } from './spelling.ts';

describe('spelling', () => {
  it.each([
    ['linux', null, { kind: 'off' }],
    ['win32', null, { kind: 'off' }],
    ['linux', 'https://own.example/dict/', { kind: 'on', dictionariesUrl: 'https://own.example/dict/' }],
    ['darwin', null, { kind: 'on', dictionariesUrl: null }],
    ['darwin', 'https://own.example/dict/', { kind: 'on', dictionariesUrl: null }],
  ] as const)('on %s with %s', (platform, url, spelling) => {
    expect(spellingOf(platform, url)).toEqual(spelling);
  });
  it('never uses Chromium’s own address for dictionaries', () => {
    const did: unknown[] = [];
    const session = {
      setSpellCheckerEnabled: (enable: boolean) => void did.push(enable),
      setSpellCheckerDictionaryDownloadURL: (url: string) => void did.push(url),
    };
    checkSpelling(session, { kind: 'off' });
    checkSpelling(session, { kind: 'on', dictionariesUrl: 'https://own.example/dict/' });
    checkSpelling(session, { kind: 'on', dictionariesUrl: null });
    expect(did).toEqual([false, true, 'https://own.example/dict/', true]);
  });
});
