import { describe, expect, it } from 'vitest';
import { picturePlace } from '../pictures/place.ts';
import { cssColor } from './css-color.ts';
import { fileKind } from './file-kind.ts';

describe('the colour of a card', () => {
  it.each([
    ['#0f7c8a', '#0f7c8a'],
    ['#abc', '#abc'],
    ['good', '#339970'],
    ['red; background: url(https://evil.example)', null],
    ['url(https://evil.example)', null],
    ['var(--x)', null],
    ['', null],
    [null, null],
  ])('%s', (asked, given) => {
    expect(cssColor(asked)).toBe(given);
  });
});

describe('the kind of a file', () => {
  it.each([
    ['a.PDF', null, 'pdf'],
    ['archive.tar.gz', null, 'archive'],
    ['noending', 'video/mp4', 'video'],
    ['constructor', null, 'other'],
    ['x.constructor', null, 'other'],
    ['strange.zzz', 'application/octet-stream', 'other'],
  ])('%s (%s)', (name, mimeType, kind) => {
    expect(fileKind({ name, mimeType, isImage: false })).toBe(kind);
  });
});

describe('the place of a picture', () => {
  it('keeps proportions and never enlarges', () => {
    expect(picturePlace({ width: 1200, height: 675 })).toEqual({ width: 420, height: 236 });
    expect(picturePlace({ width: 100, height: 50 })).toEqual({ width: 100, height: 50 });
    expect(picturePlace({ width: 10, height: 4000 })).toEqual({ width: 24, height: 320 });
  });
  it('is kept even if the service does not tell its size', () => {
    expect(picturePlace({ width: null, height: 5 })).toEqual({ width: 280, height: 180 });
    expect(picturePlace({ width: 0, height: 0 })).toEqual({ width: 280, height: 180 });
    expect(picturePlace({ width: Number.NaN, height: 3 })).toEqual({ width: 280, height: 180 });
  });
});
