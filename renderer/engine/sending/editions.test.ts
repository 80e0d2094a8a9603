import { expect, it } from 'vitest';
import { type Document, paragraph, textInline } from '../../text/document/index.ts';
import { closestEdition, likeness } from './editions.ts';

const saying = (text: string): Document => ({ blocks: [paragraph(textInline(text))] });

it.each([
  ['See you at nine', 'See you at ten'],
  ['Thanks', 'thanks!'],
  ['The report is ready, please have a look', 'The report is ready: please have a look until Friday'],
  ['会議は三時からです', '会議は四時からです'],
  ['مرحبا يا صديقي', 'مرحبا يا صديقي العزيز'],
])('“%s” and “%s” are versions of one message', (one, other) => {
  expect(closestEdition(saying(one), [other], saying)).toBe(other);
  expect(closestEdition(saying(other), [one], saying)).toBe(one);
});

it.each([
  ['See you at nine', 'The report is ready'],
  ['Yes', 'Yes, but not before next week'],
  ['👍', '👍'],
  ['', ''],
])('“%s” and “%s” are taken as two messages', (one, other) => {
  expect(closestEdition(saying(one), [other], saying)).toBeUndefined();
});

it('a word counts as often as it occurs', () => {
  expect(likeness(saying('no no no no'), saying('no'))).toBeCloseTo(0.4);
});

it('the text with most words in common is chosen, of equals the first', () => {
  const others = ['See you at ten', 'See you at nine then', 'See you at nine now'];
  expect(closestEdition(saying('See you at nine'), others, saying)).toBe('See you at nine then');
  expect(closestEdition(saying('See you at nine'), [], saying)).toBeUndefined();
});
