/** The keys that show and hide the window from every program: what they are, a button to press others, and one to have none. */
import { Button, mergeClasses } from '@fluentui/react-components';
import { useState, type KeyboardEvent } from 'react';
import type { DeviceChoices } from '../../../preload/contract/device.ts';
import { KeyCaps } from '../commands/key-caps.tsx';
import { say } from '../words/catalogue/say.ts';
import { useWorld } from '../world/world.ts';
import { acceleratorOf, pressOfAccelerator } from './accelerator.ts';
import { useNoticeStyles } from './styles.ts';

interface Properties {
  readonly shortcut: DeviceChoices['shortcut'];
  readonly change: (keys: string | null) => void;
}

export const ShortcutField = ({ shortcut: { keys, state }, change }: Properties) => {
  const styles = useNoticeStyles();
  const { platform } = useWorld();
  const [isPressing, setPressing] = useState(false);
  const pressed = (event: KeyboardEvent): void => {
    // Tab leads on, as everywhere; leaving the button ends this.
    if (!isPressing || event.key === 'Tab') return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Escape') setPressing(false);
    const chosen = acceleratorOf(event.nativeEvent);
    if (chosen === null) return;
    setPressing(false);
    change(chosen);
  };
  return (
    <div className={styles.group} role="group" aria-labelledby="notices-shortcut">
      <span className={styles.legend} id="notices-shortcut">
        {say('notices.shortcut')}
      </span>
      <div className={styles.row}>
        {keys === null ? (
          <span className={styles.hint}>{say('notices.shortcut.none')}</span>
        ) : (
          <KeyCaps presses={[pressOfAccelerator(keys)]} platform={platform} />
        )}
        <Button
          aria-describedby="notices-shortcut-hint"
          onClick={() => setPressing(true)}
          onKeyDown={pressed}
          onBlur={() => setPressing(false)}
        >
          {isPressing ? say('notices.shortcut.press') : say('notices.shortcut.set')}
        </Button>
        {keys !== null && <Button onClick={() => change(null)}>{say('notices.shortcut.remove')}</Button>}
      </div>
      <p
        className={mergeClasses(styles.hint, !isPressing && state === 'refused' && styles.failed)}
        id="notices-shortcut-hint"
        role="status"
      >
        {isPressing
          ? platform === 'mac'
            ? say('notices.shortcut.hint-mac')
            : say('notices.shortcut.hint')
          : state === 'refused' && say('notices.shortcut.refused')}
      </p>
    </div>
  );
};
