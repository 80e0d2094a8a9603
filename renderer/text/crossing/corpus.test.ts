/** Real bodies, which other people wrote, go to the other service and back with the same text. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { degradeForMattermost, readMattermostBody } from '../mattermost-markdown/index.ts';
import { canonicalForm, plainOfDocument, type Document } from '../document/index.ts';
import {
  fromHtml,
  fromText,
  mattermostReading,
  mattermostWriting,
  throughMattermost,
  throughTeams,
} from './testing/crossing.ts';

const shared = new URL('../../../../shared/', import.meta.url);
const pages = new URL('corpus/mattermost-markdown/', shared);
const examples = new URL('contracts/graph-examples/', shared);

/** HTML has no other way to keep two spaces apart than no-break spaces. */
const plain = (document: Document): string => plainOfDocument(document).replaceAll('\u00a0', ' ');

describe.skipIf(!existsSync(pages))("Mattermost's own Markdown pages", () => {
  const files = existsSync(pages) ? readdirSync(pages).filter((name) => name.endsWith('.md')) : [];

  it('are found', () => {
    expect(files.length).toBeGreaterThan(10);
  });

  it.each(files)('%s goes to Teams and back', (file) => {
    const document = readMattermostBody(readFileSync(new URL(file, pages), 'utf8'), mattermostReading);
    const inTeams = throughTeams(document);
    expect(plain(inTeams)).toBe(plain(document));
    const back = throughMattermost(inTeams);
    expect(plain(back)).toBe(plain(document));
    expect(canonicalForm(back)).toEqual(canonicalForm(inTeams));
  });
});

/** All bodies of an example, at any depth. */
const bodiesIn = (value: unknown): { contentType: string; content: string }[] => {
  if (typeof value !== 'object' || value === null) return [];
  const { contentType, content } = value as Record<string, unknown>;
  const own =
    (contentType === 'html' || contentType === 'text') && typeof content === 'string'
      ? [{ contentType, content }]
      : [];
  return [...own, ...Object.values(value).flatMap(bodiesIn)];
};

describe.skipIf(!existsSync(examples))("message bodies of Microsoft's documentation", () => {
  const bodies = existsSync(examples)
    ? readdirSync(examples)
        .filter((name) => name.endsWith('.json'))
        .flatMap((name) =>
          bodiesIn(JSON.parse(readFileSync(new URL(name, examples), 'utf8'))).map(
            (body) => [`${name}: ${body.content.slice(0, 60)}`, body] as const,
          ),
        )
    : [];

  it('are found', () => {
    expect(bodies.length).toBeGreaterThan(50);
  });

  it.each(bodies)('%s', (_name, { contentType, content }) => {
    const document = contentType === 'html' ? fromHtml(content) : fromText(content);
    if (content.replace(/<[^<>]*>|&nbsp;|\s/g, '') !== '') expect(plain(document)).not.toBe('');
    const shown = degradeForMattermost(document, mattermostWriting);
    const inMattermost = throughMattermost(document);
    expect(plain(inMattermost)).toBe(plain(shown));
    const back = throughTeams(inMattermost);
    expect(plain(back)).toBe(plain(shown));
    expect(canonicalForm(back)).toEqual(canonicalForm(shown));
  });
});
