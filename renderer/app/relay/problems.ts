/** Groups what was refused by its reason and link, because a reason that concerns one message concerns many. Pure. */
import { otherService, type Service } from '../../model/index.ts';
import type { CarryFailure, OutboxRow } from '../../store/index.ts';

export interface RelayProblem {
  /** Tells it from the others. */
  readonly key: string;
  readonly linkId: string;
  /** The service that refused. */
  readonly to: Service;
  readonly reason: CarryFailure;
  readonly count: number;
}

/** The most frequent first. */
export const problemsOf = (
  rows: readonly Pick<OutboxRow, 'linkId' | 'service' | 'state'>[],
): readonly RelayProblem[] => {
  const found = new Map<string, RelayProblem>();
  for (const { linkId, service, state } of rows) {
    if (state.kind !== 'failed') continue;
    const { reason } = state;
    const key = `${linkId} ${service} ${JSON.stringify(reason)}`;
    found.set(key, {
      key,
      linkId,
      to: otherService(service),
      reason,
      count: (found.get(key)?.count ?? 0) + 1,
    });
  }
  return [...found.values()].sort((one, other) => other.count - one.count);
};
