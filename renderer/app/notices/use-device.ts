/** What the user chose on this computer: main keeps it, and tells where it is changed in the tray. */
import { useCallback, useEffect, useState } from 'react';
import type { DeviceChange, DeviceChoices } from '../../../preload/contract/device.ts';
import { useKeep } from '../keeping/use-keep.ts';
import { caughtBy } from '../world/log-caught.ts';
import { useWorld } from '../world/world.ts';

/** The choices (null until main has told them), and what changes some of them: settled when main has answered or has not taken it, which is said. */
export const useDevice = (): readonly [DeviceChoices | null, (change: DeviceChange) => Promise<void>] => {
  const { door } = useWorld();
  const keep = useKeep();
  const [choices, setChoices] = useState<DeviceChoices | null>(null);
  useEffect(() => {
    door.call('device:read', {}).then(setChoices).catch(caughtBy(door, 'device-read'));
    return door.hear('device:changed', setChoices);
  }, [door]);
  const change = useCallback(
    async (wanted: DeviceChange): Promise<void> => {
      await keep('device-change', door.call('device:change', wanted).then(setChoices));
    },
    [door, keep],
  );
  return [choices, change];
};
