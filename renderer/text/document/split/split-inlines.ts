/** Cuts a paragraph that is too long. */
import type { Inline, Run } from '../index.ts';
import { inlinesOf, runsOf, tidyRuns } from '../index.ts';
import { mostThatFit } from './most-that-fit.ts';

/** A place to cut: after the whole run, or after so many characters of its text. */
interface Place {
  readonly run: number;
  readonly characters: number;
  readonly after: 'line' | 'sentence' | 'word' | 'grapheme';
}

/** More characters than any text has. */
const wholeRun = 1_000_000_000;

type FitInlines = (inlines: readonly Inline[]) => boolean;

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** A sentence's end, or a space; what is between is a word with its signs. */
const wordEnd = /[.!?…。！？][)"'»”’]*(?=\s)|\s(?=\S)|[。！？]/gu;

/** The longest first part that fits and reads well, and the rest. Cuts within a grapheme, a link, code or a mention never. */
export const splitInlines = (
  inlines: readonly Inline[],
  fit: FitInlines,
  must: boolean,
): readonly [readonly Inline[], readonly Inline[]] => {
  const runs = runsOf(inlines);
  const at = bestPlace(runs, placesOf(runs), fit) ?? (must ? smallestPlace(runs, fit) : null);
  if (at === null) return [[], inlines];
  return [inlinesBefore(runs, at), inlinesAfter(runs, at)];
};

const inlinesBefore = (runs: readonly Run[], { run, characters }: Place): Inline[] =>
  inlinesOf(tidyRuns([...runs.slice(0, run), ...partOf(runs[run], 0, characters)]));

const inlinesAfter = (runs: readonly Run[], { run, characters }: Place): Inline[] =>
  inlinesOf(tidyRuns([...partOf(runs[run], characters, Infinity), ...runs.slice(run + 1)]));

const partOf = (run: Run | undefined, from: number, to: number): Run[] => {
  if (run === undefined) return [];
  const { leaf } = run;
  if (leaf.kind !== 'text' && leaf.kind !== 'code') return to > 0 && from === 0 ? [run] : [];
  const text = leaf.text.slice(from, to);
  return text === '' ? [] : [{ ...run, leaf: { kind: leaf.kind, text } }];
};

/** Places in order. A link is one thing, however many runs it has. */
const placesOf = (runs: readonly Run[]): Place[] => {
  const places: Place[] = [];
  for (const [at, run] of runs.entries()) {
    const next = runs[at + 1];
    const { leaf } = run;
    const isWithinLink = run.link !== null && next?.link === run.link;
    if (leaf.kind === 'break') places.push({ run: at, characters: 1, after: 'line' });
    else if (leaf.kind === 'text' && run.link === null) {
      for (const match of leaf.text.matchAll(wordEnd))
        places.push({
          run: at,
          characters: match.index + match[0].length,
          after: match[0].trim() === '' ? 'word' : 'sentence',
        });
      if (/\s$/.test(leaf.text)) places.push({ run: at, characters: leaf.text.length, after: 'word' });
    } else if (!isWithinLink) {
      const parted = next?.leaf.kind === 'text' ? /^\s/.test(next.leaf.text) : true;
      if (parted) places.push({ run: at, characters: wholeRun, after: 'word' });
    }
  }
  return places;
};

/** The last place that fits; an earlier end of a line or sentence is better, if at least half as much fits before it. */
const bestPlace = (runs: readonly Run[], places: readonly Place[], fit: FitInlines): Place | null => {
  const fitting = mostThatFit(places.length, (most) => {
    const place = places[most - 1];
    return place !== undefined && fit(inlinesBefore(runs, place));
  });
  const last = places[fitting - 1];
  if (last === undefined || inlinesBefore(runs, last).length === 0) return null;
  const half = Math.floor(fitting / 2);
  for (const kind of ['line', 'sentence'] as const)
    for (let at = fitting - 1; at >= half; at -= 1) {
      const place = places[at];
      if (place?.after === kind) return place;
    }
  return last;
};

/**
 * Where not even a word fits: after as many graphemes as do, at least one. A link, mention or code is taken whole; only where it is too
 * long even alone, and its text is why, is that text cut too.
 */
const smallestPlace = (runs: readonly Run[], fit: FitInlines): Place | null => {
  const at = runs.findIndex(({ leaf }) => leaf.kind !== 'text' || leaf.text.trim() !== '');
  const run = runs[at];
  if (run === undefined) return null;
  let end = at;
  while (run.link !== null && runs[end + 1]?.link === run.link) end += 1;
  const whole: Place = { run: end, characters: wholeRun, after: 'word' };
  const { leaf } = run;
  if (leaf.kind !== 'text' && leaf.kind !== 'code') return whole;
  const isOne = leaf.kind === 'code' || run.link !== null;
  if (isOne && fit(inlinesBefore(runs, whole))) return whole;
  // No part is longer than some ten thousand characters.
  const ends = Array.from(
    graphemes.segment(leaf.text.slice(0, 100_000)),
    ({ index, segment }) => index + segment.length,
  );
  const place = (count: number): Place => ({ run: at, characters: ends[count - 1] ?? 0, after: 'grapheme' });
  const most = mostThatFit(ends.length, (count) => fit(inlinesBefore(runs, place(count))));
  return most === 0 && isOne ? whole : place(Math.max(1, most));
};
