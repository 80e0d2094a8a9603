/** The size that a tag gives its picture. */

const styledWidth = /(?:^|[;\s])width\s*:\s*([\d.]+)px/i;
const styledHeight = /(?:^|[;\s])height\s*:\s*([\d.]+)px/i;

const pixels = (attribute: string | undefined, style: string, styled: RegExp): number | null => {
  const value = Math.round(Number.parseFloat(attribute ?? styled.exec(style)?.[1] ?? ''));
  return Number.isFinite(value) && value > 0 && value < 100_000 ? value : null;
};

/** Width and height in pixels, from the attributes or the inline style of an `<img>`; null where they say nothing usable. */
export const sizeOfPicture = (
  attributes: Readonly<Record<string, string>>,
): { readonly width: number | null; readonly height: number | null } => {
  const style = (attributes.style ?? '').slice(0, 500);
  return {
    width: pixels(attributes.width, style, styledWidth),
    height: pixels(attributes.height, style, styledHeight),
  };
};
