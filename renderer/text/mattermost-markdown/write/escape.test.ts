/** Text without markup stays that text, with as few escapes as possible. */
import { describe, expect, it } from 'vitest';
import { paragraph, textInline } from '../../document/index.ts';
import { writeMattermostBody, type MattermostWriting } from '../index.ts';

const how: MattermostWriting = {
  mention: () => null,
  isUsername: (name) => name === 'ada' || name === 'ada.okafor',
};
const writeText = (value: string): string =>
  writeMattermostBody({ blocks: [paragraph(textInline(value))] }, how);
/** A character that is shown, in place of U+2060. */
const visible = (markdown: string): string => markdown.replaceAll('\u2060', '¦');

describe('text that looks like markup stays text', () => {
  const unchanged = [
    '2 * 3 * 4',
    'snake_case_name',
    'C:\\dir\\file',
    'a < b && c > d',
    'arr[0] (x)',
    '#tag',
    '10:30:45 :nosuch: a:)',
    '~town',
    'a | b',
    'x@y.example',
    '@nobody',
    'https://x.example/a_b_c?x=1.',
    '<b>bold</b>',
    'I <30 it <3a',
    'a<b',
    '-5 +3 1.5',
    'שלום עולם',
    'e\u0301',
  ];
  it.each(unchanged)('%s, without a change', (value) => {
    expect(writeText(value)).toBe(value);
  });

  const escaped: readonly (readonly [string, string])[] = [
    ['*a*', '\\*a\\*'],
    ['**a**', '\\*\\*a\\*\\*'],
    ['_a_', '\\_a\\_'],
    ['~~a~~', '\\~\\~a\\~\\~'],
    ['`a`', '\\`a\\`'],
    ['[a](b)', '\\[a](b)'],
    ['# a', '\\# a'],
    ['> a', '\\> a'],
    ['- a', '\\- a'],
    ['1. a', '1\\. a'],
    ['---', '\\---'],
    ['===', '&#61;=='],
    ['a\n---', 'a\n\\---'],
    ['| a |\n| - |', '| a |\n\\| - |'],
    ['&lt;', '&amp;lt;'],
    ['<https://x.example>', '&lt;https://x.example>'],
    ['\\*', '\\\\\\*'],
    [':smile:', '&#58;smile:'],
    [':) :-D I <3 it', ':¦) :¦-D I <¦3 it'],
    [':| :[', ':¦| :¦['],
    ['@all', '@¦all'],
    ['@Channel.', '@¦Channel.'],
    ['@ada.okafor', '@¦ada.okafor'],
  ];
  it.each(escaped)('%s', (value, expected) => {
    expect(visible(writeText(value))).toBe(expected);
  });
});
