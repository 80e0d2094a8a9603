/** What the engine may use of the Mattermost connector. */
export { mattermostUserKey } from './ids.ts';
export { createMattermostConnector, type MattermostConnectorOptions } from './connector.ts';
