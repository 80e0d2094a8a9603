/** Makes an act that may be repeated without harm: an edit, a deletion, a reaction or a mark. */
import {
  mayBeOfAct,
  otherService,
  type Result,
  type Service,
  type ServiceFailure,
  succeeded,
} from '../../../model/index.ts';
import { type OutboxRow, setOutboxState } from '../../../store/index.ts';
import { answeredBefore, triesOf } from '../../sending/attempt.ts';
import type { CarryContext } from '../context.ts';
import type { Decision } from '../decide/decide.ts';
import type { Gathered } from '../decide/gather.ts';
import { draftsOfEdit, emptied } from '../text/planning.ts';
import { canBeRead, failRow, performingOf, planningOf, rememberAct } from './carry-work.ts';
import { type Act, performAct, type Performed } from './perform.ts';
import { tellActed } from '../tell-carried.ts';

/** False if the act did not happen, or not certainly. */
export const makeAct = async (
  context: CarryContext,
  row: OutboxRow,
  gathered: Gathered,
): Promise<boolean> => {
  const { decision, link } = gathered;
  if (!isAct(decision)) return false;
  const { database } = context;
  const service = sideOfAct(decision, gathered);
  const failed = async (failure: ServiceFailure): Promise<false> => {
    const isReadable = mayBeOfAct(failure) && (await canBeRead(context, link, service));
    return failRow(context, row.messageId, failure, { isReadable });
  };
  await setOutboxState(database, row.messageId, {
    kind: 'sending',
    act: { kind: 'repeatable' },
    after: 0,
    retryAt: 0,
    tries: triesOf(row.state),
    ...answeredBefore(row.state),
  });
  const words = { drafts: await draftsOfEdit(planningOf(context), gathered), emptied: emptied(gathered) };
  const performed = await performAct(performingOf(context), gathered, decision, words);
  if (!performed.ok) {
    if (!isUnknownReaction(decision, performed.failure)) return failed(performed.failure);
    // From now on the connector says that this reaction is not possible there. The other changes go, and the row ends with that reason.
    await setOutboxState(database, row.messageId, { kind: 'queued' });
    return true;
  }
  const seen = await withNewForms(context, service, performed.value);
  if (!seen.ok) return failed(seen.failure);
  await rememberAct(context, row.messageId, service, seen.value);
  await tellActed(context, row, gathered, decision);
  return true;
};

/** Asks for the new form of messages that the service's answer did not contain. A decision on their old form would undo the act. */
const withNewForms = async (
  { sides, signal }: CarryContext,
  service: Service,
  performed: Performed,
): Promise<Result<Performed>> => {
  if (performed.unseen.length === 0) return succeeded(performed);
  const answer = await sides[service].connector.refresh(performed.unseen, signal);
  return answer.ok ? succeeded({ ...performed, changes: [...performed.changes, ...answer.value] }) : answer;
};

const isUnknownReaction = ({ kind }: Act, failure: ServiceFailure): boolean =>
  kind === 'react' && 'because' in failure && failure.because === 'reaction-unknown';

const isAct = (decision: Decision): decision is Act =>
  decision.kind === 'edit' ||
  decision.kind === 'remove' ||
  decision.kind === 'restore' ||
  decision.kind === 'react' ||
  decision.kind === 'mark';

/** The service that an act changes. */
const sideOfAct = (act: Act, { row, service }: Gathered): Service => {
  const origin = row?.origin ?? service;
  switch (act.kind) {
    case 'mark':
      return 'mattermost';
    case 'restore':
      return otherService(origin);
    case 'edit':
      return act.from === 'origin' ? otherService(origin) : origin;
    case 'remove':
      return act.from === 'copy' ? otherService(origin) : origin;
    case 'react':
      return act.on === 'copy' ? otherService(origin) : origin;
  }
};
