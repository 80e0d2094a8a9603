/** Code with its language and a button that copies it. */
import { makeStyles, tokens, useFluent } from '@fluentui/react-components';
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
  // Like Fluent's small transparent button, which costs a turn of the wheel a millisecond more.
  copy: {
    display: 'inline-flex',
    alignItems: 'center',
    justifyContent: 'center',
    gap: '4px',
    minWidth: '64px',
    height: '24px',
    padding: '0 8px',
    border: 'none',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground2,
    fontFamily: 'inherit',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    cursor: 'pointer',
    ':hover': { color: tokens.colorNeutralForeground2BrandHover },
    ':active': { color: tokens.colorNeutralForeground2BrandPressed },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
    '@media (forced-colors: active)': {
      color: 'ButtonText',
      ':hover': { color: 'Highlight' },
    },
  },
  icon: { display: 'inline-flex', fontSize: '20px' },
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
        <button
          type="button"
          className={styles.copy}
          aria-label={say('message.code.copy-label')}
          onClick={() => {
            void copyText(code).then(setCopied);
          }}
        >
          <span className={styles.icon}>{copied ? <CheckmarkRegular /> : <CopyRegular />}</span>
          {copied ? say('message.code.copied') : say('message.code.copy')}
        </button>
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
