import { useEffect, useState } from 'react';
import type { Preset } from '../../../preload/contract/shapes.ts';
import { useWorld } from '../world/world.ts';

const none: Preset = { teams: null, mattermost: null, days: null, withoutKeyring: 'ask' };

/** What was laid down beforehand; undefined until main has answered; empty when it cannot. */
export const usePreset = (): Preset | undefined => {
  const { door } = useWorld();
  const [preset, setPreset] = useState<Preset>();
  useEffect(() => {
    let current = true;
    // Harmless: refused only when main is going down; without a preset everything is asked.
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
