#!/usr/bin/env node
/** The command `lighthouse-report`. */
import { createReadStream } from "node:fs";
import { writeFile } from "node:fs/promises";
import { processEnvironment } from "../../provider/configuration.js";
import { run } from "./run.js";
import { sightFromEnvironment } from "./sightFromEnvironment.js";

const { stdin, stdout, stderr, argv } = process;

// Whoever reads the output may have read enough: `lighthouse-report | head`.
stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

void run(argv.slice(2), {
  stdin,
  readFile: (path) => createReadStream(path),
  writeFile,
  print: (text) => void stdout.write(text),
  complain: (text) => void stderr.write(text),
  screen: { hasColour: stdout.isTTY && stdout.hasColors(), ...(stdout.isTTY && { columns: stdout.columns }) },
  sight: () => sightFromEnvironment(processEnvironment),
}).then((code) => {
  process.exitCode = code;
});
