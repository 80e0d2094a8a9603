import { expect, it } from 'vitest';
import { recordingWords } from './attachment-words.ts';

it('a recording’s text has its kind, its name and its length', () => {
  const words = (seconds: number | null, name = '', medium: 'audio' | 'video' = 'audio'): string =>
    recordingWords({ medium, name, seconds });
  expect(words(13)).toBe('Voice message, 13 s');
  expect(words(0.2)).toBe('Voice message, 1 s');
  expect(words(60)).toBe('Voice message, 1 min');
  expect(words(65)).toBe('Voice message, 1 min 5 s');
  expect(words(3_720, '', 'video')).toBe('Video, 1 h 2 min');
  expect(words(null)).toBe('Voice message');
  expect(words(null, 'Quay.mp4', 'video')).toBe('Quay.mp4 (video)');
  expect(words(13, 'Harbour')).toBe('Harbour (sound, 13 s)');
});
