/** Isthmus's own colours: a sea green between the two services' blue and violet, on Fluent's neutral greys. */
import {
  createDarkTheme,
  createLightTheme,
  type BrandVariants,
  type Theme,
} from '@fluentui/react-components';

/** 80 carries white text at 4.9:1; 110 carries text on the dark ground (WCAG AA asks for 4.5:1). */
const brand: BrandVariants = {
  10: '#03191C',
  20: '#06282D',
  30: '#08363D',
  40: '#0A444C',
  50: '#0C525C',
  60: '#0D606B',
  70: '#0E6E7B',
  80: '#0F7C8A',
  90: '#2B8C99',
  100: '#459CA8',
  110: '#5FABB6',
  120: '#79BAC4',
  130: '#94C9D1',
  140: '#AFD8DE',
  150: '#CAE7EB',
  160: '#E6F5F7',
};

/** The system's own text face first, so that the app sits beside native ones. */
const fonts = {
  fontFamilyBase:
    '"Isthmus Emoji", "Segoe UI Variable Text", "Segoe UI", -apple-system, BlinkMacSystemFont, Inter, Cantarell, Ubuntu, "Noto Sans", Roboto, "Helvetica Neue", Arial, sans-serif',
  fontFamilyMonospace:
    '"Cascadia Code", Consolas, "SF Mono", Menlo, "JetBrains Mono", "DejaVu Sans Mono", "Liberation Mono", monospace',
} as const;

export const lightTheme: Theme = {
  ...createLightTheme(brand),
  ...fonts,
  // A step darker than Fluent's, because small text in the brand's colour is also on selected rows and tinted grounds (4.5:1).
  colorBrandForeground1: brand[70],
  colorBrandForeground2: brand[60],
};

const dark = createDarkTheme(brand);
export const darkTheme: Theme = {
  ...dark,
  ...fonts,
  // Fluent recommends this for custom colours, because its default steps are too dark on a dark ground.
  colorBrandForeground1: brand[120],
  colorBrandForeground2: brand[120],
  colorBrandForegroundLink: brand[120],
  colorBrandForegroundLinkHover: brand[130],
  // Fluent's own (#DC626D) has 4.2:1 on the dark ground; this is its next lighter step.
  colorStatusDangerForeground1: dark.colorPaletteRedForeground1,
};
