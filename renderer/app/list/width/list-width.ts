/** How wide the list is, px. */
export const listWidths = { least: 240, most: 480, usual: 320, step: 16 } as const;

/** A valid width: whole, and within its bounds. A value that is not a number becomes the usual width. */
export const listWidth = (wanted: number): number =>
  Number.isFinite(wanted)
    ? Math.min(listWidths.most, Math.max(listWidths.least, Math.round(wanted)))
    : listWidths.usual;

/** The new width after a key, px; null for other keys. `rtl`: the list is on the right, and the arrows change places. */
export const widthAfterKey = (key: string, width: number, rtl: boolean): number | null => {
  switch (key) {
    case 'ArrowLeft':
      return listWidth(width + (rtl ? listWidths.step : -listWidths.step));
    case 'ArrowRight':
      return listWidth(width + (rtl ? -listWidths.step : listWidths.step));
    case 'Home':
      return listWidths.least;
    case 'End':
      return listWidths.most;
    default:
      return null;
  }
};
