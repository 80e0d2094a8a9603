/** Base64. Bytes become text in parts, because one call takes a limited number of arguments. */

const atOnce = 0x8000;

export const base64Of = (bytes: Uint8Array): string => {
  const parts: string[] = [];
  for (let start = 0; start < bytes.length; start += atOnce)
    parts.push(String.fromCharCode(...bytes.subarray(start, start + atOnce)));
  return btoa(parts.join(''));
};

/** The bytes of base64 that this file made. */
export const blobOfBase64 = (base64: string, type: string): Blob => {
  const characters = atob(base64);
  const bytes = new Uint8Array(characters.length);
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = characters.charCodeAt(at);
  return new Blob([bytes], { type });
};
