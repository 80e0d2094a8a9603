/** Tells whoever measures what was carried. Without an observer nothing is read. */
import { otherService, type Service } from '../../model/index.ts';
import { type CarriedFile, type LinkRow, type OutboxRow, readConversationRows } from '../../store/index.ts';
import { secondsFrom } from '../observing/observation.ts';
import type { CarryContext } from './context.ts';
import type { Gathered } from './decide/gather.ts';
import type { Act } from './run/perform.ts';

/** A message got its counterpart, with these files. */
export const tellSent = async (
  context: CarryContext,
  row: OutboxRow,
  { link, service: from }: Gathered,
  files: readonly CarriedFile[],
): Promise<void> => {
  const { observe } = context;
  if (!observe) return;
  const direct = await isDirect(context, link);
  observe({ kind: 'carried', act: 'created', from, direct, seconds: sinceSeen(context, row) });
  for (const { instead } of files)
    observe({ kind: 'file-carried', from, direct, instead: instead?.kind ?? null });
};

/** An act was done. A mark is no news of a message. */
export const tellActed = async (
  context: CarryContext,
  row: OutboxRow,
  { link, service, row: pair }: Gathered,
  act: Act,
): Promise<void> => {
  const { observe } = context;
  if (!observe || act.kind === 'mark') return;
  const origin = pair?.origin ?? service;
  const where = { from: sideOf(act, origin), direct: await isDirect(context, link) };
  if (act.kind === 'react') observe({ ...where, kind: 'reaction-carried', act: act.set ? 'set' : 'unset' });
  else
    observe({
      ...where,
      kind: 'carried',
      act: act.kind === 'remove' ? 'deleted' : 'updated',
      seconds: sinceSeen(context, row),
    });
};

/** The service on which the act was done by a person first. */
const sideOf = (act: Exclude<Act, { readonly kind: 'mark' }>, origin: Service): Service => {
  switch (act.kind) {
    case 'restore':
      return origin;
    case 'edit':
      return act.from === 'origin' ? origin : otherService(origin);
    case 'remove':
      return act.from === 'copy' ? origin : otherService(origin);
    case 'react':
      return act.on === 'copy' ? origin : otherService(origin);
  }
};

const isDirect = async ({ database }: CarryContext, link: LinkRow): Promise<boolean> => {
  const [conversation] = await readConversationRows(database, [link.mattermost]);
  return conversation !== undefined && conversation.kind !== 'channel';
};

const sinceSeen = ({ world }: CarryContext, { seen }: OutboxRow): number | null =>
  seen === undefined ? null : secondsFrom(seen, world.now());
