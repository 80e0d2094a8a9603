/** The words of main's own dialogs. */
import type { PresetProblem } from '../preset/preset.ts';
import { say } from './say.ts';

/** A dialog: the event, and its consequence. */
export interface DialogWords {
  readonly title: string;
  readonly detail: string;
}

/** @param problem the error's own text, because the error is unforeseen */
export const cannotStart = (problem: string): DialogWords => ({
  title: say('dialog.cannot-start.title'),
  detail: problem,
});

/** @param file the preset's path */
export const badPreset = (file: string, problem: PresetProblem, isRelays: boolean): DialogWords => ({
  title: say('dialog.bad-preset.title'),
  detail: presetDetail(
    file,
    problem,
    isRelays ? say('dialog.bad-preset.nothing-runs') : say('dialog.bad-preset.goes-on'),
  ),
});

const presetDetail = (file: string, problem: PresetProblem, follows: string): string => {
  switch (problem.kind) {
    case 'unreadable':
      return say('dialog.bad-preset.unreadable', { file, follows });
    case 'not-json':
      return say('dialog.bad-preset.not-json', { file, follows });
    case 'invalid':
      return say('dialog.bad-preset.invalid', { file, details: problem.details, follows });
  }
};

/** The dialog after a storm of uncaught errors. */
export const tooManyErrors = (): DialogWords => ({
  title: say('dialog.ended.title'),
  detail: say('dialog.ended.detail'),
});
