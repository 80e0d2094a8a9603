/** A button that pauses carrying for a time, or ends the pause. */
import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { PauseRegular, PlayRegular } from '@fluentui/react-icons';
import type { CarryPauseLength } from '../../../preload/contract/pause.ts';
import { useCarryPause } from '../directory/use-directory.ts';
import { withinWindow } from '../theme/positioning.ts';
import { say } from '../words/catalogue/say.ts';
import { useCarryPausing } from './use-carry-pausing.ts';

const lengths: readonly CarryPauseLength[] = ['hour', 'tomorrow', 'until-ended'];

const lengthWords = (length: CarryPauseLength): string => {
  switch (length) {
    case 'hour':
      return say('carry.pause.hour');
    case 'tomorrow':
      return say('carry.pause.tomorrow');
    case 'until-ended':
      return say('carry.pause.until-ended');
  }
};

export const CarryPauseButton = () => {
  const pause = useCarryPause();
  const choose = useCarryPausing();
  if (pause.kind !== 'none')
    return (
      <Button size="small" icon={<PlayRegular />} onClick={() => choose(null)}>
        {say('carry.pause.resume')}
      </Button>
    );
  return (
    <Menu positioning={withinWindow('below-end')}>
      <MenuTrigger disableButtonEnhancement>
        <Button size="small" icon={<PauseRegular />}>
          {say('carry.pause')}
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {lengths.map((length) => (
            <MenuItem key={length} onClick={() => choose(length)}>
              {lengthWords(length)}
            </MenuItem>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
};
