// Builds the page into --out, for Maven: fetches the packages where the lock file has changed since they were, checks
// the types, bundles, and lists the licences of what is in the bundle. Does nothing where nothing has changed.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const home = dirname(fileURLToPath(import.meta.url));
const place = process.argv.indexOf("--out");
const out = resolve(place < 0 ? join(home, "dist") : process.argv[place + 1]);
const packages = join(home, "node_modules");
const stamp = join(packages, ".page-stamp");

function files(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.name !== "node_modules" && entry.name !== "dist")
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? files(path) : [path];
    })
    .sort();
}

function fingerprint(paths) {
  const hash = createHash("sha256").update(process.version);
  for (const path of paths) {
    hash.update(relative(home, path)).update("\0").update(readFileSync(path)).update("\0");
  }
  return hash.digest("hex");
}

function held(path) {
  return existsSync(path) ? readFileSync(path, "utf8") : "";
}

function run(command, ...args) {
  const done = spawnSync(command, args, { cwd: home, stdio: ["ignore", "inherit", "inherit"] });
  if (done.status !== 0) {
    console.error(`${command} ${args.join(" ")} failed${done.error ? `: ${done.error.message}` : ""}`);
    process.exit(1);
  }
}

function tool(name, script, ...args) {
  run(process.execPath, join(packages, name, script), ...args);
}

/** Names, licences and licence texts of the packages that are bundled: those that are no development dependencies. */
function licences() {
  const lock = JSON.parse(readFileSync(join(home, "package-lock.json"), "utf8"));
  return Object.entries(lock.packages)
    .filter(([path, entry]) => path !== "" && !entry.dev && existsSync(join(home, path)))
    .map(([path, entry]) => {
      const folder = join(home, path);
      const text = readdirSync(folder).find((name) => /^(licen[cs]e|copying)/i.test(name));
      const title = `${path.replace(/^.*node_modules\//, "")} ${entry.version} (${entry.license})`;
      return `${title}\n${"=".repeat(title.length)}\n\n${text ? readFileSync(join(folder, text), "utf8").trim() : ""}\n`;
    })
    .join("\n\n");
}

const wanted = `${fingerprint(files(home))} ${out}`;
if (existsSync(join(out, "index.html")) && held(stamp) === wanted) {
  process.exit(0);
}
const lock = fingerprint([join(home, "package-lock.json")]);
if (held(join(packages, ".lock-stamp")) !== lock) {
  run("npm", "ci", "--no-audit", "--no-fund");
  writeFileSync(join(packages, ".lock-stamp"), lock);
}
tool("typescript", "bin/tsc", "--noEmit");
tool("vite", "bin/vite.js", "build", "--emptyOutDir", "--outDir", out, "--logLevel", "warn");
writeFileSync(join(out, "licenses.txt"), licences());
writeFileSync(stamp, wanted);
