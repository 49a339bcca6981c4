// Runs on any Node that knows modules, so nothing newer than 2020 may stand here: it has to get as far as its own message.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `Glassrank needs Node 20.19 or newer; this is Node ${process.versions.node}.\nGet a current one from https://nodejs.org and run the same command again.`,
  );
  process.exit(1);
}
