/** The hosts of Teams' files. OneDrive and SharePoint have one host per tenant, and Graph gives pre-authenticated addresses there. */

/**
 * SharePoint's domains by Graph's origin (https://learn.microsoft.com/graph/deployments,
 * https://learn.microsoft.com/microsoft-365/enterprise/urls-and-ip-address-ranges). The tenant's part of the host is not known beforehand.
 */
const domains: ReadonlyMap<string, readonly string[]> = new Map([
  ['https://graph.microsoft.com', ['sharepoint.com']],
  ['https://graph.microsoft.us', ['sharepoint.us']],
  ['https://dod-graph.microsoft.us', ['sharepoint-mil.us']],
  ['https://microsoftgraph.chinacloudapi.cn', ['sharepoint.cn']],
]);

/** The domains below which files are stored, for an origin of Graph; none if Graph serves the files itself. */
export const fileHostsOf = (graphOrigin: string): readonly string[] => domains.get(graphOrigin) ?? [];
