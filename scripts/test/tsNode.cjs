// Runs TypeScript in mocha. Types are checked once for the whole tree, by `npm run verify`, and not in each suite's
// process again. The resolver finds x.ts where a file imports "./x.js", as Node's own rules want it to be written.
require("ts-node").register({ transpileOnly: true, experimentalResolver: true });
