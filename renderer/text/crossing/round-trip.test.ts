/** To the other service and back: the plain text is the same and the formatting equivalent, for documents of every kind. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { degradeForMattermost } from '../mattermost-markdown/index.ts';
import { canonicalForm, plainOfDocument, type Document } from '../document/index.ts';
import { fromHtml, mattermostWriting, throughMattermost, throughTeams } from './testing/crossing.ts';
import { documents } from './testing/documents.ts';
import { teamsBodies } from './testing/teams-html.ts';

// RUNS and SEED test more than a quick run.
const runs = { numRuns: Number(process.env.RUNS ?? 400), seed: Number(process.env.SEED ?? 3) };
const teamsMarks = ['strong', 'emphasis', 'strike', 'underline', 'superscript', 'subscript'] as const;

/** Words only: each service has its own text between blocks and for names. */
const wordsOf = (document: Document): string => plainOfDocument(document).replace(/\s+/g, ' ').trim();

/** Without mentions, whose text is each service's own name of a person. */
const withoutMentions = (document: Document): boolean => !JSON.stringify(document).includes('"mention"');

describe('a document comes back', () => {
  it('from Teams unchanged', () => {
    fc.assert(
      fc.property(documents(teamsMarks), (document) => {
        expect(canonicalForm(throughTeams(document))).toEqual(canonicalForm(document));
      }),
      runs,
    );
  });

  it('from Mattermost unchanged, if Mattermost has a form for it', () => {
    fc.assert(
      fc.property(documents(), (document) => {
        expect(canonicalForm(throughMattermost(document))).toEqual(
          canonicalForm(degradeForMattermost(document, mattermostWriting)),
        );
      }),
      runs,
    );
  });

  it('from Teams to Mattermost and back to Teams unchanged', () => {
    fc.assert(
      fc.property(documents(teamsMarks), (document) => {
        const inTeams = throughTeams(document);
        const back = throughTeams(throughMattermost(inTeams));
        expect(canonicalForm(back)).toEqual(canonicalForm(degradeForMattermost(document, mattermostWriting)));
      }),
      runs,
    );
  });

  it('from Mattermost to Teams and back to Mattermost unchanged', () => {
    fc.assert(
      fc.property(documents(), (document) => {
        const inMattermost = throughMattermost(document);
        const back = throughMattermost(throughTeams(inMattermost));
        expect(canonicalForm(back)).toEqual(canonicalForm(inMattermost));
      }),
      runs,
    );
  });

  it('of Teams from Mattermost unchanged, if Mattermost has a form for it', () => {
    fc.assert(
      fc.property(teamsBodies, (content) => {
        const document = fromHtml(content);
        expect(canonicalForm(throughMattermost(document))).toEqual(
          canonicalForm(degradeForMattermost(document, mattermostWriting)),
        );
      }),
      runs,
    );
  });

  it('with the same words', () => {
    fc.assert(
      fc.property(documents().filter(withoutMentions), (document) => {
        const words = wordsOf(degradeForMattermost(document, mattermostWriting));
        expect(wordsOf(throughMattermost(document))).toBe(words);
        expect(wordsOf(throughTeams(throughMattermost(throughTeams(document))))).toBe(words);
      }),
      runs,
    );
  });
});

describe('a message that Mattermost has a form for', () => {
  it.each([
    [
      'tabs in code',
      '<pre><code>all:\n\tgcc</code></pre><ul><li><p>a</p><pre><code>\tb</code></pre></li></ul>',
    ],
    ['tabs in a line of code', '<p>a <code>x\ty</code> b</p>'],
    ['bold signs of a rule', '<p><strong>--</strong></p><ul><li><strong>---</strong></li></ul>'],
    ['emphasis over lines, the first of which is like a rule', '<p><em>--<br>a</em></p>'],
  ])('comes back from Mattermost unchanged: %s', (_name, html) => {
    const document = fromHtml(html);
    expect(canonicalForm(throughMattermost(document))).toEqual(canonicalForm(document));
  });
});
