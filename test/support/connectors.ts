/** A connector that answers only what a test says; whatever else is asked of it fails the test. */
import type { Connector } from '../../renderer/connectors/connector.ts';
import { account } from './rows.ts';

const unused = (): never => {
  throw new Error('not asked of the connector');
};

export const connectorOf = (over: Partial<Connector>): Connector => ({
  service: 'mattermost',
  accountId: account,
  limits: [],
  callOf: unused,
  heedSignIn: () => undefined,
  vital: unused,
  overview: unused,
  history: unused,
  changes: unused,
  refresh: unused,
  people: unused,
  members: unused,
  presence: unused,
  image: unused,
  ...over,
});
