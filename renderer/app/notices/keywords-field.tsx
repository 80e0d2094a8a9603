/** The words that count as a mention of the user: those there are, each with a button that removes it, and a field for another one. */
import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { AddRegular, DismissRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { longestKeyword, mostKeywords, tidyKeywords } from '../../model/index.ts';
import { say } from '../words/catalogue/say.ts';

const useStyles = makeStyles({
  field: { display: 'flex', gap: '8px' },
  input: { flexGrow: 1, minWidth: 0 },
  words: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: '6px',
    listStyleType: 'none',
    margin: '8px 0 0',
    padding: 0,
  },
  word: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '2px',
    maxWidth: '100%',
    boxSizing: 'border-box',
    paddingInlineStart: '8px',
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    fontSize: tokens.fontSizeBase300,
  },
  text: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
});

interface Properties {
  readonly words: readonly string[];
  /** Resolves to whether they were kept. */
  readonly change: (words: readonly string[]) => Promise<boolean>;
}

/** Why a word cannot be added; null when it can, or there is nothing to add. */
const whyNot = (words: readonly string[], typed: string): string | null => {
  if (typed.trim() === '') return null;
  if (words.length >= mostKeywords) return say('notices.keywords.too-many', { most: mostKeywords });
  if (typed.trim().length > longestKeyword) return say('notices.keywords.too-long', { most: longestKeyword });
  return tidyKeywords([...words, typed]).length === words.length ? say('notices.keywords.there') : null;
};

export const KeywordsField = ({ words, change }: Properties) => {
  const styles = useStyles();
  const [typed, setTyped] = useState('');
  const [trouble, setTrouble] = useState<string | null>(null);
  const add = (): void => {
    const reason = whyNot(words, typed);
    setTrouble(reason);
    if (reason !== null || typed.trim() === '') return;
    setTyped('');
    void change([...words, typed]).then((isKept) => {
      // What was typed is not lost.
      if (!isKept) setTyped((since) => (since === '' ? typed : since));
    });
  };
  return (
    <div>
      <Field
        label={say('notices.keywords.label')}
        hint={say('notices.keywords.hint')}
        {...(trouble === null ? {} : { validationMessage: trouble })}
      >
        {(field) => (
          <div className={styles.field}>
            <Input
              {...field}
              className={styles.input}
              value={typed}
              dir="auto"
              onChange={(_, { value }) => {
                setTyped(value);
                setTrouble(null);
              }}
              onKeyDown={(event) => {
                // While an input method composes, Enter is its own.
                if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
                event.preventDefault();
                add();
              }}
            />
            <Button icon={<AddRegular />} onClick={add}>
              {say('notices.keywords.add')}
            </Button>
          </div>
        )}
      </Field>
      {words.length > 0 && (
        <ul className={styles.words} aria-label={say('notices.keywords.list')}>
          {words.map((word) => (
            <li key={word} className={styles.word}>
              <bdi className={styles.text} title={word}>
                {word}
              </bdi>
              <Button
                appearance="subtle"
                size="small"
                icon={<DismissRegular />}
                aria-label={say('notices.keywords.remove', { word })}
                title={say('notices.keywords.remove', { word })}
                onClick={() => void change(words.filter((one) => one !== word))}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
};
