/** What the user chose for all conversations, on all of their computers. */
import { Checkbox } from '@fluentui/react-components';
import { say } from '../words/catalogue/say.ts';
import { KeywordsField } from './keywords-field.tsx';
import { QuietField } from './quiet-field.tsx';
import { useNoticeStyles } from './styles.ts';
import { useNoticeSettings } from './use-notice-settings.ts';

export const EverywhereChoices = () => {
  const styles = useNoticeStyles();
  const [settings, change] = useNoticeSettings();
  if (settings === undefined) return null;
  const { followsDoNotDisturb } = settings;
  return (
    <section className={styles.section} aria-labelledby="notices-everywhere">
      <h3 className={styles.title} id="notices-everywhere">
        {say('notices.everywhere')}
      </h3>
      <KeywordsField words={settings.keywords} change={(keywords) => change({ keywords })} />
      <Checkbox
        label={say('notices.threads')}
        checked={settings.followsThreads}
        onChange={(_, { checked }) => void change({ followsThreads: checked === true })}
      />
      <QuietField quiet={settings.quiet} change={(quiet) => void change({ quiet })} />
      <fieldset className={styles.group}>
        <legend className={styles.legend}>{say('notices.disturb')}</legend>
        <Checkbox
          label={say('notices.disturb.teams')}
          checked={followsDoNotDisturb.teams}
          onChange={(_, { checked }) => void change({ followsDoNotDisturb: { teams: checked === true } })}
        />
        <Checkbox
          label={say('notices.disturb.mattermost')}
          checked={followsDoNotDisturb.mattermost}
          onChange={(_, { checked }) =>
            void change({ followsDoNotDisturb: { mattermost: checked === true } })
          }
        />
        <p className={styles.hint}>{say('notices.disturb.system')}</p>
      </fieldset>
    </section>
  );
};
