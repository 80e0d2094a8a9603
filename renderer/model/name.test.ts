import { describe, expect, it } from 'vitest';
import { oneLine } from './name.ts';

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
