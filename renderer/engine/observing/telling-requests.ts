import type { World } from '../../connectors/world.ts';
import type { Service } from '../../model/index.ts';
import { type Observe, secondsFrom } from './observation.ts';

/** A world that tells of each request when its answer begins, or when none came. `callOf` names a request (`Connector.callOf`). */
export const tellingRequests = (
  world: World,
  service: Service,
  callOf: (request: Request) => string,
  observe: Observe,
): World => ({
  ...world,
  fetch: async (request) => {
    const begun = world.now();
    const tell = (status: number | null): void =>
      observe({
        kind: 'request',
        service,
        call: callOf(request),
        status,
        seconds: secondsFrom(begun, world.now()),
      });
    try {
      const answer = await world.fetch(request);
      tell(answer.status);
      return answer;
    } catch (error) {
      tell(null);
      throw error;
    }
  },
});
