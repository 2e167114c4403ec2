import type { Command } from "commander";
import type { Fault, StoreCheck } from "../../store/check/verify-store.ts";
import { inBytes } from "../bytes.ts";
import { type GlobalOptions, type Session, subcommand } from "../command.ts";
import { withDataDirectory } from "../data-directory.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import type { Io } from "../io.ts";
import { plain } from "../plain.ts";
import { counted } from "../counted.ts";

interface VerifyOptions extends GlobalOptions {
  readonly json?: true;
}

/** `vigie store verify`: reads every line of a data directory or a backup, and changes nothing. */
export function storeVerify(session: Session): Command {
  return subcommand("verify", "reads every line of the store, or of a backup, and says what is damaged", [
    "vigie store verify",
    "vigie store verify backups/2026-03-29",
  ])
    .argument("[dir]", "a backup, or another data directory")
    .option("--json", "one JSON object")
    .action(async (dir: string | undefined, options: VerifyOptions) => {
      const where = dir === undefined ? options : { ...options, data: dir };
      await withDataDirectory(session, where, async (directory) => verify(directory, options, session.io));
    });
}

async function verify(directory: string, options: VerifyOptions, io: Io): Promise<ExitCode> {
  const { verifyStore } = await import("../../store/check/verify-store.ts");
  const check = await verifyStore(directory, (file) => io.progress(`reading ${file}`));
  if (options.json === true) io.out(JSON.stringify({ directory, ...check }));
  else if (check.files === 0) io.out(`${directory} holds no store.`);
  else for (const line of verdictLines(directory, check)) io.out(line);
  return isDamaged(check) ? EXIT.damagedStore : EXIT.done;
}

/** Whether anything that was acknowledged cannot be read. */
export function isDamaged({ faults, stops }: StoreCheck): boolean {
  return stops !== undefined || faults.some(({ kind }) => kind === "damaged");
}

/** Each fault on its line, then what that means for a start. */
export function verdictLines(directory: string, check: StoreCheck): readonly string[] {
  const { files, bytes, faults, stops, transactions } = check;
  const size = `${counted(files, "file")}, ${inBytes(bytes)}`;
  const lines = faults.map((fault) => `${directory}/${faultText(fault)}`);
  if (stops !== undefined) return [...lines, `vigie does not start on this: ${plain(stops)}`];
  const whole = isDamaged(check) ? "vigie starts on this all the same" : "Whole";
  return [...lines, `${whole}: ${counted(transactions ?? 0, "transaction")} in ${size}.`];
}

function faultText({ kind, file, byte, what }: Fault): string {
  return `${file}${byte === undefined ? "" : `, byte ${byte}`}: ${kind}: ${what}`;
}
