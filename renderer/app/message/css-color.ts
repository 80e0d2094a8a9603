/** A colour that a card asks for, if it is nothing but a colour: `#rgb`, `#rrggbb` or one of Mattermost's three words; else null. */
export const cssColor = (color: string | null): string | null => {
  if (color === null) return null;
  if (/^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i.test(color)) return color;
  switch (color.toLowerCase()) {
    case 'good':
      return '#339970';
    case 'warning':
      return '#f0a30a';
    case 'danger':
      return '#d24b4e';
    default:
      return null;
  }
};
