import { useEffect, useState } from 'react';
import type { Preset } from '../../../preload/contract/preset.ts';
import { useWorld } from '../world/world.ts';

const none: Preset = { teams: null, mattermost: null, days: null, withoutKeyring: 'ask', connect: 'offer' };

/** The preset; undefined before main has answered; empty if main cannot read it. */
export const usePreset = (): Preset | undefined => {
  const { door } = useWorld();
  const [preset, setPreset] = useState<Preset>();
  useEffect(() => {
    let current = true;
    // Harmless: refused only when main is going down. Without a preset all fields are asked for.
    door.call('preset:read', {}).then(
      (value) => current && setPreset(value),
      () => current && setPreset(none),
    );
    return () => {
      current = false;
    };
  }, [door]);
  return preset;
};
