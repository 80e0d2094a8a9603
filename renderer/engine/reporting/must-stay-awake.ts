/** Whether the machine of a desktop that is the organisation's relay must not fall asleep. Pure. */
import type { EngineRow } from '../../store/index.ts';

/**
 * A relay that carries, or would as soon as it may. One that has lost its lease for a while, or does not know yet who carries because it has just
 * started, must not fall asleep, because nobody wakes it. Where another relay carries, or the user has paused without an end, it may.
 */
export const mustStayAwake = (engine: EngineRow | undefined): boolean => {
  if (engine === undefined) return true;
  const { carrier, state, carryPause } = engine;
  if (carrier?.kind === 'other') return false;
  if (carryPause.kind === 'handed-over' || carryPause.kind === 'until-ended') return false;
  switch (state.kind) {
    case 'running':
    // It tries again by itself.
    case 'disk-full':
    case 'failed':
      return true;
    case 'paused':
    case 'wrong-account':
      return false;
  }
};
