/** How long a recording plays. */

/** ISO 8601 durations as they occur (`PT1M13.5S`), in seconds; null for anything else. */
export const secondsOf = (duration: unknown): number | null => {
  const parts = /^P(?:(\d{1,4})D)?T?(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,8}(?:\.\d{1,9})?)S)?$/.exec(
    typeof duration === 'string' ? duration : '',
  );
  if (parts === null) return null;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = parts
    .slice(1)
    .map((part: string | undefined) => Number(part ?? 0));
  const all = ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
  return all > 0 ? all : null;
};
