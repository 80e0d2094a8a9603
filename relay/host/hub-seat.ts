/** Lets the hub run while this relay carries over some links, by its leases, and tells it when these may be others. */
import type { World } from '../../renderer/connectors/world.ts';
import type { Engine } from '../../renderer/engine/engine.ts';
import { caughtEvent } from '../../renderer/model/index.ts';
import type { HubState } from '../hub/hub-state.ts';
import { RelayHub, type RelayHubOptions } from '../hub/relay-hub.ts';

/** What a configuration says of the hub. */
export type HubSettings = Pick<RelayHubOptions, 'address' | 'tenantDomain' | 'applicationId'>;

export interface HubSeat {
  readonly state: () => HubState;
  readonly stop: () => Promise<void>;
}

export interface HubSeatOptions {
  readonly world: Pick<World, 'after' | 'log'>;
  readonly hub: Pick<RelayHub, 'start' | 'look' | 'stop' | 'state'>;
  readonly engine: Pick<Engine, 'shares'>;
}

/** How often the leases are looked at, ms. */
const lookEvery = 2_000;

export const takeHubSeat = ({ world, hub, engine }: HubSeatOptions): HubSeat => {
  let cancel = (): void => undefined;
  let isEnding = false;
  let isActive = false;
  let stopping: Promise<void> = Promise.resolve();
  const look = (): void => {
    if (isEnding) return;
    const mayRun = (engine.shares?.held.length ?? 0) > 0;
    if (mayRun !== isActive) {
      isActive = mayRun;
      // The one that begins waits for the one that ends.
      stopping = stopping
        .then(() => (mayRun ? hub.start() : hub.stop()))
        .catch((error: unknown) => world.log(caughtEvent('relay-hub-seat', error)));
    }
    if (isActive) hub.look();
    cancel = world.after(lookEvery, look);
  };
  look();
  return {
    state: () => hub.state,
    stop: async () => {
      isEnding = true;
      cancel();
      await stopping;
      try {
        await hub.stop();
      } catch (error) {
        // The relay's engine and database have to end all the same.
        world.log(caughtEvent('relay-hub-stop', error));
      }
    },
  };
};

/** The seat of a relay's hub; null where its file cannot be written: then the relay runs without. */
export const openHubSeat = async (
  options: RelayHubOptions & Pick<HubSeatOptions, 'engine'>,
): Promise<HubSeat | null> => {
  try {
    return takeHubSeat({ ...options, hub: await RelayHub.open(options) });
  } catch (error) {
    options.world.log(caughtEvent('relay-hub-open', error));
    return null;
  }
};
