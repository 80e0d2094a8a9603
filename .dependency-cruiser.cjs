// The house's import rules (docs/architecture.md). Each folder may import what its line allows and nothing else of ours.
const ours = '^(main|preload|words|sign-in|relay-settings|renderer|relay|sandbox|shell|build|test)/';
const may = (name, from, allowed, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: from, pathNot: '[.]test[.]tsx?$|/testing/' },
  to: { path: ours, pathNot: allowed },
});

// The folders of the app page, from the lowest layer to the highest: what all screens look like and say, what is read, what is known of what
// is shown, the parts of a screen, screens. A folder imports from layers below its own, and nothing from beside or above.
const layersOfApp = [
  ['words'],
  ['theme', 'queries'],
  ['world'],
  ['pictures', 'presence', 'typing', 'pairs', 'emoji', 'finding', 'keeping'],
  ['directory'],
  ['navigation', 'commands', 'attention'],
  ['rich', 'setbacks', 'editor'],
  ['carrying', 'acts', 'choices'],
  ['outgoing'],
  ['message', 'timeline', 'composer'],
  ['list', 'message-list', 'private-words'],
  ['links', 'onboarding', 'switcher', 'starting', 'notices'],
  ['accounts'],
  ['conversation', 'status', 'network'],
  ['relay'],
  ['screen'],
];

/** A rule for each folder of the app page, and one for a folder that no layer names. */
const upInApp = [
  ...layersOfApp.flatMap((folders, layer) =>
    folders.map((folder) => ({
      name: `app-layers-${folder}`,
      severity: 'error',
      comment: 'inside the app page imports go down only (layersOfApp)',
      from: { path: `^renderer/app/${folder}/`, pathNot: '[.]test[.]tsx?$|/testing/' },
      to: {
        path: '^renderer/app/',
        pathNot: `^renderer/app/(${[folder, ...layersOfApp.slice(0, layer).flat()].join('|')})/`,
      },
    })),
  ),
  {
    name: 'app-layers-all',
    severity: 'error',
    comment: 'each folder of the app page is in a layer (layersOfApp)',
    from: {},
    to: { path: '^renderer/app/[^/]+/', pathNot: `^renderer/app/(${layersOfApp.flat().join('|')})/` },
  },
];

module.exports = {
  forbidden: [
    may(
      'main',
      '^main/',
      '^(main/|preload/(contract|crossing)|words/|sign-in/|relay-settings/)',
      'main holds no chat logic: it knows the door, how words are said, and itself',
    ),
    may('preload', '^preload/', '^preload/', 'the door imports nothing of ours'),
    may(
      'sign-in',
      '^sign-in/',
      '^(sign-in/|preload/contract)',
      'what app and relay know of signing in: the reasons and features of the door, and nothing of either',
    ),
    may(
      'relay-settings',
      '^relay-settings/',
      '^relay-settings/',
      'the settings that a relay has on both hosts: it knows neither host',
    ),
    may('words', '^words/', '^words/', 'how messages are said: no catalogue is known to it'),
    may(
      'model',
      '^renderer/model/',
      '^(renderer/model/|preload/contract/(caught|one-line)[.]ts$)',
      'the model imports nothing but what the log says of an error, and how a name becomes one line: main does the same',
    ),
    may('text', '^renderer/text/', '^renderer/(text|model)/', 'text knows the model, and no service'),
    may(
      'store',
      '^renderer/store/',
      '^renderer/(store/|model/|text/document/)',
      'the store knows the model, and the document: what is to be written is kept as one',
    ),
    may(
      'relay-health',
      '^renderer/relay-health/',
      '^renderer/(relay-health|model|store)/',
      'how a relay stands is read from the database: the page and the relay show it',
    ),
    may(
      'connectors',
      '^renderer/connectors/[^/]+[.]ts$',
      '^renderer/((model|text/document)/|connectors/([^/]+|(teams|mattermost)/addresses)[.]ts)',
      'the connector interface knows the model, the document, and each service’s addresses for people',
    ),
    may(
      'teams',
      '^renderer/connectors/teams/',
      '^renderer/((model|text)/|connectors/teams/|connectors/[^/]+[.]ts)',
      'a connector knows the model, text and itself',
    ),
    may(
      'mattermost',
      '^renderer/connectors/mattermost/',
      '^renderer/((model|text)/|connectors/mattermost/|connectors/[^/]+[.]ts)',
      'a connector knows the model, text and itself',
    ),
    may(
      'engine',
      '^renderer/engine/',
      '^(renderer/(engine|model|text|store|connectors)/|preload/contract)',
      'the engine drives connectors and store; only boot speaks to the door',
    ),
    {
      name: 'mirror-knows-no-follower',
      severity: 'error',
      comment:
        'the mirror calls its followers by one interface (engine/follower.ts); only engine/followers.ts lists them',
      from: { path: '^renderer/engine/mirror/', pathNot: '[.]test[.]ts$' },
      to: { path: '^renderer/engine/(bridge|notify|people|sending|followers[.]ts)' },
    },
    {
      name: 'followers-know-no-mirror',
      severity: 'error',
      comment: 'what follows knows what was stored (engine/follower.ts), and not how the mirror comes by it',
      from: { path: '^renderer/engine/(bridge|notify|people|sending)/', pathNot: '[.]test[.]ts$' },
      to: { path: '^renderer/engine/mirror/' },
    },
    may(
      'sending',
      '^renderer/engine/sending/',
      '^renderer/(engine/(sending/|(follower|errand)[.]ts)|(model|store|connectors|text)/)',
      'sending knows neither links nor the mirror: what carries and what writes make its attempts',
    ),
    may(
      'compose',
      '^renderer/engine/compose/',
      '^renderer/(engine/(compose/|sending/|(intents/intent-runners|errand)[.]ts)|(model|store|connectors|text)/)',
      'what the user writes becomes attempts of sending; whether a conversation is linked makes no difference',
    ),
    {
      name: 'compose-is-not-carrying',
      severity: 'error',
      comment:
        'carrying sees what the user wrote as any message, and mirror and sending know nothing of either',
      from: { path: '^renderer/engine/(bridge|mirror|people)/', pathNot: '[.]test[.]ts$' },
      to: { path: '^renderer/engine/compose/' },
    },
    may(
      'starting',
      '^renderer/engine/starting/',
      '^renderer/(engine/starting/|(model|store|connectors)/)',
      'beginning conversations knows neither the mirror nor what follows from it',
    ),
    may(
      'notify',
      '^renderer/engine/notify/',
      '^renderer/(engine/(notify/|(follower|errand|presence)[.]ts)|(model|store|connectors)/)',
      'being told knows what was stored and who looks, and neither the mirror nor other followers',
    ),
    may(
      'signin',
      '^renderer/signin/',
      '^(renderer/signin/|preload/contract|sign-in/)',
      'the sign-in page knows the door and nothing that shows content',
    ),
    may(
      'app',
      '^renderer/app/',
      '^(renderer/((app|model|text|store|relay-health)/|connectors/((teams|mattermost)/addresses|address-place)[.]ts$)|preload/contract|words/)',
      'the app page reads the database and the door, and text as all do; addresses for people are the connectors’',
    ),
    ...upInApp,
    {
      name: 'app-reads-by-queries',
      severity: 'error',
      comment:
        'the app page reads the database by its queries only; what else it has of it is for writing (PageWrites)',
      from: { path: '^renderer/app/', pathNot: '^renderer/app/queries/|[.]test[.]tsx?$|/testing/' },
      to: { path: 'node_modules/dexie/' },
    },
    {
      name: 'editor-is-loaded-late',
      severity: 'error',
      comment:
        'the page starts without the editor: others load it when it is first shown, and import its types',
      from: { path: '^renderer/app/', pathNot: '^renderer/app/editor/|[.]test[.]tsx?$|/testing/' },
      to: {
        path: '^(renderer/app/editor/|node_modules/prosemirror-)',
        dependencyTypesNot: ['dynamic-import', 'type-only'],
      },
    },
    may(
      'relay',
      '^relay/',
      '^(relay/|renderer/((engine|connectors|store|model|text|relay-health)/)|words/|sign-in/|relay-settings/|preload/contract/(addresses|reasons)[.]ts$)',
      'the relay is another host for the same engine; it knows no page, no door and no main',
    ),
    may(
      'relay-store',
      '^relay/store/',
      '^relay/store/',
      'the journal knows IndexedDB and SQLite, and not whose rows it keeps',
    ),
    may('sandbox', '^sandbox/', '^sandbox/', 'the sandbox speaks the services’ own language, not ours'),
    may('shell', '^shell/', '^shell/', 'the stand-in knows Electron’s types only'),
    {
      name: 'connectors-by-their-entrance',
      severity: 'error',
      comment:
        'who is no connector uses a connector by its index.ts, and for addresses of its own app by addresses.ts; commands also make ids, to show what the services would say',
      from: {
        path: ours,
        pathNot: '^(renderer/connectors|test|build/commands)/|[.]test[.]tsx?$|/testing/',
      },
      to: {
        path: '^renderer/connectors/(teams|mattermost)/',
        pathNot: '^renderer/connectors/(teams|mattermost)/(index|addresses)[.]ts$',
      },
    },
    {
      name: 'door-of-the-engine',
      severity: 'error',
      comment: 'of the engine, only its page knows the door: the relay has none',
      from: {
        path: '^renderer/engine/',
        pathNot: '^renderer/engine/(main|page-world|connect|notice-board)[.]ts$|[.]test[.]ts$',
      },
      to: { path: '^preload/' },
    },
    {
      name: 'msal-only-in-signin',
      severity: 'error',
      comment: 'each kind of MSAL has one place: for a browser the sign-in page, for Node the relay',
      from: { path: ours, pathNot: '^(renderer/signin|relay/sign-in|test)/' },
      to: { path: 'node_modules/@azure/msal' },
    },
    {
      name: 'msal-node-only-in-relay',
      severity: 'error',
      from: { path: '^renderer/signin/' },
      to: { path: 'node_modules/@azure/msal-node' },
    },
    {
      name: 'msal-browser-not-in-relay',
      severity: 'error',
      from: { path: '^relay/' },
      to: { path: 'node_modules/@azure/msal-browser' },
    },
    {
      name: 'react-only-in-app',
      severity: 'error',
      comment: "ESLint's rules about hooks check the app page alone",
      from: { path: ours, pathNot: '^(renderer/app|test)/' },
      to: { path: 'node_modules/react(-dom)?/' },
    },
    {
      name: 'electron-only-in-main-and-preload',
      severity: 'error',
      from: { path: ours, pathNot: '^(main|preload|shell|test|build)/' },
      to: { path: '^(node_modules/)?electron' },
    },
    {
      name: 'services-only-in-connectors',
      severity: 'error',
      comment: 'only connectors know a service (the sandbox and main’s sign-in speak HTTP)',
      from: { path: ours, pathNot: '^(renderer/connectors|test|sandbox)/' },
      to: { path: 'node_modules/(@mattermost|@microsoft/microsoft-graph)' },
    },
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { pathNot: 'node_modules' } },
    },
    {
      name: 'no-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^electron' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|out)/' },
    tsConfig: { fileName: 'tsconfig.base.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
