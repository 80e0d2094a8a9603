/** Addresses that open in Teams only: they ask for a token that no browser has. */

/** Teams' own stores of pictures, sounds and films (`eu-api.asm.skype.com`, `us-prod.asyncgw.teams.microsoft.com`). */
const mediaStore = /(?:^|\.)(?:asm\.skype\.com|asyncgw\.teams\.microsoft\.(?:com|us))$/i;
/** Graph itself, in any cloud. */
const graph =
  /^graph\.microsoft\.(?:com|us)$|^dod-graph\.microsoft\.us$|^microsoftgraph\.chinacloudapi\.cn$/i;

/** Whether a link to this web address would be dead for whoever follows it in a browser. */
export const opensInTeamsOnly = (address: string): boolean => {
  if (!URL.canParse(address)) return false;
  const { hostname } = new URL(address);
  return mediaStore.test(hostname) || graph.test(hostname);
};

/** Whether it is a picture, sound or film in Teams' own stores or among Graph's hosted contents: people may link to Graph for other reasons. */
export const isTeamsMedia = (address: string): boolean => {
  if (!opensInTeamsOnly(address)) return false;
  const { hostname, pathname } = new URL(address);
  return mediaStore.test(hostname) || pathname.includes('/hostedContents/');
};
