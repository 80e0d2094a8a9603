/** Edits the text and the address of a link, beside the link. Enter sets them, Esc changes nothing. */
import { Button, Field, Input, makeStyles, Popover, PopoverSurface } from '@fluentui/react-components';
import { useEffect, useMemo, useRef, useState, type SubmitEvent } from 'react';
import type { LinkHere } from '../../editor/links.ts';
import { say } from '../../words/catalogue/say.ts';

const useStyles = makeStyles({
  surface: { width: '300px', maxWidth: 'calc(100vw - 16px)', boxSizing: 'border-box', padding: '12px' },
  form: { display: 'flex', flexDirection: 'column', gap: '10px', margin: 0 },
  buttons: { display: 'flex', justifyContent: 'flex-end', flexWrap: 'wrap', gap: '8px' },
});

interface Properties {
  /** The link's present place on the screen, which changes with the window's size. */
  readonly place: () => DOMRect;
  readonly link: LinkHere;
  /** False if no browser can open the address. */
  readonly put: (text: string, address: string) => boolean;
  readonly remove: () => void;
  readonly close: () => void;
}

export const LinkPopover = ({ place, link, put, remove, close }: Properties) => {
  const styles = useStyles();
  const [text, setText] = useState(link.text);
  const [address, setAddress] = useState(link.url);
  const [isRefused, setRefused] = useState(false);
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const latestPlace = useRef(place);
  useEffect(() => {
    latestPlace.current = place;
  });
  const target = useMemo(() => ({ getBoundingClientRect: () => latestPlace.current() }), []);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (put(text, address)) close();
    else setRefused(true);
  };
  return (
    <Popover
      open
      trapFocus
      onOpenChange={(_, { open }) => {
        if (!open) close();
      }}
      positioning={{ target, position: 'above', align: 'start', overflowBoundaryPadding: 8 }}
    >
      <PopoverSurface className={styles.surface} aria-label={say('composer.format.link')}>
        <form className={styles.form} onSubmit={submit} noValidate>
          <Field label={say('composer.link.text')}>
            <Input
              value={text}
              readOnly={link.isTextFixed}
              dir="auto"
              onChange={(_, { value }) => setText(value)}
            />
          </Field>
          <Field
            label={say('composer.link.address')}
            {...(isRefused
              ? { validationState: 'error' as const, validationMessage: say('composer.link.not-an-address') }
              : // As high as the error that may replace it, so that the window does not grow over the text.
                { hint: say('composer.link.not-an-address') })}
          >
            <Input
              input={{ ref: first }}
              type="url"
              dir="ltr"
              value={address}
              onChange={(_, { value }) => {
                setAddress(value);
                setRefused(false);
              }}
            />
          </Field>
          <div className={styles.buttons}>
            {link.url !== '' && (
              <Button
                onClick={() => {
                  remove();
                  close();
                }}
              >
                {say('composer.link.remove')}
              </Button>
            )}
            <Button type="submit" appearance="primary">
              {say('composer.link.set')}
            </Button>
          </div>
        </form>
      </PopoverSurface>
    </Popover>
  );
};
