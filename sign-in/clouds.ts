/** Microsoft's clouds with a Graph of their own. */

export const clouds = ['public', 'us-government', 'us-government-dod', 'china'] as const;
export type Cloud = (typeof clouds)[number];

/** Addresses without a slash at the end. */
export interface CloudAddresses {
  /** The sign-in service, without the tenant. */
  readonly loginUrl: string;
  /** Graph, without its version. */
  readonly graphUrl: string;
}

/** Source: learn.microsoft.com/graph/deployments. */
export const cloudAddresses: Readonly<Record<Cloud, CloudAddresses>> = {
  public: { loginUrl: 'https://login.microsoftonline.com', graphUrl: 'https://graph.microsoft.com' },
  'us-government': { loginUrl: 'https://login.microsoftonline.us', graphUrl: 'https://graph.microsoft.us' },
  'us-government-dod': {
    loginUrl: 'https://login.microsoftonline.us',
    graphUrl: 'https://dod-graph.microsoft.us',
  },
  china: {
    loginUrl: 'https://login.chinacloudapi.cn',
    graphUrl: 'https://microsoftgraph.chinacloudapi.cn',
  },
};
