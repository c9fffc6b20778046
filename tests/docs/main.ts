import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./pages";
import { TROUBLESHOOTING, troubleshootingPage } from "./troubleshooting";

writeFileSync(join(ROOT, TROUBLESHOOTING), troubleshootingPage());
console.log(`${TROUBLESHOOTING} is up to date`);
