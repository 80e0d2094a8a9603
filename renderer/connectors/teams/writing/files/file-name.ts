/** Makes names of files that OneDrive and SharePoint accept (https://support.microsoft.com/office/64883a5d-228e-48f5-b3d2-eb39e07630fa). */

/** Characters that are refused. Half a surrogate pair is no character, and an address cannot hold it. */
const forbidden = /["*:<>?/\\|\p{Cc}\p{Cs}]/gu;
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d|\.lock|desktop\.ini|_vti_.*)(?:\.|$)/i;

/** A path has at most 400 characters; folder and drive need some of them. */
const longestName = 200;

/** The name without refused characters, and not too long. Its ending stays. */
export const safeName = (name: string): string => {
  const clean = name
    .replace(forbidden, '_')
    .trim()
    .replace(/^~\$/, '_')
    .replace(/(?<!\.)\.+$/, '');
  const allowed = reserved.test(clean) ? `_${clean}` : clean;
  if (allowed === '') return 'file';
  if (allowed.length <= longestName) return allowed;
  const ending = /\.[^.]{1,20}$/.exec(allowed)?.[0] ?? '';
  return `${allowed.slice(0, longestName - ending.length).replace(/\p{Cs}$/u, '')}${ending}`;
};
