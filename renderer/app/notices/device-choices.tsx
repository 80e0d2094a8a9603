/** What the user chose on this computer alone. */
import { Checkbox, mergeClasses } from '@fluentui/react-components';
import { useState } from 'react';
import { say } from '../words/catalogue/say.ts';
import { ShortcutField } from './shortcut-field.tsx';
import { useNoticeStyles } from './styles.ts';
import { useDevice } from './use-device.ts';

export const DeviceChoices = () => {
  const styles = useNoticeStyles();
  const [choices, change] = useDevice();
  // What was wanted and has been answered: before the answer nothing was refused.
  const [wantedLogin, setWantedLogin] = useState<boolean | null>(null);
  if (choices === null) return null;
  const { notificationText, notificationSound, startsAtLogin, shortcut } = choices;
  const isLaidDown = notificationText === 'laid-down';
  return (
    <section className={styles.section} aria-labelledby="notices-here">
      <h3 className={styles.title} id="notices-here">
        {say('notices.here')}
      </h3>
      <div className={styles.group}>
        <Checkbox
          label={say('notices.text')}
          checked={notificationText === 'shown'}
          disabled={isLaidDown}
          aria-describedby={isLaidDown ? 'notices-laid-down' : undefined}
          onChange={(_, { checked }) => void change({ hidesText: checked !== true })}
        />
        {isLaidDown && (
          <p className={styles.hint} id="notices-laid-down">
            {say('notices.text.laid-down')}
          </p>
        )}
        <Checkbox
          label={say('notices.sound')}
          checked={notificationSound}
          onChange={(_, { checked }) => void change({ notificationSound: checked === true })}
        />
        <Checkbox
          label={say('notices.login')}
          checked={startsAtLogin}
          onChange={(_, { checked }) => {
            const wanted = checked === true;
            setWantedLogin(null);
            void change({ startsAtLogin: wanted }).then(() => setWantedLogin(wanted));
          }}
        />
        <p className={mergeClasses(styles.hint, styles.failed)} role="status">
          {wantedLogin !== null && wantedLogin !== startsAtLogin && say('notices.login.refused')}
        </p>
      </div>
      <ShortcutField shortcut={shortcut} change={(keys) => void change({ shortcut: keys })} />
    </section>
  );
};
