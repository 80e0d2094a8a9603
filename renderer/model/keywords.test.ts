import { describe, expect, it } from 'vitest';
import { foldText, holdsKeyword, longestKeyword, mostKeywords, tidyKeywords } from './keywords.ts';

const holds = (text: string, ...words: string[]): boolean =>
  holdsKeyword(foldText(text), words.map(foldText));

describe('a keyword is found in a text', () => {
  it.each([
    ['The Deploy failed', 'deploy', true],
    ['deployment', 'deploy', false],
    ['redeploy deploy', 'deploy', true],
    ['(DEPLOY)', 'deploy', true],
    ['über deployé', 'deploy', false],
    ['deploy_now', 'deploy', false],
    ['the tea  is\nready', 'Tea is ready', true],
    ['C++17 and C++', 'c++', true],
    ['abc++', 'c++', false],
    ['in der STRASSE', 'straße', true],
    ['ΟΔΟΣ', 'οδος', true],
    // Letters with a mark as one character or as two.
    ['cafe\u0301 at noon', 'café', true],
    ['cafe\u0301 at noon', 'cafe', false],
    ['ｄｅｐｌｏｙ', 'deploy', true],
    ['de\u00ADploy', 'deploy', true],
    ['\u202Edeploy\u202C', 'deploy', true],
    // Scripts without spaces.
    ['今天会议开始', '会议', true],
    ['リリースは明日', 'リリース', true],
    ['ประชุมวันนี้', 'ประชุม', true],
    ['ที่นี่', 'ท', false],
    // Scripts with spaces.
    ['деплой упал', 'деплой', true],
    ['передеплой', 'деплой', false],
    ['النشر فشل', 'النشر', true],
    ['فالنشر', 'النشر', false],
    ['한국어 배포', '배포', true],
    ['재배포', '배포', false],
    // Letters beyond the first plane.
    ['\u{1D49C}\u{10400} b', '\u{10400}', false],
    ['🚢🚢', '🚢', true],
    ['', 'deploy', false],
    ['anything', '', false],
    ['anything', '\u200B', false],
  ])('%s, %s: %s', (text, word, is) => expect(holds(text, word)).toBe(is));

  it('in hostile texts in a short time', () => {
    const words = Array.from({ length: mostKeywords }, (_, at) => `${'a'.repeat(longestKeyword - 2)}${at}b`);
    const started = performance.now();
    expect(holds('a'.repeat(100_000), 'a', 'aa', ...words)).toBe(false);
    expect(holds('\u0301'.repeat(50_000), '\u0301')).toBe(false);
    expect(holds('\uD800'.repeat(50_000), 'x')).toBe(false);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

describe('keywords are kept', () => {
  it('tidied, each once', () => {
    expect(
      tidyKeywords(['  on   call ', 'On Call', '', '\u200B', 'x'.repeat(longestKeyword + 1), 'Tea\n']),
    ).toEqual(['on call', 'Tea']);
  });
  it('up to a maximum number', () => {
    expect(tidyKeywords(Array.from({ length: 60 }, (_, at) => `word ${at}`))).toHaveLength(mostKeywords);
  });
});
