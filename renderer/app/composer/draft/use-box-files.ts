import {
  addDraftFiles,
  isQuotaExceeded,
  removeDraftFile,
  type DraftFileRow,
  type DraftPlace,
} from '../../../store/index.ts';
import { logCaught } from '../../world/log-caught.ts';
import { useWorld } from '../../world/world.ts';
import type { ComposerProblem } from '../composer-sentences.ts';
import { addedFiles } from './added-files.ts';

/** What the user does with the files of a draft. */
export interface BoxFiles {
  readonly add: (files: readonly File[]) => void;
  readonly remove: (file: Pick<DraftFileRow, 'id'>) => void;
}

/**
 * Adds files to the draft at `place`, and removes them. `why`: why it takes none now, null if it does. `tell` gets what went wrong, or null after
 * a success.
 */
export const useBoxFiles = (
  place: DraftPlace,
  why: ComposerProblem | null,
  tell: (problem: ComposerProblem | null) => void,
): BoxFiles => {
  const { database, door, now } = useWorld();
  return {
    add: (files) => {
      if (files.length === 0) return;
      if (why !== null) {
        tell(why);
        return;
      }
      addDraftFiles(database, addedFiles(place, files, now())).then(
        () => tell(null),
        (error: unknown) => {
          logCaught(door, 'draft-files', error);
          tell(isQuotaExceeded(error) ? 'disk-full' : 'not-kept');
        },
      );
    },
    remove: ({ id }) => {
      removeDraftFile(database, id).catch((error: unknown) => {
        logCaught(door, 'draft-file', error);
        tell('file-stays');
      });
    },
  };
};
