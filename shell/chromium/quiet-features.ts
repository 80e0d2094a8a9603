// Chromium's features that are off wherever the project starts it: in the stand-in, in tests of pages and in benchmarks.

/** Names of Chromium's features, for `--disable-features`. */
export const featuresOff = [
  'AvoidCorsURLLoaderRestartOnRedirect',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'MediaRouter',
  'OptimizationHints',
  'PaintHolding',
  // Each window has its own renderer, as in Electron, so that a crash affects one window only.
  'ProcessPerSiteUpToMainFrameThreshold',
  // A process for a page that perhaps comes later, after each page that was opened: 0.07 s of CPU of a start with three windows.
  'SpareRendererForSitePerProcess',
  'Translate',
  // Each window would load two pages for the suggestions of its address bar, unseen: 0.6 s of CPU.
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxPopup',
];

/** The switches of a Chromium that Playwright starts without the stand-in. Its own `--disable-features` is replaced: the last one counts. */
export const bareSwitches = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  `--disable-features=${featuresOff.join(',')}`,
];
