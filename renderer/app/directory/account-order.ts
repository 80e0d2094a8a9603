import type { Account, Service } from '../../model/index.ts';
import { english } from '../words/locale.ts';

/** Teams first, then Mattermost; accounts of one service by their label. */
export const inOrder = (accounts: readonly Account[]): Account[] =>
  [...accounts].sort(
    (a, b) =>
      serviceOrder.indexOf(a.service) - serviceOrder.indexOf(b.service) || english.compare(a.label, b.label),
  );

const serviceOrder: readonly Service[] = ['teams', 'mattermost'];
