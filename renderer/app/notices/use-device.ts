/** What the user chose on this computer: main keeps it, and tells where it is changed in the tray. */
import { useCallback, useEffect, useState } from 'react';
import type { DeviceChange, DeviceChoices } from '../../../preload/contract/shapes.ts';
import { caughtBy } from '../world/log-caught.ts';
import { useWorld } from '../world/world.ts';

/** The choices (null until main has told them), and what changes some of them: settled when main has answered or has not taken it. */
export const useDevice = (): readonly [DeviceChoices | null, (change: DeviceChange) => Promise<void>] => {
  const { door } = useWorld();
  const [choices, setChoices] = useState<DeviceChoices | null>(null);
  useEffect(() => {
    door.call('device:read', {}).then(setChoices).catch(caughtBy(door, 'device-read'));
    return door.hear('device:changed', setChoices);
  }, [door]);
  const change = useCallback(
    (wanted: DeviceChange): Promise<void> =>
      door.call('device:change', wanted).then(setChoices).catch(caughtBy(door, 'device-change')),
    [door],
  );
  return [choices, change];
};
