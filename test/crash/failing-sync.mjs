// Loaded before the built program (node --import): the disk fails once, in the sync that FAIL_SYNC counts to.
import { open } from "node:fs/promises";

let left = Number(process.env["FAIL_SYNC"]);
const handle = await open(process.execPath);
const handles = Object.getPrototypeOf(handle);
await handle.close();
const { datasync } = handles;

handles.datasync = async function () {
  left -= 1;
  if (left === 0) throw Object.assign(new Error("EIO: i/o error, fdatasync"), { code: "EIO" });
  await datasync.call(this);
};
