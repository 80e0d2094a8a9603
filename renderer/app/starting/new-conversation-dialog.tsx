/** Asks for the people of a new conversation: one or several of one account, by name. */
import {
  Button,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  makeStyles,
  Textarea,
  tokens,
} from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { mostInvited, type AccountId, type ConversationId, type Person } from '../../model/index.ts';
import { wantPeopleFound } from '../../store/index.ts';
import { knownPeopleQuery, shownName } from '../directory/known-people.ts';
import type { Directory } from '../directory/use-directory.ts';
import { Finder } from '../finding/finder.tsx';
import { FoundName } from '../finding/found-name.tsx';
import { bestOf, findableBy, queryOf } from '../finding/name-match.ts';
import { PersonAvatar } from '../message/person-avatar.tsx';
import { KeepingPlace } from '../keeping/keeping-place.tsx';
import { NotKept } from '../keeping/not-kept.tsx';
import { useDialogStyles } from '../theme/dialog-styles.ts';
import { Modal } from '../theme/modal.tsx';
import { ServiceMark } from '../theme/service-mark.tsx';
import { say } from '../words/catalogue/say.ts';
import { serviceName } from '../words/names.ts';
import { caughtBy } from '../world/log-caught.ts';
import { useLeading } from '../navigation/use-leading.ts';
import { useQuery } from '../world/use-query.ts';
import { useWorld } from '../world/world.ts';
import { searchedAccounts } from './searched-accounts.ts';
import { forbiddenBeginning } from './beginning.ts';
import { forbiddenBeginningSentence } from './start-sentences.ts';
import { conversationHere, useStarting } from './use-starting.ts';
import type { TypedAhead } from './use-typed-ahead.ts';

const useStyles = makeStyles({
  surface: { maxWidth: '560px' },
  content: { display: 'flex', flexDirection: 'column', gap: '8px' },
  chosen: { display: 'flex', flexWrap: 'wrap', gap: '6px', margin: 0, padding: 0, listStyleType: 'none' },
  person: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '6px',
    maxWidth: '100%',
    paddingInlineStart: '6px',
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
  },
  name: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
});

/** The most people that are shown at once. */
const mostShown = 50;
/** How long typing must pause before a server is asked, ms. */
const searchPause = 300;
const shortestSearch = 2;

interface Properties {
  readonly directory: Directory;
  readonly open: (id: ConversationId, typed: string) => void;
  /** Holds what the user types after they asked for a conversation (`use-typed-ahead.ts`). */
  readonly holdTyped: TypedAhead['hold'];
  readonly close: () => void;
}

export const NewConversationDialog = (properties: Properties) => (
  <KeepingPlace>
    <AskWithWhom {...properties} />
  </KeepingPlace>
);

const AskWithWhom = ({ directory, open, holdTyped, close }: Properties) => {
  const styles = useStyles();
  const { body } = useDialogStyles();
  const { accounts, all } = directory;
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<readonly Person[]>([]);
  const [first, setFirst] = useState('');
  const { outcome, leadTo } = useLeading();
  const isAsking = useRef(false);
  const start = useStarting();
  const known = useQuery(useMemo(() => knownPeopleQuery(accounts), [accounts]));
  const account = accounts.find(({ id }) => id === chosen[0]?.accountId);
  useServerSearch(searchedAccounts(accounts, account?.id), typed);
  const findable = useMemo(
    () =>
      (known ?? []).map((person) => ({
        person,
        findable: findableBy([person.displayName, person.handle, person.email ?? ''], person.jobTitle),
        ...{ unread: false, at: 0 },
      })),
    [known],
  );
  const found = useMemo(() => {
    const taken = new Set(chosen.map(({ id }) => id));
    const open = findable.filter(
      ({ person }) => !taken.has(person.id) && (account === undefined || person.accountId === account.id),
    );
    const fitting = typed.trim() === '' ? open.slice(0, mostShown) : bestOf(open, queryOf(typed), mostShown);
    return fitting.map(({ person }) => person);
  }, [findable, chosen, account, typed]);
  const people = account && { account, others: chosen.map(({ id }) => id) };
  const isFull = account !== undefined && chosen.length >= mostInvited[account.service];
  // A group chat of Teams is visible to others at once, so it is made together with its first message.
  const here = people === undefined ? null : conversationHere(all, people);
  const asksFirst = account?.service === 'teams' && chosen.length > 1 && here === null;
  const forbidden =
    account === undefined || here !== null ? null : forbiddenBeginning(account, chosen.length);
  const canStart = people !== undefined && forbidden === null && (!asksFirst || first.trim() !== '');
  const submit = async (): Promise<void> => {
    if (!canStart || isAsking.current) return;
    if (here !== null) {
      leadTo((ahead) => open(here, ahead));
      close();
      return;
    }
    isAsking.current = true;
    const isKept = start(people, asksFirst ? first : '');
    holdTyped('', isKept);
    // A refused wish leaves the dialog open, with what was chosen and typed.
    if (await isKept) close();
    isAsking.current = false;
  };
  const remove = (person: Person): void => setChosen((before) => before.filter((one) => one !== person));
  const onKey = (event: KeyboardEvent): boolean => {
    const last = chosen.at(-1);
    if (typed !== '' || last === undefined) return false;
    if (event.key === 'Backspace') {
      remove(last);
      return true;
    }
    if (event.key !== 'Enter' || !event.ctrlKey) return false;
    void submit();
    return true;
  };
  return (
    <Modal close={close} outcome={outcome}>
      <DialogSurface className={styles.surface} data-testid="new-conversation">
        <DialogBody className={body}>
          <DialogTitle>{say('starting.title')}</DialogTitle>
          <DialogContent className={styles.content}>
            {chosen.length > 0 && (
              <ul className={styles.chosen} aria-label={say('starting.chosen')}>
                {chosen.map((person) => (
                  <li key={person.id} className={styles.person}>
                    <bdi className={styles.name} title={shownName(person)}>
                      {shownName(person)}
                    </bdi>
                    <Button
                      appearance="subtle"
                      size="small"
                      icon={<DismissRegular />}
                      aria-label={say('starting.remove', { name: shownName(person) })}
                      onClick={() => remove(person)}
                    />
                  </li>
                ))}
              </ul>
            )}
            <Finder
              filter={typed}
              type={setTyped}
              {...{ found, onKey }}
              keyOf={({ id }) => id}
              isOff={() => isFull}
              choose={(person) => {
                setChosen((before) => [...before, person]);
                setTyped('');
              }}
              row={(person) => (
                <>
                  <PersonAvatar name={shownName(person)} size={28} bot={person.kind === 'bot'} />
                  <FoundName name={shownName(person)} about={[person.jobTitle, person.handle]} />
                  <ServiceMark service={serviceOf(directory, person)} size="small" />
                </>
              )}
              placeholder={say('starting.search')}
              label={say('starting.search')}
              listLabel={say('starting.people')}
              nothing={typed.trim() === '' ? say('starting.nobody-yet') : say('starting.nobody', { typed })}
            />
            {isFull && (
              <span role="status">{say('starting.most', { service: serviceName(account.service) })}</span>
            )}
            {account !== undefined && forbidden !== null && (
              <span role="status">{forbiddenBeginningSentence(forbidden, account.service)}</span>
            )}
            {asksFirst && (
              <Field label={say('starting.first')} hint={say('starting.first-why')} required>
                <Textarea value={first} onChange={(_, { value }) => setFirst(value)} rows={2} />
              </Field>
            )}
            <NotKept />
          </DialogContent>
          <DialogActions fluid>
            <Button onClick={close}>{say('action.cancel')}</Button>
            <Button appearance="primary" disabledFocusable={!canStart} onClick={() => void submit()}>
              {asksFirst ? say('starting.send') : say('starting.open')}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Modal>
  );
};

const serviceOf = ({ accounts }: Directory, { accountId }: Person) =>
  accounts.find(({ id }) => id === accountId)?.service ?? 'mattermost';

/** Asks these Mattermost servers for people by the typed name. Found people are in the mirror then. */
const useServerSearch = (ids: readonly AccountId[], typed: string): void => {
  const { database, door, now } = useWorld();
  const key = JSON.stringify(ids);
  useEffect(() => {
    const wanted = typed.trim();
    if (wanted.length < shortestSearch) return;
    const timer = setTimeout(() => {
      for (const id of JSON.parse(key) as typeof ids)
        wantPeopleFound(database, id, wanted, now()).catch(caughtBy(door, 'people-wish'));
    }, searchPause);
    return () => clearTimeout(timer);
  }, [database, door, now, key, typed]);
};
