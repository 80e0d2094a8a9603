import { describe, expect, it } from 'vitest';
import { oneLine, shortened, tidyLines } from './one-line.ts';

describe('a name in one line', () => {
  it.each([
    ['Ada Okafor', 'Ada Okafor'],
    ['Ada\nOkafor', 'Ada Okafor'],
    ['  Ada\t\r\n  Okafor ', 'Ada Okafor'],
    ['Ada\u0000\u0007\u001b[31m', 'Ada [31m'],
    ['annexe\u202Egpj.exe', 'annexegpj.exe'],
    ['\u2067Ada\u2069 \u200fBo\u200e', 'Ada Bo'],
    ['Ada\u2028Okafor\u2029', 'Ada Okafor'],
    ['\ufeff\u200b', ''],
    ['\u202e', ''],
  ])('%j is %j', (name, line) => {
    expect(oneLine(name)).toBe(line);
  });

  it.each(['👩‍👩‍👧 family', 'علی‌رضا', 'עדה', 'İpek', "O'Dea", 'Zoë'])('leaves %s as it is', (name) => {
    expect(oneLine(name)).toBe(name);
  });
});

describe('a text of a few lines', () => {
  it('keeps its lines, and changes the direction of nothing', () => {
    expect(tidyLines('High \u202ewater\n\n\u2067 at\tnoon\u0007\r\nשלום')).toBe('High water\nat noon\nשלום');
    expect(tidyLines('\u202e\n\u200f')).toBe('');
  });
});

describe('the beginning of a text', () => {
  it.each([
    ['as it is, where it fits', 'twelve words', 12, 'twelve words'],
    ['ends with three points', 'twelve words!', 12, 'twelve word…'],
    ['cuts no emoji in two', 'boat 🚤 and more', 7, 'boat …'],
  ])('%s', (_case, text, most, short) => {
    expect(shortened(text, most)).toBe(short);
  });
});
