/** What the engine may use of the Mattermost connector. */
export { createMattermostConnector, type MattermostConnectorOptions } from './connector.ts';
