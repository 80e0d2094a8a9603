/** A presence as a mark at the corner of a picture. */
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import {
  PresenceAvailable10Filled,
  PresenceAway10Filled,
  PresenceBusy10Filled,
  PresenceDnd10Filled,
  PresenceOffline10Regular,
  PresenceOof10Regular,
} from '@fluentui/react-icons';
import type { ReactElement } from 'react';
import type { Presence } from '../../model/index.ts';

const useStyles = makeStyles({
  mark: {
    position: 'absolute',
    insetInlineEnd: '-2px',
    bottom: '-2px',
    display: 'flex',
    borderRadius: tokens.borderRadiusCircular,
    // A ring in the ground's colour separates it from the picture.
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralBackground1}`,
  },
  online: { color: tokens.colorPaletteLightGreenForeground3 },
  away: { color: tokens.colorPaletteMarigoldBackground3 },
  busy: { color: tokens.colorPaletteRedBackground3 },
  'out-of-office': { color: tokens.colorPaletteBerryForeground3 },
  offline: { color: tokens.colorNeutralForeground3 },
});

const signs: Readonly<Record<Exclude<Presence, 'unknown'>, ReactElement>> = {
  online: <PresenceAvailable10Filled />,
  away: <PresenceAway10Filled />,
  busy: <PresenceBusy10Filled />,
  'do-not-disturb': <PresenceDnd10Filled />,
  'out-of-office': <PresenceOof10Regular />,
  offline: <PresenceOffline10Regular />,
};

/** Shows nothing if the presence is not known. Hidden from screen readers, which get `presenceWord`. */
export const PresenceMark = ({ presence }: { presence: Presence | undefined }) => {
  const styles = useStyles();
  if (presence === undefined || presence === 'unknown') return null;
  return (
    <span
      className={mergeClasses(styles.mark, styles[presence === 'do-not-disturb' ? 'busy' : presence])}
      data-presence={presence}
      aria-hidden
    >
      {signs[presence]}
    </span>
  );
};
