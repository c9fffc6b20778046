// Which folder may import from which: examples -> sdk -> provider -> Tencent's SDK. Each rule says why.

/** Pure thinking: no clock, no network, no state of the machine, so that a test needs nothing but values. */
const PURE =
  "^provider/(actions|apiError|association|awaited|bars|claimBoard|claims|declarations|endpoints|errorTable|explain|foreseenBars|forewarnings|getOrMake|goal|leftStopped|named|neighbourhood|observation|operation|pairs|partialSuccess|plan|proxies|recorded|refused|rivalsVoided|sdkFailure|settings|state|unknowns|updateInWords|credentials/(accountLists|configurationProblem|configuredKey|credentials|roleSettings|tokenService)|keyPair/(calls|keyName|keyPair|keyPairDeclaration|keyPairState|tags)|lookups/(conditions|everyRow|found|listings|query))[.]ts$";
/** The files that speak to Tencent Cloud. */
const CLIENTS =
  "^provider/(clientConfig|lighthouseApi|sts[A-Z][A-Za-z]*|keyPair/keyPairApi|lookups/lighthouseListings)[.]ts$";
const TENCENT = "(^|/)node_modules/tencentcloud-sdk-nodejs/";
const PULUMI = "(^|/)node_modules/@pulumi/";
/** What the compiler removes: an import of types only. */
const ONLY_TYPES = ["type-only", "pre-compilation-only"];

module.exports = {
  forbidden: [
    {
      name: "resolves",
      comment: "What cannot be found fails at run time.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: "no-cycles",
      comment: "Files that need each other at run time are one file, or lack a third.",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ONLY_TYPES } },
    },
    {
      name: "nothing-imports-tests",
      comment:
        "What is shipped does not know how it is tested; the local Lighthouse above all is met on the wire only.",
      severity: "error",
      from: { path: "^(provider|sdk|examples)/" },
      to: { path: "^(tests|scripts)/" },
    },
    {
      name: "provider-knows-no-program",
      comment: "The provider runs in a process of its own; what a program uses may ask it, never the other way.",
      severity: "error",
      from: { path: "^provider/" },
      to: { path: "^(sdk|examples)/" },
    },
    {
      name: "provider-knows-pulumi-by-type",
      comment: "Loading Pulumi's SDK again costs each run time; only what writes to the engine's log may.",
      severity: "error",
      from: { path: "^provider/", pathNot: "^provider/(notices|engineLog)[.]ts$" },
      to: { path: PULUMI, dependencyTypesNot: ONLY_TYPES },
    },
    {
      name: "sdk-loads-no-provider",
      comment:
        "A program must not load the provider and its client; types and pure files are free. sdk/report may, and a look-up, which a dynamic provider cannot answer: source.ts loads it at the first one.",
      severity: "error",
      from: { path: "^sdk/", pathNot: "^sdk/(report/|lookups/source[.]ts$)" },
      to: { path: "^provider/", pathNot: PURE, dependencyTypesNot: ONLY_TYPES },
    },
    {
      name: "pure-stays-pure",
      comment: "Plan and decisions see values only, so they import values only: pure files, or types.",
      severity: "error",
      from: { path: PURE },
      to: { pathNot: PURE, dependencyTypesNot: ONLY_TYPES },
    },
    {
      name: "one-client",
      comment: "Wire names and Tencent's SDK stay in the client, so that either can change in one place.",
      severity: "error",
      from: { path: "^(provider|sdk|examples)/", pathNot: CLIENTS },
      to: { path: TENCENT },
    },
    {
      name: "model-stands-alone",
      comment:
        "The laws hold the provider against a model; one that took anything from it would agree with its mistakes.",
      severity: "error",
      from: { path: "^tests/laws/model[A-Z][A-Za-z]*[.]ts$" },
      to: { path: "^(provider|sdk)/" },
    },
    {
      name: "tencent-by-deep-path",
      comment: "The package's root loads 1,272 modules for 260 services; the Lighthouse client alone 117.",
      severity: "error",
      from: {},
      to: { path: `${TENCENT}(tencentcloud/index[.]|tencentcloud/services/index[.]|$)` },
    },
    {
      name: "examples-use-the-package",
      comment: "An example imports what a user can: the package by its name.",
      severity: "error",
      from: { path: "^examples/" },
      to: { path: "^(provider|sdk)/" },
    },
    {
      name: "shipped-needs-no-dev-dependency",
      comment: "It would be missing where the package is installed.",
      severity: "error",
      from: { path: "^(provider|sdk)/" },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["npm-peer", ...ONLY_TYPES], pathNot: PULUMI },
    },
    {
      name: "lighthouse-is-a-separate-party",
      comment: "Where both sides read one wrong type, both agree on a wrong API.",
      severity: "error",
      from: { path: "^tests/lighthouse/" },
      to: { path: ["^(provider|sdk|examples|scripts|dist)/", "^tests/(?!lighthouse/)"] },
    },
    {
      name: "lighthouse-uses-no-client",
      comment: "It is written from the documents; a client's own types would hide what the client gets wrong.",
      severity: "error",
      from: { path: "^tests/lighthouse/", pathNot: "^tests/lighthouse/tests/" },
      to: { path: [TENCENT, PULUMI] },
    },
  ],
  options: {
    doNotFollow: { path: "(^|/)node_modules/|^dist/" },
    tsPreCompilationDeps: "specify",
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["require", "node", "types", "default"] },
    combinedDependencies: true,
  },
};
