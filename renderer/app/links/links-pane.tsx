/** All links of this user: both sides, the standing, and what was not carried. */
import { makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { LinkRegular } from '@fluentui/react-icons';
import { useMemo } from 'react';
import { CarryPauseButton } from '../carrying/carry-pause-button.tsx';
import { CommandButton } from '../commands/command-button.tsx';
import { BackIcon } from '../theme/way-icons.tsx';
import { isUpToDate } from '../../model/index.ts';
import type { Directory } from '../directory/use-directory.ts';
import { LinkCard } from './link-card.tsx';
import { linkEntries } from './link-entries.ts';
import { useLinkIntents } from './use-link-intents.ts';
import { say } from '../words/catalogue/say.ts';

const useStyles = makeStyles({
  pane: {
    display: 'flex',
    flexDirection: 'column',
    flexGrow: 1,
    minWidth: 0,
    minHeight: 0,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  header: {
    display: 'flex',
    alignItems: 'center',
    gap: '8px',
    height: '60px',
    flexShrink: 0,
    padding: '0 20px',
    boxSizing: 'border-box',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  narrow: { paddingInlineStart: '8px' },
  title: {
    flexGrow: 1,
    margin: 0,
    fontSize: tokens.fontSizeBase400,
    lineHeight: '22px',
    fontWeight: tokens.fontWeightSemibold,
  },
  scroller: { flexGrow: 1, overflowY: 'auto', scrollbarWidth: 'thin', padding: '16px 20px 32px' },
  list: {
    listStyleType: 'none',
    margin: '0 auto 24px',
    padding: 0,
    maxWidth: '760px',
    display: 'flex',
    flexDirection: 'column',
    gap: '12px',
  },
  section: {
    maxWidth: '760px',
    margin: '0 auto 8px',
    fontSize: tokens.fontSizeBase300,
    fontWeight: tokens.fontWeightSemibold,
    color: tokens.colorNeutralForeground2,
  },
  empty: {
    flexGrow: 1,
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    justifyContent: 'center',
    gap: '8px',
    padding: '24px',
    textAlign: 'center',
    color: tokens.colorNeutralForeground3,
  },
  icon: { fontSize: '40px' },
  advice: { maxWidth: '52ch' },
});

interface Properties {
  readonly directory: Directory;
  /** The list is not beside it. */
  readonly coversList: boolean;
}

export const LinksPane = ({ directory, coversList }: Properties) => {
  const styles = useStyles();
  const intents = useLinkIntents() ?? [];
  const entries = useMemo(() => linkEntries(directory), [directory]);
  const sections = [
    [say('link.pane.channels'), entries.filter(({ link }) => link.source.kind === 'post')],
    [say('link.pane.direct-messages'), entries.filter(({ link }) => link.source.kind === 'people')],
  ] as const;
  return (
    <main className={styles.pane} tabIndex={-1} aria-label={say('link.pane.title')}>
      <header className={mergeClasses(styles.header, coversList && styles.narrow)}>
        {coversList && <CommandButton id="show-list" icon={<BackIcon />} />}
        <h1 className={styles.title}>{say('link.pane.title')}</h1>
        {entries.length > 0 && <CarryPauseButton />}
      </header>
      {entries.length === 0 ? (
        <div className={styles.empty}>
          <LinkRegular className={styles.icon} aria-hidden />
          <Text weight="semibold" size={400}>
            {directory.accounts.every(({ state }) => isUpToDate(state))
              ? say('link.pane.none')
              : say('link.pane.none-known')}
          </Text>
          <Text className={styles.advice} align="center">
            {say('link.pane.about')}
          </Text>
        </div>
      ) : (
        <div
          className={styles.scroller}
          tabIndex={0}
          role="region"
          aria-label={say('link.all')}
          data-region="messages"
        >
          {sections.map(
            ([title, some]) =>
              some.length > 0 && (
                <section key={title} aria-label={title}>
                  <h2 className={styles.section}>{title}</h2>
                  <ul className={styles.list}>
                    {some.map((entry) => (
                      <LinkCard key={entry.link.id} entry={entry} intents={intents} />
                    ))}
                  </ul>
                </section>
              ),
          )}
        </div>
      )}
    </main>
  );
};
