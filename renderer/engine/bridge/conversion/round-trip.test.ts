/** There and back again: the plain text is the same and the formatting equivalent, for documents of every kind. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalForm } from '../../../model/index.ts';
import { degradeForMattermost } from '../../../connectors/mattermost/document/index.ts';
import { mattermostWriting, throughMattermost, throughTeams } from './testing/crossing.ts';
import { documents } from './testing/documents.ts';

const runs = { numRuns: Number(process.env.RUNS ?? 400), seed: Number(process.env.SEED ?? 3) };

describe('a document comes back', () => {
  it('from Teams as it was', () => {
    fc.assert(
      fc.property(
        documents(['strong', 'emphasis', 'strike', 'underline', 'superscript', 'subscript']),
        (document) => {
          expect(canonicalForm(throughTeams(document))).toEqual(canonicalForm(document));
        },
      ),
      runs,
    );
  });

  it('from Mattermost as it was', () => {
    fc.assert(
      fc.property(documents(), (document) => {
        expect(canonicalForm(throughMattermost(document))).toEqual(
          canonicalForm(degradeForMattermost(document, mattermostWriting)),
        );
      }),
      runs,
    );
  });
});
