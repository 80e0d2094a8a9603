/** Asks a connector. */
import type { World } from '../../connectors/world.ts';
import { caughtEvent, type ServiceFailure } from '../../model/index.ts';

interface Failed {
  readonly ok: false;
  readonly failure: ServiceFailure;
}

/** Asks a connector. A connector must not throw; if one throws nevertheless, that counts as a broken answer. */
export const guarded = async <Answer>(
  world: Pick<World, 'log'>,
  ask: () => Promise<Answer>,
): Promise<Answer | Failed> => {
  try {
    return await ask();
  } catch (error) {
    world.log(caughtEvent('connector-call', error));
    return { ok: false, failure: { kind: 'offline', reason: 'broken-answer', status: null } };
  }
};
