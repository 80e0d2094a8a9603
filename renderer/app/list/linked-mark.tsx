/** Both services' marks side by side: this conversation is in both. */
import { makeStyles } from '@fluentui/react-components';
import { ServiceMark } from '../theme/service-mark.tsx';
import { say } from '../words/catalogue/say.ts';

const useStyles = makeStyles({
  marks: { display: 'inline-flex', flexShrink: 0, alignItems: 'center', gap: '2px' },
});

/** Hidden from screen readers, because the element around it says the same in words. */
export const LinkedMark = () => (
  <span className={useStyles().marks} title={say('list.linked-mark')} aria-hidden data-testid="linked-mark">
    <ServiceMark service="mattermost" size="small" note="" />
    <ServiceMark service="teams" size="small" note="" />
  </span>
);
