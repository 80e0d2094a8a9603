/** Where files of Teams lie: OneDrive and SharePoint have a host per tenant, whose pre-authenticated addresses Graph hands out. */

/**
 * SharePoint's hosts by Graph's (https://learn.microsoft.com/graph/deployments,
 * https://learn.microsoft.com/microsoft-365/enterprise/urls-and-ip-address-ranges). The tenant's part is not known beforehand.
 */
const hosts: ReadonlyMap<string, readonly string[]> = new Map([
  ['https://graph.microsoft.com', ['https://*.sharepoint.com']],
  ['https://graph.microsoft.us', ['https://*.sharepoint.us']],
  ['https://dod-graph.microsoft.us', ['https://*.sharepoint-mil.us']],
  ['https://microsoftgraph.chinacloudapi.cn', ['https://*.sharepoint.cn']],
]);

/** The origins to which files are sent and from which they are read, for an origin of Graph; none where Graph serves them itself. */
export const fileOriginsOf = (graphOrigin: string): readonly string[] => hosts.get(graphOrigin) ?? [];
