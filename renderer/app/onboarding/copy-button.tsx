/** A button that copies a link or a code, and confirms it for a moment. */
import { Button, type ButtonProps } from '@fluentui/react-components';
import { CheckmarkRegular, CopyRegular } from '@fluentui/react-icons';
import { useEffect, useState } from 'react';
import { copyText } from '../rich/copy-text.ts';
import { copyWords } from '../words/machine/browser-sentences.ts';

interface Properties extends Pick<ButtonProps, 'appearance' | 'size' | 'className'> {
  readonly text: string;
  /** The button's label before it is pressed. */
  readonly label: string;
}

export const CopyButton = ({ text, label, ...look }: Properties) => {
  const [copied, setCopied] = useState<boolean | null>(null);
  useEffect(() => {
    if (copied !== true) return;
    const timer = setTimeout(() => setCopied(null), 1_500);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <Button
      {...look}
      icon={copied === true ? <CheckmarkRegular /> : <CopyRegular />}
      onClick={() => void copyText(text).then(setCopied)}
    >
      {copied === null ? label : copied ? copyWords.copied : copyWords.notCopied}
    </Button>
  );
};
