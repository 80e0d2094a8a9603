/** What main's own dialogs say. */
import type { PresetProblem } from '../preset/preset.ts';
import { say } from './say.ts';

/** A dialog: what happened, and what follows. */
export interface DialogWords {
  readonly title: string;
  readonly detail: string;
}

/** @param problem the error's own text: nobody has foreseen it */
export const cannotStart = (problem: string): DialogWords => ({
  title: say('dialog.cannot-start.title'),
  detail: problem,
});

/** @param file the preset's path */
export const badPreset = (file: string, problem: PresetProblem): DialogWords => ({
  title: say('dialog.bad-preset.title'),
  detail: presetDetail(file, problem),
});

const presetDetail = (file: string, problem: PresetProblem): string => {
  switch (problem.kind) {
    case 'unreadable':
      return say('dialog.bad-preset.unreadable', { file });
    case 'not-json':
      return say('dialog.bad-preset.not-json', { file });
    case 'invalid':
      return say('dialog.bad-preset.invalid', { file, details: problem.details });
  }
};

/** Main has failed again and again. */
export const tooManyErrors = (): DialogWords => ({
  title: say('dialog.ended.title'),
  detail: say('dialog.ended.detail'),
});
