/** Whether the machine must not fall asleep, because this desktop is the organisation's relay. Pure. */
import type { EngineRow } from '../../store/index.ts';

/**
 * A relay that carries, or would as soon as it may. One that has lost its lease for a while must not fall asleep, because nobody wakes it. Where another
 * relay carries, or the user has paused without an end, it may. On a user's desktop nobody says who carries.
 */
export const mustStayAwake = (engine: EngineRow | undefined): boolean => {
  if (engine?.carrier === undefined || engine.carrier.kind === 'other') return false;
  const { state, carryPause } = engine;
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
