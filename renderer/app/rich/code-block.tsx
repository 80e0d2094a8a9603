/** Code with its language and a button that copies it. */
import { Button, makeStyles, tokens, useFluent } from '@fluentui/react-components';
import { CheckmarkRegular, CopyRegular } from '@fluentui/react-icons';
import { useEffect, useState } from 'react';
import { copyText } from './copy-text.ts';
import { say } from '../words/catalogue/say.ts';

const useStyles = makeStyles({
  frame: {
    margin: '4px 0 6px',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    overflow: 'hidden',
    backgroundColor: tokens.colorNeutralBackground2,
  },
  bar: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    padding: '2px 4px 2px 12px',
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground3,
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
  },
  code: {
    margin: 0,
    padding: '8px 12px',
    maxHeight: '420px',
    overflow: 'auto',
    scrollbarWidth: 'thin',
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    lineHeight: '19px',
    tabSize: 4,
    whiteSpace: 'pre',
  },
});

export const CodeBlock = ({ language, code }: { language: string; code: string }) => {
  const styles = useStyles();
  const { dir } = useFluent();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1_500);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <div className={styles.frame}>
      {/* The bar belongs to the app: it keeps the app's direction, also above text of the other direction. */}
      <div className={styles.bar} dir={dir} data-app-words>
        <span>{language === '' ? say('message.code') : language}</span>
        <Button
          size="small"
          appearance="transparent"
          icon={copied ? <CheckmarkRegular /> : <CopyRegular />}
          aria-label={say('message.code.copy-label')}
          onClick={() => {
            void copyText(code).then(setCopied);
          }}
        >
          {copied ? say('message.code.copied') : say('message.code.copy')}
        </Button>
      </div>
      <pre
        className={styles.code}
        tabIndex={0}
        dir="ltr"
        aria-label={language === '' ? say('message.code') : say('message.code.in', { language })}
      >
        {code}
      </pre>
    </div>
  );
};
