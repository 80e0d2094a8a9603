/** The card during a sign-in attempt, for both services: what to do in the browser, the link to its page, and the ways to end it. */
import {
  Button,
  Field,
  Input,
  makeStyles,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  Spinner,
  Text,
  tokens,
} from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import type { Service } from '../../model/index.ts';
import {
  browserActions,
  browserWords,
  stuckWords,
  type BrowserMoment,
} from '../words/machine/browser-sentences.ts';
import { CopyButton } from './copy-button.tsx';
import type { BrowserState, Connect } from './use-connect.ts';

const useStyles = makeStyles({
  wait: { display: 'flex', flexDirection: 'column', gap: '10px' },
  head: { display: 'flex', alignItems: 'flex-start', gap: '10px' },
  spinner: { flexShrink: 0, paddingTop: '2px' },
  words: { display: 'flex', flexDirection: 'column', gap: '2px', minWidth: 0 },
  advice: { color: tokens.colorNeutralForeground3 },
  actions: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
  cancel: { marginInlineStart: 'auto' },
});

/** After this time the card explains pages that never return, in milliseconds. */
export const stuckAfter = 60_000;

const momentOf = (browser: BrowserState): BrowserMoment =>
  browser.kind === 'waiting' && !browser.opened ? 'not-opened' : browser.kind;

/** Whether the wait for this page is so long that it may never return. */
const useStuck = (url: string | null): boolean => {
  const [stuck, setStuck] = useState<string | null>(null);
  useEffect(() => {
    if (url === null) return;
    const timer = setTimeout(() => setStuck(url), stuckAfter);
    return () => clearTimeout(timer);
  }, [url]);
  return url !== null && stuck === url;
};

interface Properties extends Pick<Connect, 'cancel' | 'startAgain'> {
  readonly service: Service;
  readonly browser: BrowserState;
}

export const BrowserWait = ({ service, browser, cancel, startAgain }: Properties) => {
  const styles = useStyles();
  const url = browser.kind === 'waiting' ? browser.url : null;
  const moment = momentOf(browser);
  const stuck = useStuck(url);
  const { title, advice } = browserWords(moment, service);
  const hint = stuckWords(service);
  return (
    <div className={styles.wait} data-testid={`waiting-${service}`} data-moment={moment}>
      <div className={styles.head} role="status">
        <Spinner className={styles.spinner} size="tiny" aria-hidden />
        <div className={styles.words}>
          <Text weight="semibold">{title}</Text>
          {advice !== null && (
            <Text size={200} className={styles.advice}>
              {advice}
            </Text>
          )}
        </div>
      </div>
      {url !== null && moment === 'not-opened' && (
        <Field label={browserActions.link}>
          <Input readOnly value={url} dir="ltr" onFocus={(event) => event.currentTarget.select()} />
        </Field>
      )}
      {stuck && (
        <MessageBar intent="info" layout="multiline" data-testid={`stuck-${service}`}>
          <MessageBarBody>
            <MessageBarTitle>{hint.title}</MessageBarTitle>
            {hint.advice}
          </MessageBarBody>
        </MessageBar>
      )}
      <div className={styles.actions}>
        {url !== null && (
          <CopyButton
            text={url}
            label={browserActions.copy}
            appearance={moment === 'not-opened' ? 'primary' : 'secondary'}
          />
        )}
        {url !== null && <Button onClick={startAgain}>{browserActions.again}</Button>}
        <Button className={styles.cancel} onClick={cancel}>
          {browserActions.cancel}
        </Button>
      </div>
    </div>
  );
};
