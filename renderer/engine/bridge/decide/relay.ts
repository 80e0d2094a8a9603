/** Who may have written a copy, where an organisation has a relay. Pure. */
import { otherService, type PersonId, type Service } from '../../../model/index.ts';
import { type CarriedBy, type CounterpartRow, isRelayOf, type LinkRow } from '../../../store/index.ts';

/** Whether this Isthmus is the relay of a link: it carries what others write, as its bot. */
export const carriesForOthers = ({ relay }: Pick<LinkRow, 'relay'>): boolean => relay?.kind === 'this';

/** Who carried a message whose copy `author` wrote on `service`. `me`: this Isthmus's user there. */
export const carriedByOf = (
  link: Pick<LinkRow, 'relay'>,
  service: Service,
  author: PersonId | null,
  me: PersonId | null,
): CarriedBy => {
  if (author !== null && author === me) return 'me';
  return isRelayOf(link, service, author) ? 'relay' : 'other';
};

const weights: Readonly<Record<CarriedBy, number>> = { other: 0, relay: 1, me: 2 };

/** Orders rows that name one message: the user's own counts most, then the relay's, because anybody can forge a mark. */
export const weightOf = ({ carriedBy }: Pick<CounterpartRow, 'carriedBy'>): number => weights[carriedBy];

/** Who wrote the copies of a row, as the row keeps it: of the relay's rows alone, because a link may get another relay. */
export const relayedByIn = (
  carriedBy: CarriedBy,
  author: PersonId | null,
): Pick<CounterpartRow, 'relayedBy'> =>
  carriedBy === 'relay' && author !== null ? { relayedBy: author } : {};

/**
 * Whether the authors of a message and of its copy are right for a relay's row; null for a row that is not a relay's. Null as an author: that
 * form is not in the mirror, and nothing speaks against it. A copy of an earlier relay of the link stays right.
 */
export const isRelayedRight = (
  link: Pick<LinkRow, 'relay'>,
  row: Pick<CounterpartRow, 'origin' | 'carriedBy' | 'relayedBy'>,
  authors: { readonly origin: PersonId | null; readonly copy: PersonId | null },
  me: Readonly<Record<Service, PersonId>>,
): boolean | null => {
  const there = otherService(row.origin);
  if (carriesForOthers(link) && row.carriedBy === 'me')
    return authors.origin !== me[row.origin] && (authors.copy === null || authors.copy === me[there]);
  if (row.carriedBy !== 'relay') return null;
  const author = authors.copy ?? row.relayedBy ?? null;
  if (author === null) return link.relay?.kind === 'other';
  return author === row.relayedBy || isRelayOf(link, there, author);
};
