/** The lines below the text of the writing box: a failure of the box, and a file that cannot be sent. */
import type { Service } from '../../model/index.ts';
import { fileBarSentence } from '../words/outgoing-sentences.ts';
import { problemSentence, type ComposerProblem } from './composer-sentences.ts';
import { useComposerStyles } from './composer-styles.ts';
import type { unfitFile } from './outgoing.ts';

interface Properties {
  readonly problem: ComposerProblem | null;
  /** The first file that the service does not take; null if it takes all. */
  readonly unfit: ReturnType<typeof unfitFile>;
  readonly service: Service;
}

export const BoxProblems = ({ problem, unfit, service }: Properties) => {
  const styles = useComposerStyles();
  return (
    <>
      {problem !== null && (
        <div className={styles.problem} role="alert">
          {problemSentence(problem, service)}
        </div>
      )}
      {unfit !== null && (
        <div className={styles.problem} role="alert">
          {fileBarSentence(unfit.bar, unfit.name, service)}
        </div>
      )}
    </>
  );
};
